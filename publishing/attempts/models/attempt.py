"""One try of one worker at a piece of work that happens outside a request."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q


class State(models.TextChoices):
    """How an attempt stands. RUNNING is the only one that is not an end."""

    RUNNING = "running", "loopt"
    DONE = "done", "klaar"
    FAILED = "failed", "mislukt"
    LOST = "lost", "afgebroken"
    GIVEN_UP = "given-up", "opgegeven"


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Attempts."""

    def newest(self) -> Self:
        """The last attempt at each piece of work: how that stands now."""
        later = Attempt.objects.filter(kind=OuterRef("kind"), subject=OuterRef("subject"), token__gt=OuterRef("token"))
        return self.filter(~Exists(later))

    def running(self) -> Self:
        """Those that a worker holds, whether it is alive or not."""
        return self.filter(state=State.RUNNING)

    def silent_at(self, at: datetime) -> Self:
        """Those whose worker gave no sign of life in time."""
        return self.running().filter(lease_until__lte=at)

    def at_work_at(self, at: datetime) -> Self:
        """Those whose worker is alive, as far as anybody knows."""
        return self.running().filter(lease_until__gt=at)

    def to_be_repeated_at(self, at: datetime) -> Self:
        """Those that failed and whose next try is due, or that a person wants tried again."""
        return self.newest().filter(Q(next_try_at__lte=at) | Q(again_at__isnull=False))

    def troubled(self) -> Self:
        """How work stands that went wrong and was not done since."""
        return self.newest().filter(state__in=(State.FAILED, State.LOST, State.GIVEN_UP))


class Attempt(models.Model):
    """An attempt (poging) at the work ``kind`` on ``subject``, such as the digest of a release.

    ``token`` rises with every attempt at the same work and never comes back: it fences off who was taken over.
    ``number`` counts the tries since the work last succeeded or a person asked for another go. A lease that has
    passed says nothing by itself; whoever begins next makes it LOST.
    """

    kind = models.CharField("soort werk", max_length=40)
    subject = models.CharField("waaraan", max_length=200)
    token = models.PositiveIntegerField("volgnummer")
    number = models.PositiveSmallIntegerField("hoeveelste keer")
    state = models.CharField("stand", max_length=10, choices=State, default=State.RUNNING)
    worker = models.CharField("uitvoerder", max_length=200)
    step = models.CharField("stap", max_length=60, blank=True)
    started_at = models.DateTimeField("begonnen op")
    heartbeat_at = models.DateTimeField("laatste teken van leven")
    lease_until = models.DateTimeField("voorbehouden tot")
    ended_at = models.DateTimeField("geëindigd op", null=True)
    next_try_at = models.DateTimeField("volgende keer op", null=True)
    error = models.TextField("wat er misging", blank=True)
    detail = models.TextField("technische bijzonderheden", blank=True)
    again_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="opnieuw door"
    )
    again_at = models.DateTimeField("opnieuw gevraagd op", null=True)
    again_reason = models.TextField("waarom opnieuw", blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = "poging"
        verbose_name_plural = "pogingen"
        default_permissions = ("view",)
        permissions: ClassVar = [("retry_attempt", "Mag vastgelopen werk opnieuw laten doen")]
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=Q(state=State.RUNNING), name="attempt_one_live_per_work"
            ),
            models.UniqueConstraint(fields=["kind", "subject", "token"], name="attempt_token_once_per_work"),
            models.CheckConstraint(
                condition=Q(state=State.RUNNING, ended_at=None) | (~Q(state=State.RUNNING) & Q(ended_at__isnull=False)),
                name="attempt_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.RUNNING, State.DONE)) | ~Q(error=""), name="attempt_that_failed_says_why"
            ),
            models.CheckConstraint(
                condition=Q(again_by=None, again_at=None, again_reason="")
                | (Q(again_by__isnull=False, again_at__isnull=False) & ~Q(again_reason="")),
                name="attempt_asked_again_by_someone_with_a_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "lease_until"], name="attempt_by_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}, poging {self.token}"

    def is_silent_at(self, at: datetime) -> bool:
        """Whether its worker gave no sign of life in time."""
        return self.state == State.RUNNING and self.lease_until <= at
