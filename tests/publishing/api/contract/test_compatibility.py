"""Each kind of change that breaks a client is named; what is only added passes."""

import json
from typing import Any

import pytest

from publishing.api.openapi.compatibility import breaks
from tests.publishing.api.contract.changing import Description, changed
from tests.publishing.api.contract.files import CURRENT, FOLDER

OLD: Description = json.loads((FOLDER / CURRENT).read_bytes())
FEED, LIST = "paths>/feed>get", "paths>/uitgaven/{nummer}/interventies>get"
ASKED, SCHEMAS = f"{LIST}>parameters", "components>schemas"
TEXT = {"type": "string"}
NEW: Description = {"name": "taal", "in": "query", "required": False, "schema": TEXT}
# What is said of a change, per place: what stands there instead, and nothing takes it out.
BREAKING: list[tuple[str, str, Any]] = [
    ("GET /feed: is gone", "paths>/feed", None),
    ("is called leesFeeds, was leesFeed", f"{FEED}>operationId", "leesFeeds"),
    ("parameter zoek is gone", f"{ASKED}>zoek", None),
    ("parameter zoek has become required", f"{ASKED}>zoek>required", True),
    ("parameter taal is new and required", f"{FEED}>parameters>+", NEW | {"required": True}),
    ("parameter velden is written in another way (explode)", f"{ASKED}>velden>explode", True),
    ("parameter sorteer: no longer takes -titel", f"{ASKED}>sorteer>schema>enum>-titel", None),
    ("parameter velden[]: no longer takes naam", f"{ASKED}>velden>schema>items>enum>naam", None),
    ("parameter limiet: no longer takes integer", f"{ASKED}>limiet>schema>type", "string"),
    ("parameter limiet: maximum is now 50", f"{ASKED}>limiet>schema>maximum", 50),
    ("parameter zoek: minLength is now 3", f"{ASKED}>zoek>schema>minLength", 3),
    ("parameter zoek: pattern is now ^a$", f"{ASKED}>zoek>schema>pattern", "^a$"),
    ("parameter zoek: no longer takes anything", f"{ASKED}>zoek>schema>enum", ["rust"]),
    ("answer 200 is gone", f"{FEED}>responses>200", None),
    ("header ETag is gone", f"{LIST}>responses>200>headers>ETag", None),
    ("application/atom+xml is gone", f"{FEED}>responses>200>content>application/atom+xml", None),
    ("Praktijkvoorbeeld: is gone", f"{SCHEMAS}>Praktijkvoorbeeld", None),
    ("Interventie.naam: is gone", f"{SCHEMAS}>Interventie>properties>naam", None),
    ("Interventie.naam: is no longer always there", f"{SCHEMAS}>Interventie>required>naam", None),
    ("Stap.nummer: is string, was integer", f"{SCHEMAS}>Stap>properties>nummer>type", "string"),
    ("Domeinen.items: is object, was array", f"{SCHEMAS}>Domeinen>properties>items>type", "object"),
    ("Uitgaven.actueel: is string, was null, string", f"{SCHEMAS}>Uitgaven>properties>actueel", TEXT),
    ("Uitgave.ijkdatum: format is date-time, was date", f"{SCHEMAS}>Uitgave>properties>ijkdatum>format", "date-time"),
    ("Bundel.documenten[]: Stap is gone", f"{SCHEMAS}>Bundel>properties>documenten>items>oneOf>Stap", None),
    ("Interventie.themas[]: is integer, was string", f"{SCHEMAS}>Interventie>properties>themas>items>type", "integer"),
    ("Uitgave.adressen.manifest: is gone", f"{SCHEMAS}>Uitgave>properties>adressen", {"type": "object"}),
]
ADDING: list[tuple[str, Any]] = [
    ("paths>/nieuw", OLD["paths"]["/feed"]),
    (f"{FEED}>parameters>+", NEW),
    (f"{FEED}>description", "Beter verteld."),
    (f"{FEED}>responses>406", None),
    (f"{ASKED}>sorteer>schema>enum>+", "leeftijd"),
    (f"{ASKED}>limiet>schema>maximum", 1000),
    (f"{ASKED}>limiet>schema>type", "number"),
    (f"{ASKED}>zoek>schema>maxLength", None),
    ("paths>/controle>get>parameters>vingerafdruk>required", False),
    (f"{LIST}>responses>200>headers>Nieuw", {"schema": TEXT}),
    (f"{SCHEMAS}>Nieuw", {"type": "object"}),
    (f"{SCHEMAS}>Interventie>properties>logo", TEXT),
    (f"{SCHEMAS}>Interventie>required>+", "eigenaar"),
    (f"{SCHEMAS}>Bundel>properties>documenten>items>oneOf>+", {"$ref": "#/components/schemas/Stappen"}),
]


@pytest.mark.parametrize(("said", "place", "value"), BREAKING, ids=[said for said, _, _ in BREAKING])
def test_a_change_that_breaks_a_client_is_named_unless_the_major_version_rises(
    said: str, place: str, value: Any
) -> None:
    new = changed(OLD, place, value)
    found = breaks(OLD, new)
    assert any(line.endswith(said) for line in found), found
    assert breaks(OLD, changed(new, "info>version", "2.0.0")) == []


@pytest.mark.parametrize(("place", "value"), ADDING, ids=[place for place, _ in ADDING])
def test_what_is_added_breaks_nobody(place: str, value: Any) -> None:
    new = changed(OLD, place, value)
    assert new != OLD
    assert breaks(OLD, new) == []
