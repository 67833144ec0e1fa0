"""One act on record. Rows are only ever added: triggers refuse every other change (immutability.py)."""

from datetime import UTC
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from cms.acts.origin import Door
from publishing.audit.actions import CHAINED, PRIVILEGED, Action
from publishing.audit.chain import Link


class Result(models.TextChoices):
    """What came of an act (resultaat)."""

    DONE = "done", "gelukt"
    REFUSED = "refused", "geweigerd"


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """Events."""

    def chained(self) -> Self:
        """Those of the chain, in its order."""
        return self.filter(sequence__isnull=False).order_by("sequence")

    def missing_from_the_chain(self) -> Self:
        """Those that belong in the chain and have no place in it."""
        belongs = Q()
        for prefix in CHAINED:
            belongs |= Q(action__startswith=prefix)
        return self.filter(belongs, sequence=None).order_by("pk")


class AuditEvent(models.Model):
    """An event (gebeurtenis). The actor stands in it as text, as they were called then; empty when no person did it."""

    sequence = models.PositiveBigIntegerField("volgnummer in de keten", null=True, unique=True)
    action = models.CharField("actie", max_length=40, db_index=True)  # of Action; the words live there
    object_kind = models.CharField("soort object", max_length=40, db_index=True)
    object_id = models.CharField("kenmerk van het object", max_length=64)
    object_text = models.CharField("object", max_length=300)
    result = models.CharField("resultaat", max_length=10, choices=Result)
    refusal = models.TextField("waarom geweigerd", blank=True)
    reason = models.TextField("reden", blank=True)
    door = models.CharField("oorsprong", max_length=10, choices=Door)
    door_detail = models.CharField("oorsprong, welke", max_length=200, blank=True)
    actor_name = models.CharField("naam", max_length=310, blank=True)
    actor_username = models.CharField("gebruikersnaam", max_length=150, blank=True, db_index=True)
    details = models.JSONField("bijzonderheden", default=dict)
    at = models.DateTimeField("op", db_index=True)
    previous = models.CharField("vorige SHA-256", max_length=64, blank=True)
    hash = models.CharField("SHA-256", max_length=64, blank=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        default_permissions = ("view",)
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(action__in=[action.value for action in PRIVILEGED])
                | Q(result=Result.REFUSED)
                | ~Q(reason=""),
                name="audit_privileged_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(result=Result.DONE, refusal="") | (Q(result=Result.REFUSED) & ~Q(refusal="")),
                name="audit_refused_says_why",
            ),
            models.CheckConstraint(
                condition=Q(sequence=None, previous="", hash="")
                | (Q(sequence__isnull=False) & ~Q(previous="") & ~Q(hash="")),
                name="audit_chained_whole_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_text}"

    @property
    def kind(self) -> Action:
        """The act that it records."""
        return Action(self.action)

    def content(self) -> dict[str, Any]:
        """Return what it says as plain JSON, of which a link's hash is taken: all but its place in the chain."""
        said = {name: getattr(self, name) for name in HASHED}
        return {**said, "at": self.at.astimezone(UTC).isoformat(timespec="microseconds")}

    def link(self) -> Link:
        """Return it as a link of the chain."""
        assert self.sequence is not None
        return Link(self.sequence, self.previous, self.hash, self.content())


HASHED = (
    "action",
    "object_kind",
    "object_id",
    "object_text",
    "result",
    "refusal",
    "reason",
    "door",
    "door_detail",
    "actor_name",
    "actor_username",
    "details",
)
