"""Reads and writes the intervention links of recommendations, in the table and in the open draft.

A recommendation without open work stays *klaar*: its rows and its latest version change alike. One with an open draft
keeps that draft open. Each write is one more version, so that the history still shows what was there before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from modelcluster.models import get_serializable_data_for_fields, model_from_serializable_data
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex, Revision

from cms.content.models import InterventionLink, RecommendationPage
from cms.vetting.merging.links import Row

LINKS = "intervention_links"


@dataclass(frozen=True)
class Linked:
    """A recommendation with its link rows; ``draft`` is None when there is no open work."""

    page: RecommendationPage
    live: list[Row]
    draft: list[Row] | None


def recommendations_linking(*interventions: int) -> list[Linked]:
    """Return the recommendations that link one of ``interventions`` as they are ready or in their open draft."""
    pages = RecommendationPage.objects.linking(LINKS, *interventions)
    return [_linked(page) for page in pages.select_related("latest_revision").order_by("path")]


def recommendations_named(uids: Iterable[str]) -> dict[str, Linked]:
    """Return the recommendations by uid; those that are deleted are left out."""
    pages = RecommendationPage.objects.filter(uid__in=list(uids)).select_related("latest_revision")
    return {str(page.uid): _linked(page) for page in pages}


def _links_in(content: dict[str, Any] | None) -> list[Row]:
    return (content or {}).get(LINKS, [])


def _linked(page: RecommendationPage) -> Linked:
    rows = InterventionLink.objects.filter(recommendation=page).order_by("sort_order", "pk")
    live = [get_serializable_data_for_fields(row) for row in rows]
    has_draft = page.has_unpublished_changes and page.latest_revision is not None
    return Linked(page, live, _links_in(page.latest_revision.content) if has_draft else None)


def write_links(linked: Linked, *, live: list[Row], draft: list[Row] | None, action: str, by: Any) -> None:
    """Make ``live`` the rows of the recommendation and ``draft`` those of its open draft, as one more version."""
    page = linked.page
    if page.latest_revision is None:
        _add_version(page, page.serializable_data(), by=by)  # what was there before is in the history too
    content = page.serializable_data() if draft is None else page.latest_revision.content
    _write_rows(page, linked.live, live)
    revision = _add_version(page, {**content, LINKS: live if draft is None else draft}, by=by)
    log(instance=page, action=action, user=by, revision=revision, content_changed=True)
    ReferenceIndex.create_or_update_for_object(RecommendationPage.objects.get(pk=page.pk))


def _add_version(page: RecommendationPage, content: dict[str, Any], *, by: Any) -> Revision:
    revision: Revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=by,
        content=content,
        object_str=str(page),
    )
    fields = {"latest_revision": revision, "latest_revision_created_at": revision.created_at}
    if page.live and not page.has_unpublished_changes:
        fields["live_revision"] = revision
    Page.objects.filter(pk=page.pk).update(**fields)
    page.latest_revision = revision
    return revision


def _write_rows(page: RecommendationPage, held: list[Row], wanted: list[Row]) -> None:
    """Not through the page: publishing a version would write every row anew, under other primary keys."""
    by_uid = {row["uid"]: row for row in held}
    staying = {row["uid"] for row in wanted}
    InterventionLink.objects.filter(pk__in=[row["pk"] for row in held if row["uid"] not in staying]).delete()
    for row in wanted:
        if row["uid"] not in by_uid:
            _add_row(page, row)
        elif by_uid[row["uid"]]["intervention"] != row["intervention"]:
            pk = by_uid[row["uid"]]["pk"]
            InterventionLink.objects.filter(pk=pk).update(intervention=row["intervention"])


def _add_row(page: RecommendationPage, row: Row) -> None:
    """Under its own primary key, when no other row has taken it."""
    taken = InterventionLink.objects.filter(pk=row["pk"]).exists()
    values = {**row, "recommendation": page.pk, "pk": None if taken else row["pk"]}
    model_from_serializable_data(InterventionLink, values, check_fks=False).save(force_insert=True)
