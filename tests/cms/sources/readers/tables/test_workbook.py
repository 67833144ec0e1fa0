"""An XLSX is looked through before it is read, and read where it can do no harm."""

import io
import resource
import tracemalloc
import zipfile
from datetime import date

import pytest

from cms.sources.errors import SheetChoiceError, UnreadableSourceError
from cms.sources.readers.tables import Line, read_table
from cms.sources.reading import FindingRule
from tests.cms.sources.workbooks import cell, sheet, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_text_numbers_and_real_dates_are_read_and_empty_rows_keep_their_number() -> None:
    table = read_table(workbook(sheet([["Nummer", "Datum"], [], [1400112, 43069.0], ["12", ""]])))
    assert table.lines == (
        Line(1, ("Nummer", "Datum")),
        Line(3, ("1400112", date(2017, 11, 30))),
        Line(4, ("12", "")),
    )


YEARS = ("Dit jaar", "Vorig jaar", "Leeg")


def years(*, hidden: tuple[str, ...] = ()) -> bytes:
    return workbook(sheet([["a"]]), sheet([["b"]]), sheet([]), names=YEARS, hidden=hidden)


def test_of_several_sheets_that_hold_something_one_has_to_be_chosen() -> None:
    with pytest.raises(SheetChoiceError, match=r"heeft 2 bladen met gegevens.*: 'Dit jaar', 'Vorig jaar'") as error:
        read_table(years())
    assert error.value.sheets == ("Dit jaar", "Vorig jaar")


@pytest.mark.parametrize(("chosen", "value"), [("Dit jaar", "a"), ("Vorig jaar", "b"), (" Vorig jaar ", "b")])
def test_the_chosen_sheet_is_read(chosen: str, value: str) -> None:
    table = read_table(years(), sheet=chosen)
    assert (table.lines, table.findings) == ((Line(1, (value,)),), ())


@pytest.mark.parametrize("chosen", ["Volgend jaar", "Leeg", "dit jaar "])
def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(chosen: str) -> None:
    with pytest.raises(SheetChoiceError, match="geen gevuld, zichtbaar blad") as error:
        read_table(years(), sheet=chosen)
    assert error.value.sheets == ("Dit jaar", "Vorig jaar")


def test_an_empty_sheet_beside_the_list_asks_nothing() -> None:
    assert read_table(workbook(sheet([]), sheet([["b"]]), names=("Blad1", "Blad2"))).lines == (Line(1, ("b",)),)


def test_a_hidden_sheet_is_named_and_never_read() -> None:
    table = read_table(years(hidden=("Dit jaar",)))
    assert table.lines == (Line(1, ("b",)),)
    assert [(found.rule, found.message) for found in table.findings] == [
        (
            FindingRule.HIDDEN_SHEET,
            "Blad 'Dit jaar' is verborgen en is niet gelezen. Maak het zichtbaar als het meetelt.",
        )
    ]
    with pytest.raises(SheetChoiceError):
        read_table(years(hidden=("Dit jaar",)), sheet="Dit jaar")
    with pytest.raises(UnreadableSourceError, match="Alleen verborgen bladen zijn gevuld: 'Dit jaar', 'Vorig jaar'"):
        read_table(years(hidden=("Dit jaar", "Vorig jaar")))


def test_a_csv_has_no_sheets_to_choose_from() -> None:
    with pytest.raises(UnreadableSourceError, match="heeft geen blad 'Dit jaar'"):
        read_table(b"Naam;Op\n", sheet="Dit jaar")


@pytest.mark.parametrize("folder", ["elders", "/xl/elders", "Worksheets"])
def test_a_sheet_is_read_wherever_it_lies_in_the_package(folder: str) -> None:
    assert read_table(workbook(sheet([["a"]]), folder=folder)).lines == (Line(1, ("a",)),)


@pytest.mark.parametrize("folder", ["elders", "/xl/elders", "/ergens"])
def test_a_formula_is_found_wherever_its_sheet_lies_in_the_package(folder: str) -> None:
    with pytest.raises(UnreadableSourceError, match="Cel B2 van blad 'Lijst' bevat een formule"):
        read_table(workbook(sheet([["a"]], more=FORMULA), folder=folder))


def elsewhere(*, more: str) -> dict[str, bytes]:
    """Return the parts of a workbook that lies in a folder of its own, which the package points at."""
    with zipfile.ZipFile(io.BytesIO(workbook(sheet([["b"]], more=more)))) as archive:
        below_xl = {name: archive.read(name) for name in archive.namelist() if name.startswith("xl/")}
        root = archive.read("_rels/.rels").replace(b"xl/", b"anders/")
    moved = {name.replace("xl/", "anders/"): data for name, data in below_xl.items()}
    return {"_rels/.rels": root, **moved}


def test_a_workbook_is_read_where_the_package_says_that_it_lies() -> None:
    data = without(workbook(sheet([["a"]]), parts=elsewhere(more="")), "xl/workbook.xml")
    assert read_table(data).lines == (Line(1, ("b",)),)
    with pytest.raises(UnreadableSourceError, match="Cel B2"):
        read_table(without(workbook(sheet([["a"]]), parts=elsewhere(more=FORMULA)), "xl/workbook.xml"))


def test_two_workbooks_in_one_package_are_refused() -> None:
    with pytest.raises(UnreadableSourceError, match="bestaat uit twee werkmappen"):
        read_table(workbook(sheet([["a"]]), parts=elsewhere(more=FORMULA)))


def without(data: bytes, part: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    return packed.getvalue()


def test_a_formula_is_found_on_a_sheet_that_is_not_chosen_and_on_one_that_no_list_names() -> None:
    with pytest.raises(UnreadableSourceError, match="Cel B2 van blad 'B'"):
        read_table(workbook(sheet([["a"]]), sheet([], more=FORMULA), names=("A", "B"), hidden=("B",)), sheet="A")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="los" ContentType="{kind}"/><Override PartName="/xl/ANDERS.xml" ContentType="{kind}"/>'
        "</Types>"
    ).encode()
    for part in ("xl/anders.xml", "elders/blad.los"):
        loose = {"[Content_Types].xml": types, part: sheet([], more=FORMULA).encode()}
        with pytest.raises(UnreadableSourceError, match=f"Cel B2 van blad '{part}'"):
            read_table(workbook(sheet([["a"]]), parts=loose))


FORMULA = '<row r="2"><c r="B2"><f>HYPERLINK("x")</f><v>1</v></c></row>'
FAR_CELL = f'<row r="1048576">{cell("x", "A1048576")}</row>'
FAR_COLUMN = f'<row r="2">{cell("x", "NTP2")}</row>'
TWICE = b'<Relationships><Relationship Id="a" Target="x.xml"/><Relationship Id="a" Target="y.xml"/></Relationships>'
MANY = b'<workbook xmlns:r="r"><sheets>%s</sheets></workbook>' % (b'<sheet name="x" r:id="rId1"/>' * 501)
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (workbook(sheet([["a"]], more=FORMULA)), "Cel B2 van blad 'Lijst' bevat een formule"),
        (workbook(sheet([["a"]], more=FAR_CELL)), "rij 1048576; hooguit 60000 rijen"),
        (workbook(sheet([["a"]], more=FAR_COLUMN)), "cel NTP2"),
        (workbook(LAUGHS + sheet([["a"]])), "DTD"),
        (workbook("<worksheet><oeps"), "beschadigd"),
        (workbook(sheet([["x" * 32_768]])), "cel met meer dan 32767 tekens"),
        (workbook(sheet([["a"]]), parts={"xl/vbaProject.bin": b"x"}), "macro's"),
        (workbook(sheet([["a"]]), parts={f"xl/media/{place}.png": b"" for place in range(600)}), "onderdelen"),
        (workbook(sheet([["a"]]), parts={"xl/a/../b.xml": b""}), "vreemde naam"),
        (workbook(sheet([["a"]]), parts={"xl/_rels/workbook.xml.rels": TWICE}), "wijst haar onderdelen dubbel aan"),
        (workbook(sheet([["a"]]), parts={"xl/_rels/workbook.xml.rels": b"<Relationships/>"}), "Blad 'Lijst'.*er niet"),
        (workbook(sheet([["a"]]), parts={"xl/workbook.xml": MANY}), "meer dan 500 bladen"),
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
    for part in ("xl/workbook.xml", "_rels/.rels"):
        data = without(without(workbook(sheet([["a"]])), part), "xl/workbook.xml")
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


def test_one_long_text_that_many_cells_share_is_refused_before_memory_grows() -> None:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = "".join(f'<row r="{place}"><c r="A{place}" t="s"><v>0</v></c></row>' for place in range(1, 2_001))
    shared = {
        "xl/sharedStrings.xml": f'<sst xmlns="{main}"><si><t>{"a" * 32_000}</t></si></sst>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">'
        f'<Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="text" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    }
    data = workbook(sheet([], more=cells), parts={name: text.encode() for name, text in shared.items()})
    assert len(data) < 20_000
    with pytest.raises(UnreadableSourceError, match="niet te lezen"):
        read_table(data)
