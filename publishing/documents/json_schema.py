"""The JSON Schema (draft 2020-12) of every published shape, generated from it and committed in ``schemas/``."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from publishing.documents.base import SCHEMA_VERSION, Shape
from publishing.documents.dutch_names import DUTCH_NAMES, renamed
from publishing.documents.manifest import Manifest
from publishing.documents.registry import KINDS

FOLDER = Path(__file__).with_name("schemas")


def json_schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield ``(soort, schema)`` for the manifest and every kind."""
    shapes: list[tuple[str, type[Shape]]] = [("inhoudslijst", Manifest)]
    shapes += [(kind.name, kind.shape) for kind in KINDS.values()]
    for name, shape in shapes:
        definitions = renamed(msgspec.json.schema(shape)["$defs"], names=DUTCH_NAMES)
        yield (
            name,
            {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "version": SCHEMA_VERSION,
                "$ref": f"#/$defs/{DUTCH_NAMES[shape.__name__]}",
                "$defs": definitions,
            },
        )


def write_schemas(folder: Path = FOLDER) -> None:
    """Write one file per shape, and remove files of shapes that are gone."""
    folder.mkdir(exist_ok=True)
    written = {f"{name}.json": schema for name, schema in json_schemas()}
    for stale in {path.name for path in folder.glob("*.json")} - set(written):
        (folder / stale).unlink()
    for name, schema in written.items():
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        (folder / name).write_text(text, encoding="utf-8")
