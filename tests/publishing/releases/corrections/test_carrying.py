"""What was corrected in the release comes into the workshop too, or stays on somebody's list."""

import pytest
from django.test import TestCase

from cms.accounts.models import User
from cms.content.models import PracticeExample, Step
from publishing.releases.corrections.carrying import (
    carry_over,
    changes_to_carry,
    notice_carried_over,
    task_of,
)
from publishing.releases.corrections.changing import remove_item, take_item
from publishing.releases.corrections.models import CarriedOver, Correction, CorrectionChange
from publishing.releases.corrections.taking import read_workshop
from publishing.releases.errors import RefusedError
from tests.factories.corrections import DEFINITION, STEP, agreed, begun, brought_out, edited
from tests.factories.releases import AT
from tests.factories.rounds import made_ready

pytestmark = pytest.mark.django_db
CORRECTED = "<p>Kies samen twee doelen.</p>"


@pytest.fixture
def change(correction: Correction, sanne: User, joris: User, karin: User) -> CorrectionChange:
    """A text that was corrected and published."""
    made = edited(correction, sanne)
    agreed(correction, joris)
    brought_out(correction, karin)
    return made


def test_it_stands_until_somebody_says_that_it_is_done(change: CorrectionChange, sanne: User) -> None:
    assert list(changes_to_carry()) == [change]
    carried = carry_over(change=change, by=sanne, at=AT, note="Anders opgelost.")
    assert list(changes_to_carry()) == []
    assert (carried.by, carried.note, carried.is_seen) == (sanne, "Anders opgelost.", False)
    with pytest.raises(RefusedError, match="niet \\(meer\\) open"):
        carry_over(change=change, by=sanne, at=AT)


def test_other_work_on_the_item_does_not_end_it(change: CorrectionChange, sanne: User) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        made_ready(Step.objects.get(number=1), sanne, title="Volgend jaar")
    assert list(changes_to_carry()) == [change]
    assert not task_of(change).is_same


def test_it_ends_by_itself_when_the_workshop_says_the_same_and_stays_ended(
    change: CorrectionChange, sanne: User
) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        made_ready(Step.objects.get(number=1), sanne, body=CORRECTED)
    carried = CarriedOver.objects.get()
    assert (carried.change, carried.by, carried.is_seen) == (change, sanne, True)
    with TestCase.captureOnCommitCallbacks(execute=True):
        made_ready(Step.objects.get(number=1), sanne, body="<p>Volgend jaar anders.</p>")
    assert list(changes_to_carry()) == []


def test_what_was_never_published_asks_nothing(correction: Correction, sanne: User) -> None:
    made = edited(correction, sanne)
    assert list(changes_to_carry()) == []
    assert list(changes_to_carry(correction)) == []
    with pytest.raises(RefusedError):
        carry_over(change=made, by=sanne, at=AT)


def test_what_came_from_the_workshop_asks_nothing(
    correction: Correction, sanne: User, joris: User, karin: User
) -> None:
    made_ready(Step.objects.get(number=1), sanne, body=CORRECTED)
    seen = read_workshop(correction.base, STEP).frozen.digest
    take_item(correction=correction, address=STEP, seen=seen, by=sanne, at=AT)
    agreed(correction, joris)
    brought_out(correction, karin)
    assert list(changes_to_carry()) == []


def test_an_item_that_ended_asks_until_it_is_not_ready_any_more(
    correction: Correction, sanne: User, joris: User, karin: User
) -> None:
    step = Step.objects.get(number=2)
    address = ("stap", "kijk-terug")
    made = remove_item(correction=correction, address=address, reason="Dubbel.", by=sanne, at=AT)
    agreed(correction, joris)
    brought_out(correction, karin)
    assert (list(changes_to_carry()), task_of(made).is_same) == ([made], False)
    with TestCase.captureOnCommitCallbacks(execute=True):
        step.unpublish(user=sanne)
    assert (list(changes_to_carry()), task_of(made).is_same) == ([], True)


def test_an_item_that_the_workshop_deleted_says_so(change: CorrectionChange) -> None:
    Step.objects.get(number=1).delete()
    task = task_of(change)
    assert (task.source, task.workshop, task.is_same) == (None, None, False)
    assert "staat niet klaar in de werkplaats" in task.problem


def test_an_item_that_no_release_held_is_nobodys_task(change: CorrectionChange, sanne: User) -> None:
    example = PracticeExample.objects.create(title="Nieuw", body="<p>Nieuw.</p>")
    assert notice_carried_over(kind="praktijkvoorbeeld", uid=example.uid, by=sanne, at=AT) == 0


def test_tasks_of_a_later_correction_come_beside_those_of_an_earlier_one(
    change: CorrectionChange, sanne: User, joris: User, karin: User
) -> None:
    later = begun(sanne)
    made = edited(later, sanne, DEFINITION, body="<p>Anders.</p>")
    agreed(later, joris)
    brought_out(later, karin)
    assert list(changes_to_carry()) == [change, made]
    assert list(changes_to_carry(later)) == [made]
