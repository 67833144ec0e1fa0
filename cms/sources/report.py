"""A plan, told in Dutch to the person who has to decide."""

from collections.abc import Iterable

from cms.sources.apply import Applied
from cms.sources.plan import Plan, Row, RowClass
from cms.sources.reading import Value
from cms.sources.registers.fields import LABELS
from cms.sources.shortening import shortened
from cms.sources.targets import TARGETS
from cms.sources.workbook.labels import LABELS as FIELD_LABELS
from cms.sources.workbook.labels import TARGET_LABELS

_COUNTED = {
    RowClass.NEW: "nieuw",
    RowClass.CHANGED: "gewijzigd",
    RowClass.UNCHANGED: "ongewijzigd",
    RowClass.DISAPPEARED: "verdwenen (beslis zelf; er wordt niets verwijderd)",
    RowClass.AMBIGUOUS: "vraagt een antwoord",
    RowClass.ERROR: "fout",
}
_LONGEST = 100  # characters of a value


def describe_plan(plan: Plan) -> str:
    """Return counts, errors, changes, findings by line, and what is still to write."""
    changed = plan.of_class(RowClass.CHANGED)
    return "\n".join(
        [
            *_section("Telling", (f"{plan.counts[row_class]:>4} {label}" for row_class, label in _COUNTED.items())),
            *_section("Fouten", _problems(plan, RowClass.ERROR)),
            *_section("Vraagt een antwoord", _problems(plan, RowClass.AMBIGUOUS)),
            *_section("Gewijzigd", (_changes(row) for row in changed)),
            *_section("Nieuw", (_new(row) for row in plan.of_class(RowClass.NEW))),
            *_section("Verdwenen uit de bron", (_name(row) for row in plan.of_class(RowClass.DISAPPEARED))),
            *_section("Bevindingen", (_finding(found.line, found.message) for found in plan.findings)),
            *_section("Nog te schrijven", (gap.message for gap in plan.still_to_write)),
        ]
    )


def describe_result(applied: Applied) -> str:
    """Return what was written, and what was refused."""
    lines = [f"Overgenomen als concept: {applied.created} nieuw, {applied.changed} gewijzigd. Niets is klaargezet."]
    if applied.consulted:
        lines.append(f"Opnieuw geraadpleegd en niet veranderd: {applied.consulted}.")
    lines += [f"Geweigerd: {refusal.message}" for refusal in applied.refused]
    if applied.left:
        keys = ", ".join(left.key for left in applied.left)
        lines.append(f"Wacht op een besluit, en niet overgenomen ({len(applied.left)}): {keys}")
    return "\n".join(lines)


def _section(title: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return [f"{title} ({len(found)})" if title != "Telling" else title, *(f"  {line}" for line in found), ""] * bool(
        found
    )


def _finding(line: int, message: str) -> str:
    """Return ``message`` with its line, which that of a row of a table says itself."""
    return message if message.startswith(f"Rij {line}") else f"regel {line}: {message}"


def _problems(plan: Plan, row_class: RowClass) -> Iterable[str]:
    return (message for row in plan.of_class(row_class) for message in row.problems)


def _name(row: Row) -> str:
    if row.target in TARGET_LABELS:  # the key of a row in a workbook says nothing to a person
        return f"{TARGET_LABELS[row.target]} {row.title}"
    label = TARGETS[row.target].label if row.target in TARGETS else row.target
    return f"{label} {row.key}"


def _new(row: Row) -> str:
    first = next(iter(row.fields.values()), None)
    return f"{_name(row)}: {_in_a_line(first.new)}" if first else _name(row)


def _changes(row: Row) -> str:
    lines = []
    for name, change in row.fields.items():
        old, new = _around_difference(_said(change.old), _said(change.new))
        was, becomes = _in_a_line(old), _in_a_line(new)
        lines += [f"{_name(row)}, {_field(row, name)}", f"    was:   {was}", f"    wordt: {becomes}"]
    return "\n  ".join(lines)


def _field(row: Row, name: str) -> str:
    """Return what the screens call a field."""
    if row.target in TARGET_LABELS:
        return FIELD_LABELS[row.target, name]
    if row.target not in TARGETS:
        return LABELS[name]
    return str(getattr(TARGETS[row.target].model._meta.get_field(name), "verbose_name", name))


def _around_difference(old: str, new: str) -> tuple[str, str]:
    """Return both values from shortly before the first difference, so that a long text shows what changed."""
    same = next((place for place, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), None)
    start = max(0, (min(len(old), len(new)) if same is None else same) - 30)
    lead = "…" if start else ""
    return lead + old[start:], lead + new[start:]


def _said(value: Value | None) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "" if value is None else str(value)


def _in_a_line(value: Value) -> str:
    return shortened(" ".join(str(value).split()), longest=_LONGEST)
