"""How the machines run, and what each run starts from."""

from contextlib import ExitStack
from datetime import date
from typing import Any

from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, run_state_machine_as_test
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Definition, Intervention
from publishing.rounds.models import Round
from tests.factories import content
from tests.factories.people import person, superuser
from tests.factories.rounds import opened
from tests.unsearched import BACKENDS

PEOPLE = st.sampled_from(["sanne", "technisch"])
AS_IT_WAS = "<p>Zoals het was.</p>"


class InOneRound(RuleBasedStateMachine):
    """An editor who reviews and a superuser, the fewest who can be each other's second pair of eyes.

    Every run starts from the same round and is undone at its end.
    """

    inside: ExitStack | None = None

    @initialize()
    def begin(self) -> None:
        self.inside = ExitStack()
        self.inside.enter_context(transaction.atomic())
        self.inside.enter_context(disable_reference_index_auto_update())
        self.inside.enter_context(override_settings(WAGTAILSEARCH_BACKENDS=BACKENDS))
        self.round = Round.objects.get()
        self.people = {user.username: user for user in User.objects.all()}
        self.items: dict[str, Any] = {"begrip": Definition.objects.get(), "interventie": Intervention.objects.get()}
        self.prepare()

    def prepare(self) -> None:
        """Note what the machine remembers by itself."""

    def teardown(self) -> None:
        if self.inside is not None:
            transaction.set_rollback(True)
            self.inside.close()


def let_people_do_anything(machine: type[InOneRound], *, runs: int, steps: int) -> None:
    """Open a round and run ``machine`` on it: the same runs every time.

    What stays green without a fault is what has to turn red with one. Nothing is shrunk: a run has few steps, and a
    failing one prints them.
    """
    content.definition(body=AS_IT_WAS)
    content.observation(content.intervention(summary=AS_IT_WAS), on=date(2024, 3, 1))
    person("sanne", Role.EDITOR, Role.REVIEWER)
    opened(superuser("technisch"))
    wanted = settings(
        max_examples=runs,
        stateful_step_count=steps,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=wanted)
