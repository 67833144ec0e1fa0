"""What differs between two texts, in words that a person can follow, and never for longer than they wait."""

import time

from hypothesis import given
from hypothesis import strategies as st

from publishing.documents.difference import Differences, Pieces, easier_to_read, words_of_html

WORDS = st.lists(st.sampled_from(["rust", "in", "de", "week", "\n", " ", "toets."])).map(" ".join)


def marked(pieces: Pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in pieces)


def between(old: str, new: str) -> tuple[str, str]:
    beside = Differences().between(old, new)
    return marked(beside.old), marked(beside.new)


def test_only_the_words_that_differ_are_marked() -> None:
    assert between("Houd een middag vrij van toetsen.", "Houd twee middagen vrij van toetsen.") == (
        "Houd [een middag] vrij van toetsen.",
        "Houd [twee middagen] vrij van toetsen.",
    )


def test_words_that_came_and_words_that_went_are_told_apart() -> None:
    assert between("Plan rust.", "Plan veel meer rust.") == ("Plan rust.", "Plan [veel meer ]rust.")
    assert between("Plan veel meer rust.", "Plan rust.") == ("Plan [veel meer ]rust.", "Plan rust.")
    assert between("", "Plan rust.") == ("", "[Plan rust.]")


def test_texts_that_share_nothing_but_spaces_are_not_cut_in_words() -> None:
    assert between("een twee drie", "vier vijf zes") == ("[een twee drie]", "[vier vijf zes]")


@given(WORDS, WORDS)
def test_nothing_is_lost_and_what_is_not_marked_stands_in_both(old: str, new: str) -> None:
    beside = Differences().between(old, new)
    assert "".join(piece.text for piece in beside.old) == old
    assert "".join(piece.text for piece in beside.new) == new
    same = [[piece.text for piece in side if not piece.differs] for side in beside]
    assert "".join(same[0]) == "".join(same[1])
    assert any(piece.differs for side in beside for piece in side) == (old != new)


def easier(old: str, new: str) -> tuple[str, str]:
    beside = easier_to_read(Differences().between(old, new))
    return marked(beside.old), marked(beside.new)


def test_a_word_that_two_other_sentences_share_is_no_island_between_them() -> None:
    assert easier("Stop. Tel ook alle ziekmeldingen mee.", "Stop. Let vaker ook op wie er is.") == (
        "Stop. [Tel ook alle ziekmeldingen mee.]",
        "Stop. [Let vaker ook op wie er is.]",
    )


def test_single_words_that_were_replaced_stay_apart() -> None:
    assert easier("vrij van een toets", "rust van elke toets") == ("[vrij] van [een] toets", "[rust] van [elke] toets")


def test_a_word_between_two_things_that_only_came_stays_what_it_is() -> None:
    assert easier("Plan en doe", "Plan een hele week en nog veel meer doe")[0] == "Plan en doe"


@given(WORDS, WORDS)
def test_made_easier_to_read_nothing_is_lost(old: str, new: str) -> None:
    beside = easier_to_read(Differences().between(old, new))
    assert ("".join(piece.text for piece in beside.old), "".join(piece.text for piece in beside.new)) == (old, new)
    same = [[piece.text for piece in side if not piece.differs] for side in beside]
    assert "".join(same[0]) == "".join(same[1])


def test_a_megabyte_of_other_words_keeps_nobody_waiting() -> None:
    old = "Begin. " + " ".join(f"oud{number}" for number in range(70_000)) + " Eind."
    new = "Begin. " + " ".join(f"nieuw{number % 7}" for number in range(110_000)) + " Eind."
    began = time.monotonic()
    beside = Differences().between(old, new)
    assert time.monotonic() - began < 5
    assert [piece.differs for piece in beside.new] == [False, True, False]


def test_many_long_texts_together_are_bounded_too() -> None:
    differences = Differences(most=100)
    first = differences.between("a b c d x", "e b f d y")
    assert [piece.differs for piece in first.old] == [True, False, True, False, True]
    second = differences.between("a b c d x", "e b f d y")
    assert [piece.differs for piece in second.old] == [True]


def test_of_html_the_words_are_read_and_where_links_lead() -> None:
    link = '<a href="https://x.example/?a=1&amp;b=2">de bron</a>'
    html = f"<p>Lees <strong>dit</strong>:<br>{link}.</p><ul><li>een</li></ul>"
    assert words_of_html(html) == "Lees dit:\nde bron (https://x.example/?a=1&b=2).\n• een"
