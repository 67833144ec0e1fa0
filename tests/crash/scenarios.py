"""What is killed: one scenario per kind of work. A kind of steps without a scenario fails test_crash."""

from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from cms.accounts.models import User
from exporters.models import Artifact
from exporters.registry import EXPORTERS
from exporters.services import work_kind
from exporters.steps import ExportStep
from publishing.attempts.models import Attempt, State
from publishing.releases.asking.ask import ask_freeze
from publishing.releases.asking.makers import ROUND
from publishing.releases.asking.models import AskedFreeze
from publishing.releases.asking.steps import AskedStep
from publishing.releases.asking.work import FREEZE
from publishing.releases.compare import compare_releases
from publishing.releases.comparing.records import stored_comparison
from publishing.releases.comparing.steps import ComparingStep
from publishing.releases.comparing.work import COMPARE, subject_of
from publishing.releases.freeze import freeze_release
from publishing.releases.models import Channel, DocumentBody, Freeze, OutboxEntry, Publication, Release, ReleaseEvent
from publishing.releases.outbox import deliver_outbox
from publishing.releases.pack_work import PACK
from publishing.releases.packs import built_pack, ensure_pack
from publishing.releases.publish import publish_release
from publishing.releases.steps import (
    DeliveryStep,
    FreezeStep,
    MoveStep,
    PackStep,
    PrepareStep,
    PublishStep,
    RollbackStep,
)
from publishing.releases.storage import release_store
from publishing.releases.verify import verify_release
from publishing.store.catalogue import read_catalogue
from publishing.store.files import sha256_of
from publishing.store.layout import candidate_pack
from publishing.store.pack_reader import Pack
from tests.crash import acts
from tests.crash.afterwards import AFTERWARDS, afterwards
from tests.crash.harness import Scenario
from tests.factories import content
from tests.factories.releases import AT, REFERENCE_DATE, candidate
from tests.factories.sealed import sealed
from tests.publishing.releases.delivering.local import Server


class Story:
    """Makes something new to work on every time, and looks at what came of it."""

    def __init__(self, folder: Path, server: Server) -> None:
        assert settings.RELEASE_STORE_URL.startswith("file:")
        self._folder, self._server = folder, server
        self._numbers = count(1)

    def _candidate(self, number: str = "2026.1") -> Release:
        content.definition(f"Begrip {next(self._numbers)}")
        return candidate(number)

    def _published(self) -> Release:
        number = f"2026.{Publication.objects.count() + 1}"
        self._candidate(number)
        return publish_release(number=number, by=User.objects.get(username="publicist"), at=AT)

    def to_freeze(self) -> dict[str, Any]:
        content.definition(f"Begrip {next(self._numbers)}")
        year = sealed(REFERENCE_DATE).year
        with transaction.atomic():
            made = freeze_release(
                number="2026.1", reference_date=REFERENCE_DATE, round_year=year, by=None, at=AT
            ).release
            transaction.set_rollback(True)
        held = {"releases": Release.objects.count(), "documents": DocumentBody.objects.count()}
        return {"year": year, "digest": made.digest, **held}

    def frozen(self, subject: dict[str, Any]) -> dict[str, Any]:
        release = Release.objects.get(digest=subject["digest"])
        return {
            "differences": verify_release(release) and "some",
            "candidate": Release.objects.candidate("2026.1") == release,
            "new releases": Release.objects.count() - subject["releases"],
            "new documents": DocumentBody.objects.count() - subject["documents"],
            "freezes": Freeze.objects.filter(release=release).count(),
        }

    def to_ask(self) -> dict[str, Any]:
        subject = self.to_freeze()
        by = User.objects.get(username="publicist")
        asked, _ = ask_freeze(maker=ROUND, about=subject["year"], number="2026.1", by=by, at=AT)
        return {**subject, "asked": asked.pk}

    def answered(self, subject: dict[str, Any]) -> dict[str, Any]:
        asked = AskedFreeze.objects.get(pk=subject["asked"])
        told = {
            "ended": asked.ended_at is not None,
            "the candidate": asked.release == Release.objects.candidate("2026.1"),
        }
        return {**self.frozen(subject), **told, **self._ended(FREEZE.kind, str(asked.pk))}

    def to_pack(self) -> str:
        """A candidate for which another worker, or a bad disk, left something in the store."""
        release = self._candidate()
        leftover = self._folder / "leftover"
        leftover.write_bytes(b"half a pack")
        release_store().add(candidate_pack(release.digest), leftover)
        return release.digest

    def packed(self, subject: str) -> dict[str, Any]:
        release = Release.objects.get(digest=subject)
        return {
            "packs": release.packs.count(),
            "differences": verify_release(release),
            **self._ended(PACK.kind, subject),
        }

    def to_compare(self) -> str:
        return subject_of(None, self._candidate())

    def compared(self, subject: str) -> dict[str, Any]:
        release = Release.objects.get(digest=subject.partition(":")[0])
        stored = stored_comparison(old=None, new=release)
        return {
            "same": stored == compare_releases(old=None, new=release),
            **self._ended(COMPARE.kind, subject),
        }

    def to_export(self) -> str:
        return self._candidate().digest

    def exported(self, subject: str) -> dict[str, Any]:
        release = Release.objects.get(digest=subject)
        made = {one.kind: one.sha256 for one in Artifact.objects.filter(release=release)}
        ensure_pack(release)
        return {
            "same bytes": made == self._artifacts_of(release),
            "rows": Artifact.objects.filter(release=release).count(),
            "differences": verify_release(release),
            # Who died at one kind had others done, and the next does them again: nothing comes of that.
            **{kind: self._ended(work_kind(EXPORTERS[kind]), subject, may_be_done=True) for kind in acts.EXPORTED},
        }

    def _artifacts_of(self, release: Release) -> dict[str, str]:
        found = {}
        with built_pack(release) as path:
            for exporter in (EXPORTERS[kind] for kind in acts.EXPORTED):
                target = self._folder / f"{release.pk}-{exporter.kind}"
                exporter.write(Pack(path), target)
                with target.open("rb") as stream:
                    found[exporter.kind] = sha256_of(stream)
        return found

    def to_publish(self) -> str:
        number = f"2026.{Publication.objects.count() + 1}"
        ensure_pack(self._candidate(number))
        return number

    def was_published(self, subject: str) -> dict[str, Any]:
        deliver_outbox(at=AT + timedelta(days=1))
        release = Release.objects.published().get(number=subject)
        return {
            "publications": Publication.objects.filter(number=subject).count(),
            "moves": ReleaseEvent.objects.filter(release=release).count(),
            "told": OutboxEntry.objects.filter(generation=ReleaseEvent.objects.get(release=release).generation).count(),
            **self._live(subject),
        }

    def to_roll_back(self) -> dict[str, Any]:
        while Publication.objects.count() < 2:
            self._published()
        current = Channel.objects.get().current
        assert current is not None
        return {
            "number": "2026.1" if current.number != "2026.1" else "2026.2",
            "moves": ReleaseEvent.objects.count(),
            "releases": Release.objects.count(),
        }

    def rolled_back(self, subject: dict[str, Any]) -> dict[str, Any]:
        deliver_outbox(at=AT + timedelta(days=1))
        return {
            "moves": ReleaseEvent.objects.count() - subject["moves"],
            "releases": Release.objects.count() - subject["releases"],
            **self._live(subject["number"]),
        }

    def to_deliver(self) -> dict[str, Any]:
        release = self._published()
        return {"address": self._server.address, "number": release.number}

    def delivered(self, subject: dict[str, Any]) -> dict[str, Any]:
        event = ReleaseEvent.objects.get(release__number=subject["number"])
        entries = list(OutboxEntry.objects.filter(generation=event.generation))
        (name,) = {str(entry.event_id) for entry in entries}
        (payload,) = {bytes(entry.payload) for entry in entries}
        return {
            "kinds": sorted(entry.kind for entry in entries),
            "waiting": sum(entry.delivered_at is None for entry in entries),
            "told once": self._server.effects[name],
            "same bytes": self._server.bodies[name] == {payload},
            **self._live(subject["number"]),
        }

    def _live(self, number: str) -> dict[str, Any]:
        """One generation per move, and the catalogue says what the channel says."""
        channel, catalogue = Channel.objects.get(), read_catalogue(release_store())
        return {
            "live": catalogue.current == number,
            "same generation": catalogue.generation == channel.generation == ReleaseEvent.objects.count(),
            "whole": catalogue.release(number) is not None and verify_release(Release.objects.get(number=number)) == [],
        }

    def _ended(self, kind: str, subject: str, *, may_be_done: bool = False) -> dict[str, Any]:
        attempts = Attempt.objects.filter(kind=kind, subject=subject).order_by("token")
        states = [attempt.state for attempt in attempts]
        expected = {State.LOST, State.DONE} if may_be_done else {State.LOST}
        return {"last": states[-1], "others": set(states[:-1]) <= expected}


def scenarios(folder: Path, server: Server) -> dict[str, Scenario]:
    """Return every scenario by name."""
    story = Story(folder, server)
    made = (
        Scenario(name="freeze", steps=(FreezeStep,), prepare=story.to_freeze, act=acts.freeze, outcome=story.frozen),
        Scenario(
            name="asked freeze",
            steps=(AskedStep, FreezeStep),
            prepare=story.to_ask,
            act=acts.freeze_asked,
            outcome=story.answered,
        ),
        Scenario(name="pack", steps=(PackStep,), prepare=story.to_pack, act=acts.build_pack, outcome=story.packed),
        Scenario(
            name="compare", steps=(ComparingStep,), prepare=story.to_compare, act=acts.compare, outcome=story.compared
        ),
        Scenario(name="export", steps=(ExportStep,), prepare=story.to_export, act=acts.export, outcome=story.exported),
        Scenario(
            name="publish",
            steps=(PrepareStep, PublishStep, MoveStep),
            prepare=story.to_publish,
            act=acts.publish,
            outcome=story.was_published,
        ),
        Scenario(
            name="roll back",
            steps=(RollbackStep, MoveStep),
            prepare=story.to_roll_back,
            act=acts.roll_back,
            outcome=story.rolled_back,
        ),
        Scenario(
            name="deliver",
            steps=(DeliveryStep,),
            prepare=story.to_deliver,
            act=acts.deliver,
            outcome=story.delivered,
        ),
    )
    return {one.name: one for one in (*made, *afterwards(folder, server))}


NAMES = ("freeze", "asked freeze", "pack", "compare", "export", "publish", "roll back", "deliver", *AFTERWARDS)
