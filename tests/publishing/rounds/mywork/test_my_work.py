"""Who has to do what, and what waits for whom: one line per situation, one column per person.

eva edits, rik and roos review, pim publishes, bea manages, mees reads along. A task is written as its kind and count,
what waits as its kind, count and for whom.
"""

from dataclasses import replace

import pytest

from cms.vetting.progress import Stage
from publishing.rounds.mywork.candidates import Candidate, OpenCorrection
from publishing.rounds.mywork.compose import my_work
from publishing.rounds.mywork.standing import Standing
from publishing.rounds.mywork.values import Team, Viewer
from publishing.rounds.risk import Risk
from publishing.rounds.states import ItemState as State
from tests.publishing.rounds.mywork.situations import (
    BEA,
    EVA,
    MEES,
    PIM,
    RIK,
    ROOS,
    TEAM,
    TODAY,
    VIEWERS,
    closed,
    judgement,
    row,
    standing,
)


def tasks(of: Standing, viewer: Viewer) -> str:
    return ", ".join(f"{one.kind} {one.count}" for one in my_work(of, viewer).tasks)


def waits(of: Standing, viewer: Viewer) -> str:
    found = my_work(of, viewer).waiting
    return ", ".join(f"{one.kind} {one.count} {'/'.join(one.who)}" for one in found)


NOBODY_YET = Standing(today=TODAY, team=TEAM)
SITUATIONS = {
    # situation: (standing, {person: tasks})
    "no round was ever opened": (NOBODY_YET, {PIM: "open_round 1"}),
    "the last round was published": (closed(released="2026.1"), {PIM: "open_round 1"}),
    "the round is closed and not published": (closed(), {PIM: "release 1"}),
    "nothing is open any more": (standing(row(State.REVIEWED)), {PIM: "close_round 1", MEES: "read 1"}),
    "an unchanged item": (
        standing(row(State.TO_CONFIRM)),
        {RIK: "confirm 1", ROOS: "confirm 1", PIM: "check_points 1", MEES: "read 1"},
    ),
    "an unchanged item is with rik": (
        standing(row(State.TO_CONFIRM, to=RIK)),
        {RIK: "review_assigned 1", PIM: "check_points 1", MEES: "read 1"},
    ),
    "an unchanged item is with eva, who may not review": (
        standing(row(State.TO_CONFIRM, to=EVA)),
        {RIK: "confirm 1", ROOS: "confirm 1", PIM: "check_points 1", MEES: "read 1"},
    ),
    "a new item that rik made": (
        standing(row(State.NEW, changed_by=(RIK,), base="")),
        {ROOS: "review 1", PIM: "check_points 1", MEES: "read_new 1"},
    ),
    "a new item that rik made and was given to him": (
        standing(row(State.NEW, changed_by=(RIK,), base="", to=RIK)),
        {ROOS: "review 1", PIM: "check_points 1", MEES: "read_new 1"},
    ),
    "a changed item that every reviewer changed": (
        standing(row(State.CHANGED, changed_by=(RIK, ROOS), base="other")),
        {PIM: "check_points 1", BEA: "find_reviewer 1", MEES: "read_changed 1"},
    ),
    "a review lapsed by what eva changed": (
        standing(row(State.LAPSED, changed_by=(EVA,), base="other")),
        {RIK: "review 1", ROOS: "review 1", PIM: "check_points 1", MEES: "read_changed 1"},
    ),
    "an item that eva changed was rejected": (
        standing(row(State.REJECTED, changed_by=(EVA,), base="other")),
        {EVA: "mend 1", PIM: "check_points 1", MEES: "read_changed 1"},
    ),
    "a rejected item was given to eva and changed by nobody": (
        standing(row(State.REJECTED, to=EVA)),
        {EVA: "mend 1", PIM: "check_points 1", MEES: "read 1"},
    ),
    "an item that rik was given, and that he rejected": (
        standing(row(State.REJECTED, to=RIK)),
        {EVA: "adopt 1", PIM: "check_points 1", MEES: "read 1"},
    ),
    "a rejected item is nobody's": (
        standing(row(State.REJECTED)),
        {EVA: "adopt 1", PIM: "check_points 1", MEES: "read 1"},
    ),
    "an item of eva is not ready": (
        standing(row(State.NOT_READY, to=EVA)),
        {EVA: "make_ready 1", PIM: "check_points 1"},
    ),
    "an item that was let go is still ready": (
        standing(row(State.RETIRED, is_ready=True)),
        {EVA: "take_out 1", PIM: "close_round 1", MEES: "read 1"},
    ),
    "a proposal is asked": (
        standing(judgements=(judgement(Stage.ASKS_PROPOSAL, risk=Risk.GONE),)),
        {EVA: "propose 1", PIM: "close_round 1"},
    ),
    "a proposal of rik waits": (
        standing(judgements=(judgement(Stage.ASKS_DECISION, RIK),)),
        {ROOS: "decide 1", PIM: "close_round 1"},
    ),
    "a proposal was not agreed to and a verdict is stale": (
        standing(judgements=(judgement(Stage.DISAGREED, EVA), judgement(Stage.STALE, EVA))),
        {EVA: "propose_again 1, propose_stale 1", PIM: "close_round 1"},
    ),
    "texts are missing and something else is wrong": (
        standing(row(State.TO_CONFIRM), missing_texts=2, blocking_findings=1),
        {
            EVA: "write_texts 2, solve_findings 1",
            RIK: "confirm 1",
            ROOS: "confirm 1",
            PIM: "check_points 1",
            MEES: "read 1",
        },
    ),
    "a candidate waits for two people": (
        closed(candidates=(Candidate(number="2026.1", address="", year=2026, asked={RIK: "rik", PIM: "pim"}),)),
        {RIK: "approve 1", PIM: "approve 1"},
    ),
    "a candidate was approved": (
        closed(candidates=(Candidate(number="2026.1", address="", year=2026, is_approved=True),)),
        {PIM: "publish 1"},
    ),
    "a candidate was approved and planned": (
        closed(candidates=(Candidate(number="2026.1", address="", year=2026, is_approved=True, is_planned=True),)),
        {},
    ),
    "findings hold a candidate back": (
        closed(candidates=(Candidate(number="2026.1", address="", year=2026, blocking=2),)),
        {PIM: "unblock 1"},
    ),
    "a candidate of no round waits while the round is closed": (
        closed(candidates=(Candidate(number="2025.2", address="", asked={RIK: "rik"}),)),
        {PIM: "release 1", RIK: "approve 1"},
    ),
    "a correction waits for a review": (
        closed(released="2026.1", corrections=(OpenCorrection(name="c", address="", asked={RIK: "rik"}, waits=True),)),
        {RIK: "review_correction 1", PIM: "open_round 1"},
    ),
    "a correction was rejected, another is agreed to, and a third is out": (
        closed(
            released="2026.1",
            corrections=(
                OpenCorrection(name="c", address="", is_rejected=True),
                OpenCorrection(name="d", address="", is_agreed=True),
            ),
            to_carry=2,
        ),
        {EVA: "mend_correction 1, carry_over 2", PIM: "open_round 1, freeze_correction 1"},
    ),
    "somebody has no role, and nobody reviews": (
        standing(team=replace(TEAM, reviewers=(), without_role=2)),
        {PIM: "close_round 1", BEA: "fill_role 1, give_roles 2"},
    ),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_each_role_sees_what_it_has_to_do_and_nothing_else(name: str) -> None:
    situation, expected = SITUATIONS[name]
    seen = {pk: tasks(situation, viewer) for pk, viewer in VIEWERS.items()}

    assert {pk: told for pk, told in seen.items() if told} == expected


WAITING = {
    # situation: (standing, person, what waits for others)
    "nobody has to open a round but pim": (NOBODY_YET, EVA, "opening 1 pim"),
    "pim himself waits for nobody": (NOBODY_YET, PIM, ""),
    "ready": (standing(row(State.REVIEWED)), RIK, "closing 1 pim"),
    "closed": (closed(), EVA, "releasing 1 pim"),
    "with rik": (standing(row(State.NEW, to=RIK), row(State.CHANGED, to=RIK)), EVA, "assigned 2 rik"),
    "with the viewer": (standing(row(State.NEW, to=RIK)), RIK, ""),
    "any reviewer, for who edits": (standing(row(State.NEW)), EVA, "review 1 rik/roos"),
    "any reviewer, for who reviews": (standing(row(State.NEW)), RIK, ""),
    "another reviewer, for who changed it": (
        standing(row(State.NEW, changed_by=(RIK,))),
        RIK,
        "review 1 roos",
    ),
    "lapsed by the viewer": (
        standing(row(State.LAPSED, changed_by=(EVA,)), row(State.LAPSED)),
        EVA,
        "review_again 1 rik/roos, review 1 rik/roos",
    ),
    "a proposal of the viewer": (
        standing(row(State.NEW), judgements=(judgement(Stage.ASKS_DECISION, RIK),)),
        RIK,
        "decision 1 roos",
    ),
    "proposals, for who reviews": (
        standing(row(State.NEW), judgements=(judgement(Stage.ASKS_PROPOSAL),)),
        RIK,
        "proposal 1 eva",
    ),
    "rejected, for who reviews": (standing(row(State.REJECTED)), RIK, "mending 1 eva"),
    "rejected, and eva changed it": (
        standing(row(State.REJECTED, changed_by=(EVA,)), row(State.REJECTED, changed_by=(EVA,))),
        RIK,
        "mending 2 eva",
    ),
    "nobody is left": (
        standing(row(State.NEW, changed_by=(RIK, ROOS))),
        EVA,
        "reviewer_wanted 1 bea",
    ),
    "a candidate that two may approve": (
        closed(candidates=(Candidate(number="2026.1", address="", year=2026, asked={RIK: "rik", PIM: "pim"}),)),
        EVA,
        "approval 1 pim/rik",
    ),
    "a candidate that nobody may approve": (
        closed(candidates=(Candidate(number="2026.1", address="", year=2026),)),
        EVA,
        "approval 1 ",
    ),
    "a candidate that was approved": (
        closed(candidates=(Candidate(number="2026.1", address="", year=2026, is_approved=True),)),
        RIK,
        "publishing 1 pim",
    ),
    "a candidate that findings hold back": (
        closed(candidates=(Candidate(number="2026.1", address="", year=2026, blocking=1),)),
        RIK,
        "releasing 1 pim",
    ),
    "a correction, for who may not review it": (
        closed(released="2026.1", corrections=(OpenCorrection(name="c", address="", asked={RIK: "rik"}, waits=True),)),
        ROOS,
        "correction_review 1 rik, opening 1 pim",
    ),
    "nobody is a publisher": (Standing(today=TODAY, team=Team()), EVA, "opening 1 "),
}


@pytest.mark.parametrize("name", WAITING)
def test_each_person_sees_what_waits_for_somebody_else(name: str) -> None:
    situation, viewer, expected = WAITING[name]

    assert waits(situation, VIEWERS[viewer]) == expected


def test_who_holds_every_role_sees_the_work_of_each_once_and_waits_for_nobody() -> None:
    everything = Viewer(pk=EVA, edits=True, reviews=True, publishes=True, manages=True)
    situation = standing(
        row(State.REJECTED, changed_by=(EVA,), to=EVA),
        row(State.NOT_READY),
        judgements=(judgement(Stage.ASKS_PROPOSAL),),
        blocking_findings=3,
    )

    assert tasks(situation, everything) == "mend 1, propose 1, adopt 1, check_points 2"
    assert waits(situation, everything) == ""


def test_proposals_are_told_by_risk_the_heaviest_first_and_the_parts_add_up() -> None:
    risks = (None, Risk.TERM_PASSED, Risk.UNTOUCHED, Risk.GONE, Risk.TERM_PASSED)
    situation = standing(judgements=tuple(judgement(Stage.ASKS_PROPOSAL, risk=risk) for risk in risks))

    (task,) = my_work(situation, VIEWERS[EVA]).tasks

    assert task.count == 5
    assert task.details == (
        "1 verdwenen uit een register",
        "2 termijn voorbij",
        "1 onveranderd",
        "1 nog niet klaargezet",
    )
    assert sum(int(part.split()[0]) for part in task.details) == task.count


def test_five_items_are_named_and_all_are_counted() -> None:
    (task,) = my_work(standing(*[row(State.NEW, to=RIK) for _ in range(7)]), VIEWERS[RIK]).tasks

    assert (task.count, len(task.items)) == (7, 5)


def test_a_deadline_that_passed_is_work_for_the_publisher_the_day_after_and_not_on_the_day() -> None:
    late = standing(row(State.NEW))
    assert late.round is not None
    day = late.round.deadline

    assert "move_deadline" not in tasks(replace(late, today=day), VIEWERS[PIM])
    assert "move_deadline 1" in tasks(replace(late, today=day.replace(day=2)), VIEWERS[PIM])
    assert "move_deadline" not in tasks(replace(late, today=day.replace(day=2)), VIEWERS[EVA])


def test_work_of_who_left_is_given_to_another_by_an_editor() -> None:
    left = replace(TEAM, everyone=TEAM.everyone - {RIK})

    assert tasks(standing(row(State.NEW, to=RIK), team=left), VIEWERS[EVA]) == "reassign 1"
