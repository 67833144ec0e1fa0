"""Rich text goes out safe, with its links resolved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.freezing.rich_text import published_html

ADDRESSES = {7: "aanbevelingen/plan-rust"}


@pytest.mark.parametrize(
    ("stored", "published"),
    [
        ('<p data-block-key="x1">Tekst</p>', "<p>Tekst</p>"),
        ("<p><b>vet</b> en <i>schuin</i></p>", "<p><strong>vet</strong> en <em>schuin</em></p>"),
        ('<p><a linktype="page" id="7">rust</a></p>', '<p><a href="wegwijzer:aanbevelingen/plan-rust">rust</a></p>'),
        ('<p><a linktype="page" id="8">weg</a></p>', '<p><a href="wegwijzer:onbekend">weg</a></p>'),
        ('<p><a linktype="page" id="">weg</a></p>', '<p><a href="wegwijzer:onbekend">weg</a></p>'),
        (f'<p><a linktype="page" id="{"9" * 5_000}">weg</a></p>', '<p><a href="wegwijzer:onbekend">weg</a></p>'),
        ('<p><a linktype="page" id="²">weg</a></p>', '<p><a href="wegwijzer:onbekend">weg</a></p>'),
        ('<p><a href="https://voorbeeld.example/?a=1&amp;b=2">x</a></p>',) * 2,
        ('<p><a href="#">leeg</a></p>', '<p><a href="#">leeg</a></p>'),
        ('<p><a href="javascript:alert(1)">x</a></p>', "<p><a>x</a></p>"),
        ('<p onclick="x()">a<script>alert(1)</script></p>', "<p>a</p>"),
        ('<p><img src="x" onerror="x">a</p>', "<p>a</p>"),
        ('<p data-block-key="a"></p>', ""),
        ("<p><br/></p>\n<p> </p>", ""),
        ("", ""),
        ("<h3>Kop</h3><ul><li>een</li></ul>", "<h3>Kop</h3><ul><li>een</li></ul>"),
        ("<p>een & twee < drie</p>", "<p>een &amp; twee &lt; drie</p>"),
    ],
)
def test_stored_rich_text_is_published_as(stored: str, published: str) -> None:
    assert published_html(stored, ADDRESSES) == published


@given(st.text(alphabet=st.sampled_from("<>/=\"' aspbrihefonclk:jt&;#é\x00"), max_size=80))
def test_whatever_is_stored_publishing_it_twice_is_publishing_it_once(stored: str) -> None:
    once = published_html(stored, {})
    assert published_html(once, {}) == once
    assert "<script" not in once
