"""Names that may be one intervention are suggested, with why; names that only share a word are not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.sources.registers.suggesting import MOST, MOST_ALIKE, Suggestions

CONTAINED = "de ene naam staat in de andere"
REWRITTEN = "dezelfde woorden, anders geschreven"


def suggestions(*names: str) -> Suggestions:
    known = Suggestions()
    for place, name in enumerate(names):
        known.put(f"uid-{place}", name)
    return known


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Triple P niveau 4/5", "Triple P: Positief Pedagogisch Programma niveau 4 en 5", CONTAINED),
        ("Kriebels in je buik", "Kriebels in je Buik SO", CONTAINED),
        ("Rustig Leren", "Samen sterk: Rustig Leren", CONTAINED),
        ("PAS", "Programma Aandacht en Stilte (PAS)", CONTAINED),
        ("Make a Move", "Make a Move+", REWRITTEN),
        ("RealFit", "Realfit", REWRITTEN),
        ("Vuur en Water", "Water en Vuur", REWRITTEN),
        ("Kanjerklassen", "Kanjerklasen", "de naam lijkt erop: 96 % gelijk"),
        ("Vlinders in de klas", "Vlindres in de klas", "de naam lijkt erop: 93 % gelijk"),
        ("KopOpOuders Online", "Kop op Ouders Onlin", "de naam lijkt erop: 96 % gelijk"),
        ("Café Rustig", "Cafe Rustige", "de naam lijkt erop: 95 % gelijk"),
    ],
)
def test_names_that_may_be_one_suggest_each_other(one: str, other: str, reason: str) -> None:
    for known, asked in ((one, other), (other, one)):
        found = suggestions("Iets heel anders", known).alike(asked)
        assert [suggestion.name for suggestion in found] == [known]
        assert found[0].reason.startswith(reason)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Triple P niveau 3", "Triple P niveau 4/5"),
        ("Stille dagen 2", "Stille dagen 3"),
        ("Rust groep 7", "Rust groep 8"),
        ("Programma", "Programma Alternatieve Wegen"),
        ("Boos in de klas", "Rust in de klas"),
        ("Training voor ouders", "Programma voor ouders"),
        ("Liefde is... voor meisjes", "Liefde is... voor jongens"),
        ("Lang Rustig – Onderbouw", "Lang Rustig – Bovenbouw"),
        ("Helder op School: Samen Fris", "Helder op School: Blijf Fris"),
        ("Rust op het vo", "Rust op het mbo"),
        ("Wijs", "Helder op school, wijs met sociale media"),
        ("", "Rust"),
        ("+++", "Rust"),
    ],
)
def test_names_with_another_word_or_number_or_only_a_common_word_do_not(one: str, other: str) -> None:
    assert suggestions(one).alike(other) == ()
    assert suggestions(other).alike(one) == ()


def test_there_are_few_and_the_best_comes_first_whatever_the_order_of_what_is_known() -> None:
    names = [f"Stille Dagen {word}" for word in ("thuis", "buiten", "met muziek", "overal en altijd", "op reis", "nu")]
    found = suggestions(*names).alike("Stille Dagen")
    assert [suggestion.name for suggestion in found] == [
        "Stille Dagen nu",
        "Stille Dagen thuis",
        "Stille Dagen buiten",
        "Stille Dagen op reis",
        "Stille Dagen met muziek",
    ]
    assert len(found) == MOST
    again = suggestions(*reversed(names)).alike("Stille Dagen")
    assert [suggestion.name for suggestion in again] == [suggestion.name for suggestion in found]


def test_a_name_that_changed_is_no_longer_found_by_what_it_was() -> None:
    known = suggestions("Stille Dagen")
    known.put("uid-0", "Wilde Nachten")
    assert known.alike("Stille Dagen thuis") == ()
    assert [suggestion.uid for suggestion in known.alike("Wilde Nachten thuis")] == ["uid-0"]


def test_a_word_in_many_names_tells_nothing() -> None:
    known = suggestions("Wolkenland", *(f"Wolkenland {'x' * size}" for size in range(1, MOST_ALIKE + 1)))
    assert known.alike("Wolkenland en meer") == ()


@given(st.lists(st.text(max_size=40), max_size=8), st.text(max_size=40))
def test_any_names_give_a_few_of_the_known_ones(names: list[str], asked: str) -> None:
    found = suggestions(*names).alike(asked)
    assert len(found) <= MOST
    assert {suggestion.name for suggestion in found} <= set(names)
    assert all(suggestion.reason for suggestion in found)


def test_what_a_name_costs_does_not_grow_with_the_names_that_are_known() -> None:
    words = [f"{first}{last}" for first in ("wol", "ster", "maan", "zon") for last in ("ken", "ren", "licht", "dag")]

    def cost(size: int) -> float:
        known = suggestions(*(f"{words[n % 16]} {words[n // 16 % 16]} {words[n // 256 % 16]} {n}" for n in range(size)))
        started = time.process_time()
        for n in range(400):
            known.alike(f"{words[n % 16]} {words[n * 7 % 16]} hier {n}")
        return time.process_time() - started

    cost(100)
    assert cost(8_000) < 10 * max(cost(500), 0.005)  # comparing with all would cost sixteen times as much
