"""Rich text goes out as Markdown and comes back to the letter."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cms.sources.markdown import markdown_of, one_form_of, rich_text, stored_form


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("", ""),
        ("<p></p>", ""),
        ('<p data-block-key="x1">Rust.</p>', "Rust."),
        ("<p>Een <b>vet</b> en <i>schuin</i> woord.</p>", "Een **vet** en *schuin* woord."),
        ("<p><b><i>Beide</i></b></p>", "***Beide***"),
        ("<p><b>(vet)</b>woord</p>", "<b>(vet)</b>woord"),
        ("<p><b>a</b><i>b</i></p>", "<b>a</b><i>b</i>"),
        ("<h3>Een</h3><h4>Twee</h4><p>Tekst</p>", "### Een\n\n#### Twee\n\nTekst"),
        ("<h4>Alleen deze</h4>", "#### Alleen deze"),
        ("<ul><li>a</li><li>b<ol><li>c<br/>d</li></ol></li></ul>", "- a\n- b\n  1. c\\\n     d"),
        ('<p><a href="https://a.example/?b=1&amp;copy=é">x</a></p>', "[x](https://a.example/?b=1&copy=é)"),
        ('<p>Kijk!<a href="https://a.example/(b)">x</a></p>', "Kijk\\![x](<https://a.example/(b)>)"),
        ('<p>Zie <a linktype="page" id="12">domein 1</a>.</p>', "Zie [domein 1](pagina:12)."),
        ("<p>3 * 4 [a] &lt;b&gt; snake_case _los_</p>", "3 \\* 4 \\[a\\] \\<b> snake_case \\_los\\_"),
        ("<p>1. Geen lijst</p><p>- ook niet</p><p># nee</p>", "1\\. Geen lijst\n\n\\- ook niet\n\n\\# nee"),
        ("<p>&amp;amp; R&amp;D</p>", "\\&amp; R&D"),
    ],
)
def test_each_construct_is_written_as_people_read_it(html: str, markdown: str) -> None:
    assert markdown_of(html) == markdown
    assert stored_form(markdown) == one_form_of(html)


def test_the_numbers_of_the_editors_blocks_are_no_difference() -> None:
    assert one_form_of('<p data-block-key="a">Rust.</p>') == one_form_of('<p data-block-key="b">Rust.</p>')


def test_a_link_that_no_browser_opens_comes_back_as_one_to_be_mended() -> None:
    assert stored_form(markdown_of('<p><a href="javascript:x">x</a></p>')) == '<p><a href="#">x</a></p>'


_TEXT = st.text(alphabet="abé1 .*_[](){}<>#`~&;!\\-+=|:/\"'\u00a0\u2028\n", max_size=20)
_PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<h3>", "</h3>", "<h4>", "</h4>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<br/>"),
        *("<b>", "</b>", "<i>", "</i>", '<a href="https://a.example/b c">', '<a linktype="page" id="7">', "</a>"),
        *('<a href="#">', '<a href="a\\(b)_*&amp;lt;é">', " ", "woord", "1.", "12)", "- ", "---", "===", "# ", "&gt; "),
        *("&lt;b&gt;", "&amp;nbsp;", "&nbsp;", "!", "[^1]", "[x]: y", "~~~", "***", "<hr/>", "<script>", "pagina:1"),
    ]
)


@settings(max_examples=1500, deadline=None)
@given(st.lists(_PIECES | _TEXT, max_size=16).map("".join))
@example("<p>a<b> b</b><i>c</i></p>")
@example("<ul><li><b>a</b>*</li></ul>")
@example("<h3># # </h3>")
@example("<![1")
@example("<h3>a<br/>b</h3>")
def test_whatever_is_stored_comes_back_to_the_letter(html: str) -> None:
    assert stored_form(markdown_of(html)) == one_form_of(html)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES | _TEXT, max_size=12).map("".join))
def test_writing_twice_gives_the_same_text(html: str) -> None:
    assert markdown_of(stored_form(markdown_of(html))) == markdown_of(html)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab *_[](#)`<>&\u00a0\n-1.\\!é", max_size=60))
def test_the_text_of_a_manual_has_one_form_already(markdown: str) -> None:
    assert one_form_of(rich_text(markdown)) == rich_text(markdown)
