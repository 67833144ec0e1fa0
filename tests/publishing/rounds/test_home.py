"""The home screen: for each role at each moment of the year, what is live, and how quick it is."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.releases.publish import publish_release
from publishing.releases.rollback import rollback_release
from publishing.rounds.filters import Filters
from publishing.rounds.listing import list_page
from publishing.rounds.mywork.values import TaskKind
from publishing.rounds.rescheduling import reschedule_round
from publishing.rounds.screens.home_progress import bars_of
from publishing.rounds.screens.home_tasks import WORDS
from publishing.rounds.worklist import read_worklist
from publishing.status.page import read_page
from tests.factories import content, releases
from tests.factories.people import person
from tests.factories.round_stories import story
from tests.factories.rounds import made_ready, opened

pytestmark = pytest.mark.django_db


def home(user: User) -> str:
    """Return the words on the home screen of ``user``, without mark-up."""
    client = Client()
    client.force_login(user)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


SEEN = {
    # moment: {who: sentences}
    "no-round": {
        "eva": ["Er is nu geen jaarronde open", "nieuw bestand inlezen", "pim de volgende jaarronde openen"],
        "rik": ["Er is nu geen jaarronde open", "pim de volgende jaarronde openen"],
        "pim": ["Er is geen jaarronde open. Kies een ijkdatum en begin.", "Open de jaarronde"],
        "mees": ["Er is nu geen jaarronde open", "menu bij Inhoud"],
    },
    "opened": {
        "eva": ["3 interventies vragen een voorstel", "rik of roos 10 items beoordelen"],
        "rik": ["10 items zijn net als vorig jaar", "eva over 3 interventies iets voorstellen"],
        "pim": ["13 punten staan nog open", "0 van 13 beoordeeld"],
        "mees": ["13 items zijn net als vorig jaar"],
    },
    "half": {
        "eva": ["1 item van jou is afgekeurd", "1 interventie vraagt een voorstel", "1 item opnieuw beoordelen"],
        "rik": ["1 item is aan jou gegeven", "1 voorstel wacht op jouw besluit", "roos 1 toegewezen item"],
        "pim": ["12 punten staan nog open", "1 van 13 beoordeeld", "rik 1 toegewezen item"],
        "bea": ["1 item mag niemand meer beoordelen", "Aanbeveling 3 van 1"],
        "mees": ["3 items zijn gewijzigd sinds vorig jaar"],
    },
    "ready": {
        "eva": ["Alles van deze ronde is beoordeeld.", "pim de ronde sluiten"],
        "pim": ["Er staat niets meer open. De ronde kan dicht.", "Kan dicht", "13 van 13 beoordeeld"],
    },
    "closed": {
        "eva": ["De ronde is dicht.", "pim de uitgave bevriezen en publiceren"],
        "pim": ["Bevries een kandidaat", "nog niet gepubliceerd"],
    },
}


@pytest.mark.parametrize(
    ("name", "task"),
    [("rik", TaskKind.REVIEW_ASSIGNED), ("eva", TaskKind.MEND), ("rik", TaskKind.DECIDE)],
)
def test_a_task_leads_to_as_many_items_as_it_counts(name: str, task: TaskKind) -> None:
    user = getattr(story("half"), name)
    client = Client()
    client.force_login(user)
    (shown,) = [
        one for one in client.get(reverse("wagtailadmin_home")).context["tasks"] if one.action == WORDS[task].action
    ]
    found = client.get(shown.address).context
    assert shown.count == (found["shown"].found if "shown" in found else len(found["rows"]))


@pytest.mark.parametrize(
    ("moment", "name", "what"),
    [
        ("opened", "eva", "10 items beoordelen"),
        ("opened", "rik", "over 3 interventies iets voorstellen"),
        ("half", "rik", "over 1 interventie iets voorstellen"),
        ("half", "rik", "1 toegewezen item"),
    ],
)
def test_what_waits_for_another_leads_to_as_many_as_it_counts(moment: str, name: str, what: str) -> None:
    client = Client()
    client.force_login(getattr(story(moment), name))
    waiting = client.get(reverse("wagtailadmin_home")).context["waiting"]
    (address,) = [one.address for _, shown in waiting for one in shown if one.what == what]
    found = client.get(address).context
    listed = found["shown"].found if "shown" in found else len(found["rows"])
    assert str(listed) in what.split()


def test_what_is_new_or_changed_is_counted_and_listed_without_what_is_given_away_or_only_asks_a_confirmation() -> None:
    told = story("half")
    made_ready(told.recommendations[4], told.eva, body="<p>Houd een uur vrij.</p>")
    made_ready(told.recommendations[3], told.eva, body="<p>Houd twee uren vrij.</p>")  # which was given to roos
    client = Client()
    client.force_login(told.rik)

    tasks = {one.action: one for one in client.get(reverse("wagtailadmin_home")).context["tasks"]}
    listed = {
        kind: client.get(tasks[WORDS[kind].action].address).context["shown"]
        for kind in (TaskKind.REVIEW, TaskKind.CONFIRM)
    }

    assert {str(row.title) for row in listed[TaskKind.REVIEW].rows} == {"Aanbeveling 1 van 1", "Aanbeveling 2 van 2"}
    for kind, shown in listed.items():
        assert shown.found == tasks[WORDS[kind].action].count, kind
        assert shown.found < shown.total


def test_an_intervention_that_was_let_go_asks_for_a_verdict_only_when_it_is_in_the_round() -> None:
    told = story("no-round")
    content.let_go(content.intervention("Week in Zicht"))
    content.intervention("Nieuw", live=False)
    opened(told.pim)
    content.let_go(told.interventions[0])
    client = Client()
    client.force_login(told.eva)

    listed = client.get(reverse("toetsing:index")).context["rows"]

    assert "4 interventies vragen een voorstel" in home(told.eva)
    assert "over 4 interventies iets voorstellen" in home(told.rik)
    assert {row.progress.intervention.name for row in listed} == {
        "Rustig Leren",
        "Sterk Staan",
        "Zonder Stress",
        "Nieuw",
    }


@pytest.mark.parametrize("moment", SEEN)
def test_each_role_sees_what_to_do_next(moment: str) -> None:
    story(moment)
    person("bea", Role.ADMINISTRATOR)
    person("mees", Role.READER)

    for name, sentences in SEEN[moment].items():
        shown = home(User.objects.get(username=name))
        missing = [sentence for sentence in sentences if sentence not in shown]
        assert missing == [], (name, shown)


def test_who_manages_reads_on_the_first_page_what_asks_for_attention_on_status() -> None:
    bea, eva = person("bea", Role.ADMINISTRATOR), person("eva", Role.EDITOR)
    page = read_page(at=timezone.now())
    assert "Laatste reservekopie" in {line.label for line in page.wrong}
    told = home(bea)
    assert f"{len(page.wrong)} punten van Status vragen aandacht." in told
    assert all(line.label in told for line in page.wrong)
    assert "vragen aandacht" not in home(eva)


def test_who_has_no_role_is_told_so_and_sees_nothing_of_the_round() -> None:
    story("half")

    newcomer = person("nieuw")
    newcomer.user_permissions.add(Permission.objects.get(codename="access_admin"))

    shown = home(newcomer)

    assert "nog geen rol" in shown
    assert "Rust in de school" not in shown


def test_nobody_wonders_what_is_live_also_after_a_return_to_an_older_release() -> None:
    pim, mees = person("pim", Role.PUBLISHER), person("mees", Role.READER)
    content.step()
    assert "Er is nog geen uitgave." in home(mees)

    releases.published("2025.1", by=pim)
    content.step(2)
    releases.published("2026.1", by=pim)
    assert "Uitgave 2026.1 ijkdatum 31 juli 2026 sinds 2 november 2026" in home(mees)

    rollback_release(number="2025.1", reason="Fout in stap 2.", by=pim, at=releases.AT + timedelta(days=3))
    assert "Uitgave 2025.1 ijkdatum 31 juli 2026 sinds 5 november 2026" in home(mees)


def test_once_the_release_of_a_closed_round_is_out_the_next_round_can_be_opened() -> None:
    told = story("closed")
    assert "Bevries een kandidaat" in home(told.pim)

    releases.candidate("2026.1", by=told.pim)  # as of the ijkdatum of the round
    publish_release(number="2026.1", by=told.pim, at=timezone.now())

    assert "Open de jaarronde" in home(told.pim)


def test_the_deadline_is_counted_down_and_then_up() -> None:
    told = story("opened")
    assert told.round is not None
    today = timezone.localdate()

    for days, said in ((12, "nog 12 dagen"), (-3, "3 dagen over tijd")):
        day, deadline = told.round.reference_date, today + timedelta(days)
        reschedule_round(round=told.round, reference_date=day, deadline=deadline, by=told.eva, at=timezone.now())
        assert said in home(told.eva)


def test_the_bars_are_those_of_the_worklist_and_each_leads_to_its_part_of_it() -> None:
    told = story("half")
    assert told.round is not None

    bars = bars_of(read_worklist(told.round))

    listed = list_page(told.round, Filters(viewer=told.eva.pk), page=1).domains
    assert [(bar.label, bar.progress) for bar in bars] == [(one.title, one.progress) for one in listed]
    assert [bar.address for bar in bars] == [f"{reverse('jaarronde:index')}?domein={one.value}" for one in listed]
    assert (bars[-1].label, listed[-1].value) == ("Buiten de domeinen", "geen")


def test_the_queries_do_not_grow_with_the_round() -> None:
    told = story("half")
    assert home(told.eva)
    few = _queries(told.eva)

    domain = content.domain(3)
    for number in range(20):
        one = content.intervention(f"Nog een interventie {number}")
        content.observation(one, record=str(1500000 + number))
        content.recommendation(domain, f"Nog een aanbeveling {number}", interventions={one: "<p>Past.</p>"})

    assert _queries(told.eva) == few


def _queries(user: User) -> int:
    """Return how many queries the screen asks when nothing was kept of the last time."""
    caches["kept"].clear()
    with CaptureQueriesContext(connection) as captured:
        home(user)
    return len(captured)


def test_a_superuser_sees_the_work_of_every_role() -> None:
    opened(person("pim", Role.PUBLISHER))
    boss = User.objects.create_superuser("technisch", "technisch@voorbeeld.example", "wachtwoord")

    assert "Geef iemand deze rol" in home(boss)
