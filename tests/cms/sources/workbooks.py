"""XLSX files written by hand, right and wrong ones. Dates are days since 30 December 1899, as Excel has them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def cell(value: str | int | float, reference: str) -> str:
    """Return a cell: text as text, a whole number as a number, and any other number as a date."""
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    style = ' s="1"' if isinstance(value, float) else ""
    return f'<c r="{reference}"{style}><v>{int(value)}</v></c>'


def sheet(rows: Sequence[Sequence[str | int | float]], *, more: str = "") -> str:
    """Return the XML of a sheet; ``more`` is XML that comes after its rows."""
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(cell(value, f"{chr(65 + place)}{number}") for place, value in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}{more}</sheetData></worksheet>'


def workbook(
    *sheets: str,
    names: Sequence[str] = ("Lijst",),
    hidden: Sequence[str] = (),
    folder: str = "worksheets",
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return an XLSX file with ``sheets``, and ``parts`` added to its archive or replacing what is there.

    The sheets lie in ``folder`` below 'xl/', or below the root when it starts with '/'.
    """
    states = ("", ' state="hidden"')
    listed = "".join(
        f'<sheet name="{name}" sheetId="{place}" r:id="rId{place}"{states[name in hidden]}/>'
        for place, name in enumerate(names, start=1)
    )
    targets = "".join(
        f'<Relationship Id="rId{place}" Type="{_RELATIONS}/worksheet" Target="{folder}/sheet{place}.xml"/>'
        for place, _ in enumerate(names, start=1)
    )
    below = folder.removeprefix("/") if folder.startswith("/") else f"xl/{folder}"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{targets}'
        f'<Relationship Id="styles" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
        **{f"{below}/sheet{place}.xml": text for place, text in enumerate(sheets, start=1)},
        **(parts or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return packed.getvalue()
