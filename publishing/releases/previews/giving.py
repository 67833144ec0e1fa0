"""Gives access to a candidate, and takes it back."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from publishing.audit.actions import Action
from publishing.audit.recording import record
from publishing.releases.audited import release_subject
from publishing.releases.models import Release
from publishing.releases.previews.errors import PreviewError
from publishing.releases.previews.models import (
    DEFAULT_HOURS,
    LONGEST_NAME,
    MOST_HOURS,
    Access,
    Revocation,
    Use,
)
from publishing.releases.previews.tokens import digest_of, new_token


class Given(NamedTuple):
    """An access and its token, which is told this once."""

    access: Access
    token: str


@transaction.atomic
def give_access(
    *, release: Release, kind: Access.Kind, label: str, by: Any, at: datetime, hours: int = DEFAULT_HOURS
) -> Given:
    """Let whoever holds the token see the candidate ``release`` for ``hours`` hours; raise PreviewError.

    Whose task it is to do so, the screen has asked.
    """
    if Release.objects.candidate(release.number) != release:
        raise PreviewError(f"Uitgave {release.number} is geen kandidaat (meer). Bekijk hoe het staat.")
    said = " ".join(label.split())
    if not said or len(said) > LONGEST_NAME:
        raise PreviewError(f"Zeg in ten hoogste {LONGEST_NAME} tekens voor wie dit is.")
    if not 1 <= hours <= MOST_HOURS:
        raise PreviewError("Kies een duur van een uur tot een week.")
    token = new_token()
    access = Access.objects.create(
        release=release,
        kind=kind,
        label=said,
        token_digest=digest_of(token),
        made_at=at,
        hours=hours,
        made_by=by,
    )
    Use.objects.create(access=access)
    _note(Action.PREVIEW_GIVEN, access, by=by, at=at)
    return Given(access, token)


@transaction.atomic
def revoke_access(*, access: Access, by: Any, at: datetime) -> None:
    """Let ``access`` open nothing from now on, also for who is already in; raise PreviewError when it was revoked."""
    held = Access.objects.select_for_update().get(pk=access.pk)
    if Revocation.objects.filter(access=held).exists():
        raise PreviewError("Deze toegang is al ingetrokken.")
    Revocation.objects.create(access=held, by=by, at=at)
    _note(Action.PREVIEW_REVOKED, held, by=by, at=at)


def _note(action: Action, access: Access, *, by: Any, at: datetime) -> None:
    details = {
        "vingerafdruk": access.release.digest,
        "soort": access.kind,
        "toegang": access.pk,
        "tot": access.ends_at.isoformat(),
    }
    record(action=action, obj=release_subject(access.release.number), by=by, at=at, details=details)
