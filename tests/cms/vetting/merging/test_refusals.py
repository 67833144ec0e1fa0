"""A merge that cannot be is refused, by the service in words and by the database for good."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.accounts.roles import Role
from cms.content.models import Intervention, InterventionLink, RecommendationPage
from cms.vetting.levels import Register
from cms.vetting.merging.fingerprint import fingerprint
from cms.vetting.models import Merge, MergeError, ObservationError
from cms.vetting.observations import record_observation
from tests.cms.vetting.merging.conftest import Pair
from tests.cms.vetting.merging.state import rows
from tests.factories import content
from tests.factories.people import person

ONE, OTHER = "<p>Week drie past hier.</p>", "<p>De oefening in de pauze.</p>"


def _page(pair: Pair, **texts: str) -> RecommendationPage:
    return content.recommendation(
        pair.domain, interventions={getattr(pair, name): text for name, text in texts.items()}
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (lambda pair: {"gone": pair.kept}, "met zichzelf"),
        (lambda pair: {"reason": "  "}, "Geef een reden"),
        (lambda pair: {"gone": Intervention(pk=987654)}, "intussen verwijderd"),
        (lambda pair: {"seen": "iets anders"}, "Bekijk de vergelijking opnieuw"),
    ],
)
def test_a_merge_that_cannot_be_is_refused_in_words(pair: Pair, changes: Any, sentence: str) -> None:
    before = rows()

    with pytest.raises(MergeError, match=sentence):
        pair.merge(**changes(pair))

    assert rows() == before
    assert not Merge.objects.exists()


def test_what_was_merged_is_not_merged_again(pair: Pair) -> None:
    third = content.intervention("Samen Sterk")
    pair.merge()

    for kept, gone in ((third, pair.gone), (pair.gone, third)):
        with pytest.raises(MergeError, match="is al samengevoegd met 'Rustig Leren'"):
            pair.merge(kept=kept, gone=gone)


def test_what_another_person_locked_is_not_merged(pair: Pair) -> None:
    page = _page(pair, gone=ONE)
    colleague = person("collega", Role.EDITOR)
    for item in (pair.kept, pair.gone, page):
        item.locked, item.locked_by, item.locked_at = True, colleague, timezone.now()
        item.save()
        with pytest.raises(MergeError, match=f"'{item}' is vergrendeld"):
            pair.merge()
        item.locked, item.locked_by, item.locked_at = False, None, None
        item.save()
    assert not Merge.objects.exists()


def test_what_the_editor_saw_is_what_is_merged(pair: Pair) -> None:
    page = _page(pair, kept=ONE)
    seen = fingerprint(pair.gone, pair.kept)
    InterventionLink.objects.create(recommendation=page, intervention=pair.gone, tailored_text=OTHER)

    with pytest.raises(MergeError, match="intussen iets gewijzigd"):
        pair.merge(seen=seen)

    assert pair.merge(seen=fingerprint(pair.kept, pair.gone)).pk


def test_an_observation_of_the_gone_one_that_comes_late_is_refused_in_words(pair: Pair) -> None:
    pair.merge()

    with pytest.raises(ObservationError, match="verwijderd of samengevoegd"):
        record_observation(
            intervention=pair.gone,
            register=Register.GEZONDE_SCHOOL,
            record="1",
            raw_label="Goed onderbouwd",
            recognised_on=None,
            by=pair.editor,
            at=timezone.now(),
        )


def test_a_merge_is_not_edited_or_deleted(pair: Pair) -> None:
    merge = pair.merge()
    merge.reason = "Anders"

    with pytest.raises(MergeError, match="niet gewijzigd"):
        merge.save()
    with pytest.raises(MergeError, match="niet verwijderd"):
        merge.delete()


@pytest.mark.parametrize(
    "changes",
    [
        {"undone_at": timezone.now()},
        {"reason": ""},
        {"kept_uid": None},
    ],
)
def test_the_database_refuses_half_a_merge(pair: Pair, changes: dict[str, Any]) -> None:
    merge = pair.merge()
    if "kept_uid" in changes:
        changes = {"kept_uid": merge.gone_uid}

    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.filter(pk=merge.pk).update(**changes)


def test_the_database_refuses_a_second_standing_merge_and_a_merge_with_oneself(pair: Pair) -> None:
    merge = pair.merge()
    merge.pk, merge._state.adding = None, True

    with pytest.raises(IntegrityError), transaction.atomic():
        merge.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Intervention.every.filter(pk=pair.kept.pk).update(merged_into=pair.kept)
