"""The list of releases, a release, and what happens when the catalogue moves."""

import msgspec
from django.test import Client

from publishing.store.base import Store
from publishing.store.catalogue import read_catalogue
from tests.publishing.api.conftest import Releases
from tests.publishing.api.published import FIRST, SECOND, move
from tests.publishing.api.routes import BASE


def test_nothing_published_is_an_empty_list_and_no_current_release(api: Client) -> None:
    assert api.get(f"{BASE}uitgaven").json() == {"aantal": 0, "items": []}
    response = api.get(f"{BASE}actueel")
    assert response.status_code == 404
    assert "nog niets gepubliceerd" in response.json()["detail"]


def test_the_list_is_newest_first_and_says_which_is_current(api: Client, releases: Releases) -> None:
    assert api.get(f"{BASE}uitgaven").json() == {
        "actueel": SECOND,
        "aantal": 2,
        "items": [
            {
                "nummer": SECOND,
                "ijkdatum": "2026-07-31",
                "gepubliceerdOp": "2026-09-01T08:30:00Z",
                "status": "gepubliceerd",
                "actueel": True,
                "vingerafdruk": releases.second.release.digest,
                "adres": f"{BASE}uitgaven/{SECOND}",
            },
            {
                "nummer": FIRST,
                "ijkdatum": "2025-07-31",
                "gepubliceerdOp": "2025-09-01T08:30:00Z",
                "status": "gepubliceerd",
                "actueel": False,
                "vingerafdruk": releases.first.release.digest,
                "adres": f"{BASE}uitgaven/{FIRST}",
            },
        ],
    }


def test_a_release_tells_what_it_is_and_where_its_content_stands(api: Client, releases: Releases) -> None:
    release = api.get(f"{BASE}uitgaven/{SECOND}").json()
    assert release["voorganger"] == FIRST
    assert release["schemaVersie"] == "1.0"
    assert release["vingerafdruk"] == releases.second.release.digest
    assert release["aantallen"] == {name: 7 if name == "teksten" else 1 for name in release["aantallen"]}
    addresses = release["adressen"]
    for address in [addresses["manifest"], addresses["bundel"], *addresses["collecties"].values()]:
        assert address.startswith(f"{BASE}uitgaven/{SECOND}/")
        assert api.get(address).status_code == 200
    assert "voorganger" not in api.get(f"{BASE}uitgaven/{FIRST}").json()


def test_a_new_catalogue_is_seen_by_the_next_request(api: Client, store: Store, releases: Releases) -> None:
    assert api.get(f"{BASE}actueel").json()["nummer"] == SECOND
    before = api.get(f"{BASE}uitgaven/{SECOND}/teksten").content
    move(store, current=FIRST)
    response = api.get(f"{BASE}actueel/teksten/inleiding")
    assert response["Content-Release"] == FIRST
    assert response.content == releases.first.body("tekst", "inleiding")
    assert api.get(f"{BASE}uitgaven/{SECOND}/teksten").content == before


def test_a_withdrawn_release_still_answers_and_says_so(api: Client, store: Store, releases: Releases) -> None:
    withdrawn = msgspec.structs.replace(releases.first.release, status="withdrawn")
    move(store, releases=[withdrawn, releases.second.release])
    assert read_catalogue(store).current == SECOND
    assert api.get(f"{BASE}uitgaven/{FIRST}").json()["status"] == "ingetrokken"
    assert api.get(f"{BASE}uitgaven/{FIRST}/teksten/inleiding").status_code == 200
