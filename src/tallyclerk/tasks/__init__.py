"""The stages done on many documents: by an engine, and only where it is not known from before what comes out."""

from tallyclerk.tasks.claiming import How, claims_of, register_of
from tallyclerk.tasks.means import Means, means_of
from tallyclerk.tasks.reading import reader
from tallyclerk.tasks.sweeping import Sieve, Swept, sweep

__all__ = ["How", "Means", "Sieve", "Swept", "claims_of", "means_of", "reader", "register_of", "sweep"]
