"""Applies of a register plan what needs no decision. The rest is listed.

Safe, and so applied:

- a new record whose name is no known intervention's: a draft intervention that is not *klaar*, with its observation.
  Nothing of the Wegwijzer refers to it yet. A record to which the register gives no level comes in too, with an
  observation without level, which counts nowhere: so it is known next year, when it may have one.
- a recognition fact (level, date, in re-assessment) that differs, of a record that is known: one more observation.
  Observations are facts with a source; whether the intervention stays is a verdict, which no import gives.

Not safe, and so listed: proposed values of an intervention that is there (name, owner, ages, lists, address), records
that disappeared, ambiguous rows and wrong rows. Tailored texts and releases are never touched.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.actions.create import CreateAction
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.accounts.models import User
from cms.content.models import Intervention, Wegwijzer
from cms.sources.apply import Applied, Refusal
from cms.sources.errors import MovedRowError
from cms.sources.plan import Plan, Row, RowClass
from cms.sources.readers.registers import REGISTERS
from cms.sources.references import rebuild_references
from cms.sources.registers.fields import DESCRIBED, LABELS, LISTS
from cms.sources.registers.known import Known
from cms.vetting.levels import Register
from cms.vetting.services import record_observation

_SAFE = (RowClass.NEW, RowClass.CHANGED)


def apply_register_plan(*, plan: Plan, by: User, at: datetime) -> Applied:
    """Apply the safe rows of ``plan`` in the name of ``by``, each all or nothing, and list the others.

    A row whose record or intervention moved since the plan was made is refused, and the others go on.
    """
    register = REGISTERS[plan.kind].register
    refused: list[Refusal] = []
    created: list[Intervention] = []
    changed = 0
    with transaction.atomic(), disable_reference_index_auto_update():
        Wegwijzer.objects.select_for_update().get()  # one import at a time
        known = Known(register)
        for row in (row for row in plan.rows if row.observation and row.row_class in _SAFE):
            try:
                with transaction.atomic():
                    if row.row_class is RowClass.NEW:
                        created.append(_create(row, known, register, by=by, at=at))
                    else:
                        _observe(row, known, register, by=by, at=at)
                        changed += 1
            except MovedRowError as error:
                refused.append(Refusal(row.target, row.key, str(error)))
            except (ValidationError, IntegrityError) as error:
                refused.append(Refusal(row.target, row.key, f"Rij {row.line} past niet in de database: {error}."))
        rebuild_references(created)
    return Applied(len(created), changed, tuple(refused), tuple(_left(plan)))


def _create(row: Row, known: Known, register: Register, *, by: User, at: datetime) -> Intervention:
    name = str(row.fields["name"].new)
    if row.key in known.records or known.named(name):
        raise MovedRowError(f"Rij {row.line}, '{name}': deze interventie is er intussen al. Maak een nieuw plan.")
    values: dict[str, Any] = {name: row.fields[name].new for name in DESCRIBED if name in row.fields}
    for name, value in values.items():
        if name in LISTS:
            values[name] = value.split(", ")
        elif name.startswith("age_"):
            values[name] = Decimal(value)
    intervention = Intervention(**values, live=False)
    intervention.full_clean()
    CreateAction(intervention, user=by, sort_order_field=None).execute(skip_permission_checks=True)
    _record(row, intervention, register, record=row.key, by=by, at=at)
    return intervention


def _observe(row: Row, known: Known, register: Register, *, by: User, at: datetime) -> None:
    found = known.records.get(row.key)
    if found is None or known.base(found) != row.base:
        raise MovedRowError(
            f"Rij {row.line}: record {row.key} of de interventie is gewijzigd sinds dit plan is gemaakt. "
            "Maak een nieuw plan."
        )
    intervention = Intervention.objects.filter(uid=row.item).first()
    if intervention is None:
        raise MovedRowError(
            f"Rij {row.line}: de interventie van record {row.key} is verwijderd of samengevoegd. Maak een nieuw plan."
        )
    _record(row, intervention, register, record=found.record, by=by, at=at)


def _record(row: Row, of: Intervention, register: Register, *, record: str, by: User, at: datetime) -> None:
    said = row.observation
    record_observation(
        intervention=of,
        register=register,
        record=record,
        raw_label=str(said["raw_label"]),
        recognised_on=date.fromisoformat(str(said["recognised_on"])) if said["recognised_on"] else None,
        in_reassessment=bool(said["in_reassessment"]),
        url=str(said["url"]),
        by=by,
        at=at,
    )


def _left(plan: Plan) -> Iterable[Refusal]:
    """Return what waits for a person, with why."""
    for row in plan.rows:
        if row.row_class in {RowClass.AMBIGUOUS, RowClass.ERROR}:
            yield Refusal(row.target, row.key, " ".join(row.problems))
        elif row.row_class is RowClass.DISAPPEARED:
            message = f"Record {row.key} staat niet meer in het register. Beslis wat er met de interventie gebeurt."
            yield Refusal(row.target, row.key, message)
        elif row.row_class is RowClass.CHANGED and (proposed := _proposed(row)):
            yield Refusal(row.target, row.key, f"Rij {row.line}: beslis over {', '.join(proposed)}.")


def _proposed(row: Row) -> list[str]:
    """Return the fields that only a person may change; an observation brings its own address."""
    names = [name for name in row.fields if name in DESCRIBED or (name == "url" and not row.observation)]
    return [LABELS[name] for name in names]
