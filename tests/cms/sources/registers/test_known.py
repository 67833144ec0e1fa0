"""What is known of a register keeps up with what is made and edited meanwhile, for a few queries a look."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.content.models import Intervention
from cms.sources.registers.known import Known
from cms.vetting.levels import Register
from tests.cms.sources.registers.files import RUST, row_of
from tests.factories import content

pytestmark = pytest.mark.django_db


def names(known: Known, name: str) -> list[str]:
    return [candidate.name for candidate in known.named(name)]


def test_a_name_that_is_alike_is_a_question_with_its_reason() -> None:
    intervention = content.intervention("Rustig Leren op school")
    row = row_of(RUST)
    (candidate,) = row.candidates
    assert (row.row_class, candidate.item) == ("ambiguous", str(intervention.uid))
    assert "Misschien is het 'Rustig Leren op school' (de ene naam staat in de andere)." in row.problems[0]


def test_a_name_that_is_the_same_leaves_no_room_for_one_that_is_alike() -> None:
    content.intervention("Rustig Leren op school")
    content.intervention("rustig leren")
    assert [candidate.name for candidate in row_of(RUST).candidates] == ["rustig leren"]


def test_a_look_sees_what_was_made_edited_and_observed_since() -> None:
    edited = content.intervention("Stilte")
    edited.save_revision()
    known = Known(Register.NJI)
    made = content.intervention("Nieuw")
    made.save_revision()
    bare = content.intervention("Zonder concept")
    edited.name = "Lawaai"
    revision = edited.save_revision()
    content.observation(made, register=Register.NJI, record="nieuw")
    known.refresh()
    assert [names(known, name) for name in ("Stilte", "Lawaai", "Nieuw", "Zonder concept")] == [
        [],
        ["Lawaai"],
        ["Nieuw"],
        ["Zonder concept"],
    ]
    described = known.intervention_of(known.records["nieuw"])
    assert described is not None
    assert described.uid == str(made.uid)
    assert bare.uid != made.uid

    edited.name = "Geruis"
    edited.save_revision(overwrite_revision=revision)
    known.refresh()
    assert (names(known, "Lawaai"), names(known, "Geruis")) == ([], ["Geruis"])


def base(known: Known) -> str:
    record = known.records["stilte"]
    return known.base(record, known.intervention_of(record))


def test_a_look_is_the_same_as_reading_all_again() -> None:
    intervention = content.intervention("Stilte")
    content.observation(intervention, register=Register.NJI, record="stilte")
    known = Known(Register.NJI)
    intervention.owner = "Bureau Herrie"
    intervention.save_revision()
    content.observation(intervention, "Niet erkend", date(2025, 7, 1), register=Register.NJI, record="stilte")
    before = base(known)
    known.refresh()
    assert before != base(known) == base(Known(Register.NJI))


def test_a_look_costs_as_much_for_many_interventions_as_for_one() -> None:
    for count in (1, 30):
        for place in range(count):
            content.intervention(f"Naam {count} {place}").save_revision()
        known = Known(Register.NJI)
        with CaptureQueriesContext(connection) as queries:
            known.refresh()
        assert len(queries) == 3


def test_one_intervention_can_be_learned_by_itself() -> None:
    known = Known(Register.NJI)
    content.intervention("Niet gezien")
    made = Intervention.objects.create(name="Gezien")
    known.learn(made)
    assert (names(known, "Gezien"), names(known, "Niet gezien")) == (["Gezien"], [])
    assert [candidate.item for candidate in known.alike("Gezien en meer")] == [str(made.uid)]
