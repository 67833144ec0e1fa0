"""Access to candidates, given by the service that the screens use."""

from datetime import datetime

from django.utils import timezone

from cms.accounts.models import User
from publishing.releases.models import Release
from publishing.releases.packs import ensure_pack
from publishing.releases.previews.giving import Given, give_access
from publishing.releases.previews.models import Access


def given(
    release: Release, by: User, *, kind: Access.Kind = Access.Kind.KEY, at: datetime | None = None, hours: int = 24
) -> Given:
    """Return access to ``release``, whose pack is there."""
    ensure_pack(release)
    return give_access(release=release, kind=kind, label="Leesgroep", by=by, at=at or timezone.now(), hours=hours)


def bearer(token: str) -> dict[str, str]:
    """Return the header with which a program shows ``token``."""
    return {"Authorization": f"Bearer {token}"}
