"""Sentences that say the same twice."""

import random
import time

import pytest

from cms.wording.repetition import Repeat, repeats

RADIO = "Een stille kamer in huis helpt een leerling om zijn huiswerk af te maken."


def test_a_sentence_that_stands_twice_is_found() -> None:
    assert repeats([RADIO, "Iets anders.", RADIO.upper()]) == (Repeat(0, 2, ()),)


def test_a_sentence_with_one_other_word_is_found_with_that_word() -> None:
    (repeat,) = repeats([RADIO, RADIO.replace("leerling", "kind")])
    assert repeat.differences == (("leerling", "kind"),)


@pytest.mark.parametrize(
    "sentences", [["Klik hier.", "Klik hier."], [RADIO, "Vrienden fluisteren als het op school moet."]]
)
def test_short_and_different_sentences_are_no_repeats(sentences: list[str]) -> None:
    assert repeats(sentences) == ()


@pytest.mark.parametrize("place", range(14))
def test_it_does_not_matter_which_word_differs(place: int) -> None:
    words = RADIO.split()
    other = " ".join([*words[:place], "appeltaart", *words[place + 1 :]])
    assert len(repeats([RADIO, other])) == 1


def test_many_sentences_cost_no_more_each_than_few() -> None:
    chance = random.Random(1)  # noqa: S311 - sentences for a test, no secret
    words = [f"woord{number}" for number in range(2000)]

    def cost(count: int) -> float:
        sentences = [" ".join(chance.choices(words, k=12)) for _ in range(count)]
        start = time.process_time()
        repeats(sentences)
        return (time.process_time() - start) / count

    cost(500)
    assert cost(16_000) < 8 * cost(1000)  # comparing all with all would cost 16 times as much


def test_a_sentence_without_end_does_not_hang() -> None:
    endless = "woord " * 100_000
    assert repeats([endless, endless]) == (Repeat(0, 1, ()),)
