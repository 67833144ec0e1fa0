"""A worker that was taken over wakes up in the middle of its work, and what it wanted to write is refused."""

from datetime import datetime, timedelta

import pytest

from cms.accounts.models import User
from exporters.kinds.json_bundle import JsonBundle
from exporters.models import Artifact
from exporters.steps import ExportStep
from exporters.work import work_of
from publishing.attempts.attempting import attempt_work
from publishing.attempts.begin import begin
from publishing.attempts.held import Held
from publishing.attempts.models import Attempt, State
from publishing.attempts.steps import Step, told
from publishing.attempts.works import Work
from publishing.releases.delivering.work import DELIVERY
from publishing.releases.models import DeliveryAttempt, OutboxEntry, PackRecord, Release
from publishing.releases.pack_work import PACK
from publishing.releases.publish import publish_release
from publishing.releases.steps import DeliveryStep, PackStep
from tests.factories.releases import AT, candidate

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(publicist: User) -> Release:
    return candidate()


@pytest.fixture(autouse=True, params=["looks at each step", "looks only when it writes"])
def looks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the sleeper notice at its next step, or not before the transaction that writes."""
    if request.param == "looks only when it writes":
        monkeypatch.setattr(Held, "note", lambda *_: None)


def worked_while_asleep(work: Work, subject: str, asleep_at: Step) -> bool:
    """Let a worker fall asleep at a step, and another take over; return whether the sleeper thinks it did the work."""
    now = AT

    def clock() -> datetime:
        return now

    def sleep(step: Step) -> None:
        nonlocal now
        if step is asleep_at:
            now += timedelta(hours=1)
            begin(work=work, subject=subject, worker="de volgende", clock=clock)

    with told(sleep):
        return attempt_work(work=work, subject=subject, clock=clock)


@pytest.mark.parametrize("step", [PackStep.BEGUN, PackStep.BUILT])
def test_a_sleeper_records_no_pack(release: Release, step: PackStep) -> None:
    assert not worked_while_asleep(PACK, release.digest, step)
    assert not PackRecord.objects.exists()
    assert list(Attempt.objects.values_list("state", flat=True)) == [State.LOST, State.RUNNING]


@pytest.mark.parametrize("step", [ExportStep.BEGUN, ExportStep.WRITTEN, ExportStep.STORED])
def test_a_sleeper_records_no_artefact(release: Release, step: ExportStep) -> None:
    assert not worked_while_asleep(work_of(JsonBundle()), release.digest, step)
    assert not Artifact.objects.exists()


@pytest.mark.parametrize("step", [DeliveryStep.BEGUN, DeliveryStep.SENT])
def test_a_sleeper_ticks_off_no_delivery(release: Release, publicist: User, step: DeliveryStep) -> None:
    publish_release(number=release.number, by=publicist, at=AT)
    entry = OutboxEntry.objects.get()
    assert not worked_while_asleep(DELIVERY, str(entry.pk), step)
    assert not DeliveryAttempt.objects.exists()
    entry.refresh_from_db()
    assert entry.delivered_at is None
