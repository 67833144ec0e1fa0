"""What is recorded about releases."""

from publishing.releases.models.channel import LIVE, MOVES, Channel, ReleaseEvent
from publishing.releases.models.document import DocumentBody
from publishing.releases.models.outbox import OutboxEntry
from publishing.releases.models.release import Freeze, PackRecord, Publication, Release

__all__ = [
    "LIVE",
    "MOVES",
    "Channel",
    "DocumentBody",
    "Freeze",
    "OutboxEntry",
    "PackRecord",
    "Publication",
    "Release",
    "ReleaseEvent",
]
