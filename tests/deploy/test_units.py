"""The units in deploy/ give each process the secrets that it needs, and none to the public API."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNITS = sorted((ROOT / "deploy/systemd").glob("*.service"))
OF_THE_WORKSHOP = [unit for unit in UNITS if unit.name != "wegwijzer-public.service"]
OWNER = "owner-database-url"
LOADED = re.compile(r"^LoadCredential=([a-z-]+):/etc/wegwijzer/\1$", re.MULTILINE)
NAMED = re.compile(r"\b([A-Z_]+)_FILE=%d/([a-z-]+)")


@pytest.mark.parametrize("unit", OF_THE_WORKSHOP, ids=lambda unit: str(unit.stem))
def test_a_unit_is_given_each_secret_that_it_names_and_the_address_of_the_owner_only_for_the_backup(unit: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    loaded, named = set(LOADED.findall(text)), dict(NAMED.findall(text))
    assert set(named.values()) == loaded
    assert {name.lower().replace("_", "-") for name in named} == loaded
    assert loaded - {OWNER} == {"database-url", "secret-key", "webhook-keys"}
    assert (OWNER in loaded) is (unit.name == "wegwijzer-backup.service")


def test_the_public_api_is_given_no_secret_and_shares_no_group_with_the_workshop() -> None:
    text = (ROOT / "deploy/systemd/wegwijzer-public.service").read_text(encoding="utf-8")
    assert "LoadCredential" not in text
    assert re.findall(r"^(?:User|Group|SupplementaryGroups|EnvironmentFile)=(.*)$", text, re.MULTILINE) == [
        "wegwijzer-public",
        "wegwijzer-public",
        "wegwijzer-store",
        "/etc/wegwijzer/public.env",
    ]


def test_a_command_by_hand_is_given_what_the_units_are_given() -> None:
    text = (ROOT / "deploy/manage").read_text(encoding="utf-8")
    assert set(re.findall(r"LoadCredential=([a-z-]+):", text)) == {OWNER, "database-url", "secret-key", "webhook-keys"}


@pytest.mark.parametrize("name", ["wegwijzer.env.example", "wegwijzer-public.env.example"])
def test_an_example_of_an_environment_holds_no_secret_and_says_who_answers_questions(name: str) -> None:
    text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    names = re.findall(r"^([A-Z_]+)=", text, re.MULTILINE)
    assert {"API_CONTACT_NAME", "API_CONTACT_EMAIL", "API_CONTACT_URL"} <= set(names)
    assert [one for one in names if re.search(r"DATABASE_URL|SECRET|KEYS|_FILE$", one)] == []


def test_the_docs_name_no_command_that_does_not_install_from_our_lock() -> None:
    assert "uv sync" not in (ROOT / "docs/deploy.md").read_text(encoding="utf-8")
    assert "${NO_DEV:+--no-dev}" in (ROOT / "scripts/environment").read_text(encoding="utf-8")
