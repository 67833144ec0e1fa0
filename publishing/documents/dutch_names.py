"""The Dutch names of the published shapes, as schemas and openapi.json give them. English inside, Dutch outside."""

import json
from collections.abc import Mapping
from typing import Any

from publishing.documents.registry import KINDS

# A shape without a name here fails the building of its schema.
DUTCH_NAMES: dict[str, str] = {kind.shape.__name__: kind.name.capitalize() for kind in KINDS.values()} | {
    "Correction": "Correctie",
    "Entry": "Regel",
    "InterventionLink": "InterventieBijAanbeveling",
    "KindCount": "AantalPerSoort",
    "LeftOut": "NietOpgenomen",
    "LevelCount": "AantalPerNiveau",
    "Manifest": "Inhoudslijst",
    "Predecessor": "Voorganger",
    "Recognition": "Erkenning",
    "Retired": "VervallenItem",
    "Source": "Bron",
    "Substantiation": "Onderbouwing",
}


def renamed(
    definitions: dict[str, Any], *, names: Mapping[str, str], old: str = "#/$defs/", new: str = "#/$defs/"
) -> dict[str, Any]:
    """Return ``definitions`` under their Dutch ``names``; references below ``old`` come to stand below ``new``."""
    text = json.dumps(definitions)
    for name in definitions:
        text = text.replace(f'"{old}{name}"', json.dumps(f"{new}{names[name]}"))
    return {names[name]: {**schema, "title": names[name]} for name, schema in json.loads(text).items()}
