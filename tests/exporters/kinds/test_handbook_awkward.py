"""Texts that nobody foresaw: the handbook holds every word of them, within its margins."""

from collections import Counter
from html import escape
from pathlib import Path

import pytest

from exporters.kinds.handbook.exporter import Handbook
from publishing.documents.difference import words_of_html
from publishing.documents.kinds.fixed import Definition, Reference, Text
from publishing.documents.kinds.recommendation import InterventionLink, Substantiation
from tests.exporters.kinds.packs import domain, intervention, pack_of, recommendation
from tests.exporters.typesetting.measuring import ends_of_lines
from tests.exporters.typesetting.reading import PdfFile, squeezed

MARGIN = 0.84  # of the width of the page; the outer margin is 36 mm of 210, the inner one 32
ENDLESS = "x" * 300
NESTED = "<ul><li>een" + "<ul><li>dieper" * 40 + "</li></ul>" * 40 + "</li></ul>"
TEXTS = {
    "markup": '#import "x": * #let $x^2$ @ref <label> *a* _b_ `c` = / + - ~ \\ \\u{41} // /* */ [ ] { } ; "',
    "a field of JSON": '{"t": "link", "to": "x"} \\" \\\\ \\n',
    "an endless word": f"Voor {ENDLESS} na",
    "an endless address": f"https://voorbeeld.example/{ENDLESS}?a={ENDLESS}&b=1",
    "Hebrew and Arabic": "Welkom שלום עולם en مرحبا بالعالم hier",
    "Greek, Cyrillic and marks": "αβγ Привет n\u0303 e\u0301 ŵ ŷ ĳ ſ",
    "signs that take no room": "a\u00adb\u200bc\u200ed\u2060e",
    "signs that are no text": "een\u0007twee\ufeffdrie",
    "forty thousand characters": "Rust helpt bij leren. " * 1_820,
    "words turned around": "Welkom שלום عالم \u202eomgekeerd\u202c en verder",
    "lines of other kinds": "een\u2028twee\u2029drie\x85vier\x0bvijf",
    "spaces of all kinds": "een\u00a0twee\u2009drie\u3000vier \t\n vijf",
    "figures and quotes": "½ ¾ € ‘a’ “b” „c” – — … ≤ ≥ → ✓ ×",
}


def made(folder: Path, *documents: object) -> PdfFile:
    target = folder / "handleiding.pdf"
    Handbook().write(pack_of(folder / "pack.sqlite", documents), target)  # type: ignore[arg-type]  # documents
    return PdfFile(target)


def kept(text: str) -> str:
    return (
        squeezed(text)
        .replace("\u0007", "")
        .replace("\ufeff", "")
        .replace("\u200e", "")
        .replace("\u202e", "")
        .replace("\u202c", "")
    )


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_reads_back_as_it_was_wherever_it_stands(text: str, tmp_path: Path) -> None:
    html = f"<p>{escape(text, quote=False)}</p>"
    title = text[:400]
    book = made(
        tmp_path,
        Text(id="introductie", title=title, body=html),
        domain(title=title, when_low=text[:15_000], when_high="Goed.", explanation=html),
        recommendation(
            html,
            title=title,
            substantiation=[Substantiation(text=text[:15_000], url="https://bron.example")],
            interventions=[InterventionLink(intervention="rustig-leren", tailored_text=html)],
        ),
        intervention(name=title, summary=html, owner=text[:15_000], regions=[title]),
        Definition(id="begrip", term=title, body=html),
    )
    words, letters = kept(book.words), Counter(kept(text))
    assert words.count(kept(text)) >= 5 or _is_turned_around(text)
    assert not [sign for sign, times in letters.items() if words.count(sign) < 5 * times]
    assert max(ends_of_lines(book.pdf)) < MARGIN + 0.02  # a sign at the end of a line may hang a little


def _is_turned_around(text: str) -> bool:
    """Words from right to left lie in the file as they stand on the page."""
    return "שלום" in text or "عالم" in text


@pytest.mark.parametrize(
    "html",
    [
        NESTED,
        "<table><tr><td>een</td><td>twee</td></tr></table><script>drie()</script>",
        "<p>open <strong>vet <em>schuin</p><p>los</em></strong>",
        "los <p>in</p> en weer los",
        "<ol><li><p>een</p><p>nog een</p></li><li></li><li>twee<br>regels</li></ol>",
        "<h4>zonder h3</h4><p>a</p><h3>drie</h3><h4>vier</h4><h3></h3>",
        "<em>" * 3_000 + "diep" + "</em>" * 3_000,
        '<p><a href="javascript:alert(1)">a</a> <a href="">b</a> <a href="wegwijzer:onbekend">c</a> <a>d</a></p>',
        '<p><a href="wegwijzer:domeinen/weg">e</a> <a href="wegwijzer:niets/x">f</a></p>',
        '<p><a href="mailto:x@y.example">g</a></p>',
        "<p></p><p> </p><ul></ul><p>&nbsp;</p>",
    ],
)
def test_markup_that_is_odd_loses_no_words(html: str, tmp_path: Path) -> None:
    book = made(tmp_path, Text(id="introductie", title="Titel", body=html), domain(explanation=html))
    lines = [squeezed(line.replace("•", "").split("(")[0]) for line in words_of_html(html).splitlines()]
    words = squeezed(book.words.replace("•", "").replace("–", "").replace("·", ""))
    assert [line for line in lines if words.count(line) < 2] == []


def test_no_link_leads_anywhere_but_to_a_page_a_mailbox_or_a_telephone(tmp_path: Path) -> None:
    bad = Reference(id="slecht", title="Slecht", url="javascript:alert(1)")
    book = made(tmp_path, Text(id="introductie", title="T", body='<p><a href="file:///etc">x</a></p>'), bad)
    links = [note for page in book.pdf.pages for note in page.get("/Annots", []) if "/A" in note]
    assert [str(one.A.URI) for one in links] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert "javascript:alert(1)" in book.words
