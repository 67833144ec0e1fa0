"""A resource's description, written beside its view, and how drf-spectacular gets it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from drf_spectacular.openapi import AutoSchema

from publishing.api.query import Parameter

_PATH_PARAMETERS = {
    "nummer": "Uitgavenummer",
    "id": "Kenmerk",
    "soort": "Soort",
    "bestand": "Bestand",
}  # components in openapi.json

_FILE_HEADERS = ("Accept-Ranges", "Content-Disposition")
_PART_PARAMETERS = [{"$ref": f"#/components/parameters/{name}"} for name in ("Stuk", "StukVan")]


@dataclass(frozen=True, kw_only=True)
class Operation:
    """What openapi.json says about reading a resource. Texts are Dutch; ``schema`` is that of the 200 answer."""

    id: str
    summary: str
    description: str
    tag: str
    schema: dict[str, Any]
    parameters: Sequence[Parameter] = ()
    headers: Sequence[str] = ()
    problems: Sequence[int] = ()
    media_type: str = "application/json"
    is_in_parts: bool = False  # whether a part of it can be asked for, as of a file (RFC 9110, 14.2)


class Described(Protocol):
    """A view that knows its description."""

    def operation(self) -> Operation:
        """Return the description."""


def schema_named(name: str) -> dict[str, Any]:
    """Return a reference to a schema in components."""
    return {"$ref": f"#/components/schemas/{name}"}


def in_release(*, current: bool, name: str, can_be_gone: bool = False, **fields: Any) -> Operation:
    """Return the operation of a resource that exists below a release and below ``actueel``."""
    return Operation(
        id=f"leesActueel{name}" if current else f"leesUitgave{name}",
        tag="Actueel" if current else "Uitgaven",
        headers=("Content-Release", "Link", *(("Content-Location",) if current else ())),
        problems=(404, 410) if can_be_gone else (404,),
        **fields,
    )


class OperationSchema(AutoSchema):
    """Lets drf-spectacular take an operation from the view instead of guessing it from serializers."""

    def get_operation(
        self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any
    ) -> dict[str, Any] | None:
        operation = cast(Described, self.view).operation()
        headers = (*operation.headers, *(_FILE_HEADERS if operation.is_in_parts else ()))
        named = {name: {"$ref": f"#/components/headers/{name}"} for name in headers}
        return {
            "operationId": operation.id,
            "summary": operation.summary,
            "description": operation.description,
            "tags": [operation.tag],
            "parameters": [
                *_path_parameters(path),
                *map(_query_parameter, operation.parameters),
                *(_PART_PARAMETERS if operation.is_in_parts else []),
            ],
            "responses": {
                "200": {
                    "description": operation.summary,
                    "headers": named,
                    "content": {operation.media_type: {"schema": operation.schema}},
                },
                **(_part(named, operation.media_type) if operation.is_in_parts else {}),
                **{str(status): {"$ref": f"#/components/responses/{status}"} for status in operation.problems},
            },
        }


def _part(headers: dict[str, Any], media_type: str) -> dict[str, Any]:
    """Return the answers to who asks for a part: the part, of no form of its own, or that it lies behind the end."""
    ranged = {**headers, "Content-Range": {"$ref": "#/components/headers/Content-Range"}}
    return {
        "206": {"description": "Het gevraagde stuk van het bestand.", "headers": ranged, "content": {media_type: {}}},
        "416": {"$ref": "#/components/responses/416"},
    }


def _path_parameters(path: str) -> list[dict[str, Any]]:
    return [{"$ref": f"#/components/parameters/{_PATH_PARAMETERS[name]}"} for name in re.findall(r"{(\w+)}", path)]


def _query_parameter(parameter: Parameter) -> dict[str, Any]:
    # OpenAPI 3.1, style values: one parameter with commas between its values.
    commas = {"style": "form", "explode": False} if parameter.schema.get("type") == "array" else {}
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        "required": parameter.is_required,
        "schema": parameter.schema,
        **commas,
    }
