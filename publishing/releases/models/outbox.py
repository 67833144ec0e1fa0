"""What must still be told to the outside. Written in the transaction that makes it true; the queue is only a nudge."""

from typing import Self

from django.db import models


class OutboxQuerySet(models.QuerySet["OutboxEntry"]):
    """Outbox entries."""

    def waiting(self) -> Self:
        """Those not delivered yet, oldest first."""
        return self.filter(delivered_at=None).order_by("pk")


class OutboxEntry(models.Model):
    """One effect outside the database. Delivering it twice is harmless."""

    class Kind(models.TextChoices):
        """What can be delivered."""

        CATALOGUE = "catalogue", "catalogus"

    kind = models.CharField("soort", max_length=20, choices=Kind)
    generation = models.PositiveIntegerField("generatie")
    created_at = models.DateTimeField("gemaakt op")
    delivered_at = models.DateTimeField("afgeleverd op", null=True)
    attempts = models.PositiveIntegerField("pogingen", default=0)
    last_error = models.TextField("laatste fout", blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = "aflevering"
        verbose_name_plural = "afleveringen"
        constraints = [models.UniqueConstraint(fields=["kind", "generation"], name="outbox_one_per_move")]

    def __str__(self) -> str:
        return f"{self.kind} {self.generation}"
