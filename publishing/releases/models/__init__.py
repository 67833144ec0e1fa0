"""What is recorded about releases."""

from publishing.releases.models.channel import LIVE, Channel, ReleaseEvent
from publishing.releases.models.document import DocumentBody
from publishing.releases.models.outbox import CATALOGUE, DeliveryAttempt, OutboxEntry, Redelivery
from publishing.releases.models.release import Freeze, PackRecord, Publication, Release

__all__ = [
    "CATALOGUE",
    "LIVE",
    "Channel",
    "DeliveryAttempt",
    "DocumentBody",
    "Freeze",
    "OutboxEntry",
    "PackRecord",
    "Publication",
    "Redelivery",
    "Release",
    "ReleaseEvent",
]
