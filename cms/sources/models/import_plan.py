"""A plan that people decide on, and the file that it is made from for as long as that takes.

From a file to what came of it; only tasks move a plan out of READING and APPLYING, and a task that died there is taken
over by the next:

    READING ──► OPEN ◄──► APPLYING        READING ──► FAILED (the file was refused, or killed every task)
                  │                       READING ──► ASKED (which sheet?) ──► READING
                  └────► CLOSED ──► OPEN (somebody says that it is done, and may come back on that)
"""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime

LEASE = timedelta(minutes=2)  # without a sign of life for this long, a task is taken for dead
MOST_ATTEMPTS = 3  # tasks that may die on a plan without bringing it further


class Stage(models.TextChoices):
    """How far a plan is."""

    READING = "reading", "wordt gelezen"
    ASKED = "asked", "vraagt welk blad"
    FAILED = "failed", "niet te lezen"
    OPEN = "open", "open"
    APPLYING = "applying", "wordt overgenomen"
    CLOSED = "closed", "afgesloten"


# What is said to who wants something of a plan that its stage does not allow.
NOT_NOW = {
    Stage.READING: "Dit bestand wordt nog gelezen. Wacht even en kijk dan opnieuw.",
    Stage.ASKED: "Kies eerst welk blad van de werkmap je bedoelt.",
    Stage.FAILED: "Dit bestand was niet te lezen. Er valt niets te beslissen.",
    Stage.OPEN: "Dit plan is al open.",
    Stage.APPLYING: "Dit plan wordt nu overgenomen. Wacht tot dat klaar is; daarna kun je weer beslissen.",
    Stage.CLOSED: "Dit plan is afgesloten. Open het eerst weer.",
}


class ImportPlanQuerySet(models.QuerySet["ImportPlan"]):
    """Plans."""

    def at_work(self) -> Self:
        """Those that a task has to bring further."""
        return self.filter(stage__in=[Stage.READING, Stage.APPLYING])

    def silent_since(self, moment: datetime) -> Self:
        """Those of which no task has given a sign of life since ``moment``."""
        return self.filter(Q(beat_at=None) | Q(beat_at__lt=moment))

    def worth_another_try(self) -> Self:
        """Those on which not too many tasks died already."""
        return self.filter(attempts__lt=MOST_ATTEMPTS)

    def tried_in_vain(self) -> Self:
        """Those that every task died on."""
        return self.filter(attempts__gte=MOST_ATTEMPTS)


class ImportPlan(models.Model):
    """A plan (invoerplan). ``source`` is the SHA-256 of the file, ``kind`` a KIND of ``import_source``.

    ``run`` is the task that is at work, ``beat_at`` its last sign of life, ``done`` of ``total`` its progress.
    ``attempts`` counts the tasks that took it on since it last came further.
    """

    kind = models.CharField("soort bron", max_length=30)
    file_name = models.CharField("bestand", max_length=255)
    source = models.CharField("vingerafdruk", max_length=64)
    complete = models.BooleanField("het hele register", default=False)
    sheet = models.CharField("blad", max_length=255, blank=True)
    sheets = models.JSONField("bladen", default=list)
    stage = models.CharField("stand", max_length=10, choices=Stage, default=Stage.READING)
    message = models.TextField("melding", blank=True)
    findings = models.JSONField("opmerkingen", default=list)
    created_at = models.DateTimeField("ingelezen op")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="ingelezen door"
    )
    apply_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    apply_since = models.DateTimeField(null=True)
    run = models.UUIDField(null=True)
    beat_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    objects = ImportPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "invoerplan"
        verbose_name_plural = "invoerplannen"
        default_permissions = ("view", "add", "change")
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="import_plan_stage_is_known"),
            models.CheckConstraint(
                condition=~Q(stage=Stage.APPLYING) | Q(apply_by__isnull=False, apply_since__isnull=False),
                name="import_plan_is_applied_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({localtime(self.created_at):%d-%m-%Y})"

    @property
    def is_at_work(self) -> bool:
        """Whether a task has to bring this plan further."""
        return self.stage in {Stage.READING, Stage.APPLYING}

    def is_late(self, now: datetime) -> bool:
        """Whether the task that should be at work gives no sign of life."""
        since: Any = self.beat_at or self.apply_since or self.created_at
        return self.is_at_work and now - since > LEASE


class Upload(models.Model):
    """The bytes of a file, until its plan is made. They may name persons, so they are not kept any longer."""

    plan = models.OneToOneField(ImportPlan, on_delete=models.CASCADE, related_name="upload")
    data = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"bestand van {self.plan}"
