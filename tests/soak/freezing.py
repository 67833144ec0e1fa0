"""A publicist who freezes, again and again, while everybody works."""

import json
import threading
import time
from dataclasses import dataclass, field

from django.urls import reverse

from cms.demo.people import PASSWORD
from publishing.releases.asking.models import AskedFreeze
from publishing.rounds.models import Round
from tests.soak.browser import Person, RefusedError

_PAUSE = 5.0
_LOOK = 0.5
_PATIENCE = 900.0  # seconds; a killed worker keeps its lease for 600


@dataclass
class Freezes:
    """How many seconds each freeze took from the button to its end, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def freeze(*, port: int, name: str, until: threading.Event) -> tuple[Freezes, threading.Thread]:
    """Let the publicist ``name`` freeze the open round until the event."""
    freezes = Freezes()
    thread = threading.Thread(target=_work, args=(port, name, freezes, until), daemon=True)
    thread.start()
    return freezes, thread


def _work(port: int, name: str, freezes: Freezes, until: threading.Event) -> None:
    try:
        person = Person(port, name, PASSWORD)
        open_round = Round.objects.get(closed_at=None)
        while not until.wait(_PAUSE):
            started = time.monotonic()
            asked = {"round": open_round.pk, "number": f"{open_round.year}.1"}
            led_to = person.send(reverse("uitgaven:freeze"), asked).address.rstrip("/").rpartition("/")[2]
            if led_to.isdecimal():  # else the candidate was there before its page was
                _wait(person, int(led_to))
            freezes.seconds.append(time.monotonic() - started)
    except Exception as error:  # the outer edge of a thread: it is reported
        freezes.failures.append(f"{name}: {error!r}")


def _wait(person: Person, pk: int) -> None:
    """Ask until the freeze has ended, in a candidate or in reasons; raise RefusedError when it broke or never ends."""
    end = time.monotonic() + _PATIENCE
    status = reverse("uitgaven:freezing_status", args=[pk])
    while (stage := json.loads(person.open(status).text)["stage"]) != "ended":
        if stage.startswith("failed") or time.monotonic() > end:
            raise RefusedError(f"freeze {pk} is {stage}")
        time.sleep(_LOOK)
    if not AskedFreeze.objects.filter(pk=pk, ended_at__isnull=False).exists():
        raise RefusedError(f"freeze {pk} is not on record as ended")
