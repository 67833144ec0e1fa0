"""The commands: what they print, and how they refuse."""

import json
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.attempts.pausing import pause_work
from publishing.releases.outbox import deliver_outbox
from publishing.releases.publish import candidate_of
from publishing.store.base import StoreError
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import approvers, candidate, published
from tests.factories.sealed import sealed

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def approve(number: str) -> None:
    """Let two people approve the candidate of ``number`` on the command line."""
    digest = candidate_of(number).digest
    for approver in approvers():
        run("approve_release", number, "--digest", digest[:12], "--by", approver.username)


def refusal(*arguments: str) -> tuple[int, str]:
    with pytest.raises(CommandError) as error:
        call_command(*arguments, stdout=StringIO())
    return error.value.returncode, str(error.value)


def test_freezing_prints_digest_counts_and_findings_as_json() -> None:
    content.domain(title="Klimaat")
    printed: dict[str, Any] = json.loads(run("freeze_release", "2026.1", "--reference-date", "2026-07-31", "--json"))
    assert set(printed) == {"number", "digest", "referenceDate", "counts", "written", "findings"}
    assert printed["counts"] == {"domein": 1, "verantwoording": 1}
    assert len(printed["digest"]) == 64


def test_the_whole_life_of_a_release_on_the_command_line(publicist: User) -> None:
    content.domain(title="Klimaat")
    sealed(date(2025, 7, 31))
    assert "Kandidaat 2025.1" in run("freeze_release", "2025.1", "--reference-date", "2025-07-31")
    approve("2025.1")
    assert "2025.1 is gepubliceerd" in run("publish_release", "2025.1", "--by", "publicist")
    content.step()
    year = str(sealed(date(2026, 7, 31)).year)
    run("freeze_release", "2026.1", "--reference-date", "2026-07-31", "--round", year, "--by", "publicist")
    assert refusal("publish_release", "2026.1", "--by", "publicist")[0] == 1
    approve("2026.1")
    run("publish_release", "2026.1", "--by", "publicist")
    assert "nieuw: stap" in run("compare_releases", "2025.1", "2026.1")
    assert json.loads(run("compare_releases", "2025.1", "2026.1", "--json"))["counts"]["new"] == 1
    assert "weer live" in run("rollback_release", "2025.1", "--reason", "Proef", "--by", "publicist")
    assert "klopt" in run("verify_release", "2026.1")
    assert "klopt" in run("verify_store")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["publish_release", "2030.1", "--by", "publicist"], 1, "geen uitgave 2030.1"),
        (["publish_release", "2026.1", "--by", "publicist"], 1, "al gepubliceerd"),
        (["publish_release", "2026.1", "--by", "niemand"], 2, "'niemand'"),
        (["approve_release", "2026.1", "--digest", "0" * 64, "--by", "publicist"], 1, "al gepubliceerd"),
        (["approve_release", "2030.1", "--digest", "0" * 64, "--by", "publicist"], 1, "geen uitgave 2030.1"),
        (["freeze_release", "2026.1", "--reference-date", "2026-07-31"], 1, "al gepubliceerd"),
        (["freeze_release", "2027.1", "--reference-date", "2027-07-31", "--round", "1999"], 1, "geen jaarronde 1999"),
        (
            ["freeze_release", "2027.1", "--reference-date", "2027-07-31", "--round", "2001"],
            1,
            "heeft ijkdatum 31-07-2026",
        ),
        (["freeze_release", "juli", "--reference-date", "2026-07-31"], 1, "uitgavenummer"),
        (["rollback_release", "2026.1", "--reason", "x", "--by", "publicist"], 1, "al de huidige"),
        (["compare_releases", "2026.1", "2030.1"], 1, "geen uitgave 2030.1"),
        (["verify_release", "2030.1"], 1, "geen uitgave 2030.1"),
    ],
)
def test_refusals_are_one_line_with_the_right_exit_code(
    arguments: list[str], code: int, message: str, publicist: User
) -> None:
    published(by=publicist)
    returncode, said = refusal(*arguments)
    assert (returncode, "\n" in said) == (code, False)
    assert message in said


def test_a_wrong_date_is_wrong_use() -> None:
    with pytest.raises(CommandError, match="jjjj-mm-dd"):
        call_command("freeze_release", "2026.1", "--reference-date", "juli 2026")


def test_a_store_that_is_away_after_publishing_is_said_and_costs_nothing(
    publicist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    content.step()
    sealed(date(2026, 7, 31))
    run("freeze_release", "2026.1", "--reference-date", "2026-07-31")
    approve("2026.1")

    def away(*_: object) -> bool:
        raise StoreError("de opslag is weg")

    monkeypatch.setattr("publishing.releases.outbox.write_catalogue", away)
    errors = StringIO()
    call_command("publish_release", "2026.1", "--by", "publicist", stdout=StringIO(), stderr=errors)
    assert "nog niet bijgewerkt" in errors.getvalue()
    assert "de opslag is weg" in errors.getvalue()
    monkeypatch.undo()
    assert deliver_outbox(at=timezone.now() + timedelta(minutes=1)) == 1


def test_publishing_while_paused_says_that_the_world_does_not_see_it_and_why(publicist: User) -> None:
    candidate("2026.1")
    call_command("export_release", "2026.1", stdout=StringIO())
    pause_work(reason="De opslag verhuist.", by=publicist, at=timezone.now())
    errors = StringIO()
    call_command("publish_release", "2026.1", "--by", "publicist", stdout=StringIO(), stderr=errors)
    assert "De opslag verhuist. Het volgt als het werk wordt hervat." in errors.getvalue()


def test_while_the_work_is_paused_no_artefact_is_made_and_what_needs_it_is_refused(publicist: User) -> None:
    candidate("2026.1")
    pause_work(reason="De opslag verhuist.", by=publicist, at=timezone.now())
    for command in (["export_release", "2026.1"], ["publish_release", "2026.1", "--by", "publicist"]):
        returncode, said = refusal(*command)
        assert (returncode, "De opslag verhuist." in said) == (1, True)


def test_a_database_that_is_not_there_is_one_line_and_no_stack_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise OperationalError("no such table: releases_release")

    monkeypatch.setattr("publishing.releases.management.commands.verify_store.verify_store", gone)
    assert refusal("verify_store") == (
        1,
        "De database werkt niet mee: no such table: releases_release. Is 'manage.py migrate' gedraaid?",
    )


@pytest.mark.parametrize(
    "arguments", [("publish_release", "2026.1"), ("rollback_release", "2026.1", "--reason", "Te vroeg.")]
)
def test_only_who_may_publish_does_so_on_the_command_line(arguments: tuple[str, ...]) -> None:
    person("lezer", Role.READER)
    with pytest.raises(CommandError, match="lezer mag geen uitgaven publiceren") as refused:
        call_command(*arguments, "--by", "lezer")
    assert refused.value.returncode == 1
