"""What was checked of a release before it may go out, and what those checks looked at."""

from typing import ClassVar

from django.db import models

from publishing.releases.models.release import Freeze, Release


class Preparation(models.Model):
    """One time that a release was made ready to go out (voorbereiding). Only ever added; the newest counts.

    ``looked_at`` holds, by the name of each gate, what it saw. Whether that still holds is compared when it is asked.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="preparations", verbose_name="uitgave")
    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="+", verbose_name="bevriezing")
    looked_at = models.JSONField("waarnaar gekeken is")
    at = models.DateTimeField("op")

    class Meta:
        verbose_name = "voorbereiding"
        verbose_name_plural = "voorbereidingen"
        default_permissions = ("view",)
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.release_id} op {self.at}"
