"""What is live, and everything that ever happened to a release."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from publishing.releases.models.release import Release

LIVE = "live"


class Channel(models.Model):
    """A channel (kanaal): a pointer to the current release. ``generation`` only rises, by one per event."""

    name = models.CharField("naam", max_length=20, primary_key=True)
    generation = models.PositiveIntegerField("generatie", default=0)
    current = models.ForeignKey(
        Release, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="huidige uitgave"
    )

    class Meta:
        verbose_name = "kanaal"
        verbose_name_plural = "kanalen"

    def __str__(self) -> str:
        return self.name


class ReleaseEvent(models.Model):
    """Something that happened to a release in public (gebeurtenis), in order. Only ever added.

    Each makes a generation of the channel; those of MOVES also made the release the current one.
    """

    class Kind(models.TextChoices):
        """What can happen."""

        PUBLISHED = "published", "gepubliceerd"
        ROLLED_BACK = "rolled-back", "teruggezet"
        NOTICED = "noticed", "mededeling geplaatst"
        NOTICE_ENDED = "notice-ended", "mededeling beëindigd"
        WITHDRAWN = "withdrawn", "ingetrokken"
        REDACTED = "redacted", "deels gewist"

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="events", verbose_name="uitgave")
    kind = models.CharField("soort", max_length=20, choices=Kind)
    generation = models.PositiveIntegerField("generatie", unique=True)
    at = models.DateTimeField("op")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="door"
    )
    reason = models.TextField("reden", blank=True)

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="rolled-back") | ~Q(reason=""), name="event_rollback_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["notice-ended", "withdrawn", "redacted"]) | ~Q(reason=""),
                name="event_that_takes_away_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.release_id}"


MOVES = (ReleaseEvent.Kind.PUBLISHED, ReleaseEvent.Kind.ROLLED_BACK)  # after these, the release is what the world reads
