"""Corrections on a release of a small workshop, made by the services that the screens use."""

from typing import Any

import msgspec

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.documents.manifest import Entry, Manifest
from publishing.documents.registry import KINDS
from publishing.releases.assembling import Address
from publishing.releases.corrections.beginning import begin_correction
from publishing.releases.corrections.changing import edit_item
from publishing.releases.corrections.freezing import freeze_correction
from publishing.releases.corrections.held import document_of, entry_of
from publishing.releases.corrections.models import Correction, CorrectionChange
from publishing.releases.corrections.reviewing import review_change
from publishing.releases.corrections.standing import change_at, changes_of
from publishing.releases.models import DocumentBody, Release
from publishing.releases.outbox import deliver_outbox
from publishing.releases.publish import publish_release
from publishing.releases.reading import manifest_of
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import AT, approved, published

STEP: Address = ("stap", "kies-doelen")
RECOMMENDATION: Address = ("aanbeveling", "rust-in-de-week")
INTERVENTION: Address = ("interventie", "rustig-leren")
EXAMPLE: Address = ("praktijkvoorbeeld", "de-stille-dinsdag")
DEFINITION: Address = ("begrip", "prestatiedruk")


def workshop() -> None:
    """Make one ready item of most kinds, referring to each other."""
    content.step(title="Kies doelen", body="<p>Kies samen twee doeln voor dit jaar.</p>")
    content.step(2, title="Kijk terug")
    item = content.intervention("Rustig Leren", summary="<p>Leren met <b>rust</b>.</p>")
    content.observation(item)
    example = content.practice_example()
    content.recommendation(
        content.domain(),
        "Rust in de week",
        interventions={item: "<p>Week drie past hier.</p>"},
        practice_examples=(example,),
        body="<p>Houd een middag vrij van toetsen.</p>",
    )
    content.definition("Prestatiedruk")


def base(by: User | None = None) -> Release:
    """Return 2026.1, which holds the workshop and is live."""
    workshop()
    return published("2026.1", by=by or person("publicist"))


def people() -> tuple[User, User, User]:
    """Return an editor, a reviewer and a publisher."""
    return person("sanne", Role.EDITOR), person("joris", Role.REVIEWER), person("karin", Role.PUBLISHER)


def begun(by: User, **fields: Any) -> Correction:
    """Return a correction on what is live."""
    return begin_correction(**{"reason": "Er staat een tikfout in stap 1.", "by": by, "at": AT, **fields})


def edited(correction: Correction, by: User, address: Address = STEP, **fields: Any) -> CorrectionChange:
    """Return the change by which an item of the base says ``fields`` (the shape's own names)."""
    entry = entry_of(correction.base, address)
    before = change_at(correction, *address)
    has_text = before is not None and before.has_document
    released = document_of(entry)
    if has_text:
        assert before is not None
        released = msgspec.json.decode(bytes(before.body), type=KINDS[address[0]].shape)
    document = msgspec.structs.replace(released, **(fields or {"body": "<p>Kies samen twee doelen.</p>"}))
    seen = before.digest if before is not None and has_text else entry.digest
    return edit_item(correction=correction, address=address, document=document, seen=seen, by=by, at=AT)


def agreed(correction: Correction, by: User) -> None:
    """Let ``by`` agree to every change."""
    for one in changes_of(correction):
        review_change(change=one.change, by=by, at=AT)


def frozen(correction: Correction, by: User | None = None) -> Release:
    """Return the candidate of ``correction``, approved where nothing blocks."""
    release = freeze_correction(correction=correction, by=by, at=AT).release
    return approved(release)


def brought_out(correction: Correction, by: User) -> Release:
    """Freeze and publish ``correction``, and tell the world."""
    frozen(correction)
    release = publish_release(number=correction.number, by=by, at=AT)
    deliver_outbox(at=AT)
    return release


def entries(release: Release) -> dict[Address, Entry]:
    """Return what ``release`` holds."""
    return {(one.kind, one.id): one for one in read(release).documents}


def read(release: Release) -> Manifest:
    """Return its manifest."""
    return manifest_of(release)


def document(release: Release, address: Address) -> dict[str, Any]:
    """Return one of its documents as plain values."""
    body = DocumentBody.objects.get(digest=entries(release)[address].digest).body
    plain: dict[str, Any] = msgspec.json.decode(bytes(body))
    return plain
