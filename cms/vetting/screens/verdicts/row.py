"""One line of the list *Toetsing*: what it says, and where it leads this person."""

from dataclasses import dataclass
from typing import Any

from cms.vetting.models import Verdict
from cms.vetting.progress import Progress
from cms.vetting.screens.verdicts.access import recognitions_of
from cms.vetting.screens.verdicts.showing import ShownFact, facts_shown
from cms.vetting.screens.verdicts.waiting import waits_for


@dataclass(frozen=True)
class Row:
    """An intervention in the round. ``to_decide`` is the proposal that waits for a decision of who looks."""

    progress: Progress
    facts: list[ShownFact]
    recognitions: str
    to_decide: Verdict | None

    @property
    def selectable(self) -> Verdict | None:
        """The proposal that may be agreed with at once: on facts that are still those of now."""
        return None if self.progress.changes else self.to_decide


def row_for(one: Progress, user: Any) -> Row:
    """Return the line of ``one`` as ``user`` sees it."""
    return Row(one, facts_shown(one.facts), recognitions_of(one.intervention, user), waits_for(one, user))
