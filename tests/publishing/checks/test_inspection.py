"""All rules on all documents of a release."""

import random
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.checks.base import Finding
from publishing.checks.registry import Inspection, new_inspection
from publishing.documents.base import Document
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.fixed import Reference, Text
from publishing.documents.kinds.practice_example import PracticeExample
from tests.factories.checks import on, surroundings

TOLD = surroundings(ids={"domein": frozenset({"thuis"})})
PASSAGE = (
    "Ouders die vaak vragen hoe de dag was, horen meer van hun kind. Dat kost aan tafel maar een paar minuten tijd."
)
# The faults of the real manual, in invented words.
DOCUMENTS: list[Document] = [
    Text(
        id="start",
        title="Start",
        body="<ol><li>Rust</li><li>Thuisituatie</li></ol>"
        + "".join(f'<p>Voorbeeld {number}: <a href="#">De gids van school {number}</a></p>' for number in range(20)),
    ),
    Text(
        id="meer",
        title="Meer",
        body="".join(
            f'<p><a href="https://voorbeeld.example/{number}">{words}</a></p>'
            for number, words in enumerate(["hier", "Hier", "deze website", "klik hier"])
        ),
    ),
    Reference(id="site", title="Deze website", url="http://voorbeeld.example"),
    Domain(
        id="thuis",
        number=3,
        title="Thuissituatie",
        when_low="Thuis is het druk.",
        when_high="Thuis is het rustig.",
        explanation=f"<p>{PASSAGE}</p><p>Wat helpt?</p><p>{PASSAGE.replace('vaak', 'geregeld')}</p>",
    ),
    PracticeExample(id="stil", title="Stil", body=f"<p>{PASSAGE}</p>", consent_until=on("2026-11-01")),
]


def findings_in(documents: list[Document]) -> list[Finding]:
    with new_inspection(TOLD) as inspection:
        for document in documents:
            inspection.look_at(document)
        return inspection.findings()


def count(rule: str) -> int:
    return sum(one.rule == rule for one in findings_in(DOCUMENTS))


def test_the_faults_of_the_manual_are_each_found() -> None:
    rules = ("link-empty", "link-vague", "label-drift", "sentence-repeated", "link-http", "consent-lapsed")
    assert {rule: count(rule) for rule in rules} == {
        "link-empty": 20,
        "link-vague": 5,
        "label-drift": 1,
        "sentence-repeated": 1,
        "link-http": 1,
        "consent-lapsed": 1,
    }


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_documents_makes_no_difference(chance: random.Random) -> None:
    shuffled = list(DOCUMENTS)
    chance.shuffle(shuffled)
    assert findings_in(shuffled) == findings_in(DOCUMENTS)


def test_every_finding_says_where_what_and_which_text() -> None:
    for found in findings_in(DOCUMENTS):
        assert found.rule == found.rule.lower().replace(" ", "-")
        assert found.message.endswith((".", "?"))
        assert found.field
        assert len(found.digest) == 64


def test_nothing_is_wrong_with_nothing() -> None:
    assert findings_in([]) == []


def test_an_inspection_lets_go_of_what_it_kept() -> None:
    with new_inspection(TOLD) as inspection:
        inspection.look_at(DOCUMENTS[-1])
    with pytest.raises(sqlite3.ProgrammingError):
        inspection.findings()
    assert isinstance(inspection, Inspection)
