"""One visit to one address: HEAD first, GET where HEAD is not understood, no redirect followed, nothing read."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cms.links.guard import AddressRefusedError, HostUnknownError, Resolve, destination_of, resolve_host
from cms.links.judging import Outcome, Validators, judge
from cms.links.requesting import USUAL_LIMITS, Limits, UnreachableError, ask
from cms.links.status import LinkStatus

# Servers that answer so to HEAD often answer otherwise to GET.
_HEAD_NOT_UNDERSTOOD = {400, 403, 404, 405, 406, 500, 501}


@dataclass(frozen=True)
class Visitor:
    """Who visits: what it calls itself, how long it waits, whom it trusts and where it may go."""

    agent: str
    limits: Limits = USUAL_LIMITS
    allow_private: bool = False
    resolve: Resolve = resolve_host
    tls: ssl.SSLContext | None = None

    def visit(self, url: str, *, known: Validators, at: datetime, pause: Callable[[], None]) -> Outcome:
        """Return what ``url`` answers now. Never raises for what the other side does.

        ``pause`` is called between two requests to the host.
        """
        try:
            destination = destination_of(url, allow_private=self.allow_private, resolve=self.resolve)
        except AddressRefusedError as error:
            return Outcome(LinkStatus.REFUSED, message=str(error))
        except HostUnknownError as error:
            return Outcome(LinkStatus.UNREACHABLE, message=str(error))
        headers = {"User-Agent": self.agent, "Accept": "*/*", **known.as_headers()}
        try:
            answer = ask(destination, method="HEAD", headers=headers, limits=self.limits, tls=self.tls)
            if answer.status in _HEAD_NOT_UNDERSTOOD:
                pause()
                answer = ask(destination, method="GET", headers=headers, limits=self.limits, tls=self.tls)
        except UnreachableError as error:
            return Outcome(LinkStatus.UNREACHABLE, message=str(error))
        return judge(answer, url=url, known=known, at=at)
