"""What a school filled in goes to a file and into a link and comes back whole; what is damaged is refused."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporters.kinds.website.words import words
from tests.exporters.kinds.website.conftest import Refused, Scripts
from tests.exporters.kinds.website.states import JSON, STATES, TRAJECTS, places, put

pytestmark = pytest.mark.node
THROUGH_NODE = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
REASONS = words()["script"]["refused"]


def traject(**fields: Any) -> dict[str, Any]:
    scores = {"team": {"rust": 4, "sfeer": 8}, "ouders": {"rust": 9}}
    perspectives = [{"id": name, "naam": name.capitalize(), "scores": held} for name, held in scores.items()]
    return {
        "id": "t-1",
        "naam": "Havo 3",
        "begonnen": "2026-11-26",
        "uitgave": "2026.1",
        "perspectieven": perspectives,
        **fields,
    }


def state(*trajects: dict[str, Any]) -> dict[str, Any]:
    return {"formaat": "wegwijzer-trajecten", "versie": 1, "huidig": "", "trajecten": list(trajects)}


def read(scripts: Scripts, name: str, value: str) -> Any:
    """Return what was understood, or what a person reads of a refusal."""
    try:
        return scripts.ask(name, value)
    except Refused as refused:
        return REASONS[str(refused)]


@THROUGH_NODE
@given(STATES)
def test_any_state_comes_back_from_a_file_as_it_was(scripts: Scripts, held: dict[str, Any]) -> None:
    assert scripts.ask("fromFile", scripts.ask("toFile", held)) == held


@THROUGH_NODE
@given(TRAJECTS)
def test_the_scores_and_choices_of_any_traject_come_back_from_a_link_and_nothing_else_does(
    scripts: Scripts, held: dict[str, Any]
) -> None:
    back = scripts.ask("fromFragment", "#" + scripts.ask("toFragment", held))
    shared = ("id", "naam", "begonnen", "uitgave", "perspectieven", "gekozen")
    assert {name: back[name] for name in shared} == {name: held[name] for name in shared}
    assert not any(back[name] for name in back if name not in shared)


@THROUGH_NODE
@given(STATES, st.data())
def test_a_file_in_which_anything_was_changed_is_refused_or_understood(
    scripts: Scripts, held: dict[str, Any], data: st.DataObject
) -> None:
    changed = put(held, data.draw(st.sampled_from(places(held))), data.draw(JSON))
    understood = read(scripts, "fromFile", json.dumps(changed))
    if isinstance(understood, dict):
        assert scripts.ask("fromFile", scripts.ask("toFile", understood)) == understood


@THROUGH_NODE
@given(STATES, st.integers(0, 2_000), st.text(max_size=3))
def test_a_file_that_was_cut_off_or_scribbled_in_is_refused_or_understood(
    scripts: Scripts, held: dict[str, Any], place: int, scribble: str
) -> None:
    whole = scripts.ask("toFile", held)
    cut = whole[: place % len(whole)]
    for damaged in (cut + scribble, cut + scribble + whole[len(cut) :]):
        understood = read(scripts, "fromFile", damaged)
        if isinstance(understood, dict):
            assert scripts.ask("fromFile", scripts.ask("toFile", understood)) == understood
        else:
            assert understood, "a refusal says why"


@THROUGH_NODE
@given(TRAJECTS, st.integers(2, 2_000), st.characters())
def test_a_link_in_which_one_character_was_changed_is_refused(
    scripts: Scripts, held: dict[str, Any], place: int, other: str
) -> None:
    whole = scripts.ask("toFragment", held)
    at = 2 + place % (len(whole) - 2)
    changed = whole[:at] + other + whole[at + 1 :]
    if changed != whole:
        with pytest.raises(Refused, match="link"):
            scripts.ask("fromFragment", changed)


@THROUGH_NODE
@given(st.text(max_size=200) | JSON.map(json.dumps))
def test_any_other_text_is_no_file_and_no_link(scripts: Scripts, anything: str) -> None:
    assert isinstance(read(scripts, "fromFile", anything), str)
    assert read(scripts, "fromFragment", anything) is None or anything.lstrip("#").startswith("t=")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "foreign"),
        ("PK\u0003\u0004", "foreign"),
        ("[]", "foreign"),
        ('{"formaat": "iets-anders"}', "foreign"),
        ('{"formaat": "wegwijzer-trajecten", "versie": 1, "traj', "damaged"),
        ('{"formaat": "wegwijzer-trajecten", "versie": 2}', "newer"),
        ('{"formaat": "wegwijzer-trajecten", "versie": "1"}', "damaged"),
        (
            '{"formaat": "wegwijzer-trajecten", "versie": 1, "huidig": "", "trajecten": [{"id": "__proto__"}]}',
            "damaged",
        ),
        (" " * 5_000_001, "large"),
    ],
)
def test_each_kind_of_bad_file_has_a_reason_of_its_own(scripts: Scripts, content: str, reason: str) -> None:
    with pytest.raises(Refused, match=f"^{reason}$"):
        scripts.ask("fromFile", content)


def test_a_file_of_before_a_field_was_there_is_understood(scripts: Scripts) -> None:
    (back,) = scripts.ask("fromFile", json.dumps(state(traject())))["trajecten"]
    assert (back["naam"], back["plan"], back["vragen"]) == ("Havo 3", [], {})


def test_a_file_of_five_thousand_notes_is_refused_and_one_of_five_hundred_is_not(scripts: Scripts) -> None:
    notes = {f"domein-{number}": "x" for number in range(5_000)}
    with pytest.raises(Refused, match="damaged"):
        scripts.ask("fromFile", json.dumps(state(traject(notities=notes))))
    few = dict(list(notes.items())[:500])
    assert scripts.ask("fromFile", json.dumps(state(traject(notities=few))))["trajecten"][0]["notities"] == few


def test_what_comes_in_never_takes_the_place_of_what_is_there(scripts: Scripts) -> None:
    mine, other = traject(naam="Van ons"), traject(naam="Van hen", gekozen={"rust": "versterken"})
    both = scripts.ask("withTraject", [state(mine), other, "t-2"])
    assert [(one["id"], one["naam"]) for one in both["trajecten"]] == [("t-1", "Van ons"), ("t-2", "Van hen")]
    assert scripts.ask("currentOf", both)["naam"] == "Van hen"
    again = scripts.ask("withTraject", [both, traject(naam="Van ons (gedeeld)"), "t-3"])
    assert len(again["trajecten"]) == 2, "the same scores are not added twice"
    assert scripts.ask("currentOf", again)["naam"] == "Van ons"


def test_what_changed_since_the_release_of_a_traject_is_told_with_what_of_it_was_used(scripts: Scripts) -> None:
    before = {"domein": {"rust": ["Rust", "a"], "weg": ["Weg", "a"]}, "aanbeveling": {"plan": ["Plan", "a"]}}
    now = {"domein": {"rust": ["Rust en ruimte", "b"], "nieuw": ["Nieuw", "c"]}, "aanbeveling": {"plan": ["Plan", "a"]}}
    told = scripts.ask("changesSince", [traject(bekend=before), now])
    assert [(one["change"], one["title"], one["used"]) for one in told] == [
        ("changed", "Rust en ruimte", True),
        ("new", "Nieuw", False),
        ("gone", "Weg", False),
    ]
    assert scripts.ask("strangeDomains", [traject(), [{"id": "rust"}]]) == ["sfeer"]


def test_mean_and_spread_are_those_of_the_perspectives_that_gave_a_score(scripts: Scripts) -> None:
    assert scripts.ask("figures", [traject(), "rust"]) == [6.5, 5]
    assert scripts.ask("figures", [traject(), "sfeer"]) == [8, None]
    assert scripts.ask("figures", [traject(), "constructor"]) == [None, None]
    domains = [{"id": "leeg"}, {"id": "sfeer"}, {"id": "rust"}]
    assert scripts.ask("ranked", [traject(), domains, "lowest"]) == ["rust", "sfeer", "leeg"]
    assert scripts.ask("ranked", [traject(), domains, "highest"]) == ["sfeer", "rust", "leeg"]
    assert scripts.ask("ranked", [traject(), domains, "apart"]) == ["rust", "sfeer", "leeg"]
