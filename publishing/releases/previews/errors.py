"""Why somebody does not see a candidate. Messages are Dutch, for the one who asked, and tell nothing of its content."""

from collections.abc import Mapping

from publishing.releases.errors import RefusedError


class PreviewError(RefusedError):
    """An access cannot be made, revoked or used so."""


class DeniedError(PreviewError):
    """No such access, or not any more. The same words for each reason, so that a guess learns nothing."""

    def __init__(self) -> None:
        super().__init__(
            "Deze sleutel of link werkt niet (meer). Hij kan verlopen of ingetrokken zijn. Vraag een nieuwe aan wie "
            "hem gaf."
        )


class PastError(PreviewError):
    """The access is good, but what it opened is no candidate any more; ``extra`` says in JSON what became of it."""

    def __init__(self, message: str, extra: Mapping[str, object]) -> None:
        super().__init__(message)
        self.extra = dict(extra)


class TooOftenError(PreviewError):
    """More than anybody needs: ask again later."""
