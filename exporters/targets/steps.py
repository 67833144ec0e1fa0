"""Where delivering to a target can be when a worker dies; the crash harness kills it at each (tests/crash)."""

from publishing.attempts.steps import Step


class TargetStep(Step):
    """Putting a release on one target; SENT once per file, PRUNED once per old folder."""

    BEGUN = "begonnen"
    PLANNED = "inhoud bepaald"
    SENT = "bestand verstuurd"
    WHOLE = "alles nagekeken"
    SWITCHED = "verwijzing omgezet"
    PRUNED = "oude map opgeruimd"
    RECORDED = "genoteerd"
    COMMITTED = "vastgelegd"
