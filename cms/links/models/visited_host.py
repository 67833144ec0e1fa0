"""The hosts that the link check visits, and when each may be visited again."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import models

# Longer than any visit may take: after it, whoever had the turn was killed.
TURN = timedelta(minutes=3)


class VisitedHostQuerySet(models.QuerySet["VisitedHost"]):
    """Hosts."""

    def take_turn(self, host: "VisitedHost", *, at: datetime, until: datetime) -> UUID | None:
        """Return a turn at ``host``, or None when it is too soon or somebody else has it.

        One turn holds at a time; one that was not ended is over at ``until``.
        """
        turn = uuid4()
        taken = self.filter(pk=host.pk, free_at__lte=at).update(turn=turn, free_at=until)
        return turn if taken else None

    def end_turn(self, host: "VisitedHost", turn: UUID, *, free_at: datetime) -> bool:
        """Leave ``host`` alone until ``free_at``; tell whether the turn still held."""
        return bool(self.filter(pk=host.pk, turn=turn).update(turn=None, free_at=free_at))


class VisitedHost(models.Model):
    """A host (site). Its row keeps two visits apart, in time and between processes."""

    name = models.CharField("site", max_length=255, unique=True)
    free_at = models.DateTimeField("weer te bezoeken vanaf")
    turn = models.UUIDField("beurt", null=True)

    objects = VisitedHostQuerySet.as_manager()

    class Meta:
        verbose_name = "bezochte site"
        verbose_name_plural = "bezochte sites"
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
