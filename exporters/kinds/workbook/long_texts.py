"""Texts that no cell can hold: whole, in pieces, on a sheet of their own. Nothing is cut off."""

from collections.abc import Iterator
from typing import Any

NAME = "Lange teksten"
MOST = 32_767  # UTF-16 code units in a cell (Excel)
_PIECE = 16_000  # characters, each of one or two code units
_HEADINGS = (("Blad", 28), ("Item", 40), ("Kolom", 24), ("Deel", 8), ("Tekst", 100))


def is_too_long(text: str) -> bool:
    """Whether ``text`` does not fit in a cell."""
    return len(text) > MOST // 2 and len(text.encode("utf-16-le")) // 2 > MOST


class LongTexts:
    """The sheet, which is hidden as long as nothing stands on it."""

    def __init__(self, page: Any, *, header: Any, plain: Any) -> None:
        self._page, self._plain, self._row = page, plain, 0
        for place, (name, width) in enumerate(_HEADINGS):
            page.set_column(place, place, width)
            page.write_string(0, place, name, header)
        page.freeze_panes(1, 0)

    @property
    def rows(self) -> int:
        """How many pieces there are."""
        return self._row

    def put(self, text: str, *, sheet: str, item: str, column: str) -> str:
        """Write all of ``text`` here, and return what its own cell says instead: how it begins, and where it is."""
        first = self._row + 2  # as Excel counts
        for number, piece in enumerate(_pieces(text), start=1):
            self._row += 1
            for place, told in enumerate((sheet, item, column)):
                self._page.write_string(self._row, place, told, self._plain)
            self._page.write_number(self._row, 3, number, self._plain)
            self._page.write_string(self._row, 4, piece, self._plain)
        return f"{text[:_PIECE]}… [verder op blad ‘{NAME}’, vanaf rij {first}]"

    def finish(self) -> None:
        """Hide the sheet when it is empty."""
        if not self._row:
            self._page.hide()


def _pieces(text: str) -> Iterator[str]:
    yield from (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
