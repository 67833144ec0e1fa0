"""Which registers a release leans on, and when people looked their records up again."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.vetting.levels import Register
from cms.vetting.observations import record_consultation, retract_observation
from publishing.documents.kinds.accountability import Source
from publishing.freezing.sources import read_sources
from tests.factories import content
from tests.factories.people import person

pytestmark = pytest.mark.django_db
ENTERED = datetime(2026, 1, 5, 9, tzinfo=UTC)
CLOSED = datetime(2026, 9, 1, 9, tzinfo=UTC)
MARCH, LATE = datetime(2026, 3, 3, 9, tzinfo=UTC), datetime(2026, 6, 9, 22, 30, tzinfo=UTC)


@pytest.fixture
def editor() -> User:
    return person("sanne", Role.EDITOR)


def read(**fields: Any) -> list[Source]:
    return read_sources("default", **{"uids": None, "known_until": None, **fields})


def test_without_records_there_are_no_sources() -> None:
    content.intervention()
    assert read() == []


def test_each_register_tells_how_many_records_were_seen_and_when_they_were_looked_up_again(editor: User) -> None:
    one, other = content.intervention("Een"), content.intervention("Ander")
    school = content.observation(one, entered_at=ENTERED)
    content.observation(one, "Sterke aanwijzingen voor effectiviteit", date(2025, 1, 1), entered_at=ENTERED)
    content.observation(other, record="1400002", entered_at=ENTERED)
    content.observation(other, register=Register.NJI, record="ander", entered_at=ENTERED)
    for moment in (LATE, MARCH, LATE):
        record_consultation(observation=school, by=editor, at=moment)
    assert read() == [
        Source(
            register="gezonde-school",
            name="Gezonde School (RIVM Loket Gezond Leven)",
            records=2,
            consulted=1,
            first_consulted_on=date(2026, 3, 3),
            last_consulted_on=date(2026, 6, 10),  # half past midnight in Amsterdam
        ),
        Source(register="nji", name="NJi Databank Effectieve Jeugdinterventies", records=1),
    ]


def test_what_is_no_part_of_the_release_is_no_source_of_it(editor: User) -> None:
    inside, outside = content.intervention("In"), content.intervention("Uit")
    draft = content.intervention("Concept", live=False)
    content.observation(inside, entered_at=ENTERED)
    for number, item in enumerate((outside, draft)):
        seen = content.observation(item, register=Register.NJI, record=f"los-{number}", entered_at=ENTERED)
        record_consultation(observation=seen, by=editor, at=MARCH)
    assert [(one.register, one.records) for one in read()] == [("gezonde-school", 1), ("nji", 1)]
    assert [(one.register, one.records) for one in read(uids=[inside.uid])] == [("gezonde-school", 1)]
    assert read(uids=[]) == []


def test_what_came_after_a_round_was_closed_changes_nothing_in_its_sources(editor: User) -> None:
    item = content.intervention()
    seen = content.observation(item, entered_at=ENTERED)
    record_consultation(observation=seen, by=editor, at=MARCH)
    before = read(known_until=CLOSED)
    later = CLOSED + timedelta(days=30)
    record_consultation(observation=seen, by=editor, at=later)
    content.observation(item, register=Register.NJI, record="later", entered_at=later)
    retract_observation(observation=seen, by=editor, reason="Vergist", at=later)
    assert read(known_until=CLOSED) == before != read()
    assert [(one.register, one.consulted) for one in read()] == [("nji", 0)]


def test_a_record_that_was_looked_for_and_gone_was_looked_up(editor: User) -> None:
    seen = content.observation(content.intervention(), entered_at=ENTERED)
    record_consultation(observation=seen, by=editor, at=MARCH, found=False)
    assert [one.consulted for one in read()] == [1]


def test_it_takes_two_queries_however_many_records_there_are(editor: User, django_assert_num_queries: Any) -> None:
    for number in range(12):
        seen = content.observation(content.intervention(f"Nummer {number}"), record=f"14{number}", entered_at=ENTERED)
        record_consultation(observation=seen, by=editor, at=MARCH)
    with django_assert_num_queries(2):
        assert [one.consulted for one in read()] == [12]
