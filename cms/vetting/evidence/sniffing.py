"""What kind of file it is, judged by its bytes, and whether it may be kept as evidence.

The name and the type that a browser sends are claims: the bytes decide, and a name that says something else is refused.

    PDF            %PDF-
    PNG            89 50 4E 47 0D 0A 1A 0A
    JPEG           FF D8 FF
    WebP           RIFF .... WEBP
    plain text     UTF-8 without control characters, markup or script
"""

import re
from pathlib import PurePath
from typing import NamedTuple

from cms.vetting.models.evidence import EvidenceError

LARGEST = 20 * 1024 * 1024
ALLOWED = "een PDF, PNG, JPEG, WebP of platte tekst (.txt)"


class FileType(NamedTuple):
    """A type that may be kept: what it is served as, and how its name ends."""

    content_type: str
    suffixes: tuple[str, ...]


PDF = FileType("application/pdf", (".pdf",))
PNG = FileType("image/png", (".png",))
JPEG = FileType("image/jpeg", (".jpg", ".jpeg"))
WEBP = FileType("image/webp", (".webp",))
TEXT = FileType("text/plain", (".txt",))
# Named so that the refusal can say what it is; none of these may be kept.
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "een Windows-programma"),
    (b"\x7fELF", "een programma"),
    (b"\xca\xfe\xba\xbe", "een programma"),
    (b"\xcf\xfa\xed\xfe", "een programma"),
    (b"#!", "een script"),
    (b"PK", "een zip- of Office-bestand, waar macro's in kunnen zitten"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "een ouder Office-bestand, waar macro's in kunnen zitten"),
    (b"{\\rtf", "een RTF-bestand"),
    (b"Rar!", "een archief"),
    (b"7z\xbc\xaf\x27\x1c", "een archief"),
    (b"\x1f\x8b", "een archief"),
    (b"GIF8", "een GIF"),
)
_MARKUP = re.compile(
    rb"<\s*(?:!doctype|\?xml|\?php|[a-z0-9:]*(?:html|head|body|script|svg|iframe|object|embed)\b)", re.I
)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def file_type(data: bytes, *, name: str) -> FileType:
    """Return what ``data`` is; raise EvidenceError, in Dutch, when it may not be kept under this ``name``."""
    found = _sniff(data)
    if PurePath(name).suffix.lower() not in found.suffixes:
        raise EvidenceError(
            f"De naam '{name}' past niet bij de inhoud: dit is {found.content_type}. "
            f"Geef het bestand een naam die eindigt op {' of '.join(found.suffixes)}."
        )
    return found


def refuse_size(size: int) -> None:
    """Raise EvidenceError for a file of ``size`` bytes that is empty or too large, before anything is read."""
    if size <= 0:
        raise EvidenceError("Dit bestand is leeg. Kies een ander bestand.")
    if size > LARGEST:
        raise EvidenceError(
            f"Dit bestand is {size / 1_048_576:.0f} MB groot; hooguit {LARGEST // 1_048_576} MB past. "
            "Bewaar alleen de bladzijden die ertoe doen."
        )


def _sniff(data: bytes) -> FileType:
    magic = (
        (PDF, data.startswith(b"%PDF-")),
        (PNG, data.startswith(b"\x89PNG\r\n\x1a\n")),
        (JPEG, data.startswith(b"\xff\xd8\xff")),
        (WEBP, data.startswith(b"RIFF") and data[8:12] == b"WEBP"),
    )
    if found := next((kind for kind, fits in magic if fits), None):
        return found
    said = next((what for start, what in _REFUSED if data.startswith(start)), "")
    if said:
        raise EvidenceError(f"Dit bestand is {said}. Dat kan niet als bewijs; lever {ALLOWED} aan.")
    _refuse_other_than_text(data)
    return TEXT


def _refuse_other_than_text(data: bytes) -> None:
    if _MARKUP.search(data):
        raise EvidenceError(f"Dit bestand bevat HTML, SVG of een script. Dat kan niet als bewijs; lever {ALLOWED} aan.")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EvidenceError(
            f"Dit bestand is niet te herkennen. Lever {ALLOWED} aan; bewaar platte tekst als UTF-8."
        ) from error
    if _CONTROL.search(data):
        raise EvidenceError(f"Dit bestand is niet te herkennen. Lever {ALLOWED} aan.")
