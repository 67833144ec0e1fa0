"""A verdict is proposed by one, decided by another, and holds while its facts do."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from cms.accounts.models import User
from cms.content.models import Intervention
from cms.vetting.facts import facts_of
from cms.vetting.models import Verdict, VerdictError
from cms.vetting.observations import record_consultation, record_observation, retract_observation
from cms.vetting.verdicts import decide_verdict, propose_verdict, verdicts_that_hold
from tests.factories import content
from tests.factories.people import person, superuser

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 1, 12, tzinfo=UTC)
DAY = date(2026, 7, 31)


@pytest.fixture
def sanne(db: None) -> User:
    return person("sanne")


@pytest.fixture
def joris(db: None) -> User:
    return person("joris")


@pytest.fixture
def intervention(sanne: User) -> Intervention:
    found = content.intervention("Rustig Leren")
    see(found, sanne, "Goed onderbouwd", date(2024, 3, 1))
    return found


def propose(intervention: Intervention, by: User, **more: Any) -> Verdict:
    values: dict[str, Any] = {
        "round_year": 2026,
        "reference_date": DAY,
        "is_included": True,
        "reason": "Past.",
        "at": AT,
    }
    return propose_verdict(intervention=intervention, by=by, **{**values, **more})


def agree(verdict: Verdict, by: User) -> Verdict:
    return decide_verdict(verdict=verdict, agreed=True, by=by, at=AT)


def holding(intervention: Intervention, day: date = DAY, **more: Any) -> Verdict | None:
    return verdicts_that_hold([intervention.pk], round_year=2026, reference_date=day, **more).get(intervention.pk)


def state_of(intervention: Intervention, **more: Any) -> str:
    (fact,) = facts_of([intervention.pk], DAY, **more)[intervention.pk]
    return fact.state


def see(intervention: Intervention, by: User, label: str, day: date, at: datetime = AT) -> None:
    record_observation(
        intervention=intervention,
        register="gezonde-school",
        record="1400001",
        raw_label=label,
        recognised_on=day,
        url="https://register.example/1400001",
        by=by,
        at=at,
    )


def test_a_verdict_keeps_the_facts_that_it_saw(intervention: Intervention, sanne: User, joris: User) -> None:
    verdict = agree(propose(intervention, sanne), joris)
    (fact,) = verdict.seen()
    assert (fact.register, fact.record, fact.level) == ("gezonde-school", "1400001", "goed-onderbouwd")
    assert fact.recognised_on == date(2024, 3, 1)
    assert fact.observation == intervention.observations.get().pk
    assert holding(intervention) == verdict


@pytest.mark.parametrize("make", [lambda: person("piet"), lambda: superuser()])
def test_nobody_decides_on_what_they_proposed_whoever_they_are(intervention: Intervention, make: Any) -> None:
    somebody = make()
    verdict = propose(intervention, somebody)
    with pytest.raises(VerdictError, match="Een ander moet"):
        agree(verdict, somebody)
    assert Verdict.objects.get().decided_by is None


def test_the_database_refuses_the_same_person_too(intervention: Intervention, sanne: User) -> None:
    verdict = propose(intervention, sanne)
    values = {"decided_by": sanne, "decided_at": AT, "agreed": True}
    with pytest.raises(IntegrityError), transaction.atomic():
        Verdict.objects.filter(pk=verdict.pk).update(**values)
    columns = ", ".join(str(field.column) for field in Verdict._meta.concrete_fields if field.column != "id")
    values_of = columns.replace("decided_by_id", "proposed_by_id").replace("decided_at", "proposed_at")
    values_of = values_of.replace("agreed", "is_included")
    insert = f"INSERT INTO vetting_verdict ({columns}) SELECT {values_of} FROM vetting_verdict"
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="verdict_decided_by_another"):
        cursor.execute(insert)


def test_a_verdict_without_a_second_person_does_not_count(intervention: Intervention, sanne: User) -> None:
    propose(intervention, sanne)
    assert holding(intervention) is None


def test_a_disagreement_is_recorded_and_nothing_is_overwritten(
    intervention: Intervention, sanne: User, joris: User
) -> None:
    first = propose(intervention, sanne)
    with pytest.raises(VerdictError, match="waarom"):
        decide_verdict(verdict=first, agreed=False, by=joris, at=AT)
    decide_verdict(verdict=first, agreed=False, by=joris, at=AT, reason="De leeftijd past niet.")
    second = agree(propose(intervention, joris, is_included=False, reason="Te jong."), sanne)
    kept = list(Verdict.objects.order_by("pk").values_list("is_included", "agreed", "decision_reason"))
    assert kept == [(True, False, "De leeftijd past niet."), (False, True, "")]
    assert holding(intervention) == second


def test_while_a_proposal_waits_nobody_makes_another(intervention: Intervention, sanne: User, joris: User) -> None:
    propose(intervention, sanne)
    with pytest.raises(VerdictError, match="Het voorstel van sanne wacht"):
        propose(intervention, joris, is_included=False)


def test_of_two_who_decide_one_wins_and_the_other_sees_it(intervention: Intervention, sanne: User, joris: User) -> None:
    verdict = propose(intervention, sanne)
    agree(verdict, joris)
    with pytest.raises(VerdictError, match="joris heeft hier al over beslist"):
        agree(verdict, person("fatima"))


def test_a_new_fact_before_the_reference_date_makes_a_verdict_stale(
    intervention: Intervention, sanne: User, joris: User
) -> None:
    agree(propose(intervention, sanne), joris)
    see(intervention, sanne, "Niet erkend", date(2026, 6, 1))
    assert holding(intervention) is None


def test_a_fact_after_the_reference_date_makes_nothing_stale(
    intervention: Intervention, sanne: User, joris: User
) -> None:
    verdict = agree(propose(intervention, sanne), joris)
    see(intervention, sanne, "Sterke aanwijzingen voor effectiviteit", DAY + timedelta(days=1))
    assert holding(intervention) == verdict


def test_a_mere_reading_makes_nothing_stale(intervention: Intervention, sanne: User, joris: User) -> None:
    verdict = agree(propose(intervention, sanne), joris)
    record_consultation(observation=intervention.observations.get(), by=sanne, at=AT)
    assert holding(intervention) == verdict


def test_a_record_that_left_its_register_makes_a_verdict_stale(
    intervention: Intervention, sanne: User, joris: User
) -> None:
    agree(propose(intervention, sanne), joris)
    record_consultation(observation=intervention.observations.get(), by=sanne, at=AT, found=False)
    assert holding(intervention) is None


def test_another_reference_date_makes_a_verdict_stale(intervention: Intervention, sanne: User, joris: User) -> None:
    agree(propose(intervention, sanne), joris)
    assert holding(intervention, DAY + timedelta(days=1)) is None


def test_a_retracted_fact_makes_a_verdict_stale(intervention: Intervention, sanne: User, joris: User) -> None:
    agree(propose(intervention, sanne), joris)
    retract_observation(observation=intervention.observations.get(), by=sanne, reason="Ander record.", at=AT)
    assert holding(intervention) is None


def test_a_closed_round_is_judged_on_what_was_known_when_it_closed(
    intervention: Intervention, sanne: User, joris: User
) -> None:
    verdict = agree(propose(intervention, sanne), joris)
    closed = AT + timedelta(days=1)
    later = AT + timedelta(days=300)
    see(intervention, sanne, "Niet erkend", date(2026, 6, 1), later)
    observation = intervention.observations.order_by("pk").first()
    assert observation is not None
    retract_observation(observation=observation, by=sanne, reason="Ander record.", at=later)
    assert holding(intervention) is None
    assert holding(intervention, known_until=closed) == verdict


def test_a_proposal_on_facts_that_changed_meanwhile_cannot_be_agreed(
    intervention: Intervention, sanne: User, joris: User
) -> None:
    verdict = propose(intervention, sanne)
    see(intervention, sanne, "Niet erkend", date(2026, 6, 1))
    with pytest.raises(VerdictError, match="veranderd"):
        agree(verdict, joris)
    decide_verdict(verdict=verdict, agreed=False, by=joris, at=AT, reason="Niet meer erkend.")
    assert propose(intervention, sanne, is_included=False).pk


def test_an_intervention_that_was_deleted_takes_no_verdict(
    intervention: Intervention, sanne: User, joris: User
) -> None:
    verdict = propose(intervention, sanne)
    Intervention.objects.filter(pk=intervention.pk).delete()
    with pytest.raises(VerdictError, match="verwijderd"):
        agree(verdict, joris)
    with pytest.raises(VerdictError, match="verwijderd"):
        propose(intervention, sanne)


def test_a_verdict_is_never_edited_or_deleted(intervention: Intervention, sanne: User) -> None:
    verdict = propose(intervention, sanne)
    verdict.reason = "Iets anders."
    with pytest.raises(VerdictError, match="niet gewijzigd"):
        verdict.save()
    with pytest.raises(VerdictError, match="niet verwijderd"):
        verdict.delete()


def test_the_number_of_queries_does_not_grow_with_the_interventions(
    sanne: User, joris: User, django_assert_max_num_queries: Any
) -> None:
    many = [content.intervention(f"Interventie {number}") for number in range(12)]
    for number, one in enumerate(many):
        content.observation(one, record=str(number))
        agree(propose(one, sanne), joris)
    with django_assert_max_num_queries(4):
        assert len(verdicts_that_hold([one.pk for one in many], round_year=2026, reference_date=DAY)) == 12


def test_a_record_that_came_back_is_no_longer_gone(intervention: Intervention, sanne: User) -> None:
    record_consultation(observation=intervention.observations.get(), by=sanne, at=AT, found=False)
    see(intervention, sanne, "Niet erkend", date(2019, 3, 1), at=AT + timedelta(days=1))
    assert state_of(intervention) == "disappeared", "history that is entered later brings nothing back"
    see(intervention, sanne, "Goed onderbouwd", date(2026, 3, 1), at=AT + timedelta(days=2))
    assert state_of(intervention) == "recognised"
    assert state_of(intervention, known_until=AT) == "disappeared"
