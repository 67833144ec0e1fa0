"""The log as CSV, a line at a time: it grows for as long as the project lives."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from cms.sources.readers.tables.formulas import guard_cell
from publishing.audit.models import AuditEvent
from publishing.audit.sentences import actor_of, details_of, origin_of, sentence_of

_BOM = "\ufeff"  # without it Excel reads UTF-8 as Windows-1252
_CHUNK = 500
_HEADINGS = (
    "Op",
    "Wat",
    "Actie",
    "Resultaat",
    "Waarom geweigerd",
    "Reden",
    "Wie",
    "Gebruikersnaam",
    "Soort object",
    "Object",
    "Kenmerk",
    "Oorsprong",
    "Bijzonderheden",
    "Volgnummer in de keten",
    "SHA-256",
)


class _Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(events: Any) -> Iterator[str]:
    """Yield the lines of ``events``, a QuerySet, with times in Dutch time. Nothing in it is taken for a formula."""
    writer = csv.writer(_Line(), delimiter=";", lineterminator="\r\n")
    yield _BOM + _written(writer, _HEADINGS)
    for event in events.iterator(chunk_size=_CHUNK):
        yield _written(writer, map(guard_cell, _cells(event)))


def _written(writer: Any, cells: Iterable[str]) -> str:
    line: str = writer.writerow(cells)
    return line


def _cells(event: AuditEvent) -> tuple[str, ...]:
    return (
        f"{timezone.localtime(event.at):%Y-%m-%d %H:%M:%S}",
        sentence_of(event),
        str(event.kind.label),
        event.get_result_display(),
        event.refusal,
        event.reason,
        actor_of(event),
        event.actor_username,
        event.object_kind,
        event.object_text,
        event.object_id,
        origin_of(event),
        details_of(event.details),
        "" if event.sequence is None else str(event.sequence),
        event.hash,
    )
