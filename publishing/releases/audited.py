"""What releases put on record, and what of the record goes into the catalogue."""

from typing import Any

from cms.acts.act import Subject
from publishing.audit.chain import Head
from publishing.audit.models import AuditEvent
from publishing.releases.storage import release_store
from publishing.store.catalogue import AuditHead, CatalogueError, read_catalogue

GENERATION = "generatie"  # among the details of whatever raises the channel's generation


def release_subject(number: str) -> Subject:
    """Return how a record names the release or candidate ``number``."""
    return Subject("uitgave", number, f"uitgave {number}")


def subject_of_service(values: Any) -> Subject:
    """Return the subject of a service with a ``number``."""
    return release_subject(values["number"])


def subject_of_release(values: Any) -> Subject:
    """Return the subject of a service with a ``release``."""
    return release_subject(values["release"].number)


def head_at(generation: int) -> AuditHead | None:
    """Return the link of the chain that made ``generation``: the newest that raised the generation so far.

    It is the same whatever is recorded after it, so the catalogue of a generation always has the same bytes. None for
    a generation from before there was a record.
    """
    raised = AuditEvent.objects.chained().filter(**{f"details__{GENERATION}__lte": generation})
    made = raised.filter(action__startswith="release.").order_by("-sequence").first()
    return None if made is None else AuditHead(sequence=made.link().sequence, hash=made.hash)


def catalogue_heads() -> dict[str, Head]:
    """Return what the catalogue in the store says of the chain; nothing when it does not, or cannot be read."""
    try:
        held = read_catalogue(release_store()).audit
    except CatalogueError:
        return {}  # verify_store says that it is damaged
    return {} if held is None else {"de catalogus": Head(held.sequence, held.hash)}
