"""Merge two interventions that are one."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction
from wagtail.log_actions import log

from cms.acts.act import Act, Subject, WorkshopAction, announce
from cms.content.models import Intervention
from cms.vetting.merging.fingerprint import fingerprint
from cms.vetting.merging.guards import locked_interventions, refuse_locked, refuse_locked_pages, refuse_merged_away
from cms.vetting.merging.links import change_of, links_both, merged
from cms.vetting.merging.moved import Moved, MovedPage
from cms.vetting.merging.pages import Linked, recommendations_linking, write_links
from cms.vetting.models import Merge, MergeError, Observation

MERGED = "wegwijzer.merge"


@transaction.atomic
def merge_interventions(
    *,
    kept: Intervention,
    gone: Intervention,
    reason: str,
    by: Any,
    at: datetime,
    texts_of_gone: Collection[UUID] = (),
    seen: str = "",
) -> Merge:
    """Move observations and links of ``gone`` to ``kept``, after which only ``kept`` is left.

    ``texts_of_gone`` holds the uids of recommendations that link both and go on with the tailored text of ``gone``; in
    the others that of ``kept`` stays. ``seen`` is the fingerprint of what the editor looked at. Raise MergeError when
    it is no longer that, when one of both was merged or locked, or a recommendation locked. Fields of ``kept`` stay.
    """
    if kept.pk == gone.pk:
        raise MergeError("Kies een andere interventie: met zichzelf samenvoegen kan niet.")
    if not reason.strip():
        raise MergeError("Geef een reden waarom deze twee dezelfde interventie zijn.")
    found = locked_interventions(kept.pk, gone.pk)
    if len(found) < 2:
        raise MergeError("Een van de twee interventies is intussen verwijderd.")
    kept, gone = found[kept.pk], found[gone.pk]
    refuse_merged_away(kept, gone)
    refuse_locked((kept, gone), by=by)
    pages = recommendations_linking(gone.pk)
    refuse_locked_pages(pages, by=by)
    if seen and seen != fingerprint(kept, gone):
        raise MergeError("Er is intussen iets gewijzigd aan deze interventies. Bekijk de vergelijking opnieuw.")
    moved = Moved(
        observations=_move_observations(kept, gone),
        pages=[_move_links(linked, kept, gone, texts_of_gone, by=by) for linked in pages],
    )
    Intervention.every.filter(pk=gone.pk).update(merged_into=kept)
    return _record(kept, gone, moved, reason=reason.strip(), by=by, at=at)


def _move_observations(kept: Intervention, gone: Intervention) -> list[int]:
    """Not through save: what was observed does not change, only what it is about."""
    moving = Observation.objects.filter(intervention=gone)
    pks = sorted(moving.values_list("pk", flat=True))
    moving.update(intervention=kept)
    return pks


def _move_links(
    linked: Linked, kept: Intervention, gone: Intervention, texts_of_gone: Collection[UUID], *, by: Any
) -> MovedPage:
    pair = {"kept": kept.pk, "gone": gone.pk}
    of_gone = linked.page.uid in texts_of_gone
    text_of = gone.pk if of_gone else kept.pk
    live = merged(linked.live, **pair, text_of=text_of)
    draft = None if linked.draft is None else merged(linked.draft, **pair, text_of=text_of)
    write_links(linked, live=live, draft=draft, action=MERGED, by=by)
    asked = links_both(linked.live, **pair) or links_both(linked.draft or [], **pair)
    return MovedPage(
        uid=str(linked.page.uid),
        title=linked.page.title,
        live=change_of(linked.live, live, **pair),
        draft=None if linked.draft is None or draft is None else change_of(linked.draft, draft, **pair),
        had_draft=linked.draft is not None,
        kept_text_of_gone=of_gone if asked else None,
    )


def _record(kept: Intervention, gone: Intervention, moved: Moved, *, reason: str, by: Any, at: datetime) -> Merge:
    for item in (kept, gone):
        log(instance=item, action=MERGED, user=by, data={"kept": kept.name, "gone": gone.name})
    merge = Merge.objects.create(
        kept=kept,
        gone=gone,
        kept_uid=kept.uid,
        gone_uid=gone.uid,
        kept_name=kept.name,
        gone_name=gone.name,
        reason=reason,
        moved=msgspec.to_builtins(moved),
        merged_by=by,
        merged_at=at,
    )
    subject = subject_of(merge)
    announce(Act(action=WorkshopAction.INTERVENTIONS_MERGED, subject=subject, by=by, at=at, reason=reason))
    return merge


def subject_of(merge: Merge) -> Subject:
    """Return how a record names ``merge``."""
    return Subject("samenvoeging", str(merge.pk), f"'{merge.gone_name}' en '{merge.kept_name}'")
