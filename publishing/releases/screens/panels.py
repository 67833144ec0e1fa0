"""What stands on the page of a release beside what changed: how it stands, who approved it, when it goes out."""

from typing import Any

from django.urls import reverse

from cms.accounts.models import User
from publishing.releases.approving import agreement_on
from publishing.releases.channels import live_channel
from publishing.releases.hindrances import hindrances
from publishing.releases.models import Approval, Planning, Publication, Release
from publishing.releases.notices.screens.panel import panel_of
from publishing.releases.publish import quick_reasons
from publishing.releases.screens.access import PUBLISH
from publishing.releases.screens.beside import panels_beside, reasons_beside
from publishing.releases.screens.origin import origin_of
from publishing.releases.screens.turn import why_no_approving
from publishing.releases.standing import Standing, standing_of


def panels_of(release: Release, viewer: User) -> dict[str, Any]:
    """Return what the panels show to ``viewer``."""
    standing = standing_of(release)
    is_candidate = standing is Standing.CANDIDATE
    blocking = release.latest_freeze.blocking
    reasons = [*quick_reasons(release), *reasons_beside(release)] if is_candidate else []
    is_held = is_candidate and (bool(blocking) or next(hindrances(release), "") != "")
    may_publish = viewer.has_perm(PUBLISH)
    return {
        "release": release,
        "standing": standing,
        "origin": origin_of(release),
        "publication": _publication(release),
        "moves": release.events.select_related("actor").order_by("-generation"),
        "freezes": release.freezes.defer("findings", "new_ids", "left_out").select_related("actor").order_by("-pk"),
        "reasons": reasons,
        "blocking": blocking,
        "planning": Planning.objects.waiting().filter(release=release).select_related("planned_by").first(),
        "past_plannings": release.plannings.exclude(ended_at=None).select_related("planned_by", "ended_by"),
        "may_publish": may_publish and is_candidate and not reasons and not blocking,
        "may_return": may_publish and standing is Standing.EARLIER,
        "live": live_channel().current,
        "beside": panels_beside(release, viewer),
        **panel_of(release, viewer, may_withdraw=standing is Standing.EARLIER),
        **_approvals(release, viewer, is_candidate=is_candidate, is_held=is_held),
    }


def _approvals(release: Release, viewer: User, *, is_candidate: bool, is_held: bool) -> dict[str, Any]:
    agreement = agreement_on(release)
    mine = any(one.by_id == viewer.pk for one in agreement.approvals)
    why_not = why_no_approving(viewer, is_held=is_held) if is_candidate and not mine else ""
    return {
        "agreement": agreement,
        "said": release.approvals.select_related("by"),
        "counting": {one.pk for one in agreement.approvals},
        "may_approve": is_candidate and not mine and not why_not,
        "why_no_approving": why_not,
        "may_take_back": is_candidate and mine,
        "earlier": _approved_before(release) if is_candidate else [],
    }


def _approved_before(release: Release) -> list[dict[str, Any]]:
    """Return the approvals of other candidates of this number: given for other bytes, so they no longer match."""
    others = Approval.objects.filter(release__number=release.number, kind=Approval.Kind.GIVEN).exclude(release=release)
    return [
        {"approval": one, "address": reverse("uitgaven:show", args=[one.release.digest])}
        for one in others.select_related("by", "release")
    ]


def _publication(release: Release) -> Publication | None:
    people = ("published_by", "prepared_by", "approved_by", "also_approved_by")
    return Publication.objects.filter(release=release).select_related(*people).first()
