"""The one post-processing hook of drf-spectacular: components, header fields and the problems that all share."""

from typing import Any

from publishing.api.openapi.components import HEADERS, PARAMETERS, references, responses
from publishing.api.openapi.schemas import schemas

_OK = ("API-Version", "Access-Control-Allow-Origin", "Cache-Control", "Content-Encoding", "ETag", "Repr-Digest", "Vary")
_ALWAYS = ("304", "400", "406", "500", "503")


def complete(result: dict[str, Any], **context: Any) -> dict[str, Any]:
    """Return ``result`` with everything that no single operation should have to repeat."""
    for path in result["paths"].values():
        for operation in path.values():
            operation["parameters"].append({"$ref": "#/components/parameters/Bekend"})
            answers = operation["responses"]
            for status in answers.keys() & {"200", "206"}:
                answers[status]["headers"] = references(_OK) | answers[status]["headers"]
            answers |= {status: {"$ref": f"#/components/responses/{status}"} for status in _ALWAYS}
            operation["responses"] = dict(sorted(answers.items()))
    result["components"] = {
        "headers": HEADERS,
        "parameters": PARAMETERS,
        "responses": responses(),
        "schemas": schemas(),
    }
    return result
