"""The accountability says in sentences what its data say, and leaves out what says nothing."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.documents.canonical import canonical_bytes
from publishing.documents.kinds.accountability import Accountability, Source
from publishing.documents.kinds.intervention import COARSE
from publishing.documents.registry import COLLECTIONS
from publishing.freezing.accounting import Compared, accountability, placed_last
from publishing.freezing.accounting_text import accountability_text

LAST_DAY = date(2026, 7, 31)
NJI = "NJi Databank Effectieve Jeugdinterventies"
NOTHING: dict[str, Any] = {
    "reference_date": LAST_DAY,
    "round_year": None,
    "counts": {},
    "levels": {},
    "sources": [],
    "left_out": {},
    "compared": None,
}


def made(**fields: Any) -> Accountability:
    return accountability(**{**NOTHING, **fields})


def nji(records: int, consulted: int = 0, first: date | None = None, last: date | None = None) -> Source:
    return Source(
        register="nji",
        name=NJI,
        records=records,
        consulted=consulted,
        first_consulted_on=first,
        last_consulted_on=last,
    )


def since(new: dict[str, int], retired: dict[str, int]) -> Compared:
    return Compared(number="2025.1", new=new, retired=retired)


MARCH, JUNE = date(2026, 3, 3), date(2026, 6, 9)
ONE, MANY = {"interventie": 1}, {"domein": 8, "interventie": 12}

# What is known · a sentence that is there
SAID: list[tuple[dict[str, Any], str]] = [
    ({}, "De ijkdatum van deze uitgave is 31 juli 2026."),
    ({"round_year": 2026}, "Deze uitgave hoort bij de jaarronde van 2026."),
    ({"counts": ONE}, "In deze uitgave staat 1 interventie."),
    ({"counts": {"interventie": 2}}, "In deze uitgave staan 2 interventies."),
    ({"counts": {"domein": 1, "stap": 1}}, "In deze uitgave staan 1 stap en 1 domein."),
    ({"counts": {"tekst": 2, **MANY}}, "In deze uitgave staan 2 teksten, 8 domeinen en 12 interventies."),
    ({"counts": ONE, "compared": since({}, {})}, "Sinds uitgave 2025.1 is niets nieuw en niets vervallen."),
    ({"counts": ONE, "compared": since(ONE, {})}, "Sinds uitgave 2025.1 is 1 item nieuw."),
    ({"counts": ONE, "compared": since({}, {"stap": 2})}, "Sinds uitgave 2025.1 zijn 2 items vervallen."),
    (
        {"counts": MANY, "compared": since({"domein": 2, "interventie": 1}, {"stap": 1})},
        "Sinds uitgave 2025.1 zijn 3 items nieuw en is 1 item vervallen.",
    ),
    ({"counts": ONE}, "Op de ijkdatum is van geen enkele interventie een erkenning bekend."),
    ({"counts": ONE, "levels": {"goed-onderbouwd": 1}}, "<li>Goed onderbouwd: 1 keer</li>"),
    (
        {"counts": ONE, "levels": {"sterke-aanwijzingen": 3}},
        "<li>Effectief volgens sterke aanwijzingen: 3 keer</li>",
    ),
    ({}, "Voor deze uitgave is nog geen register geraadpleegd."),
    ({"sources": [nji(1)]}, f"<li>{NJI}: 1 registratie, nog niet opnieuw geraadpleegd.</li>"),
    ({"sources": [nji(2)]}, f"<li>{NJI}: 2 registraties, nog niet opnieuw geraadpleegd.</li>"),
    (
        {"sources": [nji(2, 1, MARCH, MARCH)]},
        "2 registraties. Daarvan is er 1 opnieuw geraadpleegd, op 3 maart 2026.",
    ),
    (
        {"sources": [nji(9, 7, MARCH, JUNE)]},
        "9 registraties. Daarvan zijn er 7 opnieuw geraadpleegd, van 3 maart 2026 tot en met 9 juni 2026.",
    ),
    ({"left_out": {"niet erkend": 1}}, "1 interventie is wel bekeken en niet opgenomen. Dit is de reden:"),
    ({"left_out": {"niet erkend": 1}}, "<li>Niet erkend: 1 interventie</li>"),
    (
        {"left_out": {"niet erkend": 2, "geen datum bekend": 1}},
        "3 interventies zijn wel bekeken en niet opgenomen. Dit zijn de redenen:</p>"
        "<ul><li>Geen datum bekend: 1 interventie</li><li>Niet erkend: 2 interventies</li></ul>",
    ),
]

# What is not known · a word that is then nowhere
UNSAID = [
    ({}, "jaarronde"),
    ({"round_year": 2026}, "Wat erin staat"),
    ({"counts": MANY}, "Sinds"),
    ({"counts": {"domein": 1}}, "Niveaus"),
    ({"counts": MANY, "left_out": {"niet erkend": 0}}, "niet opgenomen"),
]


@pytest.mark.parametrize(("known", "sentence"), SAID)
def test_what_is_known_is_said_in_a_sentence_with_the_right_number(known: dict[str, Any], sentence: str) -> None:
    assert sentence in made(**known).body


@pytest.mark.parametrize(("known", "word"), UNSAID)
def test_what_says_nothing_is_left_out(known: dict[str, Any], word: str) -> None:
    assert word not in made(**known).body


def test_without_anything_only_the_date_and_the_text_stand_in_the_bytes() -> None:
    told = made()
    assert set(told.__struct_fields__) > {"sources", "levels"}
    assert canonical_bytes(told).startswith(
        b'{"id":"verantwoording","ijkdatum":"2026-07-31","soort":"verantwoording","tekst":"<p>'
    )


def test_a_reason_is_text_and_never_markup() -> None:
    assert "<li>&lt;b&gt;: 1 interventie</li>" in made(left_out={"<b>": 1}).body


def test_the_order_in_which_facts_come_changes_no_byte() -> None:
    school = Source(register="gezonde-school", name="Gezonde School", records=1)
    facts = {"counts": MANY, "levels": {"goed-onderbouwd": 1, "niet-erkend": 2}, "left_out": {"a": 1, "b": 2}}
    turned = {name: dict(reversed(value.items())) for name, value in facts.items()}
    one = made(**facts, sources=[nji(1), school])
    assert canonical_bytes(made(**turned, sources=[school, nji(1)])) == canonical_bytes(one)


def test_it_stands_behind_every_kind_of_content() -> None:
    assert placed_last(made()).place > (len(COLLECTIONS) - 1, "z", 99)


amounts = st.integers(0, 200)
by_kind = st.dictionaries(st.sampled_from([kind.name for kind in COLLECTIONS]), amounts)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@st.composite
def known_facts(draw: st.DrawFn) -> dict[str, Any]:
    first, last = sorted((draw(days), draw(days)))
    records = draw(st.integers(1, 99))
    consulted = draw(st.integers(0, records))
    counts = draw(by_kind)
    new = {kind: draw(st.integers(0, count)) for kind, count in counts.items()}
    compared = Compared(number="2025.1", new=new, retired=draw(by_kind)) if draw(st.booleans()) else None
    return {
        "reference_date": draw(days),
        "round_year": draw(st.none() | st.integers(2020, 2040)),
        "counts": counts,
        "levels": draw(st.dictionaries(st.sampled_from(list(COARSE)), amounts)),
        "sources": [nji(records, consulted, first, last) if consulted else nji(records)],
        "left_out": draw(st.dictionaries(st.sampled_from(["niet erkend", "geen datum bekend"]), amounts)),
        "compared": compared,
    }


@given(known_facts())
def test_every_number_in_the_text_is_one_of_the_data_and_none_is_missing(known: dict[str, Any]) -> None:
    told = made(**known)
    assert sorted(map(int, re.findall(r"\d+", re.sub(r"</?h3>", "", told.body)))) == sorted(_numbers(told))
    assert accountability_text(told) == told.body


def _numbers(told: Accountability) -> list[int]:
    """Return the numbers that the sentences should hold, read from the data."""
    held = [one.count for one in told.counts if one.count]
    numbers = [told.reference_date.day, told.reference_date.year, *held]
    numbers += [told.round_year] if told.round_year else []
    if held and told.compared_with:
        moved = [sum(one.new for one in told.counts), sum(one.retired for one in told.counts)]
        numbers += [2025, 1, *(number for number in moved if number)]
    numbers += [one.count for one in told.levels]
    for source in told.sources:
        numbers += [source.records, *([source.consulted] if source.consulted else [])]
        seen = {day for day in (source.first_consulted_on, source.last_consulted_on) if day}
        numbers += [part for day in seen for part in (day.day, day.year)]
    left_out = [one.count for one in told.left_out]
    return [*numbers, *left_out, *([sum(left_out)] if left_out else [])]
