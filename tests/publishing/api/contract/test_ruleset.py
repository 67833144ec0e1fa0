"""openapi.json against the API Design Rules, judged by Spectral; and each rule against a file that breaks it."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from publishing.api.openapi.document import openapi_bytes
from tests.node.tools import run
from tests.publishing.api.contract.small import broken, small

RULESET = Path(__file__).with_name("adr.yaml")
DOMAINS, ONE = "paths>/domeinen>get", "paths>/domeinen/{id}>get"
OK, BAD, DOWN = (f"{DOMAINS}>responses>{status}" for status in ("200", "400", "503"))
HTML = {"text/html": {"schema": {"type": "string"}}}
LONE = {"get": small()["paths"]["/openapi.json"]["get"] | {"operationId": "leesNog"}}
NAMED = {"get": small()["paths"]["/domeinen/{id}"]["get"] | {"operationId": "leesNog"}}
PROPERTIES = "components>schemas>Probleem>properties"
CHOICE = {"name": "keuze", "in": "query", "description": "Kiest.", "schema": {"type": "string"}}
# What is wrong, per rule: a place in the small description and what stands there instead; nothing takes it out.
WRONG: list[tuple[str, str, Any]] = [
    ("adr-openapi-3", "openapi", "2.0"),
    ("adr-contact", "info>contact", None),
    *(("adr-contact-complete", f"info>contact>{name}", None) for name in ("name", "email", "url")),
    ("adr-openapi-published", "paths>/openapi.json", None),
    *(("adr-documented", f"{DOMAINS}>{name}", None) for name in ("operationId", "summary", "description")),
    ("adr-parameter-documented", f"{DOMAINS}>parameters>0>description", ""),
    ("adr-open", "security", [{"sleutel": []}]),
    ("adr-open", "components>securitySchemes", {"sleutel": {"type": "http", "scheme": "bearer"}}),
    ("adr-semver", "info>version", "1.0"),
    ("adr-servers", "servers", []),
    *(("adr-uri-version", "servers>0>url", f"https://x.example/{end}") for end in ("api", "api/v1.2", "api/v1/", "v1")),
    *(("adr-path-kebab-case", f"paths>/{path}", LONE) for path in ("Domeinen", "de_domeinen", "a//b", "a-/b")),
    ("adr-path-without-extension", "paths>/domeinen.json", LONE),
    ("adr-no-trailing-slash", "paths>/stappen/", LONE),
    ("adr-collections-plural", "paths>/domein/{id}", NAMED),
    *(("adr-camel-case-parameters", f"{DOMAINS}>parameters>0>name", name) for name in ("sorteer_op", "Op", "op-naam")),
    ("adr-no-numeric-keys", f"{ONE}>parameters>0>schema>type", "integer"),
    ("adr-schemas", "components>schemas", None),
    *(("adr-camel-case-properties", f"{PROPERTIES}>{name}", {"type": "string"}) for name in ("pk_id", "Naam", "a-b")),
    ("adr-dates", f"{PROPERTIES}>gewistOp>format", "time"),
    ("adr-date-is-defined", f"{PROPERTIES}>gewistOp>format", None),
    ("adr-read-only", "paths>/domeinen>post", LONE["get"]),
    ("adr-readable", "paths>/domeinen", {}),
    *(("adr-responses", f"{DOMAINS}>responses>{one}", None) for one in ("200", "304", "400", "406", "500", "503")),
    ("adr-bad-input-is-400", f"{DOMAINS}>responses>422", small()["paths"]["/domeinen"]["get"]["responses"]["400"]),
    ("adr-unknown-item-is-404", f"{ONE}>responses>404", None),
    ("adr-problem-content", f"{BAD}>content", None),
    ("adr-problem-json", f"{BAD}>content", {"application/json": {"schema": {"$ref": "#/components/schemas/Probleem"}}}),
    ("adr-problem-json", f"{DOWN}>content>application/json", {"schema": {"$ref": "#/components/schemas/Probleem"}}),
    ("adr-problem-schema", f"{BAD}>content>application/problem+json>schema", None),
    *(("adr-problem-members", "components>schemas>Probleem>required", one) for one in (["title"], ["status", "title"])),
    ("adr-problem-members", "components>schemas>Probleem>required", None),
    ("adr-invalid-params", f"{PROPERTIES}>invalidParams", None),
    ("adr-invalid-params", f"{PROPERTIES}>invalidParams>items>properties>reason", None),
    *(("adr-response-headers", f"{one}>headers", None) for one in (OK, BAD, DOWN)),
    *(("adr-version-header", f"{one}>headers>API-Version", None) for one in (OK, BAD, DOWN)),
    ("adr-cors-header", f"{BAD}>headers>Access-Control-Allow-Origin", None),
    ("adr-cache-header", f"{BAD}>headers>Cache-Control", None),
    ("adr-validator", f"{OK}>headers>ETag", None),
    ("adr-retry-after", f"{DOWN}>headers>Retry-After", None),
    ("adr-deprecation-announced", f"{DOMAINS}>deprecated", True),
    ("adr-no-html", f"{OK}>content", HTML),
    ("adr-no-html", f"{DOWN}>content>text/html", HTML["text/html"]),
]

pytestmark = pytest.mark.node


def findings(folder: Path) -> list[tuple[str, str]]:
    """Return (file without suffix, rule) of everything that Spectral has to say about the descriptions in a folder."""
    options = ("--ruleset", RULESET, "--format", "json", "--quiet", "--fail-severity", "hint")
    done = run("spectral", "lint", *sorted(folder.glob("*.json")), *options, cwd=folder)
    assert done.returncode in (0, 1), done.stderr
    return [(Path(one["source"]).stem, one["code"]) for one in json.loads(done.stdout)]


def test_what_we_publish_keeps_every_rule(tmp_path: Path) -> None:
    (tmp_path / "published.json").write_bytes(openapi_bytes())
    assert findings(tmp_path) == []


def test_each_rule_finds_what_it_is_for(tmp_path: Path, subtests: pytest.Subtests) -> None:
    (tmp_path / "good.json").write_text(json.dumps(small()))
    for number, (_, place, value) in enumerate(WRONG):
        (tmp_path / f"{number}.json").write_text(json.dumps(broken(place, value)))
    found = findings(tmp_path)
    with subtests.test("nothing in the good one"):
        assert [rule for file, rule in found if file == "good"] == []
    for number, (rule, place, _) in enumerate(WRONG):
        with subtests.test(f"{rule}: {place}"):
            assert rule in {said for file, said in found if file == str(number)}


def test_no_rule_goes_without_a_file_that_breaks_it() -> None:
    ours = {name for name in yaml.safe_load(RULESET.read_text())["rules"] if name.startswith("adr-")}
    assert {rule for rule, _, _ in WRONG} == ours
