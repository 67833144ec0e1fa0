"""A program of its own: XLSX on stdin, the cells of one sheet as JSON on stdout, within a memory limit.

For ``all`` it writes every sheet, by name.

calamine allocates the rectangle around the outermost cells; whatever a hostile file makes of that happens here. One
long text that many cells share is small in the file and large in each of them: past a bound nothing is written.
"""

import datetime
import json
import resource
import sys
from io import BytesIO
from typing import Any

_MEMORY = 768 * 1024 * 1024  # bytes of address space
_SECONDS = 45  # of processor time
_MOST_TEXT = 50_000_000  # characters in all cells together; 50,000 records have about 10 million


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from python_calamine import CalamineWorkbook  # only now: the limits come first

    workbook = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
    if sys.argv[1] == "all":
        cells = {name: _rows(workbook, place) for place, name in enumerate(workbook.sheet_names)}
    else:
        cells = _rows(workbook, int(sys.argv[1]))
    if _text_in(cells) > _MOST_TEXT:
        sys.exit(1)
    sys.stdout.buffer.write(json.dumps(cells, default=_as_json, ensure_ascii=False).encode())


def _rows(workbook: Any, place: int) -> Any:
    return workbook.get_sheet_by_index(place).to_python(skip_empty_area=False)


def _text_in(cells: Any) -> int:
    if isinstance(cells, str):
        return len(cells)
    if isinstance(cells, dict):
        return _text_in(list(cells.values()))
    return sum(map(_text_in, cells)) if isinstance(cells, list) else 0


def _as_json(value: object) -> object:
    if isinstance(value, datetime.datetime):
        return [value.date().isoformat()]
    if isinstance(value, datetime.date):
        return [value.isoformat()]
    return str(value)  # a time or a duration, which no column of ours holds


if __name__ == "__main__":
    main()
