"""Nobody reviews what they had a hand in: not a superuser, not in the shell, not past the services."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from cms.accounts.models import User
from publishing.audit.actions import Action
from publishing.audit.sentences import sentence_of
from publishing.releases.corrections.beginning import drop_correction
from publishing.releases.corrections.carrying import carry_over
from publishing.releases.corrections.immutability import GUARD
from publishing.releases.corrections.models import (
    Correction,
    CorrectionChange,
    CorrectionChanger,
    CorrectionReview,
    Outcome,
)
from publishing.releases.corrections.reviewing import review_change
from publishing.releases.corrections.standing import changes_of
from publishing.releases.errors import RefusedError
from tests.factories.audit import the_event
from tests.factories.corrections import STEP, agreed, begun, brought_out, edited
from tests.factories.people import superuser
from tests.factories.releases import AT
from tests.trigger_checks import trigger_errors

pytestmark = pytest.mark.django_db  # on SQLite, and on PostgreSQL when DATABASE_URL says so


def refused(sql: str, *parameters: Any) -> str:
    """Return what the database said, empty when it did it."""
    connection.check_constraints()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, parameters)
    except DatabaseError as error:
        return str(error)
    return ""


class TestReviewing:
    """By somebody else."""

    def test_who_changed_it_does_not_review_it_whatever_they_may(self, correction: Correction) -> None:
        boss = superuser()
        change = edited(correction, boss)
        with pytest.raises(RefusedError, match="zelf aan deze wijziging"):
            review_change(change=change, by=boss, at=AT)
        with pytest.raises(DatabaseError, match="nobody reviews"), transaction.atomic():
            CorrectionReview.objects.create(change=change, outcome=Outcome.APPROVED, by=boss, at=AT)
        assert "nobody reviews" in refused(
            "INSERT INTO corrections_correctionreview (change_id, outcome, reason, at, by_id) "
            "VALUES (%s, 'akkoord', '', %s, %s)",
            change.pk,
            AT,
            boss.pk,
        )

    def test_who_wrote_an_earlier_version_neither(self, correction: Correction, sanne: User, karin: User) -> None:
        edited(correction, karin)
        change = edited(correction, sanne, body="<p>Nog beter.</p>")
        with pytest.raises(RefusedError, match="zelf aan deze wijziging"):
            review_change(change=change, by=karin, at=AT)
        told = sentence_of(the_event(Action.ITEM_REVIEWED))
        assert told == f"karin wilde '{change.title}' in correctie {correction.number} beoordelen; dat werd geweigerd"
        with pytest.raises(DatabaseError, match="nobody reviews"), transaction.atomic():
            CorrectionReview.objects.create(change=change, outcome=Outcome.APPROVED, by=karin, at=AT)

    def test_nor_who_is_noted_as_a_changer_before_or_after(
        self, correction: Correction, sanne: User, joris: User, karin: User
    ) -> None:
        change = edited(correction, sanne)
        CorrectionChanger.objects.create(change=change, person=karin)
        with pytest.raises(DatabaseError, match="nobody reviews"), transaction.atomic():
            CorrectionReview.objects.create(change=change, outcome=Outcome.APPROVED, by=karin, at=AT)
        review_change(change=change, by=joris, at=AT)
        with pytest.raises(DatabaseError, match="nobody reviews"), transaction.atomic():
            CorrectionChanger.objects.create(change=change, person=joris)

    def test_a_review_that_waits_for_its_change_neither(self, correction: Correction, joris: User) -> None:
        """Foreign keys are checked at the end: the review can be there before the change."""
        change = edited(correction, joris)
        change.pk += 1000
        with transaction.atomic():
            CorrectionReview.objects.create(change_id=change.pk, outcome=Outcome.APPROVED, by=joris, at=AT)
            with pytest.raises(DatabaseError, match="nobody reviews"), transaction.atomic():
                change.save(force_insert=True)
            transaction.set_rollback(True)

    def test_a_rejection_has_a_reason_and_a_new_version_asks_again(
        self, correction: Correction, sanne: User, joris: User
    ) -> None:
        change = edited(correction, sanne)
        with pytest.raises(RefusedError, match="Vul de reden in"):
            review_change(change=change, by=joris, at=AT, outcome=Outcome.REJECTED)
        review_change(change=change, by=joris, at=AT, outcome=Outcome.REJECTED, reason="Te moeilijk.")
        assert changes_of(correction)[0].is_rejected
        edited(correction, sanne, body="<p>Kies doelen.</p>")
        assert changes_of(correction)[0].review is None
        with pytest.raises(RefusedError, match="intussen opnieuw gewijzigd"):
            review_change(change=change, by=joris, at=AT)


@pytest.fixture
def every_row(correction: Correction, sanne: User, joris: User, karin: User) -> None:
    """A row in every table."""
    change = edited(correction, sanne)
    CorrectionChanger.objects.create(change=change, person=karin)
    agreed(correction, joris)
    brought_out(correction, karin)
    carry_over(change=change, by=sanne, at=AT)
    drop_correction(correction=begun(sanne), reason="Toch niet.", by=karin, at=AT)


@pytest.mark.usefixtures("every_row")
@pytest.mark.parametrize("model", GUARD.models, ids=lambda model: model.__name__)
def test_every_table_refuses_what_is_not_an_addition(model: type[models.Model]) -> None:
    table = model._meta.db_table
    assert model._default_manager.exists()
    others = [f"UPDATE {table} SET id = id", f"DELETE FROM {table}"]
    if connection.vendor == "postgresql":
        others.append(f"TRUNCATE {table} CASCADE")
    else:
        others.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    for sql in others:
        assert "what was done in a correction never changes" in refused(sql), sql


def test_a_trigger_that_a_migration_dropped_is_noticed_and_put_back() -> None:
    on = " ON corrections_correctionreview" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER corrections_correctionreview_refuse_own{on}")
    assert len(trigger_errors("corrections")) == 1
    GUARD.install(connection)
    assert trigger_errors("corrections") == []


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "overgenomen", "digest": ""},
        {"action": "vervallen", "digest": "", "reason": ""},
        {"action": "iets", "digest": "a" * 64},
    ],
)
def test_a_change_without_what_it_needs_is_refused_by_the_database(
    correction: Correction, sanne: User, fields: dict[str, Any]
) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        CorrectionChange.objects.create(
            correction=correction,
            kind=STEP[0],
            public_id=STEP[1],
            title="x",
            base_digest="b" * 64,
            by=sanne,
            at=AT,
            **fields,
        )
