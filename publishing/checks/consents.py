"""A school agreed to stand in the Wegwijzer, for as long as it said."""

from collections.abc import Iterator

from publishing.checks.base import Finding, Surroundings, digest_of
from publishing.documents.base import Document
from publishing.documents.kinds.practice_example import PracticeExample


def lapsed_consents(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """Find practice examples whose consent has lapsed on the day of publication; on its last day it still holds."""
    if not isinstance(document, PracticeExample) or document.consent_until is None:
        return
    if document.consent_until < surroundings.day:
        yield Finding(
            rule="consent-lapsed",
            level="blocking",
            kind="praktijkvoorbeeld",
            id=document.id,
            field="toestemmingTotEnMet",
            message=(
                f"De toestemming van de school liep tot en met {document.consent_until:%d-%m-%Y}. "
                "Vraag nieuwe toestemming of haal het voorbeeld uit de Wegwijzer."
            ),
            digest=digest_of(document.consent_until.isoformat()),
        )
