"""Every rule, in the order in which its findings on an item are listed."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

import msgspec

from publishing.checks.base import Finding, ReleaseRule, Rule, Surroundings, kind_of
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
from publishing.documents.kinds.accountability import Accountability
from publishing.documents.registry import PLACES

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


def findings_on(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """Yield what the rules on one document find on it."""
    for rule in RULES:
        yield from rule(document, surroundings)


class Inspection:
    """All rules on all documents of one release.

    With ``changed`` (kinds and public ids) it is that of a correction: the rules on one document look at those only.
    What the rest refers to is looked at still, for that may have gone; a consent that has lapsed since does not hold a
    correction up, for it stands in what is live already.
    """

    def __init__(self, surroundings: Surroundings, changed: Collection[tuple[str, str]] | None = None) -> None:
        self._surroundings = surroundings
        self._changed = changed
        self._found: list[Finding] = []
        self._rules = [make() for make in RELEASE_RULES]

    def look_at(self, document: Document) -> None:
        """Take in one document. Their order makes no difference."""
        if isinstance(document, Accountability):
            return  # made by the freeze from the others: nobody could mend what a rule found in it
        self._found.extend(self._findings_on(document))
        for rule in self._rules:
            rule.see(document)

    def _findings_on(self, document: Document) -> Iterator[Finding]:
        if self._changed is None or (kind_of(document), document.id) in self._changed:
            yield from findings_on(document, self._surroundings)
            return
        yield from unresolved_references(document, self._surroundings)
        for found in lapsed_consents(document, self._surroundings):
            yield msgspec.structs.replace(found, level="warning")

    def findings(self) -> list[Finding]:
        """Return every finding, by kind and public id."""
        for rule in self._rules:
            self._found.extend(rule.findings())
        return sorted(self._found, key=lambda one: (PLACES[one.kind], one.id))

    def close(self) -> None:
        """Let go of what the rules kept."""
        for rule in self._rules:
            rule.close()


@contextmanager
def new_inspection(
    surroundings: Surroundings, changed: Collection[tuple[str, str]] | None = None
) -> Iterator[Inspection]:
    """Give an inspection, closed afterwards."""
    inspection = Inspection(surroundings, changed)
    try:
        yield inspection
    finally:
        inspection.close()
