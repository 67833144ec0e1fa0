"""What is recorded about releases."""

from publishing.releases.models.alarm import Alarm
from publishing.releases.models.approval import Approval
from publishing.releases.models.channel import LIVE, MOVES, Channel, ReleaseEvent
from publishing.releases.models.document import DocumentBody
from publishing.releases.models.outbox import CATALOGUE, DeliveryAttempt, OutboxEntry, Redelivery
from publishing.releases.models.planning import Planning
from publishing.releases.models.preparation import Preparation
from publishing.releases.models.release import Freeze, PackRecord, Publication, Release

__all__ = [
    "CATALOGUE",
    "LIVE",
    "MOVES",
    "Alarm",
    "Approval",
    "Channel",
    "DeliveryAttempt",
    "DocumentBody",
    "Freeze",
    "OutboxEntry",
    "PackRecord",
    "Planning",
    "Preparation",
    "Publication",
    "Redelivery",
    "Release",
    "ReleaseEvent",
]
