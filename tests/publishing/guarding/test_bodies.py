"""A trigger is judged by all that it does, not by its name: an empty one of the same name guards nothing."""

import pytest
from django.db import connection

from publishing.attempts.immutability import GUARD as ATTEMPTED
from publishing.audit.immutability import GUARD as AUDITED
from publishing.guarding.guard import Guard
from publishing.guarding.postgresql import PostgresqlTrigger
from publishing.guarding.trigger import Fault
from publishing.releases.comparing.immutability import GUARD as COMPARED
from publishing.releases.corrections.immutability import GUARD as CORRECTED
from publishing.releases.difference import Difference
from publishing.releases.immutability import GUARD as RELEASED
from publishing.releases.notices.immutability import GUARD as NOTICED
from publishing.releases.previews.immutability import GUARD as PREVIEWED
from publishing.releases.redactions.immutability import GUARD as REDACTED
from publishing.releases.verify import verify_store
from publishing.rounds.immutability import GUARD as REVIEWED
from tests.trigger_checks import trigger_errors

pytestmark = pytest.mark.django_db

GUARDS = {
    "releases": RELEASED,
    "rounds": REVIEWED,
    "audit": AUDITED,
    "comparing": COMPARED,
    "attempts": ATTEMPTED,
    "corrections": CORRECTED,
    "notices": NOTICED,
    "redactions": REDACTED,
    "previews": PREVIEWED,
}


def do(*statements: str) -> None:
    connection.check_constraints()  # PostgreSQL does not alter a table while checks on it are deferred
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.parametrize(("app", "guard"), GUARDS.items(), ids=GUARDS)
class TestTheTriggersOfAnApp:
    """On the database that the tests run on."""

    def test_are_all_as_they_should_be_after_migrating(self, app: str, guard: Guard) -> None:
        assert guard.faults(connection) == {}
        assert trigger_errors(app) == []

    def test_each_that_does_nothing_is_noticed_and_put_right(self, app: str, guard: Guard) -> None:
        triggers = list(guard.triggers(connection.vendor))
        for trigger in triggers:
            self._empty(trigger.name, trigger.table)
        assert guard.faults(connection) == {trigger.name: Fault.ALTERED for trigger in triggers}
        assert len(trigger_errors(app)) == len(triggers)
        assert {found.problem for found in verify_store()} == {"doet iets anders dan het hoort te doen"}
        connection.check_constraints()  # PostgreSQL alters no table while checks on it wait
        guard.install(connection)
        assert guard.faults(connection) == {}

    def test_each_that_is_gone_is_noticed_and_put_back(self, app: str, guard: Guard) -> None:
        guard.remove(connection)
        assert set(guard.faults(connection).values()) == {Fault.MISSING}
        guard.install(connection)
        assert guard.faults(connection) == {}

    def _empty(self, name: str, table: str) -> None:
        if connection.vendor != "postgresql":
            do(f"DROP TRIGGER {name}", f'CREATE TRIGGER {name} BEFORE UPDATE ON "{table}" BEGIN SELECT 1; END')
            return
        do(
            "CREATE OR REPLACE FUNCTION does_nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
            f'CREATE OR REPLACE TRIGGER {name} BEFORE INSERT ON "{table}" FOR EACH ROW EXECUTE FUNCTION does_nothing()',
            f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER {name}',
        )


@pytest.mark.postgres
class TestTheTriggersOfAnAppOnPostgresql(TestTheTriggersOfAnApp):
    """The same, where the services are."""


@pytest.mark.postgres
class TestOnPostgresql:
    """What only PostgreSQL lets somebody do."""

    def test_a_function_with_another_body_is_noticed_in_every_trigger_that_calls_it(self) -> None:
        do("CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")
        assert set(RELEASED.faults(connection).values()) == {Fault.ALTERED}
        triggers = list(RELEASED.triggers("postgresql"))
        made = [one for one in triggers if isinstance(one, PostgresqlTrigger)]
        calling = {one.name for one in made if one.function == "refuse_change"}
        assert RELEASED.faults(connection).keys() == calling
        assert len(calling) == 2 * len(RELEASED.models) - len(RELEASED.passing)  # those let an erasure through
        assert (
            Difference("trigger releases_release_refuse_change", "doet iets anders dan het hoort te doen")
            in verify_store()
        )

    @pytest.mark.parametrize("how", ["DISABLE", "ENABLE", "ENABLE REPLICA"])
    def test_one_that_is_not_always_on_is_noticed_and_switched_on(self, how: str) -> None:
        do(f"ALTER TABLE releases_release {how} TRIGGER releases_release_refuse_change")
        assert RELEASED.faults(connection) == {"releases_release_refuse_change": Fault.DISABLED}
        RELEASED.install(connection)
        assert RELEASED.faults(connection) == {}

    @pytest.mark.parametrize(
        "narrowed", ["BEFORE UPDATE OF id OR DELETE {} EXECUTE", "BEFORE UPDATE OR DELETE {} WHEN (false) EXECUTE"]
    )
    def test_one_that_looks_at_less_is_noticed(self, narrowed: str) -> None:
        name = "releases_release_refuse_change"
        on = 'ON "releases_release" FOR EACH ROW'
        do(f"CREATE OR REPLACE TRIGGER {name} {narrowed.format(on)} FUNCTION refuse_change()")
        assert RELEASED.faults(connection)[name] is Fault.ALTERED

    @pytest.mark.parametrize("guard", GUARDS.values(), ids=GUARDS)
    def test_a_session_that_replicates_does_not_pass_them(self, guard: Guard) -> None:
        """Only a superuser can begin such a session, and no test runs as one; A says that the trigger fires in it."""
        with connection.cursor() as cursor:
            names = [trigger.name for trigger in guard.triggers("postgresql")]
            cursor.execute("SELECT tgname, tgenabled FROM pg_trigger WHERE tgname = ANY(%s)", [names])
            assert {name: bytes(on) if isinstance(on, memoryview) else on for name, on in cursor.fetchall()} == (
                dict.fromkeys(names, "A")
            )


def test_one_that_looks_at_less_is_noticed() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("above, in PostgreSQL's way")
    name = "releases_release_refuse_update"
    refuse = "BEGIN SELECT RAISE(ABORT, 'released rows never change'); END"
    do(f"DROP TRIGGER {name}", f'CREATE TRIGGER {name} BEFORE UPDATE OF id ON "releases_release" {refuse}')
    assert RELEASED.faults(connection) == {name: Fault.ALTERED}
