"""One XML part of an XLSX, as a stream of elements, so that nothing in it can make memory grow before it is refused."""

import zipfile
from collections.abc import Callable
from xml.parsers import expat

from cms.sources.errors import UnreadableSourceError
from cms.sources.readers.tables.table import LONGEST_CELL

_CHUNK = 65_536

Start = Callable[[str, dict[str, str]], None]


def stream_elements(archive: zipfile.ZipFile, part: str, start: Start) -> None:
    """Send the elements of ``part`` to ``start``, without their namespace, and bound the text of each cell."""
    length = 0

    def element(name: str, attributes: dict[str, str]) -> None:
        nonlocal length
        tag = name.rpartition(" ")[2]
        if tag in {"c", "si"}:
            length = 0
        start(tag, attributes)

    def text(data: str) -> None:
        nonlocal length
        length += len(data)
        if length > LONGEST_CELL:
            raise UnreadableSourceError(f"De werkmap heeft een cel met meer dan {LONGEST_CELL} tekens. Kort die in.")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = element
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UnreadableSourceError(
            f"Onderdeel {part} van de werkmap is beschadigd. Sla de lijst opnieuw op."
        ) from error


def _refuse_doctype(*_: object) -> None:
    # ECMA-376 part 2, 7.5.2 (M1.17): the parts of a package hold no DTD; entities in one could grow without end.
    raise UnreadableSourceError("De werkmap bevat een DTD, en dat hoort niet. Sla de lijst opnieuw op in Excel.")
