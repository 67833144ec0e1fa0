"""The data package is whole, valid to others, and safe to open in a spreadsheet."""

import csv
import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import msgspec
import pytest

from exporters.kinds.data_package.exporter import DataPackage
from exporters.tables.table import tables
from publishing.store.pack_reader import Pack
from tests.exporters import packs
from tests.exporters.kinds.package_reader import Package


def package_of(pack: Pack, folder: Path) -> Package:
    DataPackage().write(pack, folder / "package.zip")
    return Package(folder / "package.zip")


def report_of(pack: Pack, folder: Path) -> frictionless.Report:
    """Return what Frictionless says of the package once it is unpacked."""
    DataPackage().write(pack, folder / "package.zip")
    with zipfile.ZipFile(folder / "package.zip") as archive:
        archive.extractall(folder / "package")
    return frictionless.validate(str(folder / "package" / "datapackage.json"))


def test_an_independent_reader_gets_the_same_documents_with_the_same_digests(any_pack: Pack, tmp_path: Path) -> None:
    package = package_of(any_pack, tmp_path)
    bodies = {(one.kind, one.id): msgspec.json.decode(one.body) for one in any_pack.documents()}
    assert package.documents() == bodies
    assert package.digests() == package.manifest["documenten"]


def test_the_manifest_in_it_is_the_release(pack: Pack, tmp_path: Path) -> None:
    package = package_of(pack, tmp_path)
    named = hashlib.sha256(package.files["inhoudslijst.json"]).hexdigest()
    assert named == pack.meta["digest"] == package.descriptor["vingerafdruk"]


def test_every_document_is_valid_under_the_schema_in_the_package(any_pack: Pack, tmp_path: Path) -> None:
    package = package_of(any_pack, tmp_path)
    schemas = {kind: msgspec.json.decode(package.files[f"schemas/{kind}.json"]) for kind, _ in package.documents()}
    for (kind, _), document in package.documents().items():
        jsonschema.validate(document, schemas[kind], cls=jsonschema.Draft202012Validator)


def test_frictionless_finds_nothing_wrong(any_pack: Pack, tmp_path: Path) -> None:
    report = report_of(any_pack, tmp_path)
    assert report.flatten(["type", "message"]) == []
    assert report.valid
    assert len(report.tasks) == len(tables())


def test_frictionless_counts_the_rows_that_there_are(pack: Pack, tmp_path: Path) -> None:
    counted = {task.name: task.stats["rows"] for task in report_of(pack, tmp_path).tasks}
    assert (counted["aanbevelingen-interventies"], counted["interventies-erkenningen"]) == (2, 7)


@pytest.mark.parametrize(
    ("table", "old", "new", "error"),
    [
        ("interventies-erkenningen", "goed-beschreven,", "heel-goed,", "constraint-error"),
        ("interventies-erkenningen", "2024-02-29", "2023-02-29", "type-error"),
        ("aanbevelingen-interventies", ",sterk-samen,", ",weg,", "foreign-key"),
        ("aanbevelingen", "rust-in-de-week", "meer-ruimte", "primary-key"),
    ],
)
def test_frictionless_does_find_what_is_wrong(
    pack: Pack, tmp_path: Path, table: str, old: str, new: str, error: str
) -> None:
    assert report_of(pack, tmp_path).valid
    path = tmp_path / "package" / "data" / f"{table}.csv"
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())
    report = frictionless.validate(str(tmp_path / "package" / "datapackage.json"))
    assert error in {one for (one,) in report.flatten(["type"])}


def test_no_cell_with_text_can_be_taken_for_a_formula(awkward: Pack, tmp_path: Path) -> None:
    package = package_of(awkward, tmp_path)
    cells = 0
    for resource in package.descriptor["resources"]:
        text_columns = [place for place, one in enumerate(resource["schema"]["fields"]) if one["type"] == "string"]
        for row in csv.reader(io.StringIO(package.files[resource["path"]].decode(), newline="")):
            cells += len(row)
            assert not [row[place] for place in text_columns if row[place].startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert cells > 300


def test_numbers_are_never_guarded_and_a_text_with_an_apostrophe_of_its_own_stays_as_it_is(
    awkward: Pack, pack: Pack, tmp_path: Path
) -> None:
    assert b",-0.75,12.5," in package_of(pack, tmp_path).files["data/interventies.csv"]
    assert b",'s Avonds rust," in package_of(awkward, tmp_path).files["data/teksten.csv"]


def test_the_levels_are_categories_that_rise_beside_an_enum(pack: Pack, tmp_path: Path) -> None:
    field = field_of(package_of(pack, tmp_path), "interventies-erkenningen", "niveau")
    assert [one["value"] for one in field["categories"]] == [
        "niet-erkend",
        "goed-beschreven",
        "goed-onderbouwd",
        "eerste-aanwijzingen",
        "goede-aanwijzingen",
        "sterke-aanwijzingen",
    ]
    assert field["categoriesOrdered"]
    assert set(field["constraints"]["enum"]) == {one["value"] for one in field["categories"]}


def field_of(package: Package, table: str, name: str) -> dict[str, Any]:
    resource = next(one for one in package.descriptor["resources"] if one["name"] == table)
    found: dict[str, Any] = next(one for one in resource["schema"]["fields"] if one["name"] == name)
    return found


def test_what_was_erased_by_law_is_not_there_and_what_led_to_it_is_no_key(tmp_path: Path) -> None:
    pack = packs.write(tmp_path / "erased.sqlite", packs.ordinary(), erased=["sterk-samen"])
    report = report_of(pack, tmp_path)
    assert report.valid
    package = Package(tmp_path / "package.zip")
    assert ("interventie", "sterk-samen") not in package.documents()
    assert b"op grond van de wet" in package.files["README.md"]
    links = next(one for one in package.descriptor["resources"] if one["name"] == "aanbevelingen-interventies")
    assert [key["fields"] for key in links["schema"]["foreignKeys"]] == [["aanbeveling"]]


def test_licence_publisher_and_address_are_those_of_the_release(pack: Pack, tmp_path: Path) -> None:
    package = package_of(pack, tmp_path)
    assert package.descriptor["licenses"] == [{"name": "CC0-1.0", "path": packs.LICENCE}]
    assert package.descriptor["contributors"] == [{"title": packs.PUBLISHER, "roles": ["publisher"]}]
    assert package.descriptor["homepage"] == packs.BASE_URL
    assert package.descriptor["id"] == "https://wegwijzer.example/api/v1/uitgaven/2026.1"
    for said in (packs.PUBLISHER, packs.LICENCE, packs.BASE_URL, pack.meta["digest"], "31-07-2026"):
        assert said.encode() in package.files["README.md"]


def test_every_column_of_every_table_has_a_name_of_its_own() -> None:
    for table in tables():
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names)), table.name
