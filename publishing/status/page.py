"""The page *Status* as values: what asks for attention first, then everything by subject."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.template.defaultfilters import filesizeformat

from publishing.attempts.models import State
from publishing.audit.actions import Action
from publishing.releases.models import Alarm
from publishing.status.facts import GROWTH_OVER, Facts, last_act, read_facts
from publishing.status.lines import RECEIVERS, Line, Section, ago
from publishing.status.queues import Queue
from publishing.status.rights import EVERY, Person, read_people
from publishing.status.schedules import Schedule
from publishing.status.software import pending_migrations, software

MOST_ALARMS = 20
_DELIVERED_WITHIN = timedelta(minutes=15)
_WORKED_ON_WITHIN = timedelta(minutes=15)
_VERIFIED_WITHIN = timedelta(hours=36)
_BACKED_UP_WITHIN = timedelta(days=2)
_REHEARSED_WITHIN = timedelta(days=365)  # BIO2 has putting back tried every year
_MEASURED_WITHIN = timedelta(hours=3)
_UNITS = ((86400, "elke dag", "dagen"), (3600, "elk uur", "uur"), (60, "elke minuut", "minuten"))
_START = "Start de worker en beat, of laat het systeem `manage.py tick` aanroepen."


@dataclass(frozen=True, kw_only=True)
class Page:
    """Everything on the page."""

    alarms: list[Alarm]
    more_alarms: int
    sections: list[Section]
    rights: Line
    people: list[Person]

    @property
    def wrong(self) -> list[Line]:
        """What asks for attention, in the order of the page."""
        lines = [line for section in self.sections for line in section.lines]
        return [line for line in [*lines, self.rights] if line.is_wrong]

    @property
    def is_well(self) -> bool:
        """Whether nobody has to do anything."""
        return not (self.alarms or self.wrong)


def read_page(*, at: datetime) -> Page:
    """Return the page as it is at ``at``, in a fixed number of queries."""
    facts = read_facts(at=at)
    return Page(
        alarms=list(Alarm.objects.standing().order_by("-pk")[:MOST_ALARMS]),
        more_alarms=max(0, facts.alarms - MOST_ALARMS),
        sections=[
            Section(title="Wat wacht", lines=_queues(facts)),
            Section(title="Planningen", lines=_schedules(facts)),
            Section(title="Wie krijgen afleveringen", lines=[one for made in RECEIVERS.values() for one in made(at)]),
            Section(title="Opslag en controle", lines=_store(facts)),
            Section(title="Software", lines=_software()),
        ],
        rights=_rights(last_act(Action.RIGHTS_REVIEWED), at),
        people=read_people(at=at),
    )


def _queues(facts: Facts) -> list[Line]:
    oldest = facts.oldest_waiting
    is_late = oldest is not None and facts.at - oldest > _DELIVERED_WITHIN
    waits = f"{facts.waiting}, de oudste van {ago(oldest, at=facts.at)}" if oldest else "geen"
    failed = facts.attempts[State.FAILED] + facts.attempts[State.LOST]
    given_up = facts.attempts[State.GIVEN_UP]
    return [
        Line(
            label="Afleveringen die wachten",
            value=waits,
            advice="Dit duurt langer dan een kwartier. Kijk bij Techniek waar het op wacht." if is_late else "",
        ),
        Line(label="Werk dat nu loopt", value=str(facts.attempts[State.RUNNING])),
        Line(label="Werk dat vanzelf opnieuw wordt geprobeerd", value=str(failed)),
        Line(
            label="Werk dat is opgegeven",
            value=str(given_up),
            advice="Niemand probeert dit nog. Lees bij Techniek wat er misging en probeer het opnieuw."
            if given_up
            else "",
        ),
        *(_queue(one, facts.at) for one in facts.queues),
    ]


def _queue(queue: Queue, at: datetime) -> Line:
    since = queue.silent_since
    is_late = since is not None and at - since > _WORKED_ON_WITHIN
    return Line(
        label=queue.label,
        value=f"{queue.waiting}, het laatste teken van leven {ago(since, at=at)}" if since else "geen",
        advice=f"Dit ligt langer dan een kwartier stil. {_START}" if is_late else "",
    )


def _schedules(facts: Facts) -> list[Line]:
    all_late = all(one.is_late for one in facts.schedules)
    beat = Line(
        label="Laatste teken van leven van de planning",
        value=ago(facts.beat_at, at=facts.at),
        advice=f"Niets van de planning draait. {_START}" if all_late else "",
    )
    return [beat, *(_schedule(one, facts.at, is_told=all_late) for one in facts.schedules)]


def _schedule(schedule: Schedule, at: datetime, *, is_told: bool) -> Line:
    value = f"{ago(schedule.last, at=at)}; hoort {_every(schedule.every)}"
    advice = ""
    if schedule.is_late and not is_told:
        advice = "Dit is te laat, terwijl andere planningen wel draaien. Kijk in de logregels van de worker."
    elif schedule.outcome == "failure":
        advice = "De laatste keer ging mis. Kijk in de logregels van de worker."
    return Line(label=schedule.label, value=value, advice=advice)


def _every(time: timedelta) -> str:
    """Return how often that is, in the largest unit of which it is a whole number: "elk uur", "elke 15 minuten"."""
    seconds = int(time.total_seconds())
    for size, one, many in _UNITS:
        if seconds % size == 0:
            return one if seconds == size else f"elke {seconds // size} {many}"
    return f"elke {seconds} seconden"


def _store(facts: Facts) -> list[Line]:
    at = facts.at
    return [
        _size(facts),
        Line(
            label="Laatste controle van de opslag",
            value=ago(facts.verified_at, at=at),
            advice=""
            if not facts.current or _is_recent(facts.verified_at, at, _VERIFIED_WITHIN)
            else f"De controle hoort elke nacht. {_START}",
        ),
        Line(
            label="Laatste reservekopie",
            value=ago(facts.backup_at, at=at),
            advice=""
            if _is_recent(facts.backup_at, at, _BACKED_UP_WITHIN)
            else "Van de laatste twee dagen is geen reservekopie bekend. Vraag wie de server beheert er een te maken.",
        ),
        Line(
            label="Laatste oefening met terugzetten",
            value=ago(facts.rehearsed_at, at=at),
            advice=""
            if _is_recent(facts.rehearsed_at, at, _REHEARSED_WITHIN)
            else "Dit hoort elk jaar. Vraag wie de server beheert te oefenen met de laatste reservekopie.",
        ),
    ]


def _size(facts: Facts) -> Line:
    if facts.store is None:
        return Line(label="Omvang van de opslag", value="nog niet gemeten", advice="")
    value = f"{filesizeformat(facts.store.size)}, gemeten {ago(facts.store.at, at=facts.at)}"
    if facts.store_before is not None:
        grown = facts.store.size - facts.store_before.size
        sign = "+" if grown >= 0 else "−"
        value += f"; {sign}{filesizeformat(abs(grown))} in {GROWTH_OVER.days} dagen"
    is_recent = _is_recent(facts.store.at, facts.at, _MEASURED_WITHIN)
    return Line(
        label="Omvang van de opslag",
        value=value,
        advice="" if is_recent else "Er is lang niet gemeten. Kijk of de opslag bereikbaar is.",
    )


def _software() -> list[Line]:
    pending = pending_migrations()
    return [
        Line(label="Versie", value=software()),
        Line(
            label="Database",
            value="hoort bij deze versie" if not pending else f"mist {', '.join(pending)}",
            advice="Laat `manage.py migrate` uitvoeren." if pending else "",
        ),
    ]


def _rights(reviewed: datetime | None, at: datetime) -> Line:
    is_due = not _is_recent(reviewed, at, EVERY)
    return Line(
        label="Rechten nagelopen",
        value=ago(reviewed, at=at),
        advice="Dit hoort elk jaar. Kijk onderaan wie welke rol heeft en bevestig het." if is_due else "",
    )


def _is_recent(moment: datetime | None, at: datetime, within: timedelta) -> bool:
    return moment is not None and at - moment <= within
