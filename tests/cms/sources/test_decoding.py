"""Bytes that are no manual are refused with the place of the first wrong byte."""

import codecs

import pytest

from cms.sources.decoding import decode_markdown
from cms.sources.errors import UnreadableSourceError
from cms.sources.readers.registers import REGISTERS
from cms.sources.readers.registers.pasting import pasted_as_csv
from cms.sources.readers.tables.delimited import read_delimited

BOM = codecs.BOM_UTF8


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableSourceError) as refused:
        decode_markdown(data)
    return str(refused.value)


@pytest.mark.parametrize("data", [b"", b"  \n\t\r\n", BOM, BOM + b"\n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert "leeg" in refusal(data)


def test_a_file_of_only_no_break_spaces_is_refused() -> None:
    assert "witruimte" in refusal("\u00a0\n\u00a0".encode())


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04rest", "Excel"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"GIF89a", "GIF"),
        (b"\xd0\xcf\x11\xe0", "oud Word"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"{\\rtf1", "RTF"),
        (b"<!DOCTYPE html><p>a", "HTML"),
        (BOM + b"\n <html lang='nl'>", "HTML"),
        (b"<?xml version='1.0'?>", "HTML"),
    ],
)
def test_another_kind_of_file_is_named(data: bytes, kind: str) -> None:
    assert kind in refusal(data)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused_with_and_without_mark(encoding: str) -> None:
    message = refusal("# Handleiding\n\nEén zin.".encode(encoding))
    assert "UTF-16" in message
    assert "UTF-8" in message


def test_cp1252_is_refused_with_line_and_character() -> None:
    message = refusal("# Kop\r\n\r\neen zin over coördinatie".encode("cp1252"))
    assert "Regel 3, teken 16: byte 0xF6" in message
    assert "'ö'" in message
    assert "Sla het bestand op als UTF-8" in message


def test_the_character_is_counted_in_characters_and_not_in_bytes() -> None:
    assert "Regel 2, teken 3:" in refusal(BOM + "één\nëë".encode() + b"\xe9")


def test_a_nul_byte_is_refused_with_its_place() -> None:
    assert "Regel 3, teken 3: hier staat een NUL-byte" in refusal(b"# Kop\n\nab\x00c and much more text after it")


def test_a_control_character_is_refused_with_its_place() -> None:
    assert "Regel 1, teken 4" in refusal(BOM + b"# a\x07")


def test_a_byte_order_mark_is_accepted_and_dropped() -> None:
    assert decode_markdown(BOM + b"# Kop") == "# Kop"


@pytest.mark.parametrize("sign", ["\x92", "\x0c", "\x85", "\uffff"])
def test_a_sign_that_the_editor_refuses_does_not_come_in(sign: str) -> None:
    assert "hier staat een stuurteken" in refusal(f"# Groep{sign}s".encode())
    with pytest.raises(UnreadableSourceError, match="stuurteken"):
        read_delimited(f"Naam;Op\nGroep{sign}s;\n".encode())
    with pytest.raises(UnreadableSourceError, match="stuurteken"):
        pasted_as_csv(f"Naam: Groep{sign}s", source=REGISTERS["nji"])
