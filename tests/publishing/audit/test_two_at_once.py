"""Writers at once, on real connections with committed rows: the chain stays one, and nobody waits for ever."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection, transaction

from cms.accounts.models import User
from cms.vetting.models import Verdict, VerdictError
from cms.vetting.verdict_bulk import agree_with_many
from cms.vetting.verdicts import decide_verdict
from publishing.audit.actions import Action
from publishing.audit.models import AuditEvent, ChainHead
from publishing.audit.verifying import chain_problems
from tests.factories import content
from tests.factories.audit import recorded
from tests.factories.people import person
from tests.factories.verdicts import AT, proposal

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("committed")]


def at_once(*works: Callable[[], object]) -> list[Exception]:
    """Do all behind a barrier, each on a connection of its own; return what went wrong."""
    barrier = threading.Barrier(len(works))
    wrong: list[Exception] = []

    def run(work: Callable[[], object]) -> None:
        barrier.wait()
        try:
            work()
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def many(times: int, *, undone: int = 0) -> None:
    for time in range(times):
        with transaction.atomic():
            recorded(details={"keer": time})
            transaction.set_rollback(bool(undone) and time % undone == 0)


def test_writers_at_once_give_one_unbroken_chain_with_the_very_first_among_them() -> None:
    assert at_once(*[partial(many, 10), partial(many, 10, undone=3), partial(many, 10), partial(many, 10)]) == []
    assert AuditEvent.objects.count() == 36
    assert ChainHead.objects.get().sequence == 36
    assert list(AuditEvent.objects.chained().values_list("sequence", flat=True)) == list(range(1, 37))
    assert list(chain_problems({})) == []


def test_what_is_not_chained_waits_for_no_one() -> None:
    with transaction.atomic():
        recorded()  # the chain is held until this transaction ends
        assert at_once(partial(recorded, Action.ROUND_CLOSED)) == []
        assert AuditEvent.objects.filter(action=Action.ROUND_CLOSED.value).exists()


def test_who_agrees_with_many_and_who_decides_on_one_of_them_do_not_wait_for_each_other_for_ever() -> None:
    sanne, joris, fatima = (person(name) for name in ("sanne", "joris", "fatima"))
    for number in range(5):
        verdicts = [_proposed(f"Rust {number}.{place}", sanne) for place in range(6)]
        wrong = at_once(
            partial(agree_with_many, verdicts=[verdict.pk for verdict in verdicts], by=joris, at=AT),
            *(partial(decide_verdict, verdict=verdict, agreed=True, by=fatima, at=AT) for verdict in verdicts[3:]),
        )
        assert [error for error in wrong if not isinstance(error, VerdictError)] == []
        assert not Verdict.objects.waiting().exists()
    assert AuditEvent.objects.filter(action=Action.VERDICT_DECIDED.value).count() == 30
    assert list(chain_problems({})) == []


def _proposed(name: str, by: User) -> Verdict:
    item = content.intervention(name)
    content.observation(item, record=name)
    return proposal(item, by)
