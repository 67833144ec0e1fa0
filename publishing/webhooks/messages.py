"""What a subscriber is told: thin, for the release itself says the rest.

Made of the sealed message and of events that never change, so it is the same bytes at every try; only a server that
moved gives another address.
"""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin
from uuid import UUID

import msgspec
from django.conf import settings

from publishing.documents.canonical import canonical_bytes
from publishing.releases.models import OutboxEntry, ReleaseEvent

_PREFIX = "nl.wegwijzer."
# How standards.md names what the outbox names otherwise. Every other kind of event keeps its own name.
_NAMES = {"uitgave.teruggezet": "uitgave.teruggedraaid"}
_MOVES = (ReleaseEvent.Kind.PUBLISHED, ReleaseEvent.Kind.ROLLED_BACK)  # what makes another release current
TRIAL = f"{_PREFIX}proef"


def message_for(entry: OutboxEntry) -> bytes:
    """Return the body in which a subscriber is told of the event of ``entry``."""
    told = msgspec.json.decode(bytes(entry.payload))
    return _body(
        type_of(told["gebeurtenis"]),
        datetime.fromisoformat(told["op"]),
        {
            "uitgave": told["uitgave"],
            "vorige": _before(entry.generation),
            "generatie": told["generatie"],
            "vingerafdruk": told["vingerafdruk"],
            "url": _address_of(told["uitgave"]),
        },
    )


def trial_message(*, event: UUID, at: datetime) -> bytes:
    """Return the body of a trial, which is about no release."""
    return _body(TRIAL, at, {"proef": str(event)})


def type_of(event: str) -> str:
    """Return the type of a webhook for an event of the outbox; Standard Webhooks has dots, letters and underscores."""
    return _PREFIX + _NAMES.get(event, event).replace("-", "_")


def _body(kind: str, at: datetime, data: dict[str, Any]) -> bytes:
    moment = at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return canonical_bytes({"type": kind, "timestamp": moment, "data": data})


def _before(generation: int) -> str | None:
    """Return the number of the release that was current before ``generation``."""
    earlier = ReleaseEvent.objects.filter(kind__in=_MOVES, generation__lt=generation).order_by("-generation")
    return earlier.values_list("release__number", flat=True).first()


def _address_of(number: str) -> str:
    root = urljoin(settings.RELEASE_BASE_URL, settings.API_SERVER_URL)
    return f"{root.rstrip('/')}/uitgaven/{number}"
