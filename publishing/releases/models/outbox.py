"""What must still be told to the outside. Written in the transaction that makes it true; the queue is only a nudge.

Rules of the rows (triggers hold all of them, see immutability.py):
- of an OutboxEntry nothing changes but ``delivered_at``; what is sent is what was written down;
- a DeliveryAttempt or Redelivery is added and never changed or deleted.
"""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

CATALOGUE = "catalogue"
LONGEST_ANSWER = 1000
_CATALOGUE_FIRST = models.Case(models.When(kind=CATALOGUE, then=0), default=1)


class OutboxQuerySet(models.QuerySet["OutboxEntry"]):
    """Outbox entries."""

    def waiting(self) -> Self:
        """Those not delivered yet: the catalogue first, then oldest first."""
        return self.filter(delivered_at=None).order_by(_CATALOGUE_FIRST, "pk")

    def deliverable(self) -> Self:
        """Those waiting for nothing but a worker: nobody is told of a move that the catalogue does not show yet."""
        held_up = OutboxEntry.objects.filter(kind=CATALOGUE, delivered_at=None, generation__lte=OuterRef("generation"))
        free = self.waiting().filter(Q(kind=CATALOGUE) | ~Exists(held_up))
        # Who did not say yes the last time is asked after the others, for it may take long to say nothing.
        said = DeliveryAttempt.objects.filter(
            entry__kind=OuterRef("kind"), entry__destination=OuterRef("destination")
        ).order_by("-pk")
        answers = free.annotate(last_said=Subquery(said.values("error")[:1]))
        failed = models.Case(models.When(Q(last_said="") | Q(last_said=None), then=0), default=1)
        return answers.order_by(_CATALOGUE_FIRST, failed, "pk")

    def held_up_here(self) -> Self:
        """Those waiting for us, and not for a receiver that was asked and did not say yes."""
        asked = DeliveryAttempt.objects.filter(entry=OuterRef("pk"))
        return self.waiting().filter(Q(kind=CATALOGUE) | ~Exists(asked))


class OutboxEntry(models.Model):
    """One effect outside the database (aflevering): one event, told to one receiver. Telling it twice is harmless.

    ``event_id`` is the same at every receiver and at every try. ``seal`` is the digest of all that is fixed.
    """

    event_id = models.UUIDField("kenmerk van de gebeurtenis")
    kind = models.CharField("soort", max_length=30)
    destination = models.CharField("bestemming", max_length=500, blank=True)
    payload = models.BinaryField("bericht")
    generation = models.PositiveIntegerField("generatie")
    created_at = models.DateTimeField("gemaakt op")
    seal = models.CharField("zegel", max_length=64)
    delivered_at = models.DateTimeField("afgeleverd op", null=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = "aflevering"
        verbose_name_plural = "afleveringen"
        default_permissions = ("view",)
        permissions: ClassVar = [("replay_outboxentry", "Mag opnieuw afleveren")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event_id", "kind", "destination"], name="outbox_once_per_receiver"),
        ]

    def __str__(self) -> str:
        to = f" aan {self.destination}" if self.destination else ""
        return f"{self.kind} {self.generation}{to}"

    @property
    def attempts(self) -> int:
        """How often it was tried."""
        return self.deliveries.count()

    @property
    def last_error(self) -> str:
        """What went wrong the last time; empty when it went well or was not tried."""
        last = self.deliveries.order_by("-pk").first()
        return "" if last is None else last.error


class DeliveryAttempt(models.Model):
    """One time that an entry was offered to its receiver, and what came back. Only ever added."""

    entry = models.ForeignKey(
        OutboxEntry, on_delete=models.PROTECT, related_name="deliveries", verbose_name="aflevering"
    )
    at = models.DateTimeField("op")
    status = models.PositiveSmallIntegerField("status", null=True)
    answer = models.CharField("antwoord", max_length=LONGEST_ANSWER, blank=True)
    error = models.CharField("fout", max_length=LONGEST_ANSWER, blank=True)
    milliseconds = models.PositiveIntegerField("duur in milliseconden")

    class Meta:
        verbose_name = "afleverpoging"
        verbose_name_plural = "afleverpogingen"
        default_permissions = ("view",)
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.entry_id} op {self.at}"


class Redelivery(models.Model):
    """That somebody asked for an entry to be delivered again, and why. Only ever added."""

    entry = models.ForeignKey(
        OutboxEntry, on_delete=models.PROTECT, related_name="redeliveries", verbose_name="aflevering"
    )
    reason = models.TextField("reden")
    at = models.DateTimeField("op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door")

    class Meta:
        verbose_name = "heraflevering"
        verbose_name_plural = "herafleveringen"
        default_permissions = ("view",)
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(reason=""), name="redelivery_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.entry_id} door {self.by_id}"
