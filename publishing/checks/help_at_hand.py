"""Where possible a recommendation comes with interventions and with examples of schools."""

from collections.abc import Iterator

from publishing.checks.base import Finding, Surroundings, digest_of
from publishing.documents.base import Document
from publishing.documents.kinds.recommendation import Recommendation

_HELP = (
    ("recommendation-without-intervention", "interventies", "interventie"),
    ("recommendation-without-example", "praktijkvoorbeelden", "praktijkvoorbeeld"),
)


def recommendations_without_help(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """Find recommendations without an intervention, and those without a practice example."""
    if not isinstance(document, Recommendation):
        return
    for (rule, field, what), held in zip(_HELP, (document.interventions, document.practice_examples), strict=True):
        if not held:
            yield Finding(
                rule=rule,
                level="warning",
                kind="aanbeveling",
                id=document.id,
                field=field,
                message=f"Er staat geen {what} bij deze aanbeveling. Voeg er een toe, of zeg waarom dat niet kan.",
                digest=digest_of(rule),
            )
