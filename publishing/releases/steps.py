"""Where freezing, building a pack, publishing, going back and delivering can be when a worker dies.

Each is killed there by the crash harness (tests/crash), which fails for a step that is never reached.
"""

from publishing.attempts.steps import Step


class FreezeStep(Step):
    """Making a candidate."""

    READ = "inhoud gelezen"
    DOCUMENTS_WRITTEN = "documenten geschreven"
    RELEASE_WRITTEN = "uitgave geschreven"
    FREEZE_WRITTEN = "bevriezing geschreven"
    COMMITTED = "vastgelegd"


class PackStep(Step):
    """Building a pack."""

    BEGUN = "begonnen"
    BUILT = "pakket gebouwd"
    LEFTOVER_REMOVED = "oud bestand weggehaald"
    STORED = "in de opslag"
    RECORDED = "genoteerd"
    COMMITTED = "vastgelegd"


class PrepareStep(Step):
    """Doing beforehand what takes time; the pack is copied to where the world reads."""

    LOOKED = "bekeken"
    COMMITTED = "vastgelegd"


class PublishStep(Step):
    """Making a candidate public."""

    CHECKED = "nagekeken"
    ROUND_NOTED = "jaarronde bijgewerkt"
    PUBLICATION_WRITTEN = "publicatie geschreven"
    COMMITTED = "vastgelegd"


class RollbackStep(Step):
    """Making an earlier release current again."""

    PACK_PROMOTED = "pakket openbaar gezet"
    COMMITTED = "vastgelegd"


class MoveStep(Step):
    """Moving the channel, within the transaction of who publishes or goes back."""

    CHANNEL_MOVED = "kanaal verplaatst"
    EVENT_WRITTEN = "gebeurtenis geschreven"
    OUTBOX_WRITTEN = "afleveringen geschreven"


class DeliveryStep(Step):
    """Telling one receiver."""

    BEGUN = "begonnen"
    SENT = "aangeboden"
    ANSWER_WRITTEN = "antwoord geschreven"
    TICKED_OFF = "afgevinkt"
    COMMITTED = "vastgelegd"
