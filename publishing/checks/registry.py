"""Every rule, in the order in which its findings on an item are listed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from publishing.checks.base import Finding, ReleaseRule, Rule, Surroundings
from publishing.checks.completeness import missing_texts
from publishing.checks.consents import lapsed_consents
from publishing.checks.help_at_hand import recommendations_without_help
from publishing.checks.labels import LabelDrift
from publishing.checks.links import faulty_links
from publishing.checks.recognitions import late_recognitions, passing_terms
from publishing.checks.references import doubled_interventions, unresolved_references
from publishing.checks.repetition import RepeatedSentences
from publishing.checks.sentence_length import long_sentences
from publishing.documents.base import Document
from publishing.documents.registry import KINDS

RULES: tuple[Rule, ...] = (
    unresolved_references,
    doubled_interventions,
    missing_texts,
    faulty_links,
    late_recognitions,
    lapsed_consents,
    recommendations_without_help,
    passing_terms,
    long_sentences,
)
RELEASE_RULES: tuple[Callable[[], ReleaseRule], ...] = (LabelDrift, RepeatedSentences)
_PLACES = {kind: place for place, kind in enumerate(KINDS)}


def findings_on(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """Yield what the rules on one document find on it."""
    for rule in RULES:
        yield from rule(document, surroundings)


class Inspection:
    """All rules on all documents of one release."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._found: list[Finding] = []
        self._rules = [make() for make in RELEASE_RULES]

    def look_at(self, document: Document) -> None:
        """Take in one document. Their order makes no difference."""
        self._found.extend(findings_on(document, self._surroundings))
        for rule in self._rules:
            rule.see(document)

    def findings(self) -> list[Finding]:
        """Return every finding, by kind and public id."""
        for rule in self._rules:
            self._found.extend(rule.findings())
        return sorted(self._found, key=lambda one: (_PLACES[one.kind], one.id))

    def close(self) -> None:
        """Let go of what the rules kept."""
        for rule in self._rules:
            rule.close()


@contextmanager
def new_inspection(surroundings: Surroundings) -> Iterator[Inspection]:
    """Give an inspection, closed afterwards."""
    inspection = Inspection(surroundings)
    try:
        yield inspection
    finally:
        inspection.close()
