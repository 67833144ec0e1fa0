"""Builds the demo: two years of content, each frozen and published by the services that the screens use."""

from collections.abc import Callable, Collection
from datetime import date, datetime

from django.db import transaction
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.demo.observations import consult_registers, write_observations
from cms.demo.pages import write_pages
from cms.demo.people import load_people
from cms.demo.rounds import Clock, People, begin_round, run_round
from cms.demo.snippets import write_snippets
from cms.demo.this_year import work_half
from cms.demo.years import FIRST_YEAR, read_year
from exporters.services import export_release
from publishing.releases.approving import approve_release
from publishing.releases.freeze import freeze_release
from publishing.releases.models import Release
from publishing.releases.outbox import deliver_outbox
from publishing.releases.publish import publish_release
from publishing.rounds.models import Round

RELEASES = {2025: ("2025.1", date(2025, 7, 31)), 2026: ("2026.1", date(2026, 7, 31))}
NUMBERS = tuple(number for number, _ in RELEASES.values())
_BASES = {2025: "", 2026: "2025.1", 2027: "2026.1"}


def build_demo(*, now: Clock, say: Callable[[str], None], exported: Collection[str] = NUMBERS) -> None:
    """Make what is missing of the demo; ``say`` is told each step in Dutch.

    Of the releases in ``exported`` every kind of artefact is made, of the others only what they could not go out
    without.
    """
    people = load_people()
    for year, (number, reference_date) in RELEASES.items():
        release = Release.objects.published().filter(number=number).first()
        if release is None:
            release = _release_year(year, number, reference_date, people=people, now=now, say=say)
        deliver_outbox(at=now())  # this and the export do nothing where it was done before, also after a kill
        say(f"Uitgave {number} is live, vingerafdruk {release.digest[:16]}…")
        for artifact in export_release(release=release, at=now()) if number in exported else ():
            say(f"Export {artifact.kind}: {artifact.size} bytes.")
    _begin_next_year(people=people, now=now, say=say)


def _begin_next_year(*, people: People, now: Clock, say: Callable[[str], None]) -> None:
    """Leave the round of the year after open and half done."""
    year = max(RELEASES) + 1
    if Round.objects.filter(year=year).exists():
        return
    with transaction.atomic():  # a demo that was killed has all of it or nothing
        made = begin_round(year, date(year, 7, 31), base_number=_BASES[year], people=people, now=now)
        write_year(year, by=people[Role.EDITOR], at=now())
        work_half(made, people=people, now=now)
    say(f"Jaarronde {year}: geopend en half gedaan.")


def _release_year(
    year: int, number: str, reference_date: date, *, people: People, now: Clock, say: Callable[[str], None]
) -> Release:
    """Open the round, write the year's content, let the people vet and review it, freeze, approve and publish."""
    made = begin_round(year, reference_date, base_number=_BASES[year], people=people, now=now)
    if made.closed_at is None:
        say(f"Jaarronde {year}: inhoud schrijven …")
        write_year(year, by=people[Role.EDITOR], at=now())
        say(f"Jaarronde {year}: toetsen en beoordelen …")
        run_round(made, people=people, now=now)
    result = freeze_release(number=number, reference_date=reference_date, by=people[Role.EDITOR], at=now())
    documents = sum(result.release.counts.values())
    say(f"Kandidaat {number}: {documents} documenten, {result.written} nieuw geschreven.")
    for role in (Role.REVIEWER, Role.PUBLISHER):
        approve_release(release=result.release, by=people[role], at=now())
    return publish_release(number=number, by=people[Role.PUBLISHER], at=now())


def write_year(year: int, *, by: User, at: datetime) -> None:
    """Bring the workshop in line with the demo content of ``year``."""
    content = read_year(year)
    with transaction.atomic(), disable_reference_index_auto_update():
        written = {name: write_snippets(name, items, by=by) for name, items in content.items.items()}
        write_observations(content.items["interventions"], written["interventions"], by=by, at=at)
        if year > FIRST_YEAR and year in RELEASES:
            consult_registers(year, by=by)
        write_pages(
            content,
            interventions=written["interventions"],
            practice_examples=written["practice_examples"],
            by=by,
        )
