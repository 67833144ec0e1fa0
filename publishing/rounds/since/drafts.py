"""The draft of an item that nobody made ready yet, read in as many queries whatever hangs below it."""

from typing import Any

from django.db.models import prefetch_related_objects
from modelcluster.models import model_from_serializable_data
from wagtail.models import Revision

from cms.content.models import Intervention, InterventionLink, PracticeLink, RecommendationPage, Substantiation

_ROWS: dict[str, type[Any]] = {
    "substantiations": Substantiation,
    "intervention_links": InterventionLink,
    "practice_links": PracticeLink,
}


def draft_of(source: Any) -> Any:
    """Return the newest version of ``source``, a page or snippet; None when it is the one that stands ready."""
    if source.live and not source.has_unpublished_changes:
        return None
    revision = source.get_latest_revision()
    if revision is None:
        return source
    return _recommendation(source, revision) if isinstance(source, RecommendationPage) else revision.as_object()


def waiting_draft(source: Any) -> Revision | None:
    """Return the version that waits beside the one of ``source`` that stands ready, with who saved it. One query."""
    if source is None or not (source.live and source.has_unpublished_changes):
        return None
    return Revision.objects.select_related("user").filter(pk=source.latest_revision_id).first()


def _recommendation(source: RecommendationPage, revision: Any) -> RecommendationPage:
    """Return the version with its rows. Wagtail itself asks the database about each row: whether its link still is."""
    content = revision.content
    draft = source.with_content_json({**content, **{relation: [] for relation in _ROWS}})
    now = Intervention.every.successors()
    for relation, model in _ROWS.items():
        rows = [model_from_serializable_data(model, row, check_fks=False) for row in content.get(relation, ())]
        for row in rows:
            if isinstance(row, InterventionLink):
                row.intervention_id = now.get(row.intervention_id or 0, row.intervention_id)
        setattr(draft, relation, rows)
    prefetch_related_objects(list(draft.intervention_links.all()), "intervention")
    prefetch_related_objects(list(draft.practice_links.all()), "practice_example")
    return draft
