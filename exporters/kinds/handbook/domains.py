"""The heart of the book: each domain with its two extremes, its recommendations, and what goes with them."""

from collections.abc import Iterator
from typing import Any

from exporters.kinds.handbook.edition import Edition, name_in_book
from exporters.kinds.handbook.recognised import SHORT, address, recognition
from exporters.typesetting.rich_text import blocks_of, plain_blocks
from exporters.typesetting.words import printable
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.intervention import Intervention
from publishing.documents.kinds.practice_example import PracticeExample
from publishing.documents.kinds.recommendation import InterventionLink, Recommendation
from publishing.freezing.dutch import listed

RECOMMENDATION, ITEM = 2, 4  # levels of headings: 1 is the domain, 3 what comes with a recommendation


class Domains:
    """Prints an example where it is met first; further on stands where that is."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._examples = {one.id: one for one in edition.all(PracticeExample)}
        self._interventions = {one.id: one for one in edition.all(Intervention)}
        self._printed: set[str] = set()

    def all(self) -> list[dict[str, Any]]:
        """Return the domains in the order of the release."""
        by_domain: dict[str, list[Recommendation]] = {one.id: [] for one in self._edition.all(Domain)}
        for one in self._edition.all(Recommendation):
            by_domain.setdefault(one.domain, []).append(one)
        return [self._domain(one, by_domain[one.id]) for one in self._edition.all(Domain)]

    def other_examples(self) -> list[dict[str, Any]]:
        """Return the examples that no recommendation has, after ``all``."""
        return [self._example(one, level=2) for one in self._examples.values() if one.id not in self._printed]

    def _domain(self, one: Domain, recommendations: list[Recommendation]) -> dict[str, Any]:
        return {
            "id": name_in_book("domein", one.id),
            "number": one.number,
            "title": printable(one.title),
            "short": len(one.when_low) + len(one.when_high) < 2 * SHORT,
            "low": plain_blocks(one.when_low),
            "high": plain_blocks(one.when_high),
            "explanation": blocks_of(one.explanation, under=1, printed=self._edition.printed),
            "system": one.system_level,
            "recommendations": [self._recommendation(each) for each in recommendations],
        }

    def _recommendation(self, one: Recommendation) -> dict[str, Any]:
        meant = [word for word, is_so in (("preventief", one.preventive), ("indicatief", one.indicated)) if is_so]
        return {
            "id": name_in_book("aanbeveling", one.id),
            "title": printable(one.title),
            "meant": listed(meant),
            "body": blocks_of(one.body, under=RECOMMENDATION, printed=self._edition.printed),
            "sources": [{"text": plain_blocks(each.text), **address(each.url)} for each in one.substantiation],
            "examples": list(self._examples_of(one)),
            "interventions": list(self._interventions_of(one)),
        }

    def _examples_of(self, one: Recommendation) -> Iterator[dict[str, Any]]:
        for public_id in one.practice_examples:
            found = self._examples.get(public_id)
            if found is not None and public_id in self._printed:
                yield {"see": name_in_book("praktijkvoorbeeld", public_id), "title": printable(found.title)}
            elif found is not None:
                self._printed.add(public_id)
                yield self._example(found, level=ITEM)

    def _example(self, one: PracticeExample, *, level: int) -> dict[str, Any]:
        return {
            "see": "",
            "id": name_in_book("praktijkvoorbeeld", one.id),
            "title": printable(one.title),
            "organisation": printable(one.organisation),
            "body": blocks_of(one.body, under=level, printed=self._edition.printed),
            **address(one.url),
        }

    def _interventions_of(self, one: Recommendation) -> Iterator[dict[str, Any]]:
        for link in one.interventions:
            found = self._interventions.get(link.intervention)
            if found is not None:
                yield self._intervention(found, link)

    def _intervention(self, one: Intervention, link: InterventionLink) -> dict[str, Any]:
        return {
            "see": name_in_book("interventie", one.id),
            "name": printable(one.name),
            "short": len(link.tailored_text) < SHORT,
            "text": blocks_of(link.tailored_text, under=ITEM, printed=self._edition.printed),
            "regions": printable(listed(one.regions)),
            "recognitions": [recognition(each) for each in one.recognitions],
            **address(one.url),
        }
