"""Which sheets an XLSX has and in which part of its package each lies, by its relations and not by its folders."""

import posixpath
import zipfile
from collections.abc import Collection

from msgspec import Struct

from cms.sources.errors import SheetChoiceError, UnreadableSourceError
from cms.sources.readers.tables.archive import MOST_PARTS
from cms.sources.readers.tables.elements import stream_elements

_WORKBOOK = "xl/workbook.xml"  # where everybody looks when the package does not say
_TYPES = "[Content_Types].xml"
_WORKSHEET = "worksheet+xml"


class Sheet(Struct, frozen=True):
    """A sheet (blad) with its place among all sheets of the workbook."""

    place: int
    name: str
    part: str
    is_hidden: bool


class _Relation(Struct, frozen=True):
    name: str
    kind: str
    part: str


def sheets_of(archive: zipfile.ZipFile) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook in their order; raise UnreadableSourceError when one has no part."""
    parts = _parts(archive)
    workbook = _workbook(archive, parts)
    targets = {relation.name: relation.part for relation in _relations(archive, parts, of=workbook)}
    sheets: list[Sheet] = []

    def element(tag: str, attributes: dict[str, str]) -> None:
        if tag != "sheet":
            return
        if len(sheets) == MOST_PARTS:
            raise UnreadableSourceError(f"De werkmap heeft meer dan {MOST_PARTS} bladen. Bewaar alleen de lijst.")
        name = attributes.get("name", "")
        # ECMA-376 part 1, 18.2.19: the relation stands in a namespace of its own, which the strict form spells anew.
        part = targets.get(next((value for key, value in attributes.items() if key.endswith(" id")), ""))
        if part is None or part not in parts:
            raise UnreadableSourceError(f"Blad '{name}' van de werkmap is er niet. Sla de lijst opnieuw op.")
        hidden = attributes.get("state", "visible") != "visible"
        sheets.append(Sheet(len(sheets), name, parts[part], hidden))

    stream_elements(archive, parts[workbook], element)
    return tuple(sheets)


def worksheet_parts(archive: zipfile.ZipFile) -> set[str]:
    """Return every part that may be read as a worksheet, also one to which no sheet refers."""
    parts = _parts(archive)
    found = {part for name, part in parts.items() if name.startswith("xl/worksheets/") and name.endswith(".xml")}

    def element(tag: str, attributes: dict[str, str]) -> None:
        if not attributes.get("ContentType", "").endswith(_WORKSHEET):
            return
        if tag == "Override":
            named = attributes.get("PartName", "").lstrip("/").lower()
            found.update(part for name, part in parts.items() if name == named)
        elif tag == "Default":
            ending = f".{attributes.get('Extension', '').lower()}"
            found.update(part for name, part in parts.items() if name.endswith(ending))

    if _TYPES.lower() in parts:
        stream_elements(archive, parts[_TYPES.lower()], element)
    return found


def choose_sheet(filled: Collection[Sheet], *, wanted: str) -> Sheet | None:
    """Return the sheet called ``wanted``, without a name the only visible one; None when nothing is filled.

    Hidden sheets are no choice: whoever looks at the workbook does not see them. Raise SheetChoiceError, with the
    names, when a person has to say which sheet is meant.
    """
    visible = [sheet for sheet in filled if not sheet.is_hidden]
    named = [sheet for sheet in visible if sheet.name.strip() == wanted.strip()]
    if wanted and named:
        return named[0]
    if wanted:
        raise SheetChoiceError(f"De werkmap heeft geen gevuld, zichtbaar blad '{wanted}'.", names_of(visible))
    if len(visible) > 1:
        raise SheetChoiceError(f"De werkmap heeft {len(visible)} bladen met gegevens.", names_of(visible))
    if filled and not visible:
        listed = ", ".join(f"'{sheet.name}'" for sheet in list(filled)[:20])
        raise UnreadableSourceError(f"Alleen verborgen bladen zijn gevuld: {listed}. Maak het goede blad zichtbaar.")
    return visible[0] if visible else None


def names_of(sheets: Collection[Sheet]) -> tuple[str, ...]:
    """Return the names of ``sheets``."""
    return tuple(sheet.name for sheet in sheets)


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the parts by their name in small letters, for names in a package do not differ in capitals alone."""
    return {name.lower(): name for name in archive.namelist()}


def _workbook(archive: zipfile.ZipFile, parts: dict[str, str]) -> str:
    """Return the part that is the workbook: what the package calls its office document."""
    told = [
        relation.part for relation in _relations(archive, parts, of="") if relation.kind.endswith("/officeDocument")
    ] or [_WORKBOOK]
    # calamine follows the package to the folder, and takes 'workbook.xml' there whatever the name.
    if len(told) != 1 or posixpath.basename(told[0]) != "workbook.xml" or told[0] not in parts:
        raise UnreadableSourceError(
            "Dit is een zip-bestand, maar geen Excel-werkmap (.xlsx). Sla de lijst op als .xlsx."
        )
    if told[0] != _WORKBOOK and _WORKBOOK in parts:
        # Of two workbooks in one package we could look through the one and calamine read the other.
        raise UnreadableSourceError("De werkmap bestaat uit twee werkmappen. Sla de lijst opnieuw op.")
    return told[0]


def _relations(archive: zipfile.ZipFile, parts: dict[str, str], *, of: str) -> list[_Relation]:
    """Return the relations of a part, of the package itself when ``of`` is empty."""
    folder, name = posixpath.split(of)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    relations: dict[str, _Relation] = {}

    def element(tag: str, attributes: dict[str, str]) -> None:
        if tag != "Relationship" or attributes.get("TargetMode") == "External":
            return
        key = attributes.get("Id", "")
        if key in relations or len(relations) == MOST_PARTS:
            raise UnreadableSourceError("De werkmap wijst haar onderdelen dubbel aan. Sla de lijst opnieuw op.")
        target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/").lower()
        if target not in parts:  # some writers start a relative target with the folder itself
            target = target.removeprefix(f"{folder}/")
        relations[key] = _Relation(key, attributes.get("Type", ""), target)

    if listed in parts:
        stream_elements(archive, parts[listed], element)
    return list(relations.values())
