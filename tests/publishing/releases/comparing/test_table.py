"""The change list as a file, read by a person whenever it changes: tests/golden/comparison.csv."""

import csv
import io
import json
from pathlib import Path

import pytest

from publishing.releases.compare import compare_releases
from publishing.releases.comparing.table import COLUMNS, write_table
from publishing.releases.comparison_json import json_lines
from tests.publishing.releases.comparing.stories import last_year, this_year

pytestmark = pytest.mark.django_db

GOLDEN = Path("tests/golden/comparison.csv")
DOCUMENTED = Path("docs/comparing.md")


def table() -> str:
    old, new = last_year(), this_year()
    file = io.StringIO(newline="")
    write_table(compare_releases(old=old, new=new), file, old=old, new=new)
    return file.getvalue()


def test_a_small_year_reads_as_it_did() -> None:
    assert table() == GOLDEN.read_bytes().decode("utf-8")


def test_it_opens_in_a_spreadsheet_and_no_cell_is_a_formula() -> None:
    text = table()
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert {row["titel"] for row in rows if row["kenmerk"] == "druk"} == {"'=Druk"}
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_every_column_is_documented() -> None:
    told = DOCUMENTED.read_text(encoding="utf-8")
    assert [column for column in COLUMNS if f"`{column}`" not in told] == []


def test_as_json_it_holds_the_same_changes_with_the_values_of_their_fields() -> None:
    comparison = compare_releases(old=last_year(), new=this_year())
    told = json.loads("\n".join(json_lines(comparison)))
    assert told["counts"] == comparison.counts
    assert [one["id"] for one in told["changes"]] == [one.id for one in comparison.changes]
    (rust,) = [one for one in told["changes"] if one["id"] == "rust"]
    body = next(field for field in rust["fields"] if field["field"] == "tekst")
    assert body["old"] == "<p>Houd een middag vrij.</p><p>Blijft staan.</p>"
