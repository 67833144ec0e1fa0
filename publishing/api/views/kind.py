"""What resources of one kind share."""

from publishing.api.opened import OpenedRelease
from publishing.api.problems import ProblemError
from publishing.api.views.base import InReleaseView
from publishing.documents.registry import KINDS, Kind

_FIRST_KIND = next(iter(KINDS.values()))


class KindView(InReleaseView):
    """A resource of one kind, which the address fixes."""

    kind: Kind = _FIRST_KIND

    def _refuse_erased(self, opened: OpenedRelease, id: str) -> None:  # noqa: A002 - the public name
        """Raise ProblemError (410) when the bytes were erased by law, whatever a pack still holds."""
        if found := opened.erased(self.kind.name, id):
            detail = (
                f"De inhoud van {self.kind.name} ‘{id}’ in uitgave {opened.release.number} is gewist op "
                f"{found.erased_on:%d-%m-%Y}. Grond: {found.ground}. De vingerafdruk blijft in de inhoudslijst staan."
            )
            raise ProblemError(410, detail, extra={"gewistOp": found.erased_on.isoformat(), "grond": found.ground})
