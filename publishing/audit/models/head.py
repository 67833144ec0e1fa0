"""How far the chain came. Its row is the lock by which writers of the chain wait for each other."""

from typing import Self

from django.db import models

from publishing.audit.chain import ORIGIN, Head

THE_ONE = 1


class ChainHeadQuerySet(models.QuerySet["ChainHead"]):
    """The one row."""

    def held(self) -> "ChainHead":
        """Return it, locked until the transaction ends; made on the first use."""
        ChainHead.objects.get_or_create(pk=THE_ONE)
        return self.select_for_update().get(pk=THE_ONE)

    def only_one(self) -> Self:
        """The one row, if anything was ever chained."""
        return self.filter(pk=THE_ONE)


class ChainHead(models.Model):
    """The number and the hash of the last link. Triggers let it take one step at a time, and never back."""

    sequence = models.PositiveBigIntegerField("volgnummer", default=0)
    hash = models.CharField("SHA-256", max_length=64, default=ORIGIN)

    objects = ChainHeadQuerySet.as_manager()

    class Meta:
        verbose_name = "kop van de keten"
        verbose_name_plural = "kop van de keten"
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=models.Q(pk=THE_ONE), name="audit_one_head")]

    def __str__(self) -> str:
        return f"{self.sequence} ({self.hash[:12]})"

    @property
    def value(self) -> Head:
        """What it says."""
        return Head(self.sequence, self.hash)
