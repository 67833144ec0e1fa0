"""A small description that keeps every rule of adr.yaml, and a way to break it in one place."""

import copy
from typing import Any

from tests.publishing.api.contract.changing import Description, changed

_TEXT = {"type": "string"}
_ALWAYS = ("API-Version", "Access-Control-Allow-Origin", "Cache-Control")
_PROBLEM = {
    "type": "object",
    "required": ["status", "title", "detail"],
    "properties": {
        "status": {"type": "integer"},
        "title": _TEXT,
        "detail": _TEXT,
        "gewistOp": {"type": "string", "format": "date"},
        "invalidParams": {
            "type": "array",
            "items": {"type": "object", "properties": {"name": _TEXT, "reason": _TEXT}},
        },
    },
}


def _headers(*names: str) -> Description:
    return {name: {"description": "Een header.", "schema": dict(_TEXT)} for name in (*_ALWAYS, *names)}


def _problem(*names: str) -> Description:
    schema = {"$ref": "#/components/schemas/Probleem"}
    content = {"application/problem+json": {"schema": schema}}
    return {"description": "Er ging iets mis.", "headers": _headers(*names), "content": content}


def _operation(name: str, *parameters: Description) -> Description:
    content = {"application/json": {"schema": dict(_TEXT)}}
    problems = {status: _problem() for status in ("400", "404", "406", "500")}
    return {
        "operationId": name,
        "summary": "Leest iets",
        "description": "Geeft iets.",
        "tags": ["Alles"],
        "parameters": list(parameters),
        "responses": {
            "200": {"description": "Goed.", "headers": _headers("ETag"), "content": content},
            "304": {"description": "Nog goed.", "headers": _headers("ETag")},
            **problems,
            "503": _problem("Retry-After"),
        },
    }


def _parameter(name: str, place: str, **fields: Any) -> Description:
    required = {"required": True} if place == "path" else {}
    return {"name": name, "in": place, "description": "Kiest.", "schema": dict(_TEXT), **required, **fields}


def small() -> Description:
    """Return a new description of three addresses."""
    described = {
        "openapi": "3.1.0",
        "info": {
            "title": "Klein",
            "version": "1.0.0",
            "description": "Een kleine API.",
            "contact": {"name": "Beheer", "email": "beheer@wegwijzer.example", "url": "https://wegwijzer.example"},
        },
        "servers": [{"url": "https://api.wegwijzer.example/api/v1"}],
        "tags": [{"name": "Alles", "description": "Alles bij elkaar."}],
        "paths": {
            "/openapi.json": {"get": _operation("leesBeschrijving")},
            "/domeinen": {"get": _operation("leesDomeinen", _parameter("sorteerOp", "query"))},
            "/domeinen/{id}": {"get": _operation("leesDomein", _parameter("id", "path"))},
        },
        "components": {"schemas": {"Probleem": copy.deepcopy(_PROBLEM)}},
    }
    return copy.deepcopy(described)


def broken(place: str, value: Any = None) -> Description:
    """Return the small description, ``changed`` in one place."""
    return changed(small(), place, value)
