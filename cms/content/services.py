"""Changes to content that are more than a save."""

import uuid
from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.content.models import RecommendationPage

PARTS = ("substantiations", "intervention_links", "practice_links")


@transaction.atomic
def make_ready(*, item: Any, by: Any) -> bool:
    """Make the latest version of ``item`` ready (klaar); tell whether there was anything to do."""
    if item.live and not item.has_unpublished_changes:
        return False
    revision = item.latest_revision or item.save_revision(user=by)
    revision.publish(user=by)
    return True


@transaction.atomic
def renew_part_identities(*, copied: Page) -> None:
    """Give the rows of each recommendation under ``copied`` an identity of their own, in the tables and in versions.

    Wagtail's copy takes a row's ``uid`` along, by which two recommendations would share a row.
    """
    pages = copied.get_descendants(inclusive=True).type(RecommendationPage)
    for recommendation in pages.specific():
        renewed: dict[str, str] = {}
        for relation in PARTS:
            for part in getattr(recommendation, relation).get_live_queryset():
                part.uid = uuid.UUID(renewed.setdefault(str(part.uid), str(uuid.uuid4())))
                part.save(update_fields=["uid"])
        for revision in recommendation.revisions.all():
            for row in (row for relation in PARTS for row in revision.content.get(relation, [])):
                row["uid"] = renewed.setdefault(row["uid"], str(uuid.uuid4()))
            revision.save(update_fields=["content"])
