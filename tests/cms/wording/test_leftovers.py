"""What a conversion left behind."""

import pytest

from cms.wording.leftovers import LeftoverKind, leftovers


@pytest.mark.parametrize("text", ["Fout! Bladwijzer niet gedefinieerd.", "fout!  Verwijzingsbron niet gevonden"])
def test_a_message_of_the_word_processor_is_found(text: str) -> None:
    (leftover,) = leftovers(f"Zie {text} voor meer")
    assert (leftover.kind, leftover.start) == (LeftoverKind.FIELD_ERROR, 4)


@pytest.mark.parametrize(
    "word", ["Ge├»ndiceerde", "variƫrend", "¬†Dappere", "GGD¿en", "coÃ¶rdinator", "themaâ€™s", "b\ufffdta"]
)
def test_a_word_read_in_the_wrong_encoding_is_found_whole(word: str) -> None:
    (leftover,) = leftovers(f"een {word} woord")
    assert (leftover.text, leftover.kind) == (word, LeftoverKind.WRONG_ENCODING)


@pytest.mark.parametrize(
    "text",
    [
        "Geïndiceerde coördinatoren, façade, Ångström, ’s avonds",
        "Wat? ¿Qué?",
        "Fout! Probeer het opnieuw.",
        "50 ± 2 °C",
    ],
)
def test_good_text_is_left_alone(text: str) -> None:
    assert leftovers(text) == ()


def test_an_endless_wrong_word_is_cut_short() -> None:
    assert len(leftovers("├" * 100_000)[0].text) < 100
