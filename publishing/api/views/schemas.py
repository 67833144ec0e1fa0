"""The JSON Schemas of the published shapes."""

from functools import cache

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from publishing.api.addresses import SCHEMAS
from publishing.api.answer import Answer, respond
from publishing.api.caching import FROM_CATALOGUE
from publishing.api.openapi.operation import Operation, schema_named
from publishing.api.problems import NotFoundError, shown
from publishing.api.shapes import SchemaList, SchemaSummary
from publishing.api.views.base import PublicView
from publishing.documents.base import SCHEMA_VERSION
from publishing.documents.canonical import canonical_bytes, digest
from publishing.documents.json_schema import json_schemas


@cache
def _schemas() -> dict[str, bytes]:
    return {kind: canonical_bytes(schema) for kind, schema in json_schemas()}


def _respond(request: Request, body: bytes) -> HttpResponseBase:
    answer = Answer(digest=digest(body), body=body, size=len(body), cache_control=FROM_CATALOGUE)
    return respond(request._request, answer)


class SchemaListView(PublicView):
    """Every schema by kind."""

    def get(self, request: Request) -> HttpResponseBase:
        items = [SchemaSummary(kind=kind, address=f"{SCHEMAS}/{kind}") for kind in _schemas()]
        return _respond(
            request, canonical_bytes(SchemaList(count=len(items), schema_version=SCHEMA_VERSION, items=items))
        )

    def operation(self) -> Operation:
        return Operation(
            id="leesSchemas",
            summary="De JSON Schema’s van alle soorten",
            description="Een schema groeit alleen: wat eronder geldig was, blijft geldig.",
            tag="Beschrijving",
            schema=schema_named("Schemas"),
        )


class SchemaView(PublicView):
    """The schema of one kind."""

    def get(self, request: Request, soort: str) -> HttpResponseBase:
        body = _schemas().get(soort)
        if body is None:
            raise NotFoundError(f"Er is geen schema ‘{shown(soort)}’. Wel: {', '.join(_schemas())}.")
        return _respond(request, body)

    def operation(self) -> Operation:
        return Operation(
            id="leesSchema",
            summary="Het JSON Schema van één soort",
            description="Volgens JSON Schema 2020-12. De inhoudslijst heeft er ook een.",
            tag="Beschrijving",
            schema={"type": "object", "required": ["$schema", "version"]},
            problems=(404,),
        )
