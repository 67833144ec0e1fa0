"""Sentences that are too long to read at once."""

import dataclasses

import pytest

from publishing.checks.sentence_length import long_sentences
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.fixed import Text
from publishing.documents.kinds.recommendation import Recommendation, Substantiation
from tests.factories.checks import surroundings

TOLD = surroundings()


def words(count: int) -> str:
    return " ".join(["Woord", *["woord"] * (count - 1)])


def found_in(html: str) -> list[str]:
    return [one.message[:24] for one in long_sentences(Text(id="a", title="A", body=html), TOLD)]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (f"<p>{words(25)}.</p>", []),
        (f"<p>{words(26)}.</p>", ["Deze zin telt 26 woorden"]),
        (f"<p>{words(20)}. {words(20)}.</p>", []),
        (f"<p>{words(20)}, bijv. {words(20)}.</p>", ["Deze zin telt 41 woorden"]),
        (f"<ul><li>{words(20)}</li><li>{words(20)}</li></ul>", []),
        (f"<h3>{words(20)}</h3><p>{words(20)}</p>", []),
        (f"<p>{words(20)}<br>{words(20)}</p>", []),
        (f"<p>{words(20)} <strong>{words(6)}</strong> - &amp; - .</p>", ["Deze zin telt 26 woorden"]),
        (f"<p>{words(30)}.</p><p>{words(31)}.</p>", ["Deze zin telt 30 woorden", "Deze zin telt 31 woorden"]),
        ("", []),
    ],
)
def test_a_sentence_ends_where_a_reader_pauses(html: str, found: list[str]) -> None:
    assert found_in(html) == found


def test_the_message_shows_how_the_sentence_begins() -> None:
    sentence = "Een rustige week helpt " + "elke leerling " * 12 + "vooruit."
    (found,) = long_sentences(Text(id="a", title="A", body=f"<p>{sentence}</p>"), TOLD)
    assert (found.rule, found.level, found.kind, found.field) == ("sentence-long", "warning", "tekst", "tekst")
    assert found.message == (
        "Deze zin telt 29 woorden: 'Een rustige week helpt elke leerling elke leerling elke leerling elke leerling…'. "
        "Maak er kortere zinnen van, van ten hoogste 25 woorden."
    )


def test_score_texts_count_and_sources_and_titles_do_not() -> None:
    domain = Domain(id="d", number=1, title=words(40), when_low=f"{words(30)}.", when_high="Rust.")
    recommendation = Recommendation(
        id="r", title=words(40), domain="d", substantiation=[Substantiation(text=words(60))]
    )
    assert [one.field for one in long_sentences(domain, TOLD)] == ["alsHetNietGoedGaat"]
    assert list(long_sentences(recommendation, TOLD)) == []


def test_how_long_is_too_long_is_a_setting() -> None:
    told = dataclasses.replace(TOLD, longest_sentence=5)
    (found,) = long_sentences(Text(id="a", title="A", body=f"<p>{words(6)}.</p>"), told)
    assert "ten hoogste 5 woorden" in found.message
