"""A CSV is read whatever its separator and encoding, or refused with the place and the reason."""

import unicodedata

import pytest

from cms.sources.errors import UnreadableSourceError
from cms.sources.readers.tables import Line, read_table
from cms.sources.reading import FindingRule

LINES = (Line(1, ("Naam", "Op")), Line(2, ("Één; twee, drie", "x")))


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_separator_is_found_out(separator: str, start: str, end: str) -> None:
    text = f'{start}Naam{separator}Op{end}"Één; twee, drie"{separator}x{end}'
    table = read_table(text.encode())
    assert (table.lines, table.findings) == (LINES, ())


def test_the_separator_that_excel_names_on_a_line_of_its_own_is_followed() -> None:
    table = read_table(b"sep=,\r\nNaam;x,Op\r\na,b\r\n")
    assert table.lines == (Line(2, ("Naam;x", "Op")), Line(3, ("a", "b")))


def test_windows_1252_is_accepted_and_said() -> None:
    table = read_table("Naam;Op\nÉén; – x\n".encode("cp1252"))
    assert table.lines[1].cells == ("Één", "– x")
    assert [(found.rule, found.line) for found in table.findings] == [(FindingRule.ENCODING, 2)]


def test_empty_lines_and_lines_of_a_no_break_space_are_left_out_and_counted() -> None:
    table = read_table("Naam;Op\n\n\u00a0;\n ;\na;b\n".encode())
    assert [line.number for line in table.lines] == [1, 5]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "leeg"),
        (b"\n \n", "leeg"),
        (b"\x89PNG\r\n\x1a\n", "afbeelding"),
        (b"%PDF-1.7", "PDF"),
        ("Naam;Op\n".encode("utf-16"), "UTF-16"),
        (b"Naam;Op\na;b\x00\n", r"Regel 2, teken 4: hier staat een NUL-byte"),
        (b"Naam;Op\na;b\x07\n", "stuurteken"),
        (b"Naam;Op\na;\x81\n", "geen UTF-8 is, en Windows-1252 evenmin"),
        ("Naam;Op\nCoördinatie;b\n".encode("cp437"), "als Windows-1252 staat er"),
        (b'Naam;Op\n"a;b\n', "geen goede CSV"),
        (b'Naam;Op\n"a"b;c\n', "geen goede CSV"),
        (b";".join(b"k%d" % place for place in range(10_000)), "10000 kolommen; hooguit 200"),
        (b"Naam;Op\n" + b"x" * 1_000_000, "Rij 2|geen goede CSV"),
        (b"Naam;Op\n" + b";".join([b"x" * 30_000] * 40), "Rij 2 telt meer dan 200000 tekens"),
        (b"Naam\n" + b"x\n" * 60_001, "meer dan 60000 rijen"),
    ],
)
def test_what_is_no_csv_is_refused_with_its_reason(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableSourceError, match=words):
        read_table(data)


def test_a_letter_in_two_signs_as_a_mac_writes_it_becomes_one() -> None:
    apart = unicodedata.normalize("NFD", "Coördinatie")
    assert len(apart) == 12
    assert read_table(f"Naam;Op\n{apart};b\n".encode()).lines[1].cells == ("Coördinatie", "b")
