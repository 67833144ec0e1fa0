"""What would break a client that was written for an earlier openapi.json.

| in a request | in an answer |
|---|---|
| an address or parameter is gone, or has become required | an address, form or header field is gone |
| a type, an enum value or one of several forms is gone | a field is gone, or no longer always there |
| a limit is tighter, or a pattern is another one | a type or a format is another one |

Names that a generator makes types and methods of (schemas, operationId) stay too. What is added breaks nobody: clients
are told to pass over what they do not know.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from publishing.api.openapi.compatible_schemas import Described, Schemas

Operation = dict[str, Any]


def breaks(old: Described, new: Described) -> list[str]:
    """Return what in ``new`` breaks a client of ``old``, a line each; nothing when the major version has risen."""
    if major(new) > major(old):
        return []
    return list(dict.fromkeys(_breaks(old, new)))


def major(described: Described) -> int:
    """Return the major version."""
    return int(str(described["info"]["version"]).split(".")[0])


def _breaks(old: Described, new: Described) -> Iterator[str]:
    schemas = Schemas(old, new)
    for path, operations in old["paths"].items():
        for method, operation in operations.items():
            place = f"{method.upper()} {path}"
            if (now := new["paths"].get(path, {}).get(method)) is None:
                yield f"{place}: is gone"
                continue
            yield from _named(place, operation, now)
            yield from _request(place, schemas, operation, now)
            yield from _answer(place, schemas, operation, now)
    for name, schema in old["components"]["schemas"].items():
        if name in new["components"]["schemas"]:
            yield from schemas.of_answer(name, schema, new["components"]["schemas"][name])
        else:
            yield f"{name}: is gone"


def _named(place: str, old: Operation, new: Operation) -> Iterator[str]:
    if old["operationId"] != new["operationId"]:
        yield f"{place}: is called {new['operationId']}, was {old['operationId']}"


def _request(place: str, schemas: Schemas, old: Operation, new: Operation) -> Iterator[str]:
    held, now = _parameters(schemas.old, old), _parameters(schemas.new, new)
    for key, parameter in held.items():
        here = f"{place}: parameter {key[1]}"
        if key not in now:
            yield f"{here} is gone"
            continue
        if now[key].get("required") and not parameter.get("required"):
            yield f"{here} has become required"
        for field in ("style", "explode"):
            if now[key].get(field) != parameter.get(field):
                yield f"{here} is written in another way ({field})"
        yield from schemas.of_request(here, parameter["schema"], now[key]["schema"])
    for key, parameter in now.items():
        if key not in held and parameter.get("required"):
            yield f"{place}: parameter {key[1]} is new and required"


def _parameters(described: Described, operation: Operation) -> dict[tuple[str, str], dict[str, Any]]:
    found = (followed(described, one) for one in operation.get("parameters", ()))
    return {(one["in"], one["name"]): one for one in found}


def _answer(place: str, schemas: Schemas, old: Operation, new: Operation) -> Iterator[str]:
    for status, answer in old["responses"].items():
        here = f"{place}: answer {status}"
        was, now = followed(schemas.old, answer), followed(schemas.new, new["responses"].get(status, {}))
        if not now:
            if status.startswith("2"):
                yield f"{here} is gone"
            continue
        for name in was.get("headers", {}).keys() - now.get("headers", {}).keys():
            yield f"{here}: header {name} is gone"
        for form, content in was.get("content", {}).items():
            if form not in now.get("content", {}):
                yield f"{here}: {form} is gone"
            elif "schema" in content:
                yield from schemas.of_answer(here, content["schema"], now["content"][form].get("schema", {}))


def followed(described: Described, node: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``node``, or what it refers to within ``described``."""
    while "$ref" in node:
        found: Any = described
        for name in node["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        node = found
    return dict(node)
