"""An XLSX is looked through before it is read, and read where it can do no harm."""

import resource
import tracemalloc
from datetime import date

import pytest

from cms.sources.errors import UnreadableSourceError
from cms.sources.readers.tables import Line, read_table
from tests.cms.sources.workbooks import cell, sheet, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_text_numbers_and_real_dates_are_read_and_empty_rows_keep_their_number() -> None:
    table = read_table(workbook(sheet([["Nummer", "Datum"], [], [1400112, 43069.0], ["12", ""]])))
    assert table.lines == (
        Line(1, ("Nummer", "Datum")),
        Line(3, ("1400112", date(2017, 11, 30))),
        Line(4, ("12", "")),
    )


def test_several_sheets_are_named_in_the_refusal() -> None:
    with pytest.raises(UnreadableSourceError, match="2 bladen: 'Dit jaar', 'Vorig jaar'"):
        read_table(workbook(sheet([["a"]]), sheet([["b"]]), names=("Dit jaar", "Vorig jaar")))


FORMULA = '<row r="2"><c r="B2"><f>HYPERLINK("x")</f><v>1</v></c></row>'
FAR_CELL = f'<row r="1048576">{cell("x", "A1048576")}</row>'
FAR_COLUMN = f'<row r="2">{cell("x", "NTP2")}</row>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (workbook(sheet([["a"]], more=FORMULA)), "Cel B2 bevat een formule"),
        (workbook(sheet([["a"]], more=FAR_CELL)), "rij 1048576; hooguit 60000 rijen"),
        (workbook(sheet([["a"]], more=FAR_COLUMN)), "cel NTP2"),
        (workbook(LAUGHS + sheet([["a"]])), "DTD"),
        (workbook("<worksheet><oeps"), "beschadigd"),
        (workbook(sheet([["x" * 32_768]])), "cel met meer dan 32767 tekens"),
        (workbook(sheet([["a"]]), parts={"xl/vbaProject.bin": b"x"}), "macro's"),
        (workbook(sheet([["a"]]), parts={f"xl/media/{place}.png": b"" for place in range(600)}), "onderdelen"),
        (workbook(sheet([["a"]]))[:-40], "niet te lezen"),
        (OLE + b"Workbook", r"oud Excelbestand \(.xls\)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "wachtwoord beveiligd"),
        (workbook(sheet([])), "leeg"),
    ],
)
def test_what_may_not_come_in_is_refused_with_its_reason(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableSourceError, match=words):
        read_table(data)


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    data = workbook(sheet([["a"]])).replace(b"xl/workbook.xml", b"wd/workbook.xml")
    with pytest.raises(UnreadableSourceError, match="geen Excel-werkmap"):
        read_table(data)


def test_a_small_file_that_would_grow_is_refused_before_memory_does() -> None:
    bomb = workbook(sheet([["a"]]), parts={"xl/worksheets/sheet1.xml": b" " * 200_000_000})
    far = workbook(sheet([["a"]], more=f'<row r="1048576">{cell("x", "XFD1048576")}</row>'))
    assert len(bomb) < 300_000
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    tracemalloc.start()
    for data in (bomb, far):
        with pytest.raises(UnreadableSourceError):
            read_table(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss == children


def test_a_workbook_that_passes_the_look_but_takes_too_much_memory_ends_in_its_own_process() -> None:
    text = "x" * 30_000
    shared = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{text}</t></si></sst>'
    row = "<row>{}</row>".format('<c t="s"><v>0</v></c>' * 50)
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="worksheets/sheet1.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
        '<Relationship Id="rId2" Target="sharedStrings.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    parts = {"xl/sharedStrings.xml": shared.encode(), "xl/_rels/workbook.xml.rels": relations.encode()}
    with pytest.raises(UnreadableSourceError, match="niet te lezen"):
        read_table(workbook(sheet([], more=row * 2000), parts=parts))
