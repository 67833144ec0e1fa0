"""One item of a round. Its state is never stored: it is computed when asked (states.py)."""

from typing import ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from publishing.rounds.models.round import Round


class RoundItemQuerySet(models.QuerySet["RoundItem"]):
    """Items of rounds."""

    def in_order(self) -> Self:
        """In the order of the base release; what came after it last."""
        return self.order_by("place", "pk")


class RoundItem(models.Model):
    """An item (document) in a round, followed by its uid whatever it is called.

    ``base_digest`` is empty for what the base release did not hold. ``closing_state`` and ``closing_digest`` say how
    the item stood when the round was closed; until then they are empty.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="items", verbose_name="jaarronde")
    kind = models.CharField("soort", max_length=30)
    uid = models.UUIDField("kenmerk")
    title = models.CharField("titel", max_length=500)
    base_public_id = models.CharField("publiek kenmerk in de basisuitgave", max_length=120, blank=True)
    base_digest = models.CharField("vingerafdruk in de basisuitgave", max_length=64, blank=True)
    place = models.PositiveIntegerField("plaats")
    domains = models.JSONField(
        "domeinen", default=list, help_text="Kenmerken, zoals ze waren toen het item erbij kwam."
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="toegewezen aan"
    )
    assigned_at = models.DateTimeField("toegewezen op", null=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="toegewezen door"
    )
    retired_at = models.DateTimeField("vervallen op", null=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="vervallen door"
    )
    retired_reason = models.TextField("reden van vervallen", blank=True)
    successor = models.UUIDField("opvolger", null=True)
    closing_state = models.CharField("stand bij sluiten", max_length=20, blank=True)
    closing_digest = models.CharField("vingerafdruk bij sluiten", max_length=64, blank=True)

    objects = RoundItemQuerySet.as_manager()

    class Meta:
        verbose_name = "item van een jaarronde"
        verbose_name_plural = "items van een jaarronde"
        default_permissions = ("view",)
        permissions: ClassVar = [
            ("assign_rounditem", "Mag toewijzen"),
            ("retire_rounditem", "Mag laten vervallen"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "kind", "uid"], name="round_item_once"),
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_by=None, retired_reason="", successor=None)
                | (Q(retired_at__isnull=False, retired_by__isnull=False) & ~Q(retired_reason="")),
                name="round_item_retired_by_someone_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("uid")), name="round_item_not_its_own_successor"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> tuple[str, UUID]:
        """What the item is known by: its kind and uid."""
        return self.kind, self.uid
