"""Findings on links in documents."""

import pytest

from publishing.checks.links import faulty_links
from publishing.documents.kinds.fixed import Reference, Text
from publishing.documents.kinds.practice_example import PracticeExample
from publishing.documents.kinds.recommendation import InterventionLink, Recommendation, Substantiation
from tests.factories.checks import surroundings

NOTHING = surroundings()


def rules(html: str) -> list[tuple[str, str]]:
    document = Text(id="introductie", title="Introductie", body=html)
    return [(one.rule, one.level) for one in faulty_links(document, NOTHING)]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<p><a href="https://voorbeeld.example/">De checklist</a></p>', []),
        ('<p><a href="mailto:info@voorbeeld.example">Mail ons</a></p>', []),
        ('<p><a href="wegwijzer:aanbevelingen/rust">Plan rust</a></p>', []),
        ('<p><a href="#">De checklist</a></p>', [("link-empty", "blocking")]),
        ("<p><a>De checklist</a></p>", [("link-empty", "blocking")]),
        ('<p><a href="">De checklist</a></p>', [("link-empty", "blocking")]),
        ('<p><a href="http://voorbeeld.example">De checklist</a></p>', [("link-http", "warning")]),
        ('<p><a href="/pad">De checklist</a></p>', [("link-incomplete", "blocking")]),
        ('<p>Klik <a href="https://voorbeeld.example/">hier</a></p>', [("link-vague", "warning")]),
        ('<p><a href="https://voorbeeld.example/"><strong>Klik hier</strong></a></p>', [("link-vague", "warning")]),
        ('<p><a href="#">hier</a></p>', [("link-empty", "blocking"), ("link-vague", "warning")]),
    ],
)
def test_links_in_running_text(html: str, found: list[tuple[str, str]]) -> None:
    assert rules(html) == found


def test_links_in_tailored_texts_are_found_under_their_field() -> None:
    link = InterventionLink(intervention="x", tailored_text='<p><a href="#">De checklist</a></p>')
    document = Recommendation(id="rust", title="Rust", domain="d", interventions=[link])
    assert [(one.field, one.kind) for one in faulty_links(document, NOTHING)] == [("interventies", "aanbeveling")]


@pytest.mark.parametrize(
    ("url", "rule"), [("", "link-empty"), ("www.voorbeeld.example", "link-incomplete"), ("javascript:x", "link-scheme")]
)
def test_a_reference_without_an_address_that_opens_blocks(url: str, rule: str) -> None:
    found = list(faulty_links(Reference(id="a", title="Kennisbank", url=url), NOTHING))
    assert [(one.rule, one.level, one.field) for one in found] == [(rule, "blocking", "webadres")]


def test_every_address_field_is_looked_at_also_in_nested_rows() -> None:
    document = Recommendation(
        id="rust",
        title="Rust",
        domain="d",
        substantiation=[Substantiation(text="Bron", url="javascript:alert(1)"), Substantiation(text="Zonder adres")],
    )
    example = PracticeExample(id="stil", title="Stil", url="http://voorbeeld.example")
    assert [(one.rule, one.field) for one in faulty_links(document, NOTHING)] == [("link-scheme", "onderbouwing")]
    assert [(one.rule, one.field) for one in faulty_links(example, NOTHING)] == [("link-http", "webadres")]
