"""Grammars of their own for times and quantities: wording in, unresolved structure out, no parser and no clock."""
