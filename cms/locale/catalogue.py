"""Reads a .po file and writes it as .mo, for GNU gettext is not on a fresh machine.

Only what our own catalogues use: msgctxt, msgid, msgid_plural, msgstr, msgstr[0..1], comments. The order of entries is
that of their keys, so that the same .po always gives the same bytes.
"""

import ast
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "nl" / "LC_MESSAGES"
DOMAINS = ("django",)

_LINE = re.compile(r'(?:(?P<keyword>msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?(?P<text>".*")')


class CatalogueError(ValueError):
    """A line of a .po file that is not understood."""


@dataclass
class Entry:
    """One message with its translation, by keyword."""

    parts: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return the message as .mo files name it: context, EOT, message, NUL, plural."""
        context = f"{self.parts['msgctxt']}\x04" if "msgctxt" in self.parts else ""
        plural = f"\x00{self.parts['msgid_plural']}" if "msgid_plural" in self.parts else ""
        return f"{context}{self.parts['msgid']}{plural}"

    @property
    def value(self) -> str:
        """Return the translation, or its forms with NUL between them."""
        return "\x00".join(text for keyword, text in self.parts.items() if keyword.startswith("msgstr"))


def read(path: Path) -> dict[str, str]:
    """Return the messages of ``path`` with their translations; raise CatalogueError for a line or a double message."""
    catalogue: dict[str, str] = {}
    for entry in _entries(path):
        if entry.key in catalogue:
            raise CatalogueError(f"{path.name}: '{entry.parts['msgid']}' staat er twee keer in.")
        catalogue[entry.key] = entry.value
    return catalogue


def _entries(path: Path) -> Iterator[Entry]:
    entry, keyword = Entry(), ""
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise CatalogueError(f"{path.name}, regel {number}: niet begrepen: {line}")
        keyword = match["keyword"] or keyword
        if match["keyword"] in {"msgctxt", "msgid"} and any(part.startswith("msgstr") for part in entry.parts):
            yield entry
            entry = Entry()
        entry.parts[keyword] = entry.parts.get(keyword, "") + ast.literal_eval(match["text"])
    if entry.parts:
        yield entry


def compiled(path: Path) -> bytes:
    """Return ``path`` as the bytes of a .mo file (GNU gettext manual 10.3), without a hash table."""
    pairs = [(key.encode(), value.encode()) for key, value in sorted(read(path).items())]
    header = 7 * 4
    keys_at = header + 16 * len(pairs)
    values_at = keys_at + sum(len(key) + 1 for key, _ in pairs)
    key_table, value_table = b"", b""
    for key, value in pairs:
        key_table += struct.pack("<II", len(key), keys_at)
        value_table += struct.pack("<II", len(value), values_at)
        keys_at += len(key) + 1
        values_at += len(value) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), header, header + 8 * len(pairs), 0, 0)
    texts = b"".join(key + b"\0" for key, _ in pairs) + b"".join(value + b"\0" for _, value in pairs)
    return head + key_table + value_table + texts
