"""That two interventions were found to be one, what moved then, and whether it was undone.

Rules of the rows:
- a Merge is added, undone once at most, and neither edited nor deleted;
- of one intervention at most one merge stands, and none is merged with itself;
- the uids stay when an intervention is deleted: releases are told by them which public id follows which.
"""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cms.content.models import Intervention


class MergeError(Exception):
    """Something that may not be merged, or not be undone. The message is for the editor."""


class MergeQuerySet(models.QuerySet["Merge"]):
    """Merges."""

    def standing(self) -> Self:
        """Those that nobody undid."""
        return self.filter(undone_at=None)


UNDOING = {"undone_at", "undone_by"}


class Merge(models.Model):
    """A merge (samenvoeging). ``moved`` holds, as plain JSON, a ``cms.vetting.merging.moved.Moved``."""

    wagtail_reference_index_ignore = True  # a record about interventions is no use of one

    # SET_NULL, never PROTECT: a protected key makes Wagtail's delete screen fail.
    kept = models.ForeignKey(
        Intervention, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="blijft"
    )
    gone = models.ForeignKey(
        Intervention, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="gaat op"
    )
    kept_uid = models.UUIDField("kenmerk van wat blijft", editable=False)
    gone_uid = models.UUIDField("kenmerk van wat opgaat", editable=False)
    kept_name = models.CharField("naam van wat blijft", max_length=255, editable=False)
    gone_name = models.CharField("naam van wat opgaat", max_length=255, editable=False)
    reason = models.TextField("reden")
    moved = models.JSONField("wat verhuisde", editable=False)
    merged_at = models.DateTimeField("samengevoegd op", editable=False)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="samengevoegd door"
    )
    undone_at = models.DateTimeField("ongedaan gemaakt op", null=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="ongedaan gemaakt door",
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = "samenvoeging"
        verbose_name_plural = "samenvoegingen"
        default_permissions = ("view",)
        ordering: ClassVar = ["-merged_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(kept_uid=F("gone_uid")), name="merge_of_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="merge_with_reason"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_someone_at_a_time",
            ),
            models.UniqueConstraint(fields=["gone_uid"], condition=Q(undone_at=None), name="merge_standing_once"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_name} is samengevoegd met {self.kept_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new merge, or its undoing; raise MergeError for any other change."""
        if not self._state.adding and set(kwargs.get("update_fields") or ["*"]) != UNDOING:
            raise MergeError("Een samenvoeging wordt niet gewijzigd. Maak haar ongedaan, zolang dat kan.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raise MergeError: what was merged stays on record."""
        raise MergeError("Een samenvoeging wordt niet verwijderd. Maak haar ongedaan, zolang dat kan.")
