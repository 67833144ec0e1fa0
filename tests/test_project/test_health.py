"""What a monitor is told: that the process lives, and a word per part when it cannot do its work."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from cms.config.health import workshop
from cms.config.health.look import Look, Word, words_of
from publishing.status import software
from tests.publishing.api.served import ask, public_process

GOOD = {"database": "goed", "migraties": "goed", "opslag": "goed", "wachtrij": "goed"}


@pytest.fixture
def instead(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Callable[[], None]], None]:
    """Let another look stand for that of a part."""

    def put(name: str, look: Callable[[], None]) -> None:
        monkeypatch.setitem(workshop.LOOKS, name, Look(look))

    return put


@pytest.fixture
def never() -> Iterator[Callable[[], None]]:
    """Something that answers only when the test is over."""
    over = Event()

    def wait() -> None:
        over.wait()

    yield wait
    over.set()


def failing() -> None:
    raise OSError("connection to 10.1.2.3 as wegwijzer with password hunter2 failed")


@pytest.mark.django_db
def test_a_process_that_lives_says_so_and_asks_nothing_of_the_database(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        answer = Client().get("/gezondheid/leeft")
    assert (answer.status_code, answer.json()) == (200, {"leeft": True})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.usefixtures("committed")
def test_ready_is_a_good_word_for_every_part() -> None:
    answer = Client().get("/gezondheid/gereed")
    assert (answer.status_code, answer.json()) == (200, {"gereed": True, "onderdelen": GOOD})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.usefixtures("committed")
def test_a_part_that_is_wrong_makes_it_unready_and_why_is_for_the_log_alone(
    instead: Callable[[str, Callable[[], None]], None], caplog: pytest.LogCaptureFixture
) -> None:
    instead("opslag", failing)
    answer = Client().get("/gezondheid/gereed")
    assert answer.status_code == 503
    assert answer.json()["onderdelen"] == GOOD | {"opslag": "fout"}
    assert "10.1.2.3" not in answer.content.decode()
    assert "OSError" in caplog.text


@pytest.mark.usefixtures("committed")
def test_a_queue_that_is_away_is_said_and_the_workshop_works_on(
    instead: Callable[[str, Callable[[], None]], None],
) -> None:
    instead("wachtrij", failing)
    answer = Client().get("/gezondheid/gereed")
    assert (answer.status_code, answer.json()["onderdelen"]["wachtrij"]) == (200, "fout")


@pytest.mark.usefixtures("committed")
def test_a_queue_that_cannot_be_reached_is_noticed(settings: Settings) -> None:
    from celery import Celery

    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CELERY_BROKER_URL", raising=False)  # Celery takes it before what it is told
        elsewhere = Celery("elsewhere", broker="redis://127.0.0.1:1/0", set_as_current=False)
        patch.setattr(workshop, "app", elsewhere)
        assert Client().get("/gezondheid/gereed").json()["onderdelen"]["wachtrij"] != "goed"


@pytest.mark.usefixtures("committed")
def test_a_database_that_is_older_than_the_code_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM django_migrations")
    newest = [*software.newest_migrations(), ("releases", "9999_of_tomorrow")]
    monkeypatch.setattr(software, "newest_migrations", lambda: newest)
    assert software.pending_migrations() == ["releases.9999_of_tomorrow"]
    answer = Client().get("/gezondheid/gereed")
    assert (answer.status_code, answer.json()["onderdelen"]["migraties"]) == (503, "fout")


def test_a_part_that_hangs_is_not_waited_for_and_asked_once(never: Callable[[], None]) -> None:
    asked = []

    def hang() -> None:
        asked.append(1)
        never()

    looks = {"traag": Look(hang), "snel": Look(lambda: None)}
    for _ in range(3):
        assert words_of(looks, patience=0.05) == {"traag": Word.SILENT, "snel": Word.GOOD}
    assert len(asked) == 1


def test_the_public_process_lives_and_is_ready_without_a_database(release_store: Path, tmp_path: Path) -> None:
    with public_process(release_store.as_uri(), tmp_path) as port:
        live, body = ask(port, "/gezondheid/leeft")
        assert (live.status, json.loads(body)) == (200, {"leeft": True})
        ready, body = ask(port, "/gezondheid/gereed")
        assert (ready.status, json.loads(body)) == (200, {"gereed": True, "onderdelen": {"catalogus": "goed"}})
        assert ask(port, "/gezondheid")[0].status == 404


def test_the_public_process_is_not_ready_while_no_catalogue_can_be_read(release_store: Path, tmp_path: Path) -> None:
    catalogue = release_store / "public" / "catalogue.json"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text("not a catalogue")
    with public_process(release_store.as_uri(), tmp_path) as port:
        answer, body = ask(port, "/gezondheid/gereed")
        assert (answer.status, json.loads(body)["onderdelen"]) == (503, {"catalogus": "fout"})
        assert ask(port, "/gezondheid/leeft")[0].status == 200
