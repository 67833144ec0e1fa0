"""Schemas in openapi.json: generated from the published shapes, under their Dutch names. Nothing is written twice."""

from typing import Any

import msgspec

from publishing.api.openapi.operation import schema_named
from publishing.api.shapes import Currency, ExportList, NoticeList, Release, ReleaseList, SchemaList
from publishing.documents.base import Shape
from publishing.documents.delta import Delta
from publishing.documents.dutch_names import DUTCH_NAMES, renamed
from publishing.documents.json_schema import json_schemas
from publishing.documents.registry import COLLECTIONS, KINDS

DUTCH = DUTCH_NAMES | {
    "Addresses": "Adressen",
    "ChangedItem": "GewijzigdItem",
    "Currency": "Controle",
    "Delta": "Wijzigingen",
    "Ended": "BeeindigdItem",
    "Erased": "GewistItem",
    "Export": "Export",
    "ExportList": "Exports",
    "Notice": "Mededeling",
    "NoticeList": "Mededelingen",
    "Part": "Onderdeel",
    "Release": "Uitgave",
    "ReleaseList": "Uitgaven",
    "ReleaseName": "UitgaveBijNaam",
    "ReleaseSummary": "UitgaveInLijst",
    "SchemaList": "Schemas",
    "SchemaSummary": "SchemaInLijst",
}
PREFIX = "#/components/schemas/"
PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "Wat er misging (RFC 9457).",
    "required": ["status", "title", "detail"],
    "properties": {
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "title": {"type": "string", "description": "De soort fout, in het kort."},
        "detail": {"type": "string", "description": "Wat er mis is en wat er wordt verwacht."},
        "invalidParams": {
            "type": "array",
            "description": "Elke parameter die niet klopt, met de reden.",
            "items": schema_named("OngeldigeParameter"),
        },
        "gewistOp": {"type": "string", "format": "date", "description": "De dag waarop de inhoud is gewist."},
        "grond": {"type": "string", "description": "De wettelijke grond waarop de inhoud is gewist."},
        "bundel": {"type": "string", "description": "Waar de hele uitgave te halen is."},
        "vervallenIn": {"type": "string", "description": "De uitgave waarin het item verviel."},
        "reden": {"type": "string", "description": "Waarom het item verviel."},
        "vervangenDoor": {
            "type": "object",
            "description": "Het item dat ervoor in de plaats kwam.",
            "required": ["id", "adres"],
            "properties": {"id": {"type": "string"}, "adres": {"type": "string"}},
        },
    },
}
INVALID_PARAMETER: dict[str, Any] = {
    "type": "object",
    "required": ["name", "reason"],
    "properties": {"name": {"type": "string"}, "reason": {"type": "string"}},
}


def schemas() -> dict[str, Any]:
    """Return every schema of openapi.json by its Dutch name, sorted."""
    found = {"Probleem": PROBLEM, "OngeldigeParameter": INVALID_PARAMETER, "Bundel": _bundle()}
    for _, schema in json_schemas():
        found |= renamed(schema["$defs"], names={name: name for name in schema["$defs"]}, new=PREFIX)
    own: list[type[Shape]] = [Currency, Delta, ExportList, NoticeList, Release, ReleaseList, SchemaList]
    _, components = msgspec.json.schema_components(own, ref_template=f"{PREFIX}{{name}}")
    found |= renamed(components, names=DUTCH, old=PREFIX, new=PREFIX)
    for kind in COLLECTIONS:
        name = kind.name.capitalize()
        found[f"{name}InLijst"] = _in_list(found[name], f"{name}InLijst")
        found[kind.collection.capitalize()] = _collection(f"{name}InLijst")
    return dict(sorted(found.items()))


def _in_list(item: dict[str, Any], title: str) -> dict[str, Any]:
    """Return an item of a collection: who asks with ``velden`` gets only the fields that were asked for."""
    description = f"{item['description']} Met `velden` staan er alleen de gevraagde velden in, naast `soort` en `id`."
    return item | {"title": title, "description": description, "required": ["soort", "id"]}


def _collection(item: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["aantal", "items"],
        "properties": {
            "aantal": {"type": "integer", "minimum": 0, "description": "Hoeveel items er in totaal zijn."},
            "items": {"type": "array", "items": schema_named(item)},
            "volgende": {"type": "string", "description": "De cursor van de volgende bladzijde, als die er is."},
        },
        "additionalProperties": False,
    }


def _bundle() -> dict[str, Any]:
    items = [schema_named(kind.name.capitalize()) for kind in KINDS.values()]
    return {
        "type": "object",
        "required": ["documenten", "inhoudslijst"],
        "properties": {
            "documenten": {"type": "array", "items": {"oneOf": items}},
            "inhoudslijst": schema_named("Inhoudslijst"),
        },
        "additionalProperties": False,
    }
