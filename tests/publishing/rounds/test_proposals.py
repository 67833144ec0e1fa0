"""A verdict stays as it was proposed and decided: the database refuses all else."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cms.accounts.models import User
from cms.vetting.models import Verdict
from tests.factories import content
from tests.factories.people import person
from tests.factories.verdicts import decided, proposal

pytestmark = pytest.mark.django_db
FIXED = "what was proposed and decided never changes"


def refused(sql: str, *parameters: Any) -> bool:
    connection.check_constraints()  # PostgreSQL does not truncate a table while checks on it are deferred
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, parameters)
    except DatabaseError as error:
        return FIXED in str(error)
    return False


@pytest.fixture
def sanne(db: None) -> User:
    return person("sanne")


@pytest.fixture
def waiting(sanne: User) -> Verdict:
    item = content.intervention("Rust")
    content.observation(item)
    return proposal(item, sanne)


def test_nobody_decides_on_their_own_proposal_by_writing_another_proposer_first(waiting: Verdict) -> None:
    other = person("joris")
    assert refused("UPDATE vetting_verdict SET proposed_by_id = %s", other.pk)


@pytest.mark.parametrize("column", ["uid", "round_year", "is_included", "reason", "facts_digest", "proposed_at"])
def test_what_was_proposed_is_not_rewritten(waiting: Verdict, column: str) -> None:
    value = {"round_year": "2030", "is_included": "NOT is_included"}.get(column, "NULL")
    assert refused(f"UPDATE vetting_verdict SET {column} = {value}")


def test_a_verdict_is_not_taken_away(waiting: Verdict) -> None:
    assert refused("DELETE FROM vetting_verdict")
    if connection.vendor == "postgresql":
        assert refused("TRUNCATE vetting_verdict CASCADE")
    else:
        assert refused("INSERT OR REPLACE INTO vetting_verdict SELECT * FROM vetting_verdict")


def test_a_decision_is_written_once(sanne: User) -> None:
    item, joris = content.intervention("Rust"), person("joris")
    content.observation(item)
    made = decided(item, sanne, joris)
    assert refused("UPDATE vetting_verdict SET decided_by_id = %s", person("karin").pk)
    assert refused("UPDATE vetting_verdict SET decided_by_id = NULL, decided_at = NULL, agreed = NULL")
    assert refused("UPDATE vetting_verdict SET decision_reason = 'Later verzonnen.'")
    assert Verdict.objects.get() == made


def test_a_proposal_takes_one_decision_and_outlives_its_intervention(waiting: Verdict) -> None:
    made = Verdict.objects.filter(pk=waiting.pk)
    assert made.update(decided_by=person("joris"), decided_at=timezone.now(), agreed=True)
    assert waiting.intervention is not None
    waiting.intervention.delete()
    assert made.get().intervention is None
