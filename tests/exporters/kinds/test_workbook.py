"""The workbook says what the documents say, in any reader; it can be read, followed and filtered, and runs nothing."""

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import openpyxl  # type: ignore[import-untyped]  # carries no types
import pytest
import python_calamine

from exporters.base import ExportError
from exporters.kinds.workbook import cells, front, long_texts
from exporters.kinds.workbook.exporter import Workbook
from exporters.kinds.workbook.sheets import Sheet, SheetColumn, Shown, sheets
from exporters.kinds.workbook.styles import COLOURS
from exporters.levels import LABELS, REGISTERS
from publishing.documents.difference import words_of_html
from publishing.documents.kinds.fixed import Text
from publishing.store.pack_reader import Pack
from tests.exporters import packs

_ESCAPED = re.compile("_x([0-9A-F]{4})_")


def written(pack: Pack, folder: Path) -> Path:
    Workbook().write(pack, folder / "book.xlsx")
    return folder / "book.xlsx"


def opened(pack: Pack, folder: Path) -> Any:
    return openpyxl.load_workbook(written(pack, folder))


def unescaped(value: Any) -> Any:
    """Return what ``_x0001_`` in a cell stands for (ECMA-376 22.9.2.19), as a spreadsheet does."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value) if isinstance(value, str) else value


def expected(pack: Pack, sheet: Sheet) -> Iterator[list[Any]]:
    """Yield the rows that should stand on a sheet."""
    names = {(one.kind, one.id): _name(msgspec.json.decode(one.body)) for one in pack.documents()}
    for document in pack.documents():
        if document.kind == sheet.table.kind.name:
            plain = msgspec.json.decode(document.body)
            for row in sheet.table.rows(plain, document.digest):
                yield [_shown(one, one.value(row, plain), names) for one in sheet.columns]


def _name(plain: dict[str, Any]) -> str:
    return next(plain[field] for field in ("titel", "naam", "vraag", "begrip") if field in plain)


def _shown(column: SheetColumn, value: Any, names: dict[tuple[str, str], str]) -> Any:
    if value in (None, "", []):
        return None
    if column.shown is Shown.LINK and column.target:
        return names.get((column.target.name, value), value)
    if column.shown is Shown.DAY:
        return datetime.fromisoformat(value)
    if column.shown is Shown.YES_NO:
        return "ja" if value else "nee"
    texts: dict[Shown, Callable[[Any], Any]] = {
        Shown.HTML: words_of_html,
        Shown.LIST: "; ".join,
        Shown.LEVEL: LABELS.get,
    }
    if column.shown is Shown.CHOICE:
        return REGISTERS.get(value) or value.capitalize()
    return texts.get(column.shown, lambda same: same)(value)


def _is_the_same(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, str) and len(wanted) > 32_767:
        return bool(found.startswith(wanted[:15_000])) and "verder op blad ‘Lange teksten’" in found
    return bool(unescaped(found) == wanted or found == wanted)


def test_openpyxl_reads_every_cell_as_it_was_meant(any_pack: Pack, tmp_path: Path) -> None:
    book = opened(any_pack, tmp_path)
    for sheet in sheets():
        header, *rows = book[sheet.name].iter_rows(values_only=True)
        assert list(header) == [column.heading for column in sheet.columns]
        for found, wanted in zip(rows, expected(any_pack, sheet), strict=True):
            assert [*map(_is_the_same, found, wanted)] == [True] * len(wanted), (found, wanted)


def test_calamine_reads_the_same_cells(any_pack: Pack, tmp_path: Path) -> None:
    book = python_calamine.CalamineWorkbook.from_path(str(written(any_pack, tmp_path)))
    for sheet in sheets():
        _, *rows = book.get_sheet_by_name(sheet.name).to_python()
        wanted = [[_as_calamine(one) for one in row] for row in expected(any_pack, sheet)]
        for found, meant in zip(rows, wanted, strict=True):
            assert [*map(_is_the_same, found, meant)] == [True] * len(meant), (found, meant)


def _as_calamine(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str):  # it leaves the two that are no characters escaped
        return value.replace("\ufffe", "_xFFFE_").replace("\uffff", "_xFFFF_")
    return date(value.year, value.month, value.day) if isinstance(value, datetime) else value


def test_there_is_not_one_formula_and_no_macro(awkward: Pack, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(awkward, tmp_path)) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower() or "externalLink" in name]
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name)


def test_every_blue_name_leads_to_the_row_of_the_item_with_that_name(pack: Pack, tmp_path: Path) -> None:
    book, followed = opened(pack, tmp_path), 0
    for sheet in sheets():
        for row in book[sheet.name].iter_rows(min_row=2):
            for cell, column in zip(row, sheet.columns, strict=True):
                if column.shown is Shown.LINK and cell.value:
                    there, _, place = cell.hyperlink.location.rpartition("!")
                    assert book[there.strip("'")][place].value == cell.value
                    followed += 1
    assert followed > 20


def test_headers_stay_in_view_with_filters_and_columns_have_a_width(pack: Pack, tmp_path: Path) -> None:
    book = opened(pack, tmp_path)
    for sheet in sheets():
        page = book[sheet.name]
        assert page.freeze_panes == "B2"
        assert page.auto_filter.ref == page.dimensions
        assert all(page.column_dimensions[cell.column_letter].width > 10 for cell in page[1])
        assert len(sheet.name) <= 31


def test_levels_have_a_name_and_a_colour_of_their_own_that_can_be_read(pack: Pack, tmp_path: Path) -> None:
    page = opened(pack, tmp_path)["Interventie – erkenningen"]
    place = next(cell.column for cell in page[1] if cell.value == "Niveau")
    seen = {row[place - 1].value: row[place - 1] for row in page.iter_rows(min_row=2)}
    assert seen.keys() == {*LABELS.values()}
    colours = [
        (cell.fill.fgColor.rgb, cell.font.color.rgb if cell.font.color else "FF000000") for cell in seen.values()
    ]
    assert len({back for back, _ in colours}) == 6
    assert min(_contrast(back[2:], front[2:]) for back, front in colours) >= 7


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_front_says_which_release_this_is_where_all_stands_and_what_colours_mean(
    pack: Pack, tmp_path: Path
) -> None:
    book = opened(pack, tmp_path)
    assert book.sheetnames[0] == front.NAME
    told = {row[0].value: row[1].value for row in book[front.NAME].iter_rows() if row[0].value}
    assert (told["Uitgave"], told["IJkdatum"], told["Vingerafdruk"]) == ("2026.1", "31-07-2026", pack.meta["digest"])
    assert (told["Uitgever"], told["Licentie"], told["Adres"]) == (packs.PUBLISHER, packs.LICENCE, packs.BASE_URL)
    assert {name: told[name] for name in ("Interventies", "Aanbeveling – interventies", "Stappen")} == {
        "Interventies": 2,
        "Aanbeveling – interventies": 2,
        "Stappen": 1,
    }
    assert next(name for name in told if name in LABELS.values()) == "Effectief volgens sterke aanwijzingen"
    assert {*COLOURS} == {*LABELS}


def test_a_text_that_no_cell_can_hold_stands_whole_on_a_sheet_of_its_own(awkward: Pack, tmp_path: Path) -> None:
    page = opened(awkward, tmp_path)[long_texts.NAME]
    pieces = list(page.iter_rows(min_row=2, values_only=True))
    document = awkward.document("tekst", "lang")
    assert document is not None
    whole = words_of_html(msgspec.json.decode(document.body)["tekst"])
    assert "".join(unescaped(piece[4]) for piece in pieces) == whole
    assert [piece[:4] for piece in pieces] == [("Teksten", "lang", "Tekst", number) for number in (1, 2, 3)]
    assert page.sheet_state == "visible"


@pytest.mark.parametrize("length", [32_766, 32_767, 32_768])
@pytest.mark.parametrize("letter", ["a", "👍"])
def test_at_the_edge_of_what_a_cell_holds_nothing_is_lost(length: int, letter: str, tmp_path: Path) -> None:
    text = letter * (length // len(letter.encode("utf-16-le")) * 2)
    text += "b" * (length - len(text.encode("utf-16-le")) // 2)
    book = opened(packs.write(tmp_path / "pack", [Text(id="een", title="Een", body=f"<p>{text}</p>")]), tmp_path)
    cell = book["Teksten"]["B2"].value
    pieces = [row[4] for row in book[long_texts.NAME].iter_rows(min_row=2, values_only=True)]
    assert (cell, pieces) == (text, []) if length <= 32_767 else "".join(pieces) == text
    assert (book[long_texts.NAME].sheet_state == "hidden") == (length <= 32_767)


def test_what_was_erased_by_law_is_named_by_its_id_and_leads_nowhere(tmp_path: Path) -> None:
    pack = packs.write(tmp_path / "pack", packs.ordinary(), erased=["sterk-samen"])
    first = opened(pack, tmp_path)["Aanbeveling – interventies"]["C2"]
    assert (first.value, first.hyperlink) == ("sterk-samen", None)


def test_a_full_sheet_is_refused_naming_the_item(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MOST_ROWS", 2)
    with pytest.raises(ExportError, match="Blad ‘Domeinen’ is vol bij domein ‘ruimte’"):
        written(pack, tmp_path)


def test_past_the_most_links_of_a_sheet_names_are_still_there(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "_MOST_LINKS", 2)
    page = opened(pack, tmp_path)["Aanbeveling – interventies"]
    assert [(page[place].value, page[place].hyperlink is None) for place in ("A2", "C2", "A3", "C3")] == [
        ("Plan rust", False),
        ("Sterk samen", False),
        ("Plan rust", True),
        ("Rustig leren", True),
    ]
