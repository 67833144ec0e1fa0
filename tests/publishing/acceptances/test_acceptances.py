"""Warnings that people let stand for a round."""

import msgspec
import pytest
from django.db import IntegrityError, transaction

from cms.accounts.models import User
from publishing.acceptances.models import AcceptanceError, AcceptedWarning
from publishing.acceptances.services import accept_warning, open_findings, withdraw_acceptance
from publishing.checks.base import Finding, digest_of
from tests.factories.people import person
from tests.factories.releases import AT

pytestmark = pytest.mark.django_db
LONG = Finding(
    rule="sentence-long",
    level="warning",
    kind="tekst",
    id="introductie",
    field="tekst",
    message="Deze zin telt 30 woorden: 'Rust …'. Maak er kortere zinnen van.",
    digest=digest_of("Rust helpt."),
)


def accept(finding: Finding = LONG, *, year: int = 2026, reason: str = "Dit is een citaat.") -> AcceptedWarning:
    return accept_warning(
        finding=finding,
        round_year=year,
        reason=reason,
        by=person(f"redacteur-{User.objects.count()}"),
        at=AT,
    )


def test_an_accepted_warning_is_no_longer_open() -> None:
    assert open_findings([LONG], round_year=2026) == [LONG]
    held = accept(reason="  Dit is een citaat. ")
    assert (held.reason, held.message, held.accepted_at) == ("Dit is een citaat.", LONG.message, AT)
    assert open_findings([LONG], round_year=2026) == []


def test_a_reason_ends_with_its_round() -> None:
    accept(year=2026)
    assert open_findings([LONG], round_year=2027) == [LONG]
    assert open_findings([LONG], round_year=2025) == [LONG]


@pytest.mark.parametrize("change", ["rule", "kind", "id", "field", "digest"])
def test_another_text_or_place_is_a_new_question(change: str) -> None:
    accept()
    other = msgspec.structs.replace(LONG, **{change: "iets-anders"})
    assert open_findings([other], round_year=2026) == [other]


def test_the_same_text_under_another_message_stays_accepted() -> None:
    accept()
    assert open_findings([msgspec.structs.replace(LONG, message="Anders gezegd.")], round_year=2026) == []


def test_of_a_finding_without_a_digest_the_message_counts() -> None:
    bare = msgspec.structs.replace(LONG, digest="")
    accept(bare)
    other = msgspec.structs.replace(bare, message="Anders.")
    assert open_findings([bare, other], round_year=2026) == [other]


def test_what_blocks_can_not_be_accepted_and_is_always_open() -> None:
    blocking = msgspec.structs.replace(LONG, level="blocking")
    with pytest.raises(AcceptanceError, match="Los haar op"):
        accept(blocking)
    accept(LONG)
    assert open_findings([blocking], round_year=2026) == [blocking]


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_nothing_is_accepted(reason: str) -> None:
    with pytest.raises(AcceptanceError, match="Geef een reden"):
        accept(reason=reason)
    assert not AcceptedWarning.objects.exists()


def test_a_warning_is_accepted_once_per_round() -> None:
    accept()
    with pytest.raises(AcceptanceError, match="Iemand anders"):
        accept()
    accept(year=2027)
    assert AcceptedWarning.objects.count() == 2


def test_a_withdrawn_acceptance_opens_the_warning_and_stays_on_record() -> None:
    held = accept()
    withdrawn = withdraw_acceptance(acceptance=held, by=person("beoordelaar"), at=AT)
    assert open_findings([LONG], round_year=2026) == [LONG]
    assert (withdrawn.withdrawn_at, withdrawn.withdrawn_by.username if withdrawn.withdrawn_by else "") == (
        AT,
        "beoordelaar",
    )
    accept()
    assert AcceptedWarning.objects.count() == 2


def test_it_is_withdrawn_once() -> None:
    held = accept()
    withdraw_acceptance(acceptance=held, by=person("een"), at=AT)
    with pytest.raises(AcceptanceError, match="al ingetrokken"):
        withdraw_acceptance(acceptance=held, by=person("twee"), at=AT)


def test_it_is_neither_edited_nor_deleted() -> None:
    held = accept()
    held.reason = "Anders"
    with pytest.raises(AcceptanceError, match="niet gewijzigd"):
        held.save()
    with pytest.raises(AcceptanceError, match="niet verwijderd"):
        held.delete()


@pytest.mark.parametrize("change", [{"reason": ""}, {"withdrawn_at": AT}])
def test_the_database_holds_it_too(change: dict[str, object]) -> None:
    accept()
    with pytest.raises(IntegrityError), transaction.atomic():
        AcceptedWarning.objects.update(**change)


def test_the_order_of_the_findings_stays() -> None:
    others = [msgspec.structs.replace(LONG, id=f"a-{number}") for number in range(3)]
    accept(others[1])
    assert open_findings(reversed(others), round_year=2026) == [others[2], others[0]]
