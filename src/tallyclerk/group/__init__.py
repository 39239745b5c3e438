"""Documents that are one text, in families."""

from tallyclerk.group.families import group

__all__ = ["group"]
