"""What the page of a release shows of notices and of what was erased from it."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from cms.accounts.models import User
from publishing.documents.manifest import read_manifest
from publishing.freezing.checking import day_of
from publishing.releases.models import Release
from publishing.releases.notices.models import Notice
from publishing.releases.notices.screens.access import WITHDRAW


def panel_of(release: Release, viewer: User, *, may_withdraw: bool) -> dict[str, Any]:
    """Return the notices that its readers are told today, what was erased, and whether ``viewer`` may withdraw it."""
    about = Q(release=release) | Q(release=None)
    told = list(Notice.objects.holding(day_of(timezone.now())).filter(about).order_by("-pk"))
    held = _items(release) if any(one.kind for one in told) else set()
    return {
        "notices": [one for one in told if not one.kind or (one.kind, one.public_id) in held],
        "redactions": release.redactions.exclude(event=None).select_related("redaction__request").order_by("pk"),
        "may_withdraw": may_withdraw and viewer.has_perm(WITHDRAW),
    }


def _items(release: Release) -> set[tuple[str, str]]:
    """Return what the release holds, by kind and public id."""
    return {(entry.kind, entry.id) for entry in read_manifest(bytes(release.manifest)).documents}
