"""Nothing that a school needs is missing."""

from collections.abc import Iterator

from publishing.checks.base import Finding, Surroundings
from publishing.documents.base import Document
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.recommendation import Recommendation


def missing_texts(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """Find domains without both score texts, and links to interventions without a tailored text."""
    if isinstance(document, Domain):
        yield from _missing_score_texts(document)
    elif isinstance(document, Recommendation):
        yield from _missing_tailored_texts(document)


def _missing_score_texts(domain: Domain) -> Iterator[Finding]:
    for field, text, score in (
        ("alsHetNietGoedGaat", domain.when_low, 1),
        ("alsHetWelGoedGaat", domain.when_high, 10),
    ):
        if not text:
            yield Finding(
                rule="score-text-missing",
                level="blocking",
                kind="domein",
                id=domain.id,
                field=field,
                message=f"De beschrijving bij score {score} ontbreekt. Schrijf wat je dan op school ziet.",
            )


def _missing_tailored_texts(recommendation: Recommendation) -> Iterator[Finding]:
    for link in recommendation.interventions:
        if not link.tailored_text:
            yield Finding(
                rule="tailored-text-missing",
                level="blocking",
                kind="aanbeveling",
                id=recommendation.id,
                field="interventies",
                message=(
                    f"De toelichting bij interventie '{link.intervention}' ontbreekt. "
                    "Schrijf welk werkzaam element bij deze aanbeveling past."
                ),
            )
