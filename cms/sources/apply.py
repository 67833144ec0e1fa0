"""Applies rows of a plan: each is all or nothing; one whose item moved since is refused while the others go on."""

import logging
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from msgspec import Struct
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.content.models import Wegwijzer
from cms.sources.errors import MovedRowError
from cms.sources.plan import Answer, Row, RowClass
from cms.sources.references import rebuild_references

logger = logging.getLogger(__name__)


class Refusal(Struct, frozen=True):
    """A row that was not applied, and why."""

    target: str
    key: str
    message: str


class Applied(Struct, frozen=True):
    """What came of a plan."""

    created: int
    changed: int
    refused: tuple[Refusal, ...]
    left: tuple[Refusal, ...] = ()  # what waits for a person
    consulted: int = 0  # records that were looked up again and said the same


class RefusedRowError(Exception):
    """A row that does not fit the database; its text says why, in Dutch."""


class Applier(Protocol):
    """Writes the rows of one kind of source. Made once per run; what it knows beforehand it checks again per row."""

    def apply(self, row: Row, answer: Answer) -> Any:
        """Write ``row`` as ``answer`` says and return the item; None when nothing was to be written.

        Runs in a transaction of its own. Raise MovedRowError when the item is not what the row was compared with.
        """


def apply_row(applier: Applier, row: Row, answer: Answer) -> Any:
    """Apply one row or nothing of it; raise MovedRowError, or RefusedRowError when the database does not take it."""
    try:
        with transaction.atomic(), disable_reference_index_auto_update():
            Wegwijzer.objects.select_for_update().get()  # one import at a time
            return applier.apply(row, answer)
    except ValidationError as error:
        raise RefusedRowError(f"{_place(row)} past niet in de database: {' '.join(error.messages)}") from error
    except (IntegrityError, DataError) as error:
        # Its first line names the constraint; PostgreSQL's next one would repeat what is in the row.
        logger.warning("the database refused a row of an import: %s", str(error).partition("\n")[0])
        raise RefusedRowError(
            f"{_place(row)} past niet in de database: een waarde is te lang, of bestaat al, of mag hier niet staan. "
            "Pas de rij aan en lees het bestand opnieuw in. Lukt dat niet, vraag dan de beheerder."
        ) from error


def apply_safe_rows(rows: Iterable[Row], applier: Applier, *, safe: Callable[[Row], Answer | None]) -> Applied:
    """Apply each row for which ``safe`` has an answer; say what was refused. Applying a plan twice changes nothing."""
    refused: list[Refusal] = []
    touched: list[Any] = []
    counted = dict.fromkeys(RowClass, 0)
    for row in rows:
        answer = safe(row)
        if answer is None:
            continue
        try:
            item = apply_row(applier, row, answer)
        except (MovedRowError, RefusedRowError) as error:
            refused.append(Refusal(row.target, row.key, str(error)))
            continue
        if item is not None:
            touched.append(item)
        counted[row.row_class] += 1
    rebuild_references(touched)
    return Applied(
        counted[RowClass.NEW], counted[RowClass.CHANGED], tuple(refused), consulted=counted[RowClass.UNCHANGED]
    )


def _place(row: Row) -> str:
    return f"Rij {row.line}" if row.line else "De rij"
