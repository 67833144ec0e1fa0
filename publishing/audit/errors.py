"""Why something cannot be recorded. A service says it before, to a person; this is for who wrote the service."""


class AuditError(Exception):
    """An act that cannot go on record as it is."""
