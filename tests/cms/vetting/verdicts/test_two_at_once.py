"""Two people who decide or propose at once, on real connections with committed rows: one wins, the other is told."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from cms.accounts.models import User
from cms.vetting.models import Verdict, VerdictError
from cms.vetting.verdicts import decide_verdict
from tests.factories import content
from tests.factories.people import person
from tests.factories.verdicts import AT, proposal

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def _at_once(*works: Callable[[], object]) -> list[str]:
    """Do all behind a barrier, each on a connection of its own; return what the losers were told."""
    barrier = threading.Barrier(len(works))
    told: list[str] = []

    def run(work: Callable[[], object]) -> None:
        barrier.wait()
        try:
            work()
        except VerdictError as error:
            told.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def _decide(verdict: Verdict, by: User, agreed: bool) -> Callable[[], object]:
    return partial(decide_verdict, verdict=verdict, agreed=agreed, by=by, at=AT, reason="Mijn besluit.")


@pytest.mark.usefixtures("committed")
def test_of_two_who_decide_at_once_one_wins_and_the_other_sees_who() -> None:
    sanne, joris, fatima = (person(name) for name in ("sanne", "joris", "fatima"))
    for number in range(10):
        item = content.intervention(f"Rust {number}")
        content.observation(item, record=str(number))
        verdict = proposal(item, sanne)

        told = _at_once(_decide(verdict, joris, True), _decide(verdict, fatima, False))

        verdict.refresh_from_db()
        assert verdict.agreed is (verdict.decided_by == joris)
        assert told == [f"{verdict.decided_by} heeft hier al over beslist."]


@pytest.mark.usefixtures("committed")
def test_of_two_who_propose_at_once_one_waits_and_the_other_is_told() -> None:
    sanne, joris = person("sanne"), person("joris")
    for number in range(10):
        item = content.intervention(f"Rust {number}")
        content.observation(item, record=str(number))

        told = _at_once(partial(proposal, item, sanne), partial(proposal, item, joris, is_included=False))

        waiting = Verdict.objects.waiting().get(uid=item.uid)
        assert told == [f"Het voorstel van {waiting.proposed_by} wacht nog op een besluit. Dat komt eerst."]
