"""Every rule, in the order in which its findings are listed. The remaining families come with the round."""

from collections.abc import Iterator

from publishing.checks.base import Finding, Rule, Surroundings
from publishing.checks.completeness import missing_texts
from publishing.checks.links import faulty_links
from publishing.checks.references import doubled_interventions, unresolved_references
from publishing.documents.base import Document

RULES: tuple[Rule, ...] = (unresolved_references, doubled_interventions, missing_texts, faulty_links)


def findings_on(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """Yield what every rule finds on one document."""
    for rule in RULES:
        yield from rule(document, surroundings)
