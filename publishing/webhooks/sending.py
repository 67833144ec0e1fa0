"""One webhook on its way to one subscriber: signed, to the very address that was judged, within fifteen seconds."""

import ssl
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic

from django.conf import settings

from cms.links.guard import AddressError, AddressRefusedError, HostUnknownError, Resolve, destination_of, resolve_host
from cms.links.requesting import Answer, Limits, UnreachableError, ask
from publishing.webhooks.models import Subscriber
from publishing.webhooks.signing import signature_headers

LIMITS = Limits(connect=5, silence=15, total=15)
SHOWN = 500  # characters of an answer that people see
_LEAST = 0.1  # seconds that are left for the request, however long the name took
_READ = 4 * SHOWN  # bytes, for no character of UTF-8 is longer than four


class UndeliverableError(Exception):
    """It did not arrive; the message says why, in Dutch."""


@dataclass(frozen=True)
class Sender:
    """Who sends: where it may go, how long it waits and whom it trusts."""

    allow_private: bool = False
    limits: Limits = LIMITS
    resolve: Resolve = resolve_host
    tls: ssl.SSLContext | None = None

    def send(self, subscriber: Subscriber, *, event: str, body: bytes, at: datetime) -> Answer:
        """Offer ``body`` to ``subscriber`` under the id ``event`` and return what it answers, whatever that is.

        Raise UndeliverableError when no answer came, SealError when the subscriber's keys cannot be read.
        """
        keys = [key.opened() for key in subscriber.keys.valid_at(at)]
        headers = {
            **signature_headers(event=event, body=body, keys=keys, at=at),
            "Content-Type": "application/json",
            "User-Agent": f"Wegwijzer-webhooks/1 (+{settings.CONTACT_URL})",
        }
        try:
            return self._post(subscriber.url, body, headers)
        except (AddressError, UnreachableError) as error:
            raise UndeliverableError(str(error)) from error

    def _post(self, url: str, body: bytes, headers: dict[str, str]) -> Answer:
        began = monotonic()
        check_scheme(url, allow_private=self.allow_private)
        destination = destination_of(url, allow_private=self.allow_private, resolve=self._look_up)
        left = max(self.limits.total - (monotonic() - began), _LEAST)
        limits = replace(self.limits, total=left, connect=min(left, self.limits.connect))
        return ask(destination, method="POST", headers=headers, limits=limits, tls=self.tls, body=body, most=_READ)

    def _look_up(self, host: str, port: int) -> Sequence[str]:
        """Resolve within the same time: a resolver has limits of its own, and they can be longer."""
        apart = ThreadPoolExecutor(max_workers=1)
        try:
            return apart.submit(self.resolve, host, port).result(timeout=self.limits.total)
        except TimeoutError as error:
            raise HostUnknownError(f"Het opzoeken van '{host}' duurde te lang.") from error
        finally:
            apart.shutdown(wait=False)


def usual_sender() -> Sender:
    """Return who sends as the settings say."""
    return Sender(allow_private=settings.WEBHOOK_ALLOW_PRIVATE)


def check_scheme(url: str, *, allow_private: bool) -> None:
    """Raise AddressRefusedError for an address that is not https, unless private ones are allowed too."""
    if not allow_private and not url.lower().startswith("https://"):
        raise AddressRefusedError("Het webadres begint niet met https://. Alleen zo is het bericht onderweg beveiligd.")


def words_of(answer: Answer) -> str:
    """Return the beginning of an answer as text that can be stored and shown."""
    text = answer.body.decode(errors="replace")
    readable = "".join(one if one.isprintable() else " " for one in text)
    return " ".join(readable.split())[:SHOWN]
