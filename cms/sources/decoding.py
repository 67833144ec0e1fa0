"""Bytes become text, or are refused with the place of the first wrong byte. Nothing is ever guessed."""

import re

from cms.sources.errors import UnreadableSourceError
from cms.wording.unseen import UNSEEN

_BOM = b"\xef\xbb\xbf"
_SAVE_AS = "Sla het bestand op als UTF-8 (in Kladblok: Opslaan als, Codering: UTF-8)"
_OTHER_KINDS = (
    (b"PK\x03\x04", "een zip-, Word- of Excelbestand"),
    (b"%PDF", "een PDF"),
    (b"\x89PNG", "een afbeelding (PNG)"),
    (b"\xff\xd8\xff", "een afbeelding (JPEG)"),
    (b"GIF8", "een afbeelding (GIF)"),
    (b"\xd0\xcf\x11\xe0", "een oud Word- of Excelbestand"),
    (b"\x1f\x8b", "een ingepakt bestand (gzip)"),
    (b"{\\rtf", "een RTF-bestand"),
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"\s*<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE)
_LINE_END = re.compile(rb"\r\n?|\n")


def decode_markdown(data: bytes) -> str:
    """Return ``data`` as text, without byte order mark; raise UnreadableSourceError when it is no UTF-8 text."""
    data = data.removeprefix(_BOM)
    if not data.strip():
        raise UnreadableSourceError("Het bestand is leeg. Verwacht is een handleiding in Markdown.")
    _refuse_other_kinds(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableSourceError(_wrong_byte(data, error.start)) from error
    if not text.strip():
        raise UnreadableSourceError("Het bestand bevat alleen witruimte. Verwacht is een handleiding in Markdown.")
    if control := UNSEEN.search(text):
        line, column = place_of(data, len(text[: control.start()].encode()))
        raise UnreadableSourceError(
            f"Regel {line}, teken {column}: hier staat een stuurteken (0x{ord(control[0]):02X}), dat in geen tekst "
            "hoort. Sla de handleiding opnieuw op als Markdown in UTF-8."
        )
    return text


def other_kind_of(data: bytes) -> str:
    """Return what kind of file ``data`` is by its opening bytes, empty when it may be text."""
    return next((kind for opening, kind in _OTHER_KINDS if data.startswith(opening)), "")


def has_utf_16_look(data: bytes) -> bool:
    """Return whether ``data`` is UTF-16, with a byte order mark or without."""
    return data.startswith(_UTF_16) or _alternates_with_nul(data[:4000])


def _refuse_other_kinds(data: bytes) -> None:
    if kind := other_kind_of(data):
        raise UnreadableSourceError(f"Dit is {kind}, geen Markdown. Exporteer de tekst als Markdown (.md) in UTF-8.")
    if _HTML.match(data):
        raise UnreadableSourceError("Dit is HTML, geen Markdown. Zet de tekst eerst om naar Markdown (.md) in UTF-8.")
    if has_utf_16_look(data):
        raise UnreadableSourceError(f"Regel 1: het bestand staat in UTF-16, verwacht is UTF-8. {_SAVE_AS}.")
    if (place := data.find(b"\x00")) >= 0:
        line, column = place_of(data, place)
        raise UnreadableSourceError(
            f"Regel {line}, teken {column}: hier staat een NUL-byte, dus dit is geen tekst maar een binair bestand. "
            "Geef de handleiding als Markdown (.md) in UTF-8."
        )


def _alternates_with_nul(head: bytes) -> bool:
    """Return whether every other byte is mostly NUL, which is how UTF-16 without a mark looks."""
    halves = head[0::2], head[1::2]
    return any(len(half) > 1 and half.count(0) > 0.6 * len(half) for half in halves) and head.count(0) < 0.6 * len(head)


def _wrong_byte(data: bytes, place: int) -> str:
    line, column = place_of(data, place)
    byte = data[place : place + 1]
    meant = byte.decode("cp1252", errors="ignore")
    guess = f"; als Windows-1252 zou hier '{meant}' staan" if meant.strip() else ""
    return f"Regel {line}, teken {column}: byte 0x{byte[0]:02X} is geen UTF-8{guess}. {_SAVE_AS} en probeer opnieuw."


def place_of(data: bytes, place: int) -> tuple[int, int]:
    """Return the line and the character, both from 1, of the byte at ``place``."""
    line, start = 1, 0
    for end in _LINE_END.finditer(data, 0, place):
        line, start = line + 1, end.end()
    return line, len(data[start:place].decode("utf-8", errors="replace")) + 1
