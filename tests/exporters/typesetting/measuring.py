"""How far to the right the letters of a PDF come, from its own operators and the widths of its fonts."""

from collections.abc import Iterator
from typing import Any

import pikepdf


def ends_of_lines(pdf: pikepdf.Pdf) -> list[float]:
    """Return where each piece of text ends, as a share of the width of its page."""
    return [end / float(page.mediabox[2]) for page in pdf.pages for end in _ends(page.obj)]


def _ends(page: Any) -> Iterator[float]:
    widths = {name: _widths(font.DescendantFonts[0]) for name, font in page.Resources.get("/Font", {}).items()}
    place, places = pikepdf.Matrix(), []
    font, size, start = "", 0.0, pikepdf.Matrix()
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name == "q":
            places.append(place)
        elif name == "Q":
            place = places.pop()
        elif name == "cm":
            place = pikepdf.Matrix(*(float(one) for one in operands)) @ place
        elif name == "Tf":
            font, size = str(operands[0]), float(operands[1])
        elif name == "Tm":
            start = pikepdf.Matrix(*(float(one) for one in operands))
        elif name in ("Tj", "TJ"):
            advance = _advance(operands[0] if name == "TJ" else operands, widths[font]) * size / 1000
            yield (start @ place).transform((advance, 0.0))[0]


def _advance(pieces: Any, widths: dict[int, float]) -> float:
    total = 0.0
    for piece in pieces:
        if isinstance(piece, pikepdf.String):
            data = bytes(piece)
            total += sum(widths.get(int.from_bytes(data[at : at + 2]), 0) for at in range(0, len(data), 2))
        else:
            total -= float(piece)
    return total


def _widths(font: Any) -> dict[int, float]:
    """Read /W: ``first [w w w]`` or ``first last w``."""
    found: dict[int, float] = {}
    rest = list(font.get("/W", []))
    while rest:
        first, second = int(rest[0]), rest[1]
        if isinstance(second, pikepdf.Array):
            found |= {first + place: float(width) for place, width in enumerate(second)}
            rest = rest[2:]
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), float(rest[2]))
            rest = rest[3:]
    return found
