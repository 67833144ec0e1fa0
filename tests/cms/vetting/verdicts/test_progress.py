"""How far an intervention is in a round, in which order they ask for care, and why a verdict went stale."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.accounts.models import User
from cms.content.models import Intervention
from cms.vetting.changed import changes_since
from cms.vetting.facts import facts_of
from cms.vetting.observations import record_consultation
from cms.vetting.progress import Progress, Stage, by_risk, progress_of
from cms.vetting.rounds import OpenRound, current_round
from tests.factories import content
from tests.factories.verdicts import AT, DAY, YEAR, decided, open_round, proposal

NOW = OpenRound(YEAR, DAY)


def progress(intervention: Intervention, now: OpenRound = NOW) -> Progress:
    (one,) = progress_of([intervention], now)
    return one


def test_until_somebody_opens_a_round_none_is_open(db: None) -> None:
    assert current_round() is None
    with open_round():
        assert current_round() == NOW


def test_every_stage_in_the_order_in_which_work_goes(intervention: Intervention, sanne: User, joris: User) -> None:
    stages = [progress(intervention).stage]
    decided(intervention, sanne, joris, agreed=False)
    stages.append(progress(intervention).stage)
    proposal(intervention, sanne)
    stages.append(progress(intervention).stage)
    assert stages == [Stage.ASKS_PROPOSAL, Stage.DISAGREED, Stage.ASKS_DECISION]


@pytest.mark.parametrize(("is_included", "stage"), [(True, Stage.AGREED), (False, Stage.EXCLUDED)])
def test_an_agreed_verdict_takes_in_or_leaves_out(
    intervention: Intervention, sanne: User, joris: User, is_included: bool, stage: Stage
) -> None:
    decided(intervention, sanne, joris, is_included=is_included)
    assert progress(intervention).stage is stage


def test_a_stale_verdict_says_which_fact_changed_from_what_to_what(
    intervention: Intervention, sanne: User, joris: User
) -> None:
    decided(intervention, sanne, joris)
    content.observation(intervention, "Niet erkend", date(2026, 6, 1))
    now = progress(intervention)
    assert now.stage is Stage.STALE
    assert [str(change) for change in now.changes] == [
        "Gezonde School (RIVM Loket Gezond Leven), 1400001: "
        "erkend als goed onderbouwd op 01-03-2024 → niet erkend op 01-06-2026"
    ]


def test_a_record_that_left_or_joined_is_a_change_in_words(intervention: Intervention, sanne: User) -> None:
    verdict = proposal(intervention, sanne)
    record_consultation(observation=intervention.observations.get(), by=sanne, at=timezone.now(), found=False)
    content.observation(intervention, record="1400002")
    facts = facts_of([intervention.pk], DAY)[intervention.pk]
    gone, joined = changes_since(verdict, facts=facts, reference_date=DAY)
    assert gone.new == "erkend als goed onderbouwd op 01-03-2024, staat niet meer in het register"
    assert (joined.old, joined.new) == ("niet bekend", "erkend als goed onderbouwd op 01-03-2024")


def test_another_reference_date_is_a_change_in_words(intervention: Intervention, sanne: User, joris: User) -> None:
    decided(intervention, sanne, joris)
    now = progress(intervention, OpenRound(YEAR, date(2026, 8, 1)))
    assert (now.stage, [str(change) for change in now.changes]) == (Stage.STALE, ["ijkdatum: 31-07-2026 → 01-08-2026"])


def test_what_counts_for_nothing_makes_nothing_stale(intervention: Intervention, sanne: User, joris: User) -> None:
    decided(intervention, sanne, joris)
    record_consultation(observation=intervention.observations.get(), by=sanne, at=AT)
    content.observation(intervention, "Sterke aanwijzingen voor effectiviteit", DAY + timedelta(days=1))
    assert progress(intervention).stage is Stage.AGREED


def test_a_verdict_of_another_round_does_not_count_but_tells_what_changed_since(
    intervention: Intervention, sanne: User, joris: User
) -> None:
    decided(intervention, sanne, joris, round_year=2025, reference_date=date(2025, 7, 31))
    content.observation(intervention, "Effectief volgens eerste aanwijzingen", date(2026, 2, 1))
    now = progress(intervention)
    assert now.stage is Stage.ASKS_PROPOSAL
    assert [change.new for change in now.since_last] == [
        "erkend als effectief volgens eerste aanwijzingen op 01-02-2026"
    ]


def test_the_riskiest_come_first(sanne: User, joris: User) -> None:
    names = ["gone", "refused", "other level", "after", "undated", "unlevelled", "unseen", "term passed", "conditional"]
    names += ["re-assessed", "untouched"]
    made = {name: content.intervention(name) for name in names}
    content.observation(made["untouched"], record="1")
    content.observation(made["re-assessed"], record="2", in_reassessment=True)
    content.observation(made["conditional"], record="3", on=date(2026, 3, 1), is_conditional=True)
    content.observation(made["term passed"], record="4", on=date(2019, 1, 1))
    content.observation(made["unlevelled"], "", record="6", in_reassessment=True)
    content.observation(made["undated"], record="7", on=None)
    content.observation(made["after"], record="8", on=date(2026, 8, 1))
    content.observation(made["other level"], record="9")
    decided(made["other level"], sanne, joris, round_year=2025, reference_date=date(2025, 7, 31))
    content.observation(made["other level"], "Goed beschreven", date(2026, 2, 1), record="9")
    content.observation(made["refused"], "Niet erkend", record="10")
    left = content.observation(made["gone"], record="11")
    record_consultation(observation=left, by=sanne, at=timezone.now(), found=False)

    ordered = by_risk(progress_of(reversed(list(made.values())), NOW))

    assert [one.intervention.name for one in ordered] == names


def test_the_number_of_queries_does_not_grow(sanne: User, joris: User, django_assert_num_queries: Any) -> None:
    for number in range(12):
        one = content.intervention(f"Interventie {number}")
        content.observation(one, record=str(number))
        decided(one, sanne, joris)
    everything = list(Intervention.objects.all())
    with django_assert_num_queries(4):
        assert len([str(one.verdict and one.verdict.decided_by) for one in progress_of(everything, NOW)]) == 12
