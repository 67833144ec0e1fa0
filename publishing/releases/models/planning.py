"""When a release is to go out, and what came of it."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import IsNull

from publishing.releases.models.release import Release


class PlanningQuerySet(models.QuerySet["Planning"]):
    """Planned publications."""

    def waiting(self) -> Self:
        """The one that is still to come, if there is one."""
        return self.filter(ended_at=None)


class Planning(models.Model):
    """A publication at an agreed minute (planning); ``due`` is an instant in UTC. One at most waits at a time.

    It is bound to the release, so to its digest: a candidate that is frozen anew is not what was planned.
    """

    class Outcome(models.TextChoices):
        """How it ended."""

        WAITING = "", "wacht"
        PUBLISHED = "published", "gepubliceerd"
        REFUSED = "refused", "niet gelukt"
        CANCELLED = "cancelled", "afgezegd"

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="plannings", verbose_name="uitgave")
    due = models.DateTimeField("gepland op")
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="gepland door"
    )
    planned_at = models.DateTimeField("vastgelegd op")
    outcome = models.CharField("afloop", max_length=10, choices=Outcome, blank=True, default=Outcome.WAITING)
    ended_at = models.DateTimeField("afgelopen op", null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="beëindigd door"
    )
    why = models.TextField("waarom", blank=True, help_text="Waarom het is afgezegd, of waarom het niet lukte.")

    objects = PlanningQuerySet.as_manager()

    class Meta:
        verbose_name = "planning"
        verbose_name_plural = "planningen"
        default_permissions = ("view", "add")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                IsNull(F("ended_at"), True), condition=Q(ended_at=None), name="planning_one_waits_at_most"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="") | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="planning_ended_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "published"]) | ~Q(why=""), name="planning_ended_otherwise_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release} op {self.due}"
