"""The commands: what they print, and how they refuse."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.accounts.models import User
from tests.factories import content
from tests.factories.releases import published

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def refusal(*arguments: str) -> tuple[int, str]:
    with pytest.raises(CommandError) as error:
        call_command(*arguments, stdout=StringIO())
    return error.value.returncode, str(error.value)


def test_freezing_prints_digest_counts_and_findings_as_json() -> None:
    content.domain(title="Klimaat")
    printed: dict[str, Any] = json.loads(run("freeze_release", "2026.1", "--reference-date", "2026-07-31", "--json"))
    assert set(printed) == {"number", "digest", "referenceDate", "counts", "written", "findings"}
    assert printed["counts"] == {"domein": 1}
    assert len(printed["digest"]) == 64


def test_the_whole_life_of_a_release_on_the_command_line(publicist: User) -> None:
    content.domain(title="Klimaat")
    assert "Kandidaat 2025.1" in run("freeze_release", "2025.1", "--reference-date", "2025-07-31")
    assert "2025.1 is live" in run("publish_release", "2025.1", "--by", "publicist")
    content.step()
    run("freeze_release", "2026.1", "--reference-date", "2026-07-31", "--by", "publicist")
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
        (["freeze_release", "2026.1", "--reference-date", "2026-07-31"], 1, "al gepubliceerd"),
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
