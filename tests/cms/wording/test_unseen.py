"""Signs that nobody sees are found, and said where they stand."""

import pytest

from cms.wording.unseen import find_unseen


@pytest.mark.parametrize("text", ["", "Rust", "één\ttab\r\nen\nregels", "café \u00a0 ü – “x” 😀", "e\u0301", "\ufeffx"])
def test_what_people_write_holds_none(text: str) -> None:
    assert find_unseen(text) is None


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        ("\x00", "U+0000"),
        ("\x07", "U+0007"),
        ("\x0b", "U+000B"),
        ("\x1f", "U+001F"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\x9f", "U+009F"),
        ("\ud800", "U+D800"),
        ("\udfff", "U+DFFF"),
        ("\ufffe", "U+FFFE"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_each_kind_is_found_with_its_code_and_place(sign: str, code: str) -> None:
    found = find_unseen(f"Rust in{sign} de week")
    assert found is not None
    assert (found.position, found.code, found.before) == (8, code, "Rust in")
    assert f"({code})" in str(found)


def test_of_html_only_what_is_read_is_counted() -> None:
    found = find_unseen("<p>Rust &amp; <b>st\x07ilte</b></p>", is_html=True)
    assert found is not None
    assert (found.position, found.before) == (10, "Rust & st")


def test_one_inside_a_tag_is_found_too() -> None:
    found = find_unseen('<a href="x\x07">y</a>', is_html=True)
    assert found is not None
    assert "in de opmaak" in str(found)
