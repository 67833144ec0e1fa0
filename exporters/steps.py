"""Where making artefacts can be when a worker dies; the crash harness kills it at each (tests/crash)."""

from publishing.attempts.steps import Step


class ExportStep(Step):
    """Making the artefacts of a release; all but the first and the last once per kind."""

    BEGUN = "begonnen"
    WRITTEN = "bestand gemaakt"
    STORED = "in de opslag"
    RECORDED = "genoteerd"
    COMMITTED = "vastgelegd"
