"""A delta turns a copy of any release into one of any other, byte for byte; a client need not trust it."""

import hashlib
import json
from typing import Any

import pytest
import rfc8785
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publishing.api import library as library_module
from publishing.api.library import Library
from publishing.documents.base import Document
from publishing.documents.kinds.fixed import Definition, Text
from publishing.documents.manifest import Retired
from publishing.store.base import Store
from publishing.store.memory import MemoryStore
from tests.publishing.api.conftest import Releases
from tests.publishing.api.published import FIRST, SECOND, Published, publish
from tests.publishing.api.routes import BASE

Copy = dict[str, Any]  # {"inhoudslijst": …, "documenten": [document, …]}: what the bundle gives


def applied(copy: Copy, delta: dict[str, Any]) -> Copy:
    """Apply ``delta`` as its description says, knowing nothing but that."""
    held = {f"{one['soort']}/{one['id']}": one for one in copy["documenten"]}
    out = {f"{one['soort']}/{one['id']}" for one in delta["vervallen"]}
    out |= {f"{one['soort']}/{one['id']}" for one in delta["items"] if "na" in one}
    order = [name for name in held if name not in out]
    for item in delta["items"]:
        name = f"{item['soort']}/{item['id']}"
        held[name] = item.get("document", held.get(name))
        if "na" in item:
            order.insert(order.index(item["na"]) + 1 if item["na"] else 0, name)
    return {"inhoudslijst": delta["inhoudslijst"], "documenten": [held[name] for name in order]}


def digest_of(copy: Copy) -> str:
    """Return the digest of the manifest that this copy leads to, computed by a library that is not ours."""
    entries = [
        {"soort": one["soort"], "id": one["id"], "vingerafdruk": hashlib.sha256(rfc8785.dumps(one)).hexdigest()}
        for one in copy["documenten"]
    ]
    return hashlib.sha256(rfc8785.dumps({**copy["inhoudslijst"], "documenten": entries})).hexdigest()


def copy_of(release: Published) -> Copy:
    head = {name: value for name, value in json.loads(release.manifest).items() if name != "documenten"}
    return {"inhoudslijst": head, "documenten": [json.loads(body) for body in release.bodies.values()]}


def delta(api: Client, source: str, target: str, more: str = "") -> dict[str, Any]:
    answer = api.get(f"{BASE}wijzigingen?van={source}&naar={target}{more}")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def documents(sketch: list[tuple[int, int]]) -> list[Document]:
    """Return a document for each (number, version), each number once."""
    return [
        Text(id=f"i-{number}", title="T", body=f"<p>{version}</p>")
        if number % 2
        else Definition(id=f"i-{number}", term="T", body=f"<p>{version}</p>")
        for number, version in dict(sketch).items()
    ]


HISTORY = st.lists(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2)), max_size=10), min_size=2, max_size=4)


@given(history=HISTORY)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@pytest.mark.parametrize("api", ["public"], indirect=True)
def test_any_release_becomes_any_other(
    api: Client,
    history: list[list[tuple[int, int]]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    store = MemoryStore()
    releases = [publish(store, f"2026.{number}", documents(sketch)) for number, sketch in enumerate(history, 1)]
    held = Library(store, tmp_path_factory.mktemp("copies"))
    monkeypatch.setattr(library_module, "library_at", lambda url: held)
    for source in releases:
        for target in releases:
            found = delta(api, source.release.number, target.release.number)
            assert found["naar"]["vingerafdruk"] == target.release.digest
            result = applied(copy_of(source), found)
            assert result == copy_of(target)
            assert digest_of(result) == target.release.digest


def test_what_ended_is_listed_with_why_under_every_filter(api: Client, store: Store) -> None:
    publish(store, FIRST, documents([(1, 0), (2, 0), (3, 0)]))
    retired = Retired(kind="tekst", id="i-1", ended_in=SECOND, reason="Samengevoegd.", successor="i-3")
    publish(store, SECOND, documents([(2, 1), (3, 1)]), retired=[retired])
    ended = [{"soort": "tekst", "id": "i-1", "reden": "Samengevoegd.", "vervangenDoor": "i-3"}]
    for more, kinds in (("", {"tekst", "begrip"}), ("&soort=begrip", {"begrip"}), ("&soort=domein", set())):
        found = delta(api, FIRST, SECOND, more)
        assert found["vervallen"] == ended
        assert {item["soort"] for item in found["items"]} == kinds


@pytest.mark.usefixtures("releases")
def test_between_a_release_and_itself_nothing_changes(api: Client) -> None:
    found = delta(api, SECOND, SECOND)
    assert (found["items"], found["vervallen"]) == ([], [])


def test_a_delta_to_what_is_current_names_its_fixed_address(api: Client, releases: Releases) -> None:
    answer = api.get(f"{BASE}wijzigingen?van={FIRST}&soort=tekst,domein")
    assert answer["Content-Location"] == f"{BASE}wijzigingen?van={FIRST}&naar={SECOND}&soort=domein%2Ctekst"
    assert answer["Cache-Control"].startswith("public, max-age=60")
    assert api.get(answer["Content-Location"]).content == answer.content


@pytest.mark.usefixtures("releases")
def test_of_an_unknown_release_the_bundle_is_pointed_at(api: Client) -> None:
    answer = api.get(f"{BASE}wijzigingen?van=2019.1")
    assert answer.status_code == 410
    assert api.get(answer.json()["bundel"]).status_code == 200


@pytest.mark.usefixtures("releases")
def test_wrong_parameters_of_a_delta_are_named_at_once(api: Client) -> None:
    answer = api.get(f"{BASE}wijzigingen?naar=laatste&soort=blog")
    assert {one["name"] for one in answer.json()["invalidParams"]} == {"van", "naar", "soort"}
    assert api.get(f"{BASE}wijzigingen?van={FIRST}&naar=2031.1").json()["invalidParams"][0]["name"] == "naar"


def test_a_copy_is_told_whether_it_is_current(api: Client, releases: Releases) -> None:
    asked = f"{BASE}controle?vingerafdruk="
    now = api.get(asked + releases.second.release.digest).json()
    assert (now["actueel"], now["uitgave"]) == (True, SECOND)
    assert "wijzigingen" not in now
    old = api.get(asked + releases.first.release.digest).json()
    assert (old["actueel"], old["uitgave"], old["actueleUitgave"]["nummer"]) == (False, FIRST, SECOND)
    assert api.get(old["wijzigingen"]).json()["naar"] == old["actueleUitgave"]
    unknown = api.get(asked + 64 * "0").json()
    assert unknown["actueel"] is False
    assert api.get(unknown["bundel"]).status_code == 200
    assert api.get(asked + "ABC").status_code == 400


def test_there_is_a_schema_of_every_kind(api: Client) -> None:
    listed = api.get(f"{BASE}schemas").json()
    assert listed["aantal"] == len(listed["items"]) == 11
    for item in listed["items"]:
        assert api.get(item["adres"]).json()["$schema"].endswith("2020-12/schema")
    assert api.get(f"{BASE}schemas/blog").status_code == 404
