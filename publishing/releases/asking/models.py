"""Freezes that people asked for on a screen, and what came of each."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from publishing.releases.models import Release


class AskedFreezeQuerySet(models.QuerySet["AskedFreeze"]):
    """Freezes that were asked for."""

    def live(self) -> Self:
        """Those of which nothing came yet."""
        return self.filter(ended_at=None)


class AskedFreeze(models.Model):
    """A freeze that somebody asked for (gevraagde bevriezing). It ends once: with a candidate, or with why not.

    ``maker`` says what is frozen, ``about`` which: the year of a round, the key of a correction. ``reasons`` are dicts
    with ``text``, and with ``kind`` and ``uid`` where one is about an item.
    """

    number = models.CharField("nummer", max_length=8)
    maker = models.CharField("wat", max_length=20)
    about = models.PositiveBigIntegerField("welke")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="gevraagd door"
    )
    asked_at = models.DateTimeField("gevraagd op")
    ended_at = models.DateTimeField("geëindigd op", null=True)
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="kandidaat"
    )
    is_refused = models.BooleanField("geweigerd", default=False)
    reasons = models.JSONField("waarom niet", default=list)

    objects = AskedFreezeQuerySet.as_manager()

    class Meta:
        verbose_name = "gevraagde bevriezing"
        verbose_name_plural = "gevraagde bevriezingen"
        default_permissions = ()
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(ended_at=None), name="asked_freeze_one_live_per_number"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, release=None, is_refused=False)
                | Q(ended_at__isnull=False, release__isnull=False, is_refused=False)
                | Q(ended_at__isnull=False, release=None, is_refused=True),
                name="asked_freeze_ends_with_one_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.number
