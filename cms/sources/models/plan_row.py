"""A row of a plan: what would change, what people decided about it, and what came of it."""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

import msgspec
from django.conf import settings
from django.db import models
from django.db.models import Q

from cms.sources.models.import_plan import ImportPlan
from cms.sources.plan import Change, Row, RowClass

# Of a row these are kept as pairs: PostgreSQL orders the keys of an object by its own rule.
_ORDERED = ("fields", "cells")


class RowState(models.TextChoices):
    """What has to be done with a row."""

    OPEN = "open", "te beslissen"
    DECIDED = "decided", "besloten"
    APPLIED = "applied", "overgenomen"
    REFUSED = "refused", "geweigerd"  # the database did not take it; the message says why
    NOTHING = "nothing", "niets te doen"


class Choice(models.TextChoices):
    """What a person decided about one unit of a row."""

    ACCEPT = "accept", "overnemen"
    REJECT = "reject", "afwijzen"
    LATER = "later", "later"


class Decision(msgspec.Struct, frozen=True):
    """A choice, with what the person filled in otherwise, by field."""

    choice: str
    edited: dict[str, str] = {}


# May be accepted many at once: safe by what they say, and nobody chose anything yet.
UNTOUCHED_AND_SAFE = Q(is_safe=True, decisions={})


class PlanRowQuerySet(models.QuerySet["PlanRow"]):
    """Rows."""

    def open(self) -> Self:
        """Those that a person still has to decide on."""
        return self.filter(state=RowState.OPEN)

    def safe(self) -> Self:
        """Open ones that may be accepted many at once."""
        return self.open().filter(UNTOUCHED_AND_SAFE)

    def to_apply(self) -> Self:
        """Decided ones, and readings that only have to be noted, in the order of the plan."""
        return self.filter(state=RowState.DECIDED).order_by("position")

    def failed(self) -> Self:
        """Those that were wrong in the file, or that the database did not take."""
        return self.filter(Q(row_class=RowClass.ERROR) | Q(state=RowState.REFUSED)).order_by("position")

    def in_order_of_attention(self) -> Self:
        """What asks for a decision first, what is done last."""
        states = [RowState.OPEN, RowState.REFUSED, RowState.DECIDED, RowState.NOTHING, RowState.APPLIED]
        whens = [models.When(state=state, then=models.Value(place)) for place, state in enumerate(states)]
        urgency = models.Case(*whens, output_field=models.IntegerField())
        return self.order_by(urgency, "is_safe", "position")


class PlanRow(models.Model):
    """One row of a plan, with the decisions taken on it.

    ``version`` rises with every change, so that two people do not overwrite each other. ``answer`` is which item a
    person said that the row is about: its uid, of a link those of both ends, or NEW_ITEM.
    """

    plan = models.ForeignKey(ImportPlan, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    row_class = models.CharField("soort", max_length=12, choices=[(one.value, one.value) for one in RowClass])
    title = models.CharField("naam", max_length=300)
    row = models.JSONField()  # cms.sources.plan.Row, see hold
    is_safe = models.BooleanField(default=False)
    state = models.CharField("stand", max_length=10, choices=RowState)
    decisions = models.JSONField(default=dict)  # by unit: Decision
    answer = models.CharField(max_length=80, blank=True)
    message = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    item = models.CharField(max_length=40, blank=True)  # uid of what was written
    version = models.PositiveIntegerField(default=0)

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["plan", "position"]
        indexes: ClassVar = [models.Index(fields=["plan", "state", "is_safe", "position"], name="plan_row_by_state")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "position"], name="plan_row_position"),
            models.CheckConstraint(condition=Q(state__in=RowState.values), name="plan_row_state_is_known"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def content(self) -> Row:
        """The row of the plan."""
        return msgspec.convert({**self.row, **{name: dict(self.row[name]) for name in _ORDERED}}, Row)

    def decided(self) -> dict[str, Decision]:
        """Return the decisions by unit."""
        return msgspec.convert(self.decisions, dict[str, Decision])

    def changes(self) -> Iterable[tuple[str, Change]]:
        """Return the fields that differ, old and new."""
        return self.content.fields.items()

    def hold(self, row: Row, **values: Any) -> None:
        """Take ``row`` as what this row now says, and set ``values`` beside it."""
        told = msgspec.to_builtins(row)
        self.row = {**told, **{name: list(told[name].items()) for name in _ORDERED}}
        self.row_class, self.title = row.row_class.value, (row.title or row.key)[:300]
        for name, value in values.items():
            setattr(self, name, value)
