"""What the rules find on an item, and which warnings people let stand."""

from dataclasses import dataclass

from publishing.acceptances.models import AcceptedWarning
from publishing.acceptances.services import acceptances_on, place_of
from publishing.checks.base import Finding, digest_of
from publishing.checks.called import with_names
from publishing.freezing.shown import label_of
from publishing.rounds.one_item import WholeItem
from publishing.rounds.screens.item_workshop import Workshop


@dataclass(frozen=True)
class ShownFinding:
    """One finding, its ``message`` with the names of items. ``key`` names it in a form.

    ``acceptance`` is why it may stand, if somebody said so.
    """

    finding: Finding
    message: str
    label: str
    field_url: str
    acceptance: AcceptedWarning | None

    @property
    def key(self) -> str:
        """What names this finding, and no other, in a form."""
        return key_of(self.finding)

    @property
    def is_blocking(self) -> bool:
        """Whether it keeps the release from going out."""
        return self.finding.level == "blocking"


def key_of(finding: Finding) -> str:
    """Return what names ``finding`` in a form: another text there is another finding."""
    return digest_of(*place_of(finding))


def shown_findings(whole: WholeItem, workshop: Workshop) -> list[ShownFinding]:
    """Return the findings on ``whole``: what blocks first, what was accepted last."""
    current = whole.row.current
    if current is None or not current.findings:
        return []
    accepted = acceptances_on(kind=current.kind, public_id=current.findings[0].id, round_year=whole.item.round.year)
    shown = [
        ShownFinding(
            found,
            with_names(found.message, lambda _, public_id: whole.names.get(public_id)),
            label_of(found.field),
            workshop.field_url(found.kind, found.field),
            accepted.get(place_of(found)) if found.level == "warning" else None,
        )
        for found in current.findings
    ]
    return sorted(shown, key=lambda one: (not one.is_blocking, one.acceptance is not None))
