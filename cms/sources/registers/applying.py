"""Applies rows of a register plan, and says which of them need no decision.

Safe, and so taken by ``import_source --apply``:

- a new record whose name is no known intervention's: a draft intervention that is not *klaar*, with its observation.
  Nothing of the Wegwijzer refers to it yet. A record to which the register gives no level comes in too, with an
  observation without level, which counts nowhere: so it is known next year, when it may have one.
- a recognition fact (level, date, in re-assessment) that differs, of a record that is known: one more observation.
  Observations are facts with a source; whether the intervention stays is a verdict, which no import gives.
- a record that says what we know already: a consultation, for we looked it up again.

Not safe: proposed values of an intervention that is there (name, owner, ages, lists, address), records that
disappeared, ambiguous rows and wrong rows. Tailored texts and releases are never touched.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from wagtail.actions.create import CreateAction
from wagtail.actions.edit import EditAction

from cms.accounts.models import User
from cms.content.models import Intervention
from cms.sources.apply import Refusal
from cms.sources.drafts import refuse_locked
from cms.sources.errors import MovedRowError
from cms.sources.plan import Answer, Row, RowClass
from cms.sources.reading import Value
from cms.sources.registers.fields import DESCRIBED, FACTS, LABELS
from cms.sources.registers.fresh import held_intervention, held_record
from cms.sources.registers.known import Known, KnownRecord
from cms.sources.registers.values import as_field_values
from cms.vetting.levels import Register, read_label
from cms.vetting.models import Observation
from cms.vetting.observations import record_consultation, record_observation


class RegisterApplier:
    """Writes observations, consultations and drafts of interventions in the name of ``by``.

    ``source`` is the SHA-256 of the file, kept with what it says.
    """

    def __init__(self, *, register: Register, source: str, by: User, at: datetime) -> None:
        self._register = register
        self._source = source
        self._by = by
        self._at = at
        self._names: Known | None = None

    def apply(self, row: Row, answer: Answer) -> Any:
        """Write ``row`` as ``answer`` says; raise MovedRowError when the record or its intervention moved."""
        intervention = held_intervention(row) if row.item else None
        record = held_record(row, self._register)
        if row.row_class in {RowClass.UNCHANGED, RowClass.DISAPPEARED}:
            return self._consult(row, record)
        described = {name: value for name, value in answer.accepted.items() if name in DESCRIBED}
        if intervention is None:
            if not answer.observation:
                return None
            intervention = self._create(row, described)
        elif described:
            self._describe(intervention, described)
        if answer.observation:
            self._observe(row, intervention, record, answer.accepted)
        elif not row.observation:
            self._consult(row, record)  # it is there, with the facts that we hold; what else it says was decided on
        return intervention if answer.observation or described else None

    def _consult(self, row: Row, record: KnownRecord | None) -> None:
        if record is not None:
            record_consultation(
                observation=Observation.objects.get(pk=record.newest),
                found=row.row_class is not RowClass.DISAPPEARED,
                source=self._source,
                by=self._by,
                at=self._at,
            )

    def _create(self, row: Row, described: dict[str, Value]) -> Intervention:
        if self._names is None:
            self._names = Known(self._register)
        self._names.refresh()
        name = str(described["name"])
        seen = {candidate.item for candidate in row.candidates}
        if any(candidate.item not in seen for candidate in self._names.named(name)):
            raise MovedRowError(f"Rij {row.line}, '{name}': deze interventie is er intussen al. Maak een nieuw plan.")
        intervention = Intervention(**as_field_values(described), live=False)
        intervention.full_clean()
        CreateAction(intervention, user=self._by, sort_order_field=None).execute(skip_permission_checks=True)
        self._names.learn(intervention)
        return intervention

    def _describe(self, intervention: Intervention, described: dict[str, Value]) -> None:
        draft = intervention.get_latest_revision_as_object()
        refuse_locked(draft, name=f"Interventie '{draft.name}'", by=self._by)
        for name, value in as_field_values(described).items():
            setattr(draft, name, value)
        draft.full_clean()
        EditAction(draft, user=self._by).execute(skip_permission_checks=True)

    def _observe(self, row: Row, of: Intervention, record: KnownRecord | None, accepted: dict[str, Value]) -> None:
        edited = {name: accepted[name] for name in FACTS if name in accepted}
        if record is not None and not row.observation and not edited:
            self._consult(row, record)  # the file says nothing else than what we hold
            return
        said: dict[str, Any] = {**(row.observation or _held(record)), **edited}
        record_observation(
            intervention=of,
            register=self._register,
            record=record.record if record else row.key,
            raw_label=str(said["raw_label"]),
            recognised_on=date.fromisoformat(said["recognised_on"]) if said["recognised_on"] else None,
            in_reassessment=bool(said["in_reassessment"]),
            is_conditional=self._stays_conditional(record, said),
            url=str(accepted.get("url", said["url"])),
            source=self._source,
            by=self._by,
            at=self._at,
        )

    def _stays_conditional(self, record: KnownRecord | None, said: dict[str, Any]) -> bool:
        """Return whether the reservation that we hold stands: no file has it, so it stays while level and date do."""
        if record is None or not record.is_conditional:
            return False
        level = read_label(str(said["raw_label"]), register=self._register) or ""
        return (level, str(said["recognised_on"])) == (record.held.level, str(record.held.recognised_on or ""))


def _held(record: KnownRecord | None) -> dict[str, Value]:
    """Return what is known of a record, as an observation of which one thing is filled in otherwise."""
    if record is None:
        return {}
    fact = record.held
    day = str(fact.recognised_on or "")
    return {
        "raw_label": record.raw_label,
        "recognised_on": day,
        "in_reassessment": fact.in_reassessment,
        "url": record.url,
    }


def safe_answer(row: Row) -> Answer | None:
    """Return the answer to a row that needs no person, None for any other."""
    if row.row_class is RowClass.UNCHANGED:
        return Answer()
    if row.row_class is RowClass.NEW and not row.problems:
        return Answer({name: change.new for name, change in row.fields.items() if name in DESCRIBED}, observation=True)
    if row.row_class is RowClass.CHANGED and row.observation and set(row.fields) & set(FACTS):
        return Answer(observation=True)
    return None


def left_for_a_person(rows: Iterable[Row]) -> Iterable[Refusal]:
    """Return what waits for a person, with why."""
    for row in rows:
        if row.row_class in {RowClass.AMBIGUOUS, RowClass.ERROR}:
            yield Refusal(row.target, row.key, " ".join(row.problems))
        elif row.row_class is RowClass.DISAPPEARED:
            message = f"Record {row.key} staat niet meer in het register. Beslis wat er met de interventie gebeurt."
            yield Refusal(row.target, row.key, message)
        elif row.row_class is RowClass.CHANGED and (proposed := proposed_fields(row)):
            yield Refusal(row.target, row.key, f"Rij {row.line}: beslis over {', '.join(proposed)}.")


def proposed_fields(row: Row) -> list[str]:
    """Return the labels of the fields that only a person may change; an observation brings its own address."""
    has_facts = set(row.fields) & set(FACTS)
    names = [name for name in row.fields if name in DESCRIBED or (name == "url" and not has_facts)]
    return [LABELS[name] for name in names]
