"""A register that the user imports: ships, companies and persons, matched by name and number, with reasons."""

from tallyclerk.register.entry import Entry
from tallyclerk.register.matching import Answer, Candidate, Sought, look_up
from tallyclerk.register.reading import Refused
from tallyclerk.register.store import Imported, Register, default_register, import_register
from tallyclerk.resources.register import KINDS

__all__ = [
    "KINDS",
    "Answer",
    "Candidate",
    "Entry",
    "Imported",
    "Refused",
    "Register",
    "Sought",
    "default_register",
    "import_register",
    "look_up",
]
