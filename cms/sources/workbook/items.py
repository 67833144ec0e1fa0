"""The rows of the sheets with items on them become rows of a plan."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from cms.sources.identity import name_key
from cms.sources.plan import Candidate, Row, RowClass
from cms.sources.workbook.columns import MARK, ItemSheet
from cms.sources.workbook.comparing import Compared
from cms.sources.workbook.held import Held
from cms.sources.workbook.row import SheetRow, uid_of
from cms.sources.workbook.workshop import Workshop

_MOST_NAMED = 10  # rows in one message


@dataclass(slots=True)
class Planned:
    """What the sheets with items say, for the links that follow: which names they give, and which rows are wrong."""

    names: defaultdict[tuple[str, str], dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    called: dict[str, str] = field(default_factory=dict)  # the name in the workbook, by identity
    wrong: dict[str, str] = field(default_factory=dict)  # where the wrong row of a new item stands, by its identity


def plan_items(
    sheet: ItemSheet, rows: Sequence[SheetRow], workshop: Workshop, planned: Planned, *, source: str
) -> Iterable[Row]:
    """Return a row of the plan for each row of ``sheet``, and note in ``planned`` what links may name."""
    by_mark: defaultdict[str, list[SheetRow]] = defaultdict(list)
    by_name: defaultdict[str, list[SheetRow]] = defaultdict(list)
    for row in rows:
        (by_mark[uid_of(row.text(MARK))] if row.text(MARK) else by_name[name_key(_name(sheet, row))]).append(row)
    for row in rows:
        made = _row(sheet, row, workshop, source=source)
        uid, key = uid_of(row.text(MARK)), name_key(_name(sheet, row))
        if uid and len(by_mark[uid]) > 1:
            made = _doubled(made, row, by_mark[uid], source=source)
        elif key and not row.text(MARK) and len(by_name[key]) > 1 and made.row_class is RowClass.NEW:
            made = _twins(made, row, by_name[key])
        _note(planned, sheet, made, row)
        yield made


def disappeared_items(sheet: ItemSheet, rows: Sequence[SheetRow], workshop: Workshop, *, source: str) -> Iterable[Row]:
    """Return a question for each item that the sheet does not hold."""
    present = {uid_of(row.text(MARK)) or row.identity(source) for row in rows}
    for uid, held in workshop.items[sheet.target].items():
        if uid not in present:
            yield Row(sheet.target, uid, RowClass.DISAPPEARED, item=uid, base=held.base, title=held.name)


def _name(sheet: ItemSheet, row: SheetRow) -> str:
    return " ".join(row.text(next(column.heading for column in sheet.columns if column.field == sheet.called)).split())


def _row(sheet: ItemSheet, row: SheetRow, workshop: Workshop, *, source: str) -> Row:
    mark, name = row.text(MARK), _name(sheet, row)
    held = workshop.items[sheet.target].get(uid_of(mark) if mark else row.identity(source))
    if mark and held is None:
        problem = row.fault(
            MARK,
            f"Geen {sheet.label} heeft dit kenmerk. Zet het oude kenmerk terug; bij een nieuw item blijft de cel leeg.",
        )
        return made_row(row, RowClass.ERROR, key=row.identity(source), title=name, problems=[problem])
    compared = Compared(row, held.stored if held else None, workshop.within)
    if held is not None:
        row_class = RowClass.CHANGED if compared.fields else RowClass.UNCHANGED
        return made_row(row, row_class, key=held.uid, title=name or held.name, compared=compared, held=held)
    candidates = tuple(
        Candidate(one.uid, one.name, "de naam is dezelfde") for one in (workshop.named(sheet, name) if name else ())
    )
    questions = [f"{row.place()}, '{name}': is dit een nieuw item, of een dat er al is? Kies."] if candidates else []
    row_class = RowClass.AMBIGUOUS if candidates else RowClass.NEW
    key = row.identity(source)
    return made_row(row, row_class, key=key, title=name, compared=compared, problems=questions, candidates=candidates)


def made_row(
    row: SheetRow,
    row_class: RowClass,
    *,
    key: str,
    title: str,
    compared: Compared | None = None,
    held: Held | None = None,
    problems: Sequence[str] = (),
    candidates: tuple[Candidate, ...] = (),
) -> Row:
    wrong = compared.problems if compared else []
    return Row(
        row.sheet.target,
        key,
        RowClass.ERROR if wrong else row_class,
        fields=compared.fields if compared else {},
        problems=(*wrong, *problems),
        line=row.number,
        item=held.uid if held else "",
        base=held.base if held else "",
        candidates=candidates,
        title=title,
        cells=row.shown,
    )


def _doubled(made: Row, row: SheetRow, same: Sequence[SheetRow], *, source: str) -> Row:
    problem = row.fault(
        MARK, f"{_rows_named(same)} hebben hetzelfde kenmerk. Laat er één staan, of maak het kenmerk van de kopie leeg."
    )
    key = made.key if row is same[0] else row.identity(source)
    return replace(made, key=key, row_class=RowClass.ERROR, problems=(*made.problems, problem))


def _twins(made: Row, row: SheetRow, same: Sequence[SheetRow]) -> Row:
    problem = f"{row.place()}, '{made.title}': {_rows_named(same)} hebben dezelfde naam. Zijn het er echt twee?"
    return replace(made, row_class=RowClass.AMBIGUOUS, problems=(*made.problems, problem))


def _rows_named(rows: Sequence[SheetRow]) -> str:
    numbers = [str(row.number) for row in rows[:_MOST_NAMED]]
    return f"rijen {', '.join(numbers[:-1])} en {numbers[-1]}"


def _note(planned: Planned, sheet: ItemSheet, made: Row, row: SheetRow) -> None:
    if name := _name(sheet, row):
        planned.names[sheet.target, name_key(name)][made.item or made.key] = name
        planned.called[made.item or made.key] = name
    if made.row_class is RowClass.ERROR and not made.item:
        planned.wrong[made.key] = row.place()
