"""Sentences that stand in the release twice."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from cms.wording.repetition import likeness
from publishing.checks.base import Finding
from publishing.checks.repetition import RepeatedSentences
from publishing.documents.base import Document
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.fixed import Step, Text
from publishing.documents.kinds.practice_example import PracticeExample
from publishing.documents.kinds.recommendation import InterventionLink, Recommendation, Substantiation

RADIO = "Een stille kamer in huis helpt een leerling om zijn huiswerk af te maken."
BELL = "Wie de bel een uur later laat gaan, ziet meer wakkere leerlingen in de klas."


def found_in(*documents: Document) -> list[Finding]:
    with closing(RepeatedSentences()) as rule:
        for document in documents:
            rule.see(document)
        return list(rule.findings())


def step(name: str, html: str) -> Step:
    return Step(id=name, number=1, title="Stap", body=html)


def test_the_same_sentence_in_two_items_is_told_at_the_second_with_the_first() -> None:
    example = PracticeExample(id="stil", title="Stil", body=f"<p>Op school is het anders. {RADIO.upper()}</p>")
    text = Text(id="start", title="Start", body=f"<p><strong>Een stille kamer</strong>{RADIO[16:]}</p>")
    (found,) = found_in(example, text)
    assert (found.rule, found.level, found.kind, found.id, found.field) == (
        "sentence-repeated",
        "warning",
        "praktijkvoorbeeld",
        "stil",
        "tekst",
    )
    assert found.message == (
        "Deze zin staat ook in tekst 'start', tekst: 'EEN STILLE KAMER IN HUIS HELPT EEN LEERLING OM ZIJN HUISWERK AF "
        "TE MAKEN.'. Kies één plaats, of schrijf het anders op."
    )


def test_a_sentence_with_one_other_word_nearly_stands_there() -> None:
    (found,) = found_in(step("a", f"<p>{RADIO}</p>"), step("b", f"<p>{RADIO.replace('leerling', 'kind')}</p>"))
    assert found.message.startswith(
        "Deze zin staat bijna zo in stap 'a', tekst: 'Een stille kamer in huis helpt een kin"
    )


def test_a_doubled_passage_is_one_finding() -> None:
    changed = RADIO.replace("leerling", "kind")
    domain = Domain(
        id="thuis",
        number=3,
        title="Thuis",
        when_low="a",
        when_high="b",
        explanation=f"<p>{RADIO} {BELL} Tot zover.</p><p>{changed} {BELL}</p>",
    )
    (found,) = found_in(domain)
    assert (found.kind, found.id, found.field) == ("domein", "thuis", "toelichting")
    assert found.message == (
        "Een passage van 2 zinnen staat bijna zo eerder in deze tekst: 'Een stille kamer in huis helpt een kind om "
        "zijn huiswerk af te maken.'. Kies één plaats, of schrijf het anders op."
    )


def test_a_sentence_that_stands_often_is_one_finding() -> None:
    (found,) = found_in(*(step(f"s-{number}", f"<p>{RADIO}</p>") for number in range(5)))
    assert (found.id, "in stap 's-0', tekst, en nog 3 keer: " in found.message) == ("s-1", True)


def test_one_tailored_text_for_two_recommendations_is_not_tailored() -> None:
    link = InterventionLink(intervention="rustig-leren", tailored_text=f"<p>{RADIO}</p>")
    two = [Recommendation(id=one, title="T", domain="d", interventions=[link]) for one in ("een", "twee")]
    assert [(one.id, one.field) for one in found_in(*two)] == [("twee", "interventies")]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Doe dit samen.</p>",  # short
        "<p>Lees meer hierover op de pagina van de kennisbank.</p>",  # a formula
        "<p>Zie ook de andere aanbevelingen bij dit domein.</p>",
        "<p></p>",
    ],
)
def test_short_sentences_and_formulas_may_stand_twice(html: str) -> None:
    assert found_in(step("a", html), step("b", html)) == []


def test_score_texts_sources_and_other_sentences_are_no_repeats() -> None:
    domain = Domain(
        id="d",
        number=1,
        title="D",
        when_low="De sfeer in de klas is gespannen.",
        when_high="De sfeer in de klas is rustig.",
    )
    source = Substantiation(text="Monitor van alle scholen in het hele land (fictief), 2020.")
    two = [Recommendation(id=one, title="T", domain="d", substantiation=[source]) for one in ("een", "twee")]
    assert found_in(domain, *two, step("a", f"<p>{RADIO}</p>"), step("b", f"<p>{BELL}</p>")) == []


def test_sentences_that_all_resemble_each_other_cost_a_few_comparisons_each(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def counted(left: list[str], right: list[str]) -> float:
        nonlocal compared
        compared += 1
        return likeness(left, right)

    monkeypatch.setattr("publishing.checks.repetition.likeness", counted)

    def alike(count: int) -> Iterator[Document]:
        for number in range(count):
            yield step(f"s-{number}", f"<p>{RADIO[:-1]} en school nummer {number} doet mee met dit plan.</p>")

    assert len(found_in(*alike(500))) <= 10
    assert 0 < compared <= 500 * 4 * 3
