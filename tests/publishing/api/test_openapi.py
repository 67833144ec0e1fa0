"""openapi.json: valid, complete, true to what is served, and the same every time."""

import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from publishing.api.openapi.document import openapi_bytes
from publishing.documents.json_schema import json_schemas
from tests.publishing.api.routes import BASE, FILES, FORMS, ROUTES, TEMPLATES, path_of


@pytest.fixture
def described_api() -> dict[str, Any]:
    described: dict[str, Any] = json.loads(openapi_bytes())
    return described


def test_it_is_valid_openapi(described_api: dict[str, Any]) -> None:
    assert described_api["openapi"] == "3.1.0"
    validate(described_api)


def test_it_describes_exactly_the_served_addresses(described_api: dict[str, Any]) -> None:
    served = set(map(path_of, TEMPLATES))
    assert set(described_api["paths"]) == served
    assert {method for path in described_api["paths"].values() for method in path} == {"get"}


def test_it_says_who_publishes_which_version_where(described_api: dict[str, Any]) -> None:
    info = described_api["info"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", info["version"])
    assert set(info["contact"]) == {"name", "email", "url"}
    assert described_api["servers"][0]["url"].endswith("/api/v1")
    assert "securitySchemes" not in described_api["components"]


def test_every_operation_is_explained_and_lists_its_problems(described_api: dict[str, Any]) -> None:
    operations = [operation for path in described_api["paths"].values() for operation in path.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for operation in operations:
        assert operation["summary"]
        assert operation["description"].endswith(".")
        assert {"200", "304", "400", "406", "500", "503"} <= set(operation["responses"])
        assert {"API-Version", "ETag", "Cache-Control"} <= set(operation["responses"]["200"]["headers"])


def test_names_are_dutch_and_no_framework_shows(described_api: dict[str, Any]) -> None:
    text = openapi_bytes().decode()
    for word in ("django", "Django", "serializer", "msgspec", "Recommendation", "Retired", "$defs"):
        assert word not in text
    for schema in described_api["components"]["schemas"].values():
        for name in schema.get("properties", {}):
            assert re.fullmatch(r"[a-z][a-zA-Z0-9]*", name)


def test_the_schemas_of_items_are_those_of_the_published_shapes(described_api: dict[str, Any]) -> None:
    components = described_api["components"]["schemas"]
    for name, schema in json_schemas():
        shape = schema["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        component = components[name.capitalize()]
        assert set(component["properties"]) == set(shape["properties"])
        assert component["required"] == shape["required"]
        assert component["additionalProperties"] is False


@pytest.mark.usefixtures("releases")
def test_every_answer_is_what_its_schema_says(
    api: Client, described_api: dict[str, Any], subtests: pytest.Subtests
) -> None:
    for template, route in zip(TEMPLATES, ROUTES, strict=True):
        with subtests.test(route):
            operation = described_api["paths"][path_of(template)]["get"]
            response = api.get(route)
            form = "*/*" if route in FILES else response["Content-Type"].partition(";")[0]
            content = operation["responses"]["200"]["content"][form]
            body = response.getvalue().decode() if route in (*FORMS, *FILES) else json.loads(response.getvalue())
            judge(described_api, content["schema"]).validate(body)
            described_headers = set(operation["responses"]["200"]["headers"])
            assert {"Link", "Content-Location", "Content-Release"} & set(response.headers) <= described_headers


@pytest.mark.usefixtures("releases")
@pytest.mark.parametrize(
    "path", ["actueel?x=1&y=2", "actueel/", "actueel/interventies/oud", "uitgaven/1999.1", "actueel/teksten?cursor=x"]
)
def test_every_problem_is_what_its_schema_says(api: Client, described_api: dict[str, Any], path: str) -> None:
    response = api.get(BASE + path)
    problem = described_api["components"]["responses"][str(response.status_code)]
    judge(described_api, problem["content"]["application/problem+json"]["schema"]).validate(response.json())


def judge(described_api: dict[str, Any], schema: dict[str, Any]) -> Draft202012Validator:
    """Return an independent validator of ``schema`` with the components beside it."""
    return Draft202012Validator(
        {"components": described_api["components"], **schema},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


def test_it_does_not_depend_on_the_process_that_makes_it() -> None:
    code = (
        "import django, sys; django.setup()\n"
        "from publishing.api.openapi.document import openapi_bytes\n"
        "sys.stdout.buffer.write(openapi_bytes())"
    )
    made = {
        subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "cms.config.settings.public"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1
    assert json.loads(made.pop())["info"]["contact"]["url"].startswith("https://wegwijzer.example")
