"""Why something cannot be done with a release. The message is Dutch: a person reads it."""


class ReleaseError(Exception):
    """The release cannot be made, published, moved or read."""


class UnknownReleaseError(ReleaseError):
    """There is no such release."""

    def __init__(self, number: str) -> None:
        super().__init__(f"Er is geen uitgave {number}.")


class RefusedError(ReleaseError):
    """A rule of publishing says no."""


class RedactedError(ReleaseError):
    """The bytes were erased by a redaction."""


class TamperedError(ReleaseError):
    """Stored bytes are not what their digest says."""
