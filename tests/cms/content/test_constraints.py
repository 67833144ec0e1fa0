"""What the database itself refuses, whoever writes past the forms."""

import pytest
from django.db import IntegrityError, transaction

from cms.vetting.models import Observation
from tests.factories import content

pytestmark = pytest.mark.django_db


def test_a_text_stands_in_a_place_that_the_wegwijzer_has() -> None:
    with pytest.raises(IntegrityError, match="text_key_is_known"), transaction.atomic():
        content.text("achterflap")
    assert content.text("colofon").pk


def test_an_observation_has_a_level_that_exists() -> None:
    seen = content.observation(content.intervention())
    with pytest.raises(IntegrityError, match="observation_level_is_known"), transaction.atomic():
        Observation.objects.filter(pk=seen.pk).update(level="heel-goed")
