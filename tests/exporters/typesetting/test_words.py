"""Where a line may end in what is too long to be a word."""

import pytest

from exporters.typesetting.words import BREAK, printable


@pytest.mark.parametrize(
    "text",
    ["arbeidsongeschiktheidsverzekeringsmaatschappij"[:45], "korte woorden", "https://voorbeeld.example/een/twee-drie"],
)
def test_words_and_common_addresses_stay_as_they_are(text: str) -> None:
    assert printable(text) == text


def test_endless_words_get_places_to_break_but_never_before_a_mark() -> None:
    assert printable("a" * 50).split(BREAK) == ["a" * 10] * 5
    pieces = printable("e\u0301" * 40).split(BREAK)
    assert len(pieces) > 1
    assert all(piece.startswith("e") for piece in pieces)


def test_what_is_no_character_goes() -> None:
    assert printable("a\x00b\x1fc\ufeffd\te") == "abcd\te"
