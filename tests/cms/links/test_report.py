"""The report *Links*: what was found, where it stands, and for editors a way to start a check."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from cms.accounts.roles import Role
from cms.links import tasks
from cms.links.judging import Outcome
from cms.links.models import CheckedLink
from cms.links.status import LinkStatus
from tests.cms.links.diary import DOWN, START, Diary, stands
from tests.factories import content
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db

READERS = [Role.REVIEWER, Role.PUBLISHER, Role.ADMINISTRATOR, Role.READER]
OFF = "De linkcontrole staat uit."
BUTTON = "Nu controleren"


@pytest.fixture
def editor() -> Client:
    return signed_in(Role.EDITOR, name="redacteur")


@pytest.fixture
def switched_on(settings: Settings) -> None:
    settings.LINK_CHECK = True


def _shown(client: Client, query: str = "") -> str:
    answer = client.get(reverse("links:index") + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def _listed(client: Client, query: str = "") -> list[str]:
    answer: Any = client.get(reverse("links:index") + query)
    return [link.url for link in answer.context["object_list"]]


def _one_of_each(diary: Diary) -> None:
    diary.outcomes = {
        "https://b.example/": Outcome(
            LinkStatus.MOVED,
            301,
            moved_to="https://nieuw.example/",
            message="De pagina heeft voorgoed een ander adres.",
        ),
        "https://c.example/": Outcome(LinkStatus.GONE, 404, message="De site zegt dat deze pagina niet bestaat (404)."),
        "https://d.example/": DOWN,
        "https://e.example/": Outcome(LinkStatus.REFUSED, message="'e.example' ligt in een afgesloten netwerk."),
    }
    stands("https://a.example/", *diary.outcomes)
    diary.run()


def test_switched_off_it_says_so_and_how_to_go_on(editor: Client) -> None:
    shown = _shown(editor)

    assert OFF in shown
    assert "Wie de server beheert, kan haar aanzetten." in shown
    assert "Er is nog nooit iets gecontroleerd." in shown
    assert BUTTON not in shown


def test_switched_off_again_it_still_shows_what_was_found(editor: Client, diary: Diary) -> None:
    _one_of_each(diary)

    shown = _shown(editor)

    assert OFF in shown
    assert "Hieronder staat wat de laatste controle vond." in shown
    assert "https://c.example/" in shown


@pytest.mark.usefixtures("switched_on")
def test_switched_on_but_never_ran_it_says_when_it_will(editor: Client) -> None:
    shown = _shown(editor)

    assert OFF not in shown
    assert "Er is nog niets gecontroleerd. De controle komt elk uur langs." in shown
    assert BUTTON in shown


@pytest.mark.usefixtures("switched_on")
def test_when_all_is_fine_it_says_so(editor: Client, diary: Diary) -> None:
    stands("https://a.example/", "https://b.example/")
    diary.run()

    assert "Alle 2 webadressen zijn in orde" in _shown(editor)


@pytest.mark.usefixtures("switched_on")
def test_what_asks_for_work_comes_first_with_what_and_since_when(editor: Client, diary: Diary) -> None:
    _one_of_each(diary)

    shown = _shown(editor)

    assert "3 van de 5 webadressen vragen aandacht" in shown
    assert "Verdwenen" in shown
    assert "sinds 2 november 2026" in shown
    assert "De site zegt dat deze pagina niet bestaat (404)." in shown
    assert 'href="https://nieuw.example/"' in shown
    assert "Wordt nog eens geprobeerd" in shown
    assert _listed(editor) == [f"https://{name}.example/" for name in "cebda"]


def test_a_second_failure_in_a_row_is_called_not_reachable(editor: Client, diary: Diary) -> None:
    _one_of_each(diary)
    diary.clock.time = START + timedelta(days=2)
    diary.run()

    assert "Wordt nog eens geprobeerd" not in _shown(editor)
    assert _listed(editor, "?status=aandacht") == [f"https://{name}.example/" for name in "cdeb"]


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("?status=verdwenen", "c"),
        ("?status=verhuisd", "b"),
        ("?status=in-orde", "a"),
        ("?status=niet-bezocht", ""),
        ("?status=aandacht", "ceb"),
        ("?q=d.example", "d"),
        ("?q=d.example&status=verdwenen", ""),
        ("?status=onzin", "cebda"),
    ],
)
def test_the_list_is_filtered_and_searched(editor: Client, diary: Diary, query: str, listed: str) -> None:
    _one_of_each(diary)

    assert _listed(editor, query) == [f"https://{name}.example/" for name in listed]
    assert listed or "Niets gevonden." in _shown(editor, query)


def test_each_address_shows_where_it_stands_with_the_way_there(editor: Client, diary: Diary) -> None:
    page = content.recommendation(content.domain(), "Plan rust", body='<p><a href="https://a.example/#x">x</a></p>')
    item = content.intervention("Rustig Leren", url="https://a.example/")
    diary.run()
    reader = signed_in(Role.READER)
    inspect = reverse(item.snippet_viewset.get_url_name("inspect"), args=[item.pk])
    edit = reverse(item.snippet_viewset.get_url_name("edit"), args=[item.pk])

    for_editor, for_reader = _shown(editor), _shown(reader)

    assert "Aanbeveling: Plan rust" in for_editor
    assert "Interventie: Rustig Leren" in for_editor
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}"' in for_editor
    assert f'href="{edit}"' in for_editor
    assert f'href="{reverse("wagtailadmin_pages:view_draft", args=[page.pk])}"' in for_reader
    assert f'href="{inspect}"' in for_reader
    assert reader.get(inspect).status_code == 200


def test_an_address_that_was_mended_says_that_it_will_leave_the_list(editor: Client, diary: Diary) -> None:
    item = content.reference(url="https://a.example/")
    diary.run()
    item.url = "https://b.example/"
    item.save_revision()

    assert "Staat niet meer in de inhoud." in _shown(editor)


def test_what_a_site_sends_is_shown_as_text_and_never_as_markup(editor: Client, diary: Diary) -> None:
    url = 'https://a.example/?"><script>alert(1)</script>'
    diary.outcomes[url] = Outcome(LinkStatus.MOVED, 301, moved_to=url, message="<b>x</b>")
    stands(url)
    diary.run()

    shown = _shown(editor)

    assert "<script>alert(1)" not in shown
    assert "<b>x</b>" not in shown


@pytest.mark.usefixtures("switched_on")
@time_machine.travel(START + timedelta(hours=2), tick=False)
def test_an_editor_has_everything_visited_anew_by_a_task(
    diary: Diary,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(tasks.check_links, "delay", lambda: asked.append("now"))
    stands("https://a.example/", "https://b.example/")
    diary.run()

    with django_capture_on_commit_callbacks(execute=True):
        answer = signed_in(Role.EDITOR).post(reverse("links:check"))

    told = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    assert told.startswith("De controle begint. 2 adressen worden bezocht, met een pauze per site.")
    assert asked == ["now"]
    diary.clock.time += timedelta(hours=2)
    assert diary.run().visited == 2


@pytest.mark.usefixtures("switched_on")
def test_a_queue_that_is_away_costs_an_editor_nothing(
    editor: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def away() -> None:
        raise OSError("no queue")

    monkeypatch.setattr(tasks.check_links, "delay", away)

    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post(reverse("links:check")).status_code == 302


@pytest.mark.parametrize("role", READERS)
@pytest.mark.usefixtures("switched_on")
def test_who_may_only_read_sees_the_report_and_starts_nothing(
    role: Role, diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.check_links, "delay", lambda: pytest.fail("a check was started"))
    stands("https://a.example/")
    diary.run()
    client, before = signed_in(role), list(CheckedLink.objects.values())

    shown = _shown(client)
    client.post(reverse("links:check"))

    assert "https://a.example/" in shown
    assert BUTTON not in shown
    diary.clock.time += timedelta(hours=2)
    assert list(CheckedLink.objects.values()) == before


def test_switched_off_the_address_of_the_button_starts_nothing(
    editor: Client, diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.check_links, "delay", lambda: pytest.fail("a check was started"))

    answer = editor.post(reverse("links:check"))

    assert OFF in " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_who_has_no_role_sees_nothing(diary: Diary) -> None:
    stands("https://a.example/")
    diary.run()

    assert signed_in().get(reverse("links:index")).status_code == 302


def test_the_report_asks_as_much_for_many_as_for_one(
    editor: Client, diary: Diary, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    stands("https://a.example/")
    diary.run()
    _shown(editor)
    with django_assert_max_num_queries(100) as one:
        _shown(editor)
    stands(*(f"https://a.example/{number}" for number in range(40)))
    diary.run()

    with django_assert_max_num_queries(len(one.captured_queries)):
        _shown(editor)
