"""Undo a merge, until the next freeze."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction
from wagtail.log_actions import log
from wagtail.search import index

from cms.acts.act import Act, WorkshopAction, announce
from cms.content.models import Intervention
from cms.vetting.merging.guards import locked_interventions, refuse_locked, refuse_locked_pages, why_not_undone
from cms.vetting.merging.links import Change, Row, restored
from cms.vetting.merging.merge import subject_of
from cms.vetting.merging.moved import Moved, MovedPage
from cms.vetting.merging.pages import Linked, recommendations_named, write_links
from cms.vetting.models import UNDOING, Merge, MergeError, Observation

UNDONE = "wegwijzer.merge.undo"


@dataclass(frozen=True)
class Undone:
    """What came of an undo: ``left`` names the recommendations that were edited since, and stay as they are."""

    merge: Merge
    left: tuple[str, ...]


@transaction.atomic
def undo_merge(*, merge: Merge, by: Any, at: datetime) -> Undone:
    """Give the gone intervention back its observations and links; what the kept one got since stays there.

    Raise MergeError when that can no longer be: after a freeze, a deletion, another merge, or behind a lock.
    """
    found = locked_interventions(merge.kept_id, merge.gone_id)
    held = Merge.objects.select_for_update().get(pk=merge.pk)
    if refusal := why_not_undone(held):
        raise MergeError(refusal)
    refuse_locked(found.values(), by=by)
    moved = msgspec.convert(held.moved, Moved)
    pages = recommendations_named(page.uid for page in moved.pages)
    refuse_locked_pages(pages.values(), by=by)
    Observation.objects.filter(pk__in=moved.observations, intervention=held.kept_id).update(intervention=held.gone_id)
    left = [
        page.title
        for page in moved.pages
        if page.uid not in pages or not _give_back(pages[page.uid], page, kept=held.kept_id or 0, by=by)
    ]
    Intervention.every.filter(uid=held.gone_uid).update(merged_into=None)
    index.insert_or_update_object(Intervention.objects.get(uid=held.gone_uid))  # the index may have been rebuilt since
    for item in found.values():
        log(instance=item, action=UNDONE, user=by, data={"kept": held.kept_name, "gone": held.gone_name})
    held.undone_at, held.undone_by = at, by
    held.save(update_fields=sorted(UNDOING))
    announce(Act(action=WorkshopAction.MERGE_UNDONE, subject=subject_of(held), by=by, at=at))
    return Undone(held, tuple(left))


def _give_back(linked: Linked, moved: MovedPage, *, kept: int, by: Any) -> bool:
    """Put the links of one recommendation back; tell whether they were still as the merge left them."""
    of_live, of_draft = _changes(linked, moved)
    live = _back(linked.live, of_live, kept=kept)
    draft = None if linked.draft is None else _back(linked.draft, of_draft, kept=kept)
    if live is None or (draft is None and linked.draft is not None):
        return False
    write_links(linked, live=live, draft=draft, action=UNDONE, by=by)
    return True


def _changes(linked: Linked, moved: MovedPage) -> tuple[Change | None, Change | None]:
    """Return what to put back in the rows and in the draft, of which there may be one more or less than there was."""
    if linked.draft is None and moved.had_draft:
        return moved.draft, None  # the draft was made ready since
    if linked.draft is not None and not moved.had_draft:
        return moved.live, moved.live  # a draft was begun since
    return moved.live, moved.draft


def _back(rows: list[Row], change: Change | None, *, kept: int) -> list[Row] | None:
    return rows if change is None else restored(rows, change, kept=kept)
