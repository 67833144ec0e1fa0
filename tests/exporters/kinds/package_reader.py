"""Reads a data package as its README says, knowing nothing of the code that wrote it. Standard library only."""

import csv
import hashlib
import io
import json
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import rfc8785

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Documents = dict[tuple[str, str], dict[str, Any]]


class Package:
    """A data package as it lies in a zip."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.descriptor: dict[str, Any] = json.loads(self.files["datapackage.json"])
        self.manifest: dict[str, Any] = json.loads(self.files["inhoudslijst.json"])

    def rows(self, resource: dict[str, Any]) -> list[dict[str, str]]:
        """Return the rows of a table, every cell as text, without the apostrophe that guards it."""
        text = self.files[resource["path"]].decode("utf-8")
        fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        lines = csv.DictReader(io.StringIO(text, newline=""))
        assert lines.fieldnames == [*fields]
        return [
            {name: _plain(cell) if fields[name] == "string" else cell for name, cell in line.items()} for line in lines
        ]

    def documents(self) -> Documents:
        """Return every document by kind and id, put together again."""
        found: Documents = {}
        for resource in self.descriptor["resources"]:
            if resource["vorm"] == "document":
                for row in self.rows(resource):
                    del row["vingerafdruk"]
                    shape = self._shape(resource["soort"])
                    found[resource["soort"], row["id"]] = {"soort": resource["soort"], **_values(resource, row, shape)}
        for resource in self.descriptor["resources"]:
            if resource["vorm"] != "document":
                for owner, held in self._parts(resource).items():
                    found[resource["soort"], owner][resource["veld"]] = held
        return found

    def digests(self) -> list[dict[str, str]]:
        """Return what the manifest should list, computed from the tables."""
        return [
            {"id": name, "soort": kind, "vingerafdruk": hashlib.sha256(rfc8785.dumps(document)).hexdigest()}
            for (kind, name), document in self.documents().items()
        ]

    def _parts(self, resource: dict[str, Any]) -> dict[str, Any]:
        owner, place, *rest = (field["name"] for field in resource["schema"]["fields"])
        listed = defaultdict(list)
        shape = self._part_shape(resource)
        for row in sorted(self.rows(resource), key=lambda row: int(row[place])):
            values = _values(resource, {name: row[name] for name in rest}, shape)
            listed[row[owner]].append(row[rest[0]] if resource["vorm"] == "waarden" else values)
        return {name: held[0] if resource["vorm"] == "object" else held for name, held in listed.items()}

    def _shape(self, kind: str) -> dict[str, Any]:
        schema: dict[str, Any] = json.loads(self.files[f"schemas/{kind}.json"])
        found: dict[str, Any] = schema["$defs"][schema["$ref"].rpartition("/")[2]]
        return found

    def _part_shape(self, resource: dict[str, Any]) -> dict[str, Any]:
        schema = json.loads(self.files[f"schemas/{resource['soort']}.json"])
        field = self._shape(resource["soort"])["properties"][resource["veld"]]
        options = [field, field.get("items", {}), *field.get("anyOf", ())]
        reference = next((one["$ref"] for one in options if "$ref" in one), "")
        found: dict[str, Any] = schema["$defs"].get(reference.rpartition("/")[2], {})
        return found


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def _values(resource: dict[str, Any], row: dict[str, str], shape: dict[str, Any]) -> dict[str, Any]:
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    required = shape.get("required", ())
    read = {name: _value(types[name], cell) for name, cell in row.items() if cell or name in required}
    defaults = {name: one["default"] for name, one in shape.get("properties", {}).items() if "default" in one}
    return {name: one for name, one in read.items() if name in required or one != defaults.get(name)}


def _value(kind: str, cell: str) -> Any:
    return cell if kind in ("string", "date") else json.loads(cell)
