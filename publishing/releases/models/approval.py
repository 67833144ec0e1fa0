"""Who said of which bytes that they may go out."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from publishing.releases.models.release import Freeze, Release


class Approval(models.Model):
    """One person's approval (goedkeuring) of a release as it was frozen, or that they take it back. Only ever added.

    Of one person the newest row about a release holds. ``roles`` are the roles that the person held then, of those that
    approve. What was looked at is the digest of the release and what its freeze recorded.
    """

    class Kind(models.TextChoices):
        """What somebody said."""

        GIVEN = "given", "goedgekeurd"
        TAKEN_BACK = "taken-back", "ingetrokken"

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="approvals", verbose_name="uitgave")
    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="approvals", verbose_name="bevriezing")
    kind = models.CharField("soort", max_length=10, choices=Kind)
    roles = models.JSONField("rollen")
    note = models.TextField("opmerking", blank=True)
    at = models.DateTimeField("op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door")

    class Meta:
        verbose_name = "goedkeuring"
        verbose_name_plural = "goedkeuringen"
        default_permissions = ("view", "add")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} door {self.by}"
