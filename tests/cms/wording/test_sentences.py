"""Where sentences end."""

import pytest

from cms.wording.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Een. Twee! Drie?", ["Een.", "Twee!", "Drie?"]),
        ("Zie bijv. Utrecht en o.a. Zeist. Klaar.", ["Zie bijv. Utrecht en o.a. Zeist.", "Klaar."]),
        ("‘Goed.’ Dan “Mooi.” Ja", ["‘Goed.’", "Dan “Mooi.”", "Ja"]),
        ("versie 2.0 werkt", ["versie 2.0 werkt"]),
        ("", []),
        ("   ", []),
    ],
)
def test_a_sentence_ends_before_a_capital_but_not_after_an_abbreviation(text: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in split_sentences(text)] == sentences


def test_a_sentence_knows_its_place() -> None:
    text = "Een zin. Nog een."
    assert [text[sentence.start :] for sentence in split_sentences(text)] == [text, "Nog een."]
