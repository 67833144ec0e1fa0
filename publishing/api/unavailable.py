"""What was published cannot be read now."""


class UnavailableError(Exception):
    """The catalogue or a pack cannot be read or trusted. The message is Dutch and tells nothing of the inside."""
