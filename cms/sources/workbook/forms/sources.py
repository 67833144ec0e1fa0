"""The sources on which a recommendation rests: one on a line, 'text | address'."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cms.sources.readers.tables import Cell
from cms.sources.reading import Value
from cms.sources.workbook.forms.form import CellError, Within, tidy
from cms.sources.workbook.forms.text import check_address

_LONGEST = 2_000  # characters of one source


@dataclass(frozen=True, slots=True)
class Sources:
    """Rows of text and address. Stored is a list of ``{"text": …, "url": …}``."""

    required: bool = False

    def shown(self, stored: Any) -> str:
        return "\n".join(line_of(row["text"], row["url"]) for row in stored or ())

    def value(self, stored: Any) -> str:
        return self.shown(stored)

    def read(self, cell: Cell, *, old: Any, within: Within) -> Value:
        have = {line_of(row["text"], row["url"]) for row in old or ()}
        lines = [" ".join(line.split()) for line in tidy(cell).split("\n")]
        for line in lines:
            if line and line not in have:
                _check(*split_line(line))
        return "\n".join(line for line in lines if line)

    def to_store(self, value: Value) -> Any:
        lines = [split_line(line) for line in str(value).split("\n") if line.strip()]
        for text, url in lines:
            _check(text, url)
        return lines


def line_of(text: str, url: str) -> str:
    """Return a source on one line."""
    one_line = " ".join(str(text).split())
    return f"{one_line} | {url}" if url else one_line


def split_line(line: str) -> tuple[str, str]:
    """Return the text and the address of a source; an address has no spaces, and a dot or a colon."""
    text, bar, url = line.rpartition("|")
    url = url.strip()
    is_address = bool(bar) and " " not in url and ("." in url or ":" in url)
    return (text.strip(), url) if is_address else (line.strip(), "")


def _check(text: str, url: str) -> None:
    if not text:
        raise CellError("Er staat een adres zonder bron. Schrijf per regel 'bron | webadres'.")
    if len(text) > _LONGEST:
        raise CellError(f"Een bron telt {len(text)} tekens; hooguit {_LONGEST} passen. Zet elke bron op een regel.")
    check_address(url)


def matched(lines: Sequence[tuple[str, str]], rows: Sequence[Any]) -> Iterable[tuple[tuple[str, str], Any | None]]:
    """Return each source with the row that it goes on with: the one that says the same, else the one in its place."""
    spare = list(rows)
    same: dict[int, Any] = {}
    for place, (text, url) in enumerate(lines):
        if row := next((row for row in spare if line_of(row.text, row.url) == line_of(text, url)), None):
            same[place] = row
            spare.remove(row)
    for place, line in enumerate(lines):
        own = rows[place] if place < len(rows) and any(row is rows[place] for row in spare) else None
        yield line, same.get(place, own)
