"""Old and new side by side: what is marked, and how values read."""

import pytest

from cms.content.models import DomainPage, Intervention
from cms.sources.screens.differences import Pieces, by_item, by_word
from cms.sources.screens.shown_values import compared, level_step, shown


def marked(pieces: Pieces) -> str:
    """Return the pieces as text, with brackets around what is marked."""
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in pieces)


def test_only_the_words_that_differ_are_marked() -> None:
    old, new = by_word("Bureau Stilte in Utrecht", "Bureau Herrie in Utrecht")
    assert (marked(old), marked(new)) == ("Bureau [Stilte] in Utrecht", "Bureau [Herrie] in Utrecht")


def test_of_a_list_only_the_items_that_differ_are_marked_and_no_comma() -> None:
    old, new = by_item("rust, stress", "rust, veiligheid, stress")
    assert (marked(old), marked(new)) == ("rust, stress", "rust, [veiligheid], stress")


def test_very_long_texts_are_marked_whole() -> None:
    old, new = by_word("a " * 2000, "b " * 2000)
    assert [len(old), len(new), old[0].differs, new[0].differs] == [1, 1, True, True]


def test_nothing_is_marked_of_what_did_not_exist_before() -> None:
    assert compared(Intervention, "owner", None, "Bureau Stilte") == ((), (("Bureau Stilte", False),))


def test_a_value_that_was_empty_is_marked_whole() -> None:
    old, new = compared(Intervention, "owner", "", "Bureau Stilte")
    assert (old, marked(new)) == ((), "[Bureau Stilte]")


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("level", "goede-aanwijzingen", "Effectief volgens goede aanwijzingen"),
        ("recognised_on", "2020-09-24", "24-09-2020"),
        ("recognised_on", "", ""),
        ("in_reassessment", True, "ja"),
        ("in_reassessment", False, "nee"),
        ("sectors", "vmbo, havo", "Vmbo, Havo"),
        ("age_from", "12", "12"),
    ],
)
def test_a_value_reads_as_an_editor_says_it(name: str, value: str | bool, text: str) -> None:
    assert shown(Intervention, name, value) == text


def test_rich_text_is_shown_as_text() -> None:
    assert (
        shown(DomainPage, "explanation", "<p>Rust &amp; <b>regelmaat</b></p><p>helpt.</p>") == "Rust & regelmaat helpt."
    )


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        ("goed-onderbouwd", "sterke-aanwijzingen", "niveau hoger"),
        ("sterke-aanwijzingen", "eerste-aanwijzingen", "niveau lager"),
        ("goed-onderbouwd", "niet-erkend", "niet meer erkend"),
        ("niet-erkend", "goed-onderbouwd", "weer erkend"),
        ("", "goed-onderbouwd", ""),
        (None, "goed-onderbouwd", ""),
    ],
)
def test_a_level_says_whether_it_rose_or_fell(old: str | None, new: str, step: str) -> None:
    assert level_step(old, new) == step
