"""Where an erasure can be when a process dies."""

from publishing.attempts.steps import Step


class RedactStep(Step):
    """Erasing a document and clearing its files away."""

    PACKS_STORED = "pakketten zonder het document opgeslagen"
    ERASED = "gewist"
    TRACES_ERASED = "afschriften gewist"
    COMMITTED = "vastgelegd"
    FILE_REMOVED = "oud bestand weggehaald"
    FILES_REMOVED = "oude bestanden weggehaald"
    CLEARED = "opgeruimd"
