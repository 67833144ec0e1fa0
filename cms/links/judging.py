"""What an answer says about an address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urldefrag, urljoin

from cms.links.guard import LONGEST
from cms.links.requesting import Answer
from cms.links.status import LinkStatus

_PATIENCE = timedelta(hours=1)  # when a site asks for time and does not say how much
LONGEST_WAIT = timedelta(days=7)  # a site that asks for more is asked again after a week
_ETAG = re.compile(r'(W/)?"[\x21\x23-\x7e]{0,200}"')  # RFC 9110 8.8.3, and short enough to keep
_DATE = re.compile(r"[\w ,:+-]{1,60}", re.ASCII)
_SLOW_DOWN = {429, 503}
_REASONS = {
    401: "De pagina vraagt om in te loggen.",
    403: "De site laat onze controle niet binnen. Open de link zelf om te zien of hij werkt.",
    429: "De site vraagt om later terug te komen.",
    451: "De pagina is om juridische redenen niet te zien.",
}


@dataclass(frozen=True)
class Validators:
    """What a server gave to ask by whether a page changed."""

    etag: str = ""
    last_modified: str = ""

    def as_headers(self) -> dict[str, str]:
        """Return the headers of a conditional request (RFC 9110 13.1)."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}


@dataclass(frozen=True)
class Outcome:
    """What one visit found. Without a ``status`` it found out nothing, and what was known stays.

    ``wait`` is how long the site asked to be left alone.
    """

    status: LinkStatus | None
    http_status: int | None = None
    moved_to: str = ""
    message: str = ""
    validators: Validators = Validators()
    wait: timedelta | None = None


def judge(answer: Answer, *, url: str, known: Validators, at: datetime) -> Outcome:
    """Return what ``answer``, given at ``at``, says about ``url``; ``known`` is what was asked with."""
    code = answer.status
    if code == 304:
        return Outcome(LinkStatus.OK, code, validators=known)
    if 200 <= code < 300:
        return Outcome(LinkStatus.OK, code, validators=_validators(answer.headers))
    if 300 <= code < 400:
        return _redirected(answer, url)
    if code in (404, 410):
        return Outcome(LinkStatus.GONE, code, message=f"De site zegt dat deze pagina niet bestaat ({code}).")
    wait = asked_wait(answer.headers.get("retry-after", ""), at) if code in _SLOW_DOWN else None
    if code == 429:
        return Outcome(None, code, message=_REASONS[code], wait=wait or _PATIENCE)
    reason = _REASONS.get(code) or (
        "De site heeft een storing." if code >= 500 else "De site geeft een antwoord waar we niets mee kunnen."
    )
    return Outcome(LinkStatus.UNREACHABLE, code, message=f"{reason} ({code})", wait=wait)


def _redirected(answer: Answer, url: str) -> Outcome:
    code, target = answer.status, _target(answer.headers.get("location", ""), url)
    if not target:
        message = f"De site stuurt door ({code}), maar niet naar een webadres."
        return Outcome(LinkStatus.UNREACHABLE, code, message=message)
    if code in (301, 308) and urldefrag(target).url != urldefrag(url).url:
        return Outcome(LinkStatus.MOVED, code, moved_to=target, message="De pagina heeft voorgoed een ander adres.")
    if code in (301, 302, 303, 307, 308):
        return Outcome(LinkStatus.OK, code, moved_to=target, message="De site stuurt nu door; dit adres blijft goed.")
    return Outcome(
        LinkStatus.UNREACHABLE, code, message=f"De site geeft een antwoord waar we niets mee kunnen. ({code})"
    )


def _target(location: str, url: str) -> str:
    """Return where a redirect leads as a whole address; empty when no browser would follow it there."""
    if not location:
        return ""
    try:
        target = urljoin(url, location)
    except ValueError:
        return ""
    return target if target.startswith(("http://", "https://")) and len(target) <= LONGEST else ""


def _validators(headers: Mapping[str, str]) -> Validators:
    etag, date = headers.get("etag", ""), headers.get("last-modified", "")
    return Validators(etag if _ETAG.fullmatch(etag) else "", date if _DATE.fullmatch(date) else "")


def asked_wait(retry_after: str, at: datetime) -> timedelta | None:
    """Return how long a Retry-After asks to stay away, which is seconds or a date (RFC 9110 10.2.3)."""
    value = retry_after.strip()
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=int(value[:9])), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(timedelta(0), min(moment - at, LONGEST_WAIT))
