"""Erases a document for good, once a second person says so.

1. Before: the pack of each published release that holds it is built without it and lies where the public process
   reads, but nobody points at it yet.
2. One short transaction: the same releases as before still hold it; record the redaction, empty the bytes and what
   quotes them (traces.py), record the packs, write an event per published release. No network in it.
3. After the commit the edge delivers the outbox (from then on the address answers 410 and nobody reads the old pack)
   and clears the old files away; the sweep does what was left behind.
"""

from datetime import datetime

from django.db import transaction

from cms.accounts.models import User
from cms.acts.refusals import records_refusals
from publishing.attempts.steps import reach
from publishing.audit.actions import Action
from publishing.releases.channels import changed_meanwhile, locked_channel, note_event
from publishing.releases.errors import RefusedError, ReleaseError
from publishing.releases.models import Channel, DocumentBody, PackRecord, Release, ReleaseEvent
from publishing.releases.packs import built_pack, measured
from publishing.releases.redactions.holding import edition_of, releases_holding
from publishing.releases.redactions.models import Ground, RedactedRelease, Redaction, RedactionRequest
from publishing.releases.redactions.requesting import check_open, record_of, subject_of
from publishing.releases.redactions.steps import RedactStep
from publishing.releases.redactions.traces import erase_traces
from publishing.releases.storage import release_store
from publishing.store.layout import public_pack


@records_refusals(Action.RELEASE_REDACTED, of=lambda values: subject_of(values["request"]), on=ReleaseError)
def confirm_redaction(*, request: RedactionRequest, by: User, at: datetime) -> Redaction:
    """Erase the bytes of ``request``, in every release and candidate; raise RefusedError, then nothing has changed.

    The caller holds no transaction, and afterwards delivers the outbox and clears (see clearing.py).
    """
    _check(request, by)
    packs = {
        release.pk: _stored_without(release, request.document_id)
        for release in releases_holding(request.document_id)
        if release.is_published
    }
    reach(RedactStep.PACKS_STORED)
    with transaction.atomic():
        redaction = _erase(request, packs, by=by, at=at)
    reach(RedactStep.COMMITTED)
    return redaction


def _check(request: RedactionRequest, by: User) -> None:
    check_open(request)
    if request.by_id == by.pk:
        raise RefusedError("Je vroeg dit zelf. Iemand anders moet bevestigen: wissen kan niet ongedaan worden gemaakt.")


def _stored_without(release: Release, digest: str) -> PackRecord:
    """Store the pack of ``release`` without the document, and return what is to be recorded of it."""
    edition = edition_of(release) + 1
    store, key = release_store(), public_pack(release.digest, edition)
    with built_pack(release, without={digest}) as path:
        if store.exists(key):
            store.remove(key)  # left by somebody who died before this commit; nobody ever pointed at it
        store.add(key, path)
        return PackRecord(release=release, edition=edition, **measured(path))


def _erase(request: RedactionRequest, packs: dict[int, PackRecord], *, by: User, at: datetime) -> Redaction:
    channel = locked_channel()
    _check(request, by)
    holders = releases_holding(request.document_id)
    editions = _locked_editions(holders)
    _check_packs(holders, packs, editions)
    redaction = Redaction.objects.create(
        request=request, document=request.document, requested_by=request.by, confirmed_by=by, confirmed_at=at
    )
    body = bytes(DocumentBody.objects.values_list("body", flat=True).get(pk=request.document_id))
    DocumentBody.objects.filter(pk=request.document_id).update(body=b"")
    reach(RedactStep.ERASED)
    for release in holders:
        event = _noted(channel, release, request, by=by, at=at) if release.pk in packs else None
        edition = editions[release.pk]
        RedactedRelease.objects.create(redaction=redaction, release=release, edition=edition, event=event)
    erase_traces(request, body, holders)
    reach(RedactStep.TRACES_ERASED)
    PackRecord.objects.bulk_create(packs.values())
    record_of(request, Action.RELEASE_REDACTED, by=by, at=at)
    return redaction


def _locked_editions(holders: list[Release]) -> dict[int, int]:
    """Lock the releases, so that nobody records a pack of them meanwhile, and return what edition each will be."""
    rows = Release.objects.select_for_update().filter(pk__in=[one.pk for one in holders]).order_by("pk")
    return {release.pk: edition_of(release) + 1 for release in rows}


def _check_packs(holders: list[Release], packs: dict[int, PackRecord], editions: dict[int, int]) -> None:
    """Raise RefusedError when a release came to hold the document, went out or lost another one meanwhile."""
    public = {release.pk for release in holders if release.is_published}
    if public != packs.keys() or any(pack.edition != editions[key] for key, pack in packs.items()):
        raise RefusedError(changed_meanwhile())


def _noted(channel: Channel, release: Release, request: RedactionRequest, *, by: User, at: datetime) -> ReleaseEvent:
    reason = f"{request} gewist. Grond: {Ground(request.ground).label}."
    return note_event(channel, about=release, kind=ReleaseEvent.Kind.REDACTED, by=by, at=at, reason=reason)
