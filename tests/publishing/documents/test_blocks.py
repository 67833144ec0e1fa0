"""Texts block by block: what a reader sees of a changed text."""

from hypothesis import given
from hypothesis import strategies as st

from publishing.documents.blocks import Block, compare_blocks
from publishing.documents.difference import Differences, Pieces

LINES = st.lists(st.sampled_from(["rust in de week", "een vrije middag", "rust in een week", "toets"])).map("\n".join)


def blocks(old: str, new: str) -> tuple[Block, ...]:
    return compare_blocks(old, new, Differences())


def text(pieces: Pieces) -> str:
    return "".join(piece.text for piece in pieces)


def told(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(one.change, text(one.beside.old), text(one.beside.new)) for one in blocks(old, new)]


def test_a_paragraph_between_others_came_and_the_others_stayed() -> None:
    assert told("een\ndrie", "een\ntwee\ndrie") == [
        ("same", "een", "een"),
        ("added", "", "twee"),
        ("same", "drie", "drie"),
    ]


def test_a_paragraph_that_changed_is_found_behind_one_that_came() -> None:
    old, new = "Houd een middag vrij.\nSlot.", "Iets heel nieuws.\nHoud elke middag vrij.\nSlot."
    assert [one[0] for one in told(old, new)] == ["added", "changed", "same"]


def test_paragraphs_that_share_nothing_are_not_one_that_changed() -> None:
    assert [one[0] for one in told("a b c\nd e f", "g h i\nj k l")] == ["removed", "removed", "added", "added"]


def test_of_two_texts_of_one_line_each_one_became_the_other() -> None:
    assert told("31-07-2025", "31-07-2026") == [("changed", "31-07-2025", "31-07-2026")]


def test_what_was_empty_has_come_and_what_became_empty_went() -> None:
    assert told("", "een") == [("added", "", "een")]
    assert told("een", "") == [("removed", "een", "")]


@given(LINES, LINES)
def test_both_texts_can_be_read_back_whole(old: str, new: str) -> None:
    found = blocks(old, new)
    was = [text(one.beside.old) for one in found if one.change != "added"]
    now = [text(one.beside.new) for one in found if one.change != "removed"]
    assert (was, now) == (old.splitlines(), new.splitlines())
    assert all(one.change == "same" for one in found) == (old == new)


def test_thousands_of_lines_are_not_laid_beside_each_other() -> None:
    old, new = ("\n".join(f"{word} {number}" for number in range(3_000)) for word in ("oud", "nieuw"))
    assert {one.change for one in blocks(old, new)} == {"removed", "added"}
    assert {one.change for one in blocks(old, old)} == {"same"}
