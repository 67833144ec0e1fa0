"""``explain_intervention``: in or out, by which verdict, observations, rules and people."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cms.content.models import Intervention
from cms.vetting.evidence.offered import Link, Upload
from cms.vetting.merging.merge import merge_interventions
from tests.cms.vetting.evidence.files import PDF
from tests.factories import content
from tests.factories.people import person
from tests.factories.verdicts import AT, decided, open_round, proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def intervention() -> Intervention:
    found = content.intervention("Rustig Leren")
    content.observation(found)
    return found


def explain(said: object, *more: str, year: int = 2026) -> str:
    out = StringIO()
    call_command("explain_intervention", str(said), f"--round={year}", *more, stdout=out)
    return out.getvalue()


def test_an_intervention_that_is_in_is_explained_by_everything_that_put_it_there(intervention: Intervention) -> None:
    evidence = [Link("https://register.example/7", "Onderaan."), Upload("besluit.pdf", PDF)]
    decided(intervention, person("sanne"), person("joris"), evidence=evidence)
    content.observation(intervention, "Sterke aanwijzingen voor effectiviteit", date(2026, 8, 1))
    with open_round():
        said = explain(intervention.uid)
    for part in (
        "Ronde 2026, ijkdatum 31-07-2026: IN",
        "Ze staat erin: sanne stelde dat voor en joris was akkoord.",
        "1400001: erkend als goed onderbouwd op 01-03-2024 [erkend]",
        "Regel: De nieuwste erkenning op of voor de ijkdatum telt.",
        "Goed onderbouwd, 01-03-2024: telt. Bron: https://register.example/1400001.",
        "Sterke aanwijzingen voor effectiviteit, 01-08-2026: telt niet: na de ijkdatum.",
        "* opnemen: Past bij ons. (sanne, 01-09-2026)",
        "akkoord (joris, 01-09-2026)",
        "bewijs: webadres https://register.example/7 (Onderaan.)",
        "bewijs: bestand besluit.pdf sha256 ",
    ):
        assert part in said


def test_a_name_that_only_one_has_is_enough_however_it_is_written(intervention: Intervention) -> None:
    with open_round():
        assert str(intervention.uid) in explain("rustig leren")


def test_the_json_says_the_same(intervention: Intervention) -> None:
    decided(intervention, person("sanne"), person("joris"), is_included=False)
    with open_round():
        told = json.loads(explain(intervention.uid, "--json"))
    assert (told["outcome"], told["round_year"], told["reference_date"]) == ("uit", 2026, "2026-07-31")
    (verdict,) = told["verdicts"]
    assert (verdict["proposed_by"], verdict["decided_by"], verdict["decides"]) == ("sanne", "joris", True)
    assert told["records"][0]["observations"][0]["counts"] is True


def test_a_stale_verdict_decides_nothing_and_says_what_changed(intervention: Intervention) -> None:
    decided(intervention, person("sanne"), person("joris"))
    content.observation(intervention, "Niet erkend", date(2026, 6, 1))
    with open_round():
        said = explain(intervention.uid)
    assert "ONBESLIST" in said
    assert "Het oordeel (opnemen) is verlopen" in said
    assert "erkend als goed onderbouwd op 01-03-2024 → niet erkend op 01-06-2026" in said
    assert "Goed onderbouwd, 01-03-2024: opgevolgd door een andere waarneming" in said


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda item, one, two: None, "Nog niemand besloot hierover, dus ze staat er niet in."),
        (lambda item, one, two: proposal(item, one), "Een voorstel van sanne wacht op een besluit."),
        (
            lambda item, one, two: decided(item, one, two, agreed=False),
            "joris was het niet eens met het voorstel van sanne",
        ),
    ],
)
def test_what_nobody_agreed_on_is_undecided(intervention: Intervention, make: Any, sentence: str) -> None:
    make(intervention, person("sanne"), person("joris"))
    with open_round():
        said = explain(intervention.uid)
    assert "ONBESLIST" in said
    assert sentence in said


def test_of_a_round_that_is_not_open_the_last_decision_stands_on_the_facts_it_kept(intervention: Intervention) -> None:
    decided(intervention, person("sanne"), person("joris"))
    content.observation(intervention, "Niet erkend", date(2026, 6, 1))
    with open_round(2027, date(2027, 7, 31)):
        said = explain(intervention.uid)
    assert ": IN" in said
    assert "erkend als goed onderbouwd op 01-03-2024 [erkend]" in said
    assert "De ronde staat niet open; dit is het laatste besluit." in said


def test_one_that_was_deleted_or_merged_is_still_explained(intervention: Intervention) -> None:
    sanne, joris = person("sanne"), person("joris")
    decided(intervention, sanne, joris)
    kept = content.intervention("Stille Dagen")
    merge_interventions(kept=kept, gone=intervention, reason="Dezelfde.", by=sanne, at=AT)
    assert "De interventie is samengevoegd met 'Stille Dagen'." in explain("Rustig Leren")
    deleted = content.intervention("Weg")
    content.observation(deleted, record="2")
    decided(deleted, sanne, joris)
    deleted.delete()
    said = explain(deleted.uid)
    assert "De interventie zelf is verwijderd." in said
    assert "erkend als goed onderbouwd op 01-03-2024" in said


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("Onbekend", "geen interventie met de naam"),
        ("3f2f9c1e-0000-4000-8000-000000000000", "geen interventie met het kenmerk"),
    ],
)
def test_what_does_not_exist_is_refused_with_exit_code_1(said: str, problem: str) -> None:
    with pytest.raises(CommandError, match=problem) as refusal:
        explain(said)
    assert refusal.value.returncode == 1


def test_a_name_that_two_have_is_refused_naming_both(intervention: Intervention) -> None:
    other = content.intervention("Rustig leren")
    with pytest.raises(CommandError) as refusal:
        explain("Rustig Leren")
    assert refusal.value.returncode == 1
    assert str(intervention.uid) in str(refusal.value)
    assert str(other.uid) in str(refusal.value)


def test_a_year_without_a_round_is_refused_with_exit_code_1(intervention: Intervention) -> None:
    with pytest.raises(CommandError, match="Er is geen ronde 2031") as refusal:
        explain(intervention.uid, year=2031)
    assert refusal.value.returncode == 1
