"""The real manual, where it is at hand. No sentence of it stands here, only labels and short link texts."""

from collections import Counter

import pytest

from cms.sources.readers.handleiding import read_manual
from cms.sources.reading import FindingRule, Reading
from tests.cms.sources.rewriting import REWRITINGS


@pytest.fixture(scope="module")
def reading(real_manual: bytes) -> Reading:
    return read_manual(real_manual)


def lines(reading: Reading, rule: FindingRule) -> list[int]:
    return [found.line for found in reading.findings if found.rule is rule]


def test_every_part_is_found_and_nothing_is_wrong(reading: Reading) -> None:
    counts = Counter(entry.target for entry in reading.entries)
    assert reading.problems == ()
    expected = {"text": 10, "step": 7, "domain": 8, "selection_question": 5, "definition": 3, "reference": 6}
    assert counts == expected


def test_twenty_links_lead_nowhere(reading: Reading) -> None:
    expected = [17, 22, 23, 25, 29, 33, 78, 84, 88, 92, 108, 116, 116, 124, 182, 183, 183, 184, 185, 186]
    assert lines(reading, FindingRule.EMPTY_LINK) == expected


def test_five_link_texts_are_vague(reading: Reading) -> None:
    """Four times 'hier' and once 'deze website'; 'deze werkvormen' and 'deze inspiratiekaart' name what is found."""
    assert lines(reading, FindingRule.VAGUE_LINK_TEXT) == [84, 124, 183, 185, 186]


def test_the_two_spellings_of_one_domain_are_reported(reading: Reading) -> None:
    (spelling,) = [found for found in reading.findings if found.rule is FindingRule.LABEL_SPELLING]
    assert spelling.line == 40
    assert "Thuisituatie" in spelling.message
    assert "Thuissituatie" in spelling.message


def test_the_doubled_passage_is_one_finding_with_the_word_that_differs(reading: Reading) -> None:
    (passage,) = [found for found in reading.findings if found.rule is FindingRule.REPEATED_PASSAGE]
    assert passage.line == 158
    assert "2 zinnen" in passage.message
    assert "'welbevinden' en 'welzijn'" in passage.message


def test_a_vague_link_gets_its_title_from_the_bold_words(reading: Reading) -> None:
    titles = [str(entry.values["title"]) for entry in reading.entries if entry.target == "reference"]
    assert titles[1] == "Interventies"
    assert titles[4:] == ["Thuiszittersinitiatieven", "Gelijke kansen voor alle leerlingen"]


@pytest.mark.parametrize("rewriting", REWRITINGS)
def test_a_manual_written_in_another_way_gives_the_same_content(
    rewriting: str, reading: Reading, real_manual: bytes
) -> None:
    other = read_manual(REWRITINGS[rewriting](real_manual.decode()).encode())
    assert other.problems == ()
    assert [(it.target, it.key, it.values) for it in other.entries] == [
        (it.target, it.key, it.values) for it in reading.entries
    ]
