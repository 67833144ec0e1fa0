"""Observations are added and taken back, never edited or deleted."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.vetting.levels import MAPPING_VERSION, RecognitionLevel, Register
from cms.vetting.models import Observation, ObservationError
from cms.vetting.observations import record_observation, retract_observation
from tests.factories import content
from tests.factories.people import person

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def _record(**fields: Any) -> Observation:
    values = {
        "intervention": content.intervention(),
        "register": Register.GEZONDE_SCHOOL,
        "record": " 1400001 ",
        "raw_label": "Effectief volgens Eerste Aanwijzingen",
        "recognised_on": date(2024, 3, 1),
        "by": person("redacteur"),
        "at": NOON,
        **fields,
    }
    return record_observation(**values)


def test_an_observation_keeps_the_registers_words_our_reading_and_who_entered_it() -> None:
    observation = _record()

    observation.refresh_from_db()
    assert observation.raw_label == "Effectief volgens Eerste Aanwijzingen"
    assert observation.level == RecognitionLevel.EERSTE_AANWIJZINGEN
    assert observation.mapping_version == MAPPING_VERSION
    assert observation.record == "1400001"
    assert observation.entered_by is not None
    assert (observation.entered_by.username, observation.entered_at) == ("redacteur", NOON)


def test_a_label_outside_the_grammar_is_refused_naming_it_and_what_is_known() -> None:
    with pytest.raises(ValidationError) as refused:
        _record(raw_label="Heel erg goed")

    message = " ".join(refused.value.messages)
    assert "'Heel erg goed'" in message
    assert "Goed onderbouwd" in message
    assert not Observation.objects.exists()


def test_nji_does_not_know_goed_beschreven() -> None:
    with pytest.raises(ValidationError, match="NJi kent het niveau 'Goed beschreven' niet"):
        _record(register=Register.NJI, raw_label="goed beschreven")


def test_an_observation_is_taken_back_with_a_reason_and_stays_on_record() -> None:
    observation, second = _record(), person("tweede")

    retract_observation(observation=observation, by=second, reason=" Verkeerd nummer. ", at=NOON)

    held = Observation.objects.get()
    assert (held.retracted_by, held.retracted_at, held.retraction_reason) == (second, NOON, "Verkeerd nummer.")
    assert not Observation.objects.standing().exists()


@pytest.mark.parametrize("reason", ["", "   "])
def test_taking_back_without_a_reason_is_refused(reason: str) -> None:
    observation = _record()

    with pytest.raises(ObservationError, match="reden"):
        retract_observation(observation=observation, by=person("tweede"), reason=reason, at=NOON)

    assert Observation.objects.standing().exists()


def test_an_observation_is_taken_back_once() -> None:
    observation = _record()
    retract_observation(observation=observation, by=person("tweede"), reason="Eerste reden.", at=NOON)

    with pytest.raises(ObservationError, match="al ingetrokken"):
        retract_observation(observation=observation, by=person("derde"), reason="Andere reden.", at=NOON)

    assert Observation.objects.get().retraction_reason == "Eerste reden."


def test_an_observation_is_not_edited_nor_deleted() -> None:
    observation = _record()
    observation.raw_label = "Goed onderbouwd"

    with pytest.raises(ObservationError):
        observation.save()
    with pytest.raises(ObservationError):
        observation.save(update_fields=["raw_label"])
    with pytest.raises(ObservationError):
        observation.delete()

    assert Observation.objects.get().raw_label == "Effectief volgens Eerste Aanwijzingen"


def test_an_observation_outlives_its_intervention() -> None:
    observation = _record()
    assert observation.intervention is not None
    observation.intervention.delete()

    assert Observation.objects.get().intervention is None
