"""Building the pack of a candidate, as work under attempts."""

from collections.abc import Iterable
from datetime import datetime

from django.dispatch import Signal

from publishing.attempts.held import Held
from publishing.attempts.works import Work
from publishing.releases.errors import ReleaseError
from publishing.releases.models import Release
from publishing.releases.packs import ensure_pack
from publishing.releases.steps import PackStep
from publishing.store.base import StoreError

# Sent with ``release`` once its pack was built by a task: what is made of packs can begin.
release_packed = Signal()


def _build(subject: str, held: Held) -> None:
    ensure_pack(Release.objects.get(digest=subject), held=held)


def _waiting(at: datetime) -> Iterable[str]:
    return Release.objects.candidates().filter(packs=None).order_by("pk").values_list("digest", flat=True)


def describe_release(subject: str) -> str:
    """Return the number of the release with this digest."""
    release = Release.objects.filter(digest=subject).first()
    return subject[:12] if release is None else str(release)


PACK = Work(
    kind="pack",
    label="Pakket maken van",
    steps=PackStep,
    run=_build,
    waiting=_waiting,
    describe=describe_release,
    expected=(ReleaseError, StoreError, OSError),
)
