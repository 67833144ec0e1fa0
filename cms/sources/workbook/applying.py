"""Applies the rows of a workbook's plan one by one, as drafts that are not yet *klaar*. What is live stays."""

from collections import defaultdict
from typing import Any

from cms.accounts.models import User
from cms.sources.errors import MovedRowError, RefusedPlanError
from cms.sources.identity import name_key
from cms.sources.plan import Answer, Row, RowClass
from cms.sources.workbook.columns import ITEMS_BY_TARGET, LINKS_BY_TARGET, ItemSheet
from cms.sources.workbook.drafting import change_item, create_item
from cms.sources.workbook.held import ends_of, held_items
from cms.sources.workbook.joining import join

_NOTHING_TO_DO = (RowClass.UNCHANGED, RowClass.DISAPPEARED)


def safe(row: Row) -> Answer | None:
    """Return the answer that takes ``row`` over as a whole; None when a person has to look at it first."""
    if row.row_class in {RowClass.NEW, RowClass.CHANGED}:
        return Answer({name: change.new for name, change in row.fields.items()})
    return None


class WorkbookApplier:
    """Writes rows in the name of ``by``. Make one per run, and give it the rows in the order of the plan."""

    def __init__(self, *, by: User) -> None:
        self.by = by
        self._became: dict[str, str] = {}  # the item that a row of this run was about, by the key of the row
        self._names: dict[str, defaultdict[str, set[str]]] = {}

    def apply(self, row: Row, answer: Answer) -> Any:
        """Write what was accepted of ``row`` as a draft and return the item, None when there is nothing to write.

        Call it in a transaction. Raise MovedRowError when the item is no longer what the plan was made for, and
        ValidationError for an accepted value that does not fit. A row that disappeared changes nothing.
        """
        if row.row_class in {RowClass.ERROR, RowClass.AMBIGUOUS}:
            raise RefusedPlanError(f"Rij {row.line} is fout of vraagt een antwoord. Beantwoord of verbeter haar eerst.")
        if row.row_class in _NOTHING_TO_DO or not answer.accepted:
            return None
        if sheet := LINKS_BY_TARGET.get(row.target):
            left, right = ends_of(row.key)
            ends = self._became.get(left, left), self._became.get(right, right)
            return join(sheet, row, answer.accepted, ends, by=self.by)
        return self._apply_item(ITEMS_BY_TARGET[row.target], row, answer)

    def _apply_item(self, sheet: ItemSheet, row: Row, answer: Answer) -> Any:
        if row.item:
            item = change_item(sheet, row.item, answer.accepted, title=row.title, base=row.base, by=self.by)
        else:
            if self._is_taken(sheet, row):
                raise MovedRowError(f"Een {sheet.label} '{row.title}' is intussen gemaakt. Maak een nieuw plan.")
            item = create_item(sheet, row.key, answer.accepted, title=row.title, by=self.by)
        self._became[row.key] = str(item.uid)
        return item

    def _is_taken(self, sheet: ItemSheet, row: Row) -> bool:
        """Return whether another item got this name since the plan was made; looked up once per run.

        The candidates of a row are no surprise: somebody looked at them and said that this one is new.
        """
        if sheet.target not in self._names:
            names: defaultdict[str, set[str]] = defaultdict(set)
            for held in held_items(sheet):
                names[name_key(held.name)].add(held.uid)
            self._names[sheet.target] = names
        seen = {row.key, *(candidate.item for candidate in row.candidates)}
        return bool(self._names[sheet.target][name_key(row.title)] - seen)
