"""Our own small manual is read to the last word."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.content.choices import TextKey
from cms.sources.readers.handleiding import read_manual
from cms.sources.reading import Entry, FindingRule, Reading, Value
from tests.cms.sources.rewriting import REWRITINGS, with_levels


@pytest.fixture(scope="module")
def reading(manual: str) -> Reading:
    return read_manual(manual.encode())


def content(reading: Reading) -> list[tuple[str, str, dict[str, Value]]]:
    assert reading.problems == ()
    return [(entry.target, entry.key, entry.values) for entry in reading.entries]


def entry(reading: Reading, target: str, key: str) -> Entry:
    return next(entry for entry in reading.entries if (entry.target, entry.key) == (target, key))


def test_every_part_of_the_manual_is_found(reading: Reading) -> None:
    counts = Counter(entry.target for entry in reading.entries)
    expected = {"text": 10, "step": 7, "domain": 8, "selection_question": 5, "definition": 3, "reference": 4}
    assert counts == expected
    assert [entry.key for entry in reading.entries if entry.target == "text"] == TextKey.values


def test_a_text_has_the_words_of_its_heading_as_title(reading: Reading) -> None:
    assert entry(reading, "text", "verantwoording").values["title"] == "Verantwoording"
    assert entry(reading, "text", "introductie").values["title"] == "Introductie Wegwijzer"


def test_sections_without_a_text_of_their_own_follow_the_text_to_which_they_belong(reading: Reading) -> None:
    assert "<h3>Aan de slag</h3>" in str(entry(reading, "text", "situatie").values["body"])
    assert "<h3>Interventies</h3>" in str(entry(reading, "text", "verantwoording").values["body"])
    approach = str(entry(reading, "text", "schoolbrede-aanpak").values["body"])
    assert "<h3>Inzetten van de Wegwijzer binnen een schoolbrede aanpak</h3>" in approach
    assert approach.endswith("<p>Hang de lijst op in de lerarenkamer en praat erover.</p>")


def test_a_footnote_stands_in_the_text_that_refers_to_it(reading: Reading) -> None:
    assert "De volgorde komt uit" in str(entry(reading, "text", "schoolbrede-aanpak").values["body"])
    assert "loopt een dag mee" in str(entry(reading, "text", "ondersteuning").values["body"])
    assert "loopt een dag mee" not in str(entry(reading, "text", "colofon").values["body"])


def test_a_step_is_a_plain_order_and_its_links_stand_in_its_text(reading: Reading) -> None:
    step = entry(reading, "step", "3").values
    assert step["title"] == "Schrijf op wat je wilt horen, rust of rumoer"
    assert step["body"] == '<p>Bijvoorbeeld met <a href="https://voorbeeld.example/kaartjes">deze kaartjes</a></p>'
    assert entry(reading, "step", "1").values == {"title": "Zoek vier mensen", "body": ""}


def test_the_spelling_of_the_annex_is_kept_and_the_difference_reported(reading: Reading) -> None:
    assert entry(reading, "domain", "3").values["title"] == "Thuishuissje"
    (spelling,) = [found for found in reading.findings if found.rule is FindingRule.LABEL_SPELLING]
    assert spelling.line == 40
    assert "'Thuishuisje'" in spelling.message
    assert "regel 126 'Thuishuissje'" in spelling.message


def test_several_links_in_one_bullet_are_several_references(reading: Reading) -> None:
    references = [entry.values for entry in reading.entries if entry.target == "reference"]
    assert [reference["title"] for reference in references] == [
        "Stichting Stilte",
        "Oordoppen",
        "Oordoppenkaart",
        "Geluidsmeters",
    ]
    assert references[1]["description"] == "<p>Op zoek naar <b>oordoppen</b>? Klik hier voor een winkel.</p>"
    assert references[2]["url"] == "https://voorbeeld.example/oordoppen"


def test_findings_carry_their_line_also_inside_a_wrapped_paragraph(reading: Reading, manual: str) -> None:
    lines = [(found.rule, found.line) for found in reading.findings]
    assert (FindingRule.CONVERSION_LEFTOVER, 92) in lines
    assert (FindingRule.REPEATED_PASSAGE, 128) in lines
    assert (FindingRule.HTTP_LINK, 51) in lines
    rewritten = REWRITINGS["wrapped lines"](manual)
    for found in read_manual(rewritten.encode()).findings:
        if found.rule is FindingRule.CONVERSION_LEFTOVER:
            assert "Fout!" in rewritten.split("\n")[found.line - 1]


@pytest.mark.parametrize("rewriting", REWRITINGS)
def test_a_manual_written_in_another_way_gives_the_same_content(rewriting: str, reading: Reading, manual: str) -> None:
    assert content(read_manual(REWRITINGS[rewriting](manual).encode())) == content(reading)


@pytest.mark.parametrize("first", REWRITINGS)
def test_two_ways_of_writing_at_once_give_the_same_content(first: str, reading: Reading, manual: str) -> None:
    rewritten = REWRITINGS["Windows line ends"](REWRITINGS["wrapped lines"](REWRITINGS[first](manual)))
    assert content(read_manual(rewritten.encode())) == content(reading)


@settings(max_examples=60, deadline=None)
@given(levels=st.lists(st.integers(1, 6), min_size=1, max_size=34))
def test_no_level_of_any_heading_matters(levels: list[int], reading: Reading, manual: str) -> None:
    assert content(read_manual(with_levels(manual, levels).encode())) == content(reading)
