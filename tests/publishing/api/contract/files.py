"""The contract as it is committed: openapi.json, an example answer per operation, and the contract last released.

Some operations need no example: openapi.json is its own, the documentation is a page for people, and a file of a
release is whatever its exporter makes.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from django.test import Client

from publishing.api.openapi import compatibility
from publishing.api.openapi.document import openapi_bytes
from tests.publishing.api.routes import FILES, FORMS, ROUTES, TEMPLATES, path_of

FOLDER = Path(compatibility.__file__).with_name("contract")
CURRENT, RELEASED, EXAMPLES = "openapi.json", "released.json", "examples"


def contract(api: Client) -> Iterator[tuple[str, bytes]]:
    """Yield (file, bytes) of openapi.json and of each example, as the API with the example releases gives them."""
    described = json.loads(openapi_bytes())
    yield CURRENT, _readable(openapi_bytes())
    for template, route in zip(TEMPLATES, ROUTES, strict=True):
        if template in ("openapi.json", "documentatie") or route in FILES:
            continue
        name = described["paths"][path_of(template)]["get"]["operationId"]
        body = api.get(route).getvalue()
        if route in FORMS:
            yield f"{EXAMPLES}/{name}.xml", body
        else:
            yield f"{EXAMPLES}/{name}.json", _readable(body)


def committed() -> dict[str, bytes]:
    """Return (file, bytes) of what is committed, but the contract last released."""
    found = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in FOLDER.rglob("*") if path.is_file()}
    del found[RELEASED]
    return found


def _readable(body: bytes) -> bytes:
    """Return JSON over more lines, so that a person can read it and what changed in it."""
    return (json.dumps(json.loads(body), ensure_ascii=False, indent=2) + "\n").encode()
