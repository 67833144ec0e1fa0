"""A beheerder sees at a glance what asks for attention, and what to do about it."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cms.accounts.roles import Role
from cms.sources.models import ImportPlan, Stage
from publishing.attempts.models import Attempt, State
from publishing.audit.actions import Action
from publishing.audit.models import AuditEvent
from publishing.audit.sentences import sentence_of
from publishing.backups.recorded import record_about
from publishing.releases.models import Alarm
from publishing.status.facts import read_facts
from publishing.status.measuring import measure_store
from publishing.status.models import ScheduledRun, StoreSize
from publishing.status.page import Page, read_page
from publishing.status.queues import read_queues
from publishing.status.rights import confirm_rights, read_people
from publishing.status.schedules import note_run, read_schedules
from publishing.status.tasks import measure_store as task
from tests.factories.people import person, signed_in
from tests.factories.releases import published

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/status/"
REHEARSED = "Laatste oefening met terugzetten"


def everything_ran() -> None:
    for entry in django_settings.CELERY_BEAT_SCHEDULE.values():
        now = timezone.now()
        ScheduledRun.objects.create(task=entry["task"], since=now, ended_at=now, outcome="success")


def backed_up() -> None:
    """Leave the record that a backup leaves, and that of putting it back as a rehearsal."""
    for action in ("backup.made", "backup.rehearsed"):
        AuditEvent.objects.create(
            action=action,
            object_kind="reservekopie",
            object_id="1",
            object_text="reservekopie",
            result="done",
            door="command",
            at=timezone.now(),
            details={"bytes": 1},
        )


def troubled(number: int, *, first: int = 0) -> None:
    """Let much go wrong."""
    now = timezone.now()
    for one in range(first, first + number):
        Alarm.objects.create(subject=f"proef-{one}", message="Er ging iets mis.", raised_at=now)
        Attempt.objects.create(
            kind="proef",
            subject=str(one),
            token=1,
            number=1,
            state=State.GIVEN_UP,
            worker="w",
            started_at=now,
            heartbeat_at=now,
            lease_until=now,
            ended_at=now,
            error="Stuk.",
        )
        person(f"mens-{one}", Role.EDITOR)


def wrong(page: Page) -> dict[str, str]:
    return {line.label: line.advice for line in page.wrong}


def test_a_file_that_nobody_brings_further_is_said_after_a_quarter_of_an_hour() -> None:
    label = "Bestanden die worden gelezen of overgenomen"
    now, editor = timezone.now(), person("redacteur", Role.EDITOR)
    assert label not in wrong(read_page(at=now))
    plan = ImportPlan.objects.create(
        kind="nji", file_name="register.csv", source="a" * 64, created_by=editor, created_at=now - timedelta(minutes=14)
    )
    ImportPlan.objects.create(
        kind="nji", file_name="b.csv", source="b" * 64, created_by=editor, created_at=now, stage=Stage.OPEN
    )

    assert label not in wrong(read_page(at=now))
    late = read_page(at=now + timedelta(minutes=2))

    assert wrong(late)[label].startswith("Dit ligt langer dan een kwartier stil.")
    assert [one.waiting for one in read_queues()] == [1]
    ImportPlan.objects.filter(pk=plan.pk).update(beat_at=now)
    assert label not in wrong(read_page(at=now + timedelta(minutes=2)))


@pytest.mark.parametrize("role", Role)
def test_only_a_beheerder_sees_it(role: Role) -> None:
    answer = signed_in(role).get(ADDRESS)
    assert (answer.status_code == 200) == (role == Role.ADMINISTRATOR)


def test_when_all_is_well_it_says_so() -> None:
    client = signed_in(Role.ADMINISTRATOR)
    everything_ran()
    backed_up()
    confirm_rights(by=person("sanne"), at=timezone.now())
    assert "Alles loopt. <b>De volgende stap:</b> je hoeft niets te doen." in client.get(ADDRESS).content.decode()


def test_what_is_wrong_stands_first_with_what_to_do() -> None:
    troubled(1)
    page = read_page(at=timezone.now())
    assert [alarm.message for alarm in page.alarms] == ["Er ging iets mis."]
    told = wrong(page)
    assert "Niets van de planning draait." in told["Laatste teken van leven van de planning"]
    assert "Techniek" in told["Werk dat is opgegeven"]
    assert "reservekopie" in told["Laatste reservekopie"]
    assert "Dit hoort elk jaar" in told[REHEARSED]
    assert "Dit hoort elk jaar" in told["Rechten nagelopen"]
    shown = signed_in(Role.ADMINISTRATOR).get(ADDRESS).content.decode()
    assert shown.index("Er ging iets mis.") < shown.index("Werk dat is opgegeven") < shown.index("Planningen")


def test_the_page_costs_as_many_queries_for_much_as_for_little() -> None:
    client = signed_in(Role.ADMINISTRATOR)
    client.get(ADDRESS)
    counts = []
    for first, number in ((0, 1), (1, 15)):
        troubled(number, first=first)
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_putting_a_backup_back_is_asked_again_a_year_after_it_was_tried() -> None:
    backed_up()
    now = timezone.now()
    assert REHEARSED not in wrong(read_page(at=now + timedelta(days=364)))
    assert "Dit hoort elk jaar" in wrong(read_page(at=now + timedelta(days=366)))[REHEARSED]


def test_a_rehearsal_that_went_wrong_does_not_count() -> None:
    record_about(action=Action.BACKUP_REHEARSED, name="wegwijzer", at=timezone.now(), refusal="Een bestand mist.")
    assert REHEARSED in wrong(read_page(at=timezone.now()))
    record_about(action=Action.BACKUP_REHEARSED, name="wegwijzer", at=timezone.now())
    assert REHEARSED not in wrong(read_page(at=timezone.now()))


def test_the_facts_cost_the_queries_that_they_say(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(11 + len(read_queues())):
        read_facts(at=timezone.now())


def test_a_schedule_that_stands_still_is_late_and_one_that_ran_is_not() -> None:
    everything_ran()
    now = timezone.now()
    assert "Links nalopen" not in wrong(read_page(at=now))
    later = now + timedelta(minutes=10)
    told = wrong(read_page(at=later))
    assert "Geplande publicaties, afleveringen en alarmen" in told
    assert "Links nalopen" not in told


def test_what_comes_once_an_hour_is_not_late_in_the_first_hour() -> None:
    now = timezone.now()
    ScheduledRun.objects.create(task="publishing.releases.tick", since=now, ended_at=now, outcome="success")
    late = {one.task for one in read_schedules(at=now) if one.is_late}
    assert late == set()
    later = now + timedelta(minutes=66)
    assert "cms.links.check_links" in {one.task for one in read_schedules(at=later) if one.is_late}


def test_a_run_of_the_schedule_is_noted_with_its_outcome() -> None:
    note_run(task=task, state="FAILURE")
    note_run(task=task, state="SUCCESS")
    (run,) = ScheduledRun.objects.all()
    assert (run.task, run.outcome) == ("publishing.status.measure_store", "success")


def test_the_size_of_the_store_is_measured_by_a_task_and_its_growth_told() -> None:
    now = timezone.now()
    published("2026.1", by=person("publicist"))
    size = measure_store(at=now)
    assert size > 1000
    then = now - timedelta(days=31)
    StoreSize.objects.create(day=timezone.localdate(then), at=then, size=size - 1024)
    lines = {line.label: line.value for section in read_page(at=now).sections for line in section.lines}
    assert "+1,0 KB in 30 dagen" in lines["Omvang van de opslag"].replace("\xa0", " ")


def test_looking_through_the_rights_is_on_record_and_asked_again_after_a_year() -> None:
    client = signed_in(Role.ADMINISTRATOR, name="beheer")
    assert client.post(ADDRESS).status_code == 302
    event = AuditEvent.objects.get(action="rights.reviewed")
    assert "de rechten" in sentence_of(event)
    now = timezone.now()
    assert "Rechten nagelopen" not in wrong(read_page(at=now))
    assert "Dit hoort elk jaar" in wrong(read_page(at=now + timedelta(days=366)))["Rechten nagelopen"]


def test_who_has_no_second_factor_no_role_or_never_came_is_pointed_out() -> None:
    person("zonder")
    safe = person("veilig", Role.EDITOR)
    Authenticator.objects.create(user=safe, type=Authenticator.Type.TOTP, data={})
    safe.last_login = timezone.now() - timedelta(days=400)
    safe.save()
    told = {one.user.username: one.remarks for one in read_people(at=timezone.now())}
    assert told["zonder"] == ["Heeft geen rol.", "Heeft geen tweede factor.", "Heeft nog nooit ingelogd."]
    assert told["veilig"] == ["Heeft langer dan een jaar niet ingelogd."]


def test_who_does_not_manage_people_confirms_nothing() -> None:
    assert Client().post(ADDRESS).status_code == 302
    signed_in(Role.PUBLISHER).post(ADDRESS)
    assert not AuditEvent.objects.filter(action="rights.reviewed").exists()


def test_how_often_something_runs_is_said_as_people_do() -> None:
    everything_ran()
    (lines,) = (section.lines for section in read_page(at=timezone.now()).sections if section.title == "Planningen")
    told = {line.label: line.value.partition("; ")[2] for line in lines}

    assert told["Ochtendmails versturen"] == "hoort elke 15 minuten"
    assert told["Links nalopen"] == "hoort elk uur"
    assert told["Opruimen wat niet bewaard blijft"] == "hoort elke dag"
    assert told["Geplande publicaties, afleveringen en alarmen"] == "hoort elke minuut"
