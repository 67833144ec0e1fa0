"""Markdown becomes what Wagtail's editor stores, so that opening and saving an item changes nothing."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from cms.sources.markdown import MarkdownError, rich_text

FEATURES = ["bold", "italic", "h3", "h4", "ol", "ul", "link"]
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def saved_in_editor(html: str) -> str:
    converter = ContentstateConverter(FEATURES)
    stored: str = converter.to_database_format(converter.from_database_format(html))
    return _BLOCK_KEY.sub("", stored)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Rust.", "<p>Rust.</p>"),
        ("Een **vet** en *schuin* woord.", "<p>Een <b>vet</b> en <i>schuin</i> woord.</p>"),
        ("***Beide***", "<p><b><i>Beide</i></b></p>"),
        ("**Zie [hier](#)**", '<p><b>Zie</b> <a href="#"><b>hier</b></a></p>'),
        ("[leeg]()", '<p><a href="#">leeg</a></p>'),
        ("[raar](ms-word:x)", '<p><a href="#">raar</a></p>'),
        ("[a](https://a.example/?b=1&c=2)", '<p><a href="https://a.example/?b=1&amp;c=2">a</a></p>'),
        ("# Een\n\n## Twee\n\ntekst", "<h3>Een</h3><h4>Twee</h4><p>tekst</p>"),
        ("- a\n- b\n\n* c", "<ul><li>a</li><li>b</li><li>c</li></ul>"),
        ("1. a\n   - b", "<ol><li>a<ul><li>b</li></ul></li></ol>"),
        ("- a\n\n  b", "<ul><li>a<br/>b</li></ul>"),
        ("> een citaat", "<p>een citaat</p>"),
        ("regel  \nnieuwe regel", "<p>regel<br/>nieuwe regel</p>"),
        ("lange\nregel", "<p>lange regel</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("---", ""),
        ("a<br>b <em>c</em>", "<p>a<br/>b <i>c</i></p>"),
        ("<script>alert(1)</script>", "<p>alert(1)</p>"),
        ("![een kaart](kaart.png)", "<p>een kaart</p>"),
        ("`code`", "<p>code</p>"),
    ],
)
def test_each_construct_has_one_stored_form(markdown: str, html: str) -> None:
    assert rich_text(markdown) == html


@pytest.mark.parametrize("mark", [("[^1]", "[^1]: Noot."), ("<sup>1</sup>", "<sup>1</sup> Noot.")])
def test_a_footnote_stands_after_the_block_that_refers_to_it(mark: tuple[str, str]) -> None:
    sign, note = mark
    assert rich_text(f"Een{sign} zin.\n\nNog een.\n\n{note}") == "<p>Een zin.</p><p>Noot.</p><p>Nog een.</p>"


def test_a_footnote_of_a_list_item_stands_in_that_item() -> None:
    assert rich_text("- een[^a]\n- twee\n\n[^a]: Noot.") == "<ul><li>een<br/>Noot.</li><li>twee</li></ul>"


def test_a_footnote_that_nobody_refers_to_is_not_lost() -> None:
    assert "Noot." in rich_text("Zin.\n\n[^1]: Noot.")


def test_footnotes_that_refer_to_each_other_end() -> None:
    html = rich_text("Zin.[^1]\n\n[^1]: Een.[^2]\n\n[^2]: Twee.[^1]")
    assert html == "<p>Zin.</p><p>Een.</p><p>Twee.</p>"


_WORDS = st.text(alphabet="ab *_[](#)`<>&\u00a0\n-1.\\!é", max_size=40)
_PIECES = st.sampled_from(
    [
        *("woord", "**vet**", "*schuin*", "***beide***", "**a *b* c**", "*a **b***", "[hier](#)", "**[x](#)**"),
        *("[*y* z](u)", "\u00a0", "&", "<b>", "</b>", "<i>", "</i>", " "),
        *("  \n", "\n\n", "\n- ", "\n  - ", "\n1. ", "\n# ", "\n### "),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES | _WORDS, max_size=14).map("".join))
@example("*a [x](#) b*")
@example("**a *b***c")
@example("[a](#)[b](#)")
@example("[a](#)**b*c***")
@example("[hier](#)**a *b* c**")
@example("a\u00a0 **b**")
@example("- - a\n  - b")
def test_opening_and_saving_in_the_editor_changes_nothing(markdown: str) -> None:
    html = rich_text(markdown)
    assert saved_in_editor(html) == (html or "<p></p>")


@pytest.mark.parametrize(
    "hostile",
    ["[" * 1_000_000, "- " * 5000 + "a", ">" * 100_000 + "a", "\n".join("  " * n + "- a" for n in range(200))],
)
def test_a_text_out_of_bounds_is_refused_before_it_costs_time(hostile: str) -> None:
    with pytest.raises(MarkdownError):
        rich_text(hostile)


@pytest.mark.parametrize("hostile", ["*a **b " * 6000, "<" * 40_000, "&" * 40_000, "`a``" * 10_000, "a\n" * 20_000])
def test_other_hostile_texts_are_read_as_text(hostile: str) -> None:
    assert rich_text(hostile)
