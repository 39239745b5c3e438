"""A dossier in the formats of other communities' tools."""
