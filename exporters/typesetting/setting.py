"""Sets a template of ours with a tree of data as PDF/UA-1, with the fonts that the typesetter brings and no others."""

import re
from pathlib import Path
from typing import Any

import msgspec
import typst

from exporters.base import ExportError

ROOT = Path(__file__).parents[1]  # templates import each other below it
_NO_GLYPH = re.compile(r"the text `\"(?P<text>.*?)\"` could not be displayed", re.DOTALL)


class GlyphError(ExportError):
    """A text holds characters that no font has; ``text`` is what they stand in, ``where`` the items with it."""

    def __init__(self, text: str, *, where: str = "") -> None:
        self.text = text
        signs = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in dict.fromkeys(text) if not sign.isspace())
        super().__init__(
            f"{where + ': ' if where else ''}{signs} staat in geen van de lettertypen van het drukwerk. "
            "Haal het weg of schrijf het als woord."
        )


def set_pdf(template: str, data: Any) -> bytes:
    """Return the PDF of ``template`` (a path below exporters/) with ``data``, which it reads as JSON.

    The same arguments give the same bytes: no clock, no fonts of the machine. Raise GlyphError, or ExportError when
    the typesetter refuses for another reason.
    """
    try:
        made = typst.compile(
            ROOT / template,
            root=ROOT,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"data": msgspec.json.encode(data).decode()},
        )
    except typst.TypstError as error:
        if found := _NO_GLYPH.search(error.message):
            raise GlyphError(_unescaped(found["text"])) from error
        raise ExportError(f"De tekst kan niet worden gezet: {error.message}") from error
    return made


def _unescaped(text: str) -> str:
    """Return text as it was before the typesetter quoted it in a message."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text).replace('\\"', '"')
