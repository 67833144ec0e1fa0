"""A trial: one event that is about no release, sent at once, of which a person sees the answer."""

from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from uuid import UUID

from django.db import transaction

from cms.accounts.models import User
from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.webhooks.messages import trial_message
from publishing.webhooks.models import Subscriber
from publishing.webhooks.recorded import subscriber_subject
from publishing.webhooks.sealing import SealError
from publishing.webhooks.sending import Sender, UndeliverableError, words_of


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What came of it: an answer with a status, or why there was none."""

    event: UUID
    milliseconds: int
    status: int | None = None
    words: str = ""
    error: str = ""

    @property
    def is_good(self) -> bool:
        """Whether the subscriber took it."""
        return self.status is not None and 200 <= self.status < 300


def try_out(*, subscriber: Subscriber, event: UUID, sender: Sender, by: User, at: datetime) -> Trial:
    """Send ``subscriber`` a trial under the id ``event``, put it on record and return what came of it.

    Takes as long as the subscriber does, so no transaction is open meanwhile.
    """
    began = perf_counter()
    status, words, error = _answered(subscriber, event, sender, at)
    trial = Trial(
        event=event, milliseconds=int((perf_counter() - began) * 1000), status=status, words=words, error=error
    )
    with transaction.atomic():
        details = {"antwoord": "geen" if status is None else str(status)}
        record(action=Action.SUBSCRIBER_TRIED, obj=subscriber_subject(subscriber), by=by, at=at, details=details)
    return trial


def _answered(subscriber: Subscriber, event: UUID, sender: Sender, at: datetime) -> tuple[int | None, str, str]:
    try:
        body = trial_message(event=event, at=at)
        said = sender.send(subscriber, event=str(event), body=body, at=at)
    except (UndeliverableError, SealError) as error:
        return None, "", str(error)
    return said.status, words_of(said), ""
