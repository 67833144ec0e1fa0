"""What is killed after a release went out: erasing a document, and the nightly verification."""

from itertools import count
from pathlib import Path
from typing import Any

from cms.accounts.models import User
from cms.content.models import Definition
from exporters.services import export_release
from publishing.attempts.models import Attempt, State
from publishing.releases.models import Alarm, DocumentBody, Publication
from publishing.releases.nightly.steps import VerifyStep
from publishing.releases.nightly.work import VERIFY
from publishing.releases.outbox import deliver_outbox
from publishing.releases.publish import publish_release
from publishing.releases.redactions.models import Redaction
from publishing.releases.redactions.steps import RedactStep
from publishing.releases.storage import release_store
from publishing.releases.verify import verify_store
from publishing.store.catalogue import read_catalogue
from tests.crash import acts
from tests.crash.acts import EXPORTED
from tests.crash.harness import Scenario
from tests.factories import content
from tests.factories.notices import asked_to_erase
from tests.factories.people import person
from tests.factories.releases import AT, candidate
from tests.publishing.releases.delivering.local import Server

AFTERWARDS = ("redact", "verify")


class _Story:
    def __init__(self, folder: Path, server: Server) -> None:
        self._folder, self._server = folder, server
        self._numbers = count(1)

    def to_redact(self) -> dict[str, Any]:
        number = next(self._numbers)
        Definition.objects.all().delete()  # what was erased before may not come back with a freeze
        content.definition(f"Begrip {number}", body=f"<p>Geheim {number}.</p>")
        release = candidate(f"2026.{Publication.objects.count() + 1}")
        release = publish_release(number=release.number, by=User.objects.get(username="publicist"), at=AT)
        deliver_outbox(at=AT)
        export_release(release=release, at=AT, kinds=list(EXPORTED))
        request = asked_to_erase(release, "begrip", f"begrip-{number}", by=person(f"vrager-{number}"))
        content_of_it = f"Geheim {number}."
        return {"address": self._server.address, "request": request.pk, "secret": content_of_it}

    def redacted(self, subject: dict[str, Any]) -> dict[str, Any]:
        secret, store = subject["secret"].encode(), release_store()
        redaction = Redaction.objects.get(request=subject["request"])
        told = [one.digest for one in read_catalogue(store).redactions]
        return {
            "bytes": bytes(DocumentBody.objects.get(pk=redaction.document_id).body),
            "files": [key for key in store.keys("") if secret in store.read(key)],
            "told": told.count(redaction.document_id),
            "cleared": hasattr(redaction, "clearance"),
            "events": redaction.holders.count(),
            "differences": verify_store(),
        }

    def to_verify(self) -> str:
        number = next(self._numbers)
        loose = self._folder / "loose"
        loose.write_bytes(b"x")
        release_store().add(f"los-{number:02}", loose)
        return f"2026-11-{number:02}"

    def verified(self, subject: str) -> dict[str, Any]:
        attempts = Attempt.objects.filter(kind=VERIFY.kind, subject=subject).order_by("token")
        states = [attempt.state for attempt in attempts]
        found = Alarm.objects.filter(message__contains=f"los-{subject[-2:]}").count()
        return {"last": states[-1], "others": set(states[:-1]) <= {State.LOST}, "alarms": found}


def afterwards(folder: Path, server: Server) -> tuple[Scenario, ...]:
    """Return the scenarios of what happens to releases that went out."""
    story = _Story(folder, server)
    redact = Scenario(
        name="redact", steps=(RedactStep,), prepare=story.to_redact, act=acts.redact, outcome=story.redacted
    )
    verify = Scenario(
        name="verify", steps=(VerifyStep,), prepare=story.to_verify, act=acts.verify, outcome=story.verified
    )
    return redact, verify
