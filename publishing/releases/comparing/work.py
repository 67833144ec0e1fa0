"""Comparing two large releases, as work under attempts: for whoever looks, and of each candidate beforehand."""

from collections.abc import Iterable
from datetime import datetime

from publishing.attempts.held import Held
from publishing.attempts.steps import reach
from publishing.attempts.works import Work
from publishing.releases.channels import live_channel
from publishing.releases.comparing.choosing import NOTHING
from publishing.releases.comparing.records import comparison_of, is_small, stored_comparison
from publishing.releases.comparing.steps import ComparingStep
from publishing.releases.errors import ReleaseError
from publishing.releases.models import Release

_SIGNS = 64  # of a digest


def subject_of(old: Release | None, new: Release) -> str:
    """Return what names this piece of work."""
    return f"{new.digest}:{NOTHING if old is None else old.digest}"


def _pair(subject: str) -> tuple[Release | None, Release]:
    new, old = subject[:_SIGNS], subject[_SIGNS + 1 :]
    return None if old == NOTHING else Release.objects.get(digest=old), Release.objects.get(digest=new)


def _compare(subject: str, held: Held) -> None:
    """Store the comparison: of the same two it is the same bytes, so it needs no fence."""
    reach(ComparingStep.BEGUN)
    old, new = _pair(subject)
    comparison_of(old=old, new=new)
    reach(ComparingStep.COMMITTED)


def _waiting(at: datetime) -> Iterable[str]:
    live = live_channel().current
    for new in Release.objects.candidates().order_by("pk"):
        if not is_small(old=live, new=new) and stored_comparison(old=live, new=new) is None:
            yield subject_of(live, new)


def _describe(subject: str) -> str:
    old, new = _pair(subject)
    return f"{new.number} met {'niets' if old is None else old.number}"


COMPARE = Work(
    kind="compare",
    label="Vergelijken van uitgave",
    steps=ComparingStep,
    run=_compare,
    waiting=_waiting,
    describe=_describe,
    expected=(ReleaseError, OSError),
)
