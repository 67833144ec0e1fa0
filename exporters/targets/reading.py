"""How it stands with targets: what lies there, and what is under way or went wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices

from exporters.targets.models import Delivery, Target
from exporters.targets.work import WORK
from publishing.attempts.progress import Progress, Stage, progress_of
from publishing.releases.models import Release

MOST = 25  # deliveries on a page; the newest


class Standing(TextChoices):
    """How a target stands, as people call it."""

    EMPTY = "empty", "nog niets"
    PAUSED = "paused", "gepauzeerd"
    WAITING = "waiting", "wacht"
    BUSY = "busy", "bezig"
    DONE = "done", "bij"
    FAILED = "failed", "mislukt"
    CHANGED = "changed", "gewijzigd buiten ons om"


@dataclass(frozen=True, kw_only=True)
class ShownDelivery:
    """A delivery in words; ``progress`` only while it is open."""

    delivery: Delivery
    progress: Progress | None

    @property
    def standing(self) -> Standing | None:
        """How it stands; None when it ended."""
        if self.progress is None:
            return None
        if self.progress.stage is Stage.FAILED:
            return Standing.CHANGED if self.delivery.changed else Standing.FAILED
        return Standing.BUSY if self.progress.stage is Stage.BUSY else Standing.WAITING

    @property
    def has_failed(self) -> bool:
        """Whether a person may want to do something."""
        return self.standing in (Standing.FAILED, Standing.CHANGED)

    @property
    def is_under_way(self) -> bool:
        """Whether it changes without anybody doing something."""
        return self.progress is not None and self.progress.is_under_way

    @property
    def mark(self) -> str:
        """What a page compares to see that something changed."""
        return f"{self.delivery.pk}.{self.delivery.outcome}.{'' if self.progress is None else self.progress.mark}"


@dataclass(frozen=True, kw_only=True)
class ShownTarget:
    """A target: what arrived last, and the newest delivery that did not end yet."""

    target: Target
    lying: Delivery | None
    open: ShownDelivery | None

    @property
    def standing(self) -> Standing:
        """How it stands."""
        if not self.target.is_active:
            return Standing.PAUSED
        if self.open is not None and self.open.standing is not None:
            return self.open.standing
        return Standing.EMPTY if self.lying is None else Standing.DONE

    @property
    def is_wrong(self) -> bool:
        """Whether a person has to look."""
        return self.open is not None and self.open.has_failed

    @property
    def mark(self) -> str:
        """What a page compares to see that something changed."""
        return f"{self.standing}.{'' if self.open is None else self.open.mark}"


def shown_targets(*, at: datetime) -> list[ShownTarget]:
    """Return all targets by name."""
    return [shown_target(one, at=at) for one in Target.objects.all()]


def shown_target(target: Target, *, at: datetime) -> ShownTarget:
    """Return how ``target`` stands at ``at``."""
    still_open = target.deliveries.open().select_related("release", "asked_by").first()
    return ShownTarget(
        target=target,
        lying=lying_at(target),
        open=None if still_open is None else _shown(still_open, at),
    )


def lying_at(target: Target) -> Delivery | None:
    """Return the delivery that put on ``target`` what lies there, as far as we know."""
    return Delivery.objects.at_its_address(target).delivered().select_related("release").first()


def shown_deliveries(target: Target, *, at: datetime) -> list[ShownDelivery]:
    """Return the newest deliveries to ``target``."""
    return [_shown(one, at) for one in target.deliveries.select_related("release", "asked_by")[:MOST]]


def targets_with(release: Release) -> Iterator[Delivery]:
    """Yield, by name of the target, the delivery that put ``release`` where it lies now."""
    for target in Target.objects.all():
        lying = lying_at(target)
        if lying is not None and lying.release_id == release.pk:
            yield lying


def _shown(delivery: Delivery, at: datetime) -> ShownDelivery:
    if not delivery.is_open:
        return ShownDelivery(delivery=delivery, progress=None)
    progress = progress_of(WORK, str(delivery.pk), asked_at=delivery.asked_at, at=at)
    return ShownDelivery(delivery=delivery, progress=progress)
