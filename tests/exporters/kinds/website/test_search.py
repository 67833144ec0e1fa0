"""Searching in the browser finds what a person means, however they type it."""

import pytest

from tests.exporters.kinds.website.conftest import Scripts

pytestmark = pytest.mark.node

ROWS = [
    ["begrip", "Prestatiedruk", "a", "Druk om te presteren."],
    ["tekst", "Over druk", "b", "Wat prestatiedruk met leerlingen doet."],
    ["interventie", "Één voor één", "c", "Voor leerlingen van het vmbo. Met Girls’ Talk."],
    ["aanbeveling", "Plan rust", "d", "Een week zonder toetsen geeft rust."],
]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("prestatiedruk", ["Prestatiedruk", "Over druk"]),
        ("PRESTATIE", ["Prestatiedruk", "Over druk"]),
        ("een", ["Één voor één", "Plan rust"]),
        ("éen vóór", ["Één voor één"]),
        ("girls talk", ["Één voor één"]),
        ("Girls' Talk!", ["Één voor één"]),
        ("rust toetsen", ["Plan rust"]),
        ("rust vmbo", []),
        ("druk", ["Over druk", "Prestatiedruk"]),
        ("   ", []),
        ("?!", []),
        ("x" * 5_000, []),
    ],
)
def test_a_question_finds(scripts: Scripts, question: str, found: list[str]) -> None:
    assert scripts.ask("find", [ROWS, question]) == found


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("Ĳsvrij", "ijsvrij"), ("Straße", "strasse"), ("coördinator-", "coordinator"), ("a\u00a0 b", "a b")],
)
def test_text_is_folded_to_what_people_type(scripts: Scripts, typed: str, folded: str) -> None:
    assert scripts.ask("folded", typed) == folded
