"""What the home screen says to who has nothing to do: why that is so, and what comes next."""

from publishing.rounds.mywork.standing import Phase
from publishing.rounds.mywork.values import MyWork, Viewer

_OF_PHASE = {
    Phase.NO_ROUND: "Er is nu geen jaarronde open, dus er wacht niets op je.",
    Phase.OPEN: "Je bent bij. Er wacht nu niets op je.",
    Phase.READY: "Alles van deze ronde is beoordeeld.",
    Phase.CLOSED: "De ronde is dicht. Aan wat erin staat, verandert niets meer.",
}


def finished(phase: Phase, viewer: Viewer, work: MyWork) -> str:
    """Return what to tell ``viewer``, who has no task; empty when they have one."""
    if work.tasks:
        return ""
    return f"{_OF_PHASE[phase]} {_next(phase, viewer, work)}".strip()


def _next(phase: Phase, viewer: Viewer, work: MyWork) -> str:
    if phase is Phase.NO_ROUND and viewer.edits:
        return "Je kunt intussen inhoud bijwerken, of een nieuw bestand inlezen bij Bronnen."
    if viewer.reads_along:
        return "Wat er staat, lees je in het menu bij Inhoud."
    if work.waiting:
        return "Bij 'Dit wacht op een ander' zie je wie aan zet is."
    return ""
