"""The files of a release: what there is, the whole of it, and the rest of it for who was cut off."""

import hashlib
from pathlib import Path

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from publishing.api.files import Files
from publishing.api.ranges import UnsatisfiableError, asked_range
from publishing.store.base import Store
from publishing.store.layout import public_export
from tests.publishing.api.conftest import Releases
from tests.publishing.api.published import EXPORT, FIRST, SECOND
from tests.publishing.api.routes import BASE

FILE = f"{BASE}uitgaven/{SECOND}/exports/{EXPORT}"


def body_of(response: HttpResponseBase) -> bytes:
    return response.getvalue() if response.streaming else response.content  # type: ignore[attr-defined]  # the test client's


def test_a_file_is_what_the_list_says(api: Client, releases: Releases) -> None:
    (listed,) = api.get(f"{BASE}actueel/exports").json()["items"]
    assert listed["adres"] == FILE
    answer = api.get(listed["adres"])
    data = body_of(answer)
    assert (len(data), hashlib.sha256(data).hexdigest()) == (listed["grootte"], listed["vingerafdruk"])
    assert answer["ETag"] == f'"{listed["vingerafdruk"]}"'
    assert answer["Content-Type"] == listed["mediatype"]
    assert answer["Content-Disposition"] == f"attachment; filename*=UTF-8''wegwijzer-{SECOND}%20%C3%A9.json"
    assert answer["Accept-Ranges"] == "bytes"


@pytest.mark.usefixtures("releases")
def test_a_download_that_was_cut_off_is_resumed(api: Client) -> None:
    whole = body_of(api.get(FILE))
    first = api.get(FILE, headers={"Range": "bytes=0-99"})
    rest = api.get(FILE, headers={"Range": "bytes=100-", "If-Range": first["ETag"]})
    assert (first.status_code, rest.status_code) == (206, 206)
    assert body_of(first) + body_of(rest) == whole
    assert rest["Content-Range"] == f"bytes 100-{len(whole) - 1}/{len(whole)}"
    assert rest["Content-Length"] == str(len(whole) - 100)
    assert body_of(api.get(FILE, headers={"Range": "bytes=-10"})) == whole[-10:]


@pytest.mark.usefixtures("releases")
@pytest.mark.parametrize("header", ["bytes=0-99", "bytes=999999999-"])
def test_who_asks_about_a_file_is_told_of_the_whole(api: Client, header: str) -> None:
    answer = api.head(FILE, headers={"Range": header})
    assert (answer.status_code, answer["Content-Length"]) == (200, api.get(FILE)["Content-Length"])
    assert not answer.has_header("Content-Range")


@pytest.mark.usefixtures("releases")
@pytest.mark.parametrize(
    "header",
    ["bytes=5-2", "bytes=0-1,3-4", "regels=0-1", "bytes=a-b", "bytes=-", "bytes", "", "bytes=" + "9" * 400 + "-"],
)
def test_a_range_that_is_none_is_ignored(api: Client, header: str) -> None:
    assert api.get(FILE, headers={"Range": header}).status_code == 200


@pytest.mark.usefixtures("releases")
def test_a_range_behind_the_end_is_a_problem_that_says_how_long_the_file_is(api: Client) -> None:
    size = len(body_of(api.get(FILE)))
    answer = api.get(FILE, headers={"Range": f"bytes={size}-"})
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{size}"
    assert answer["Content-Type"] == "application/problem+json"
    assert api.get(FILE, headers={"Range": "bytes=-0"}).status_code == 416


@pytest.mark.usefixtures("releases")
def test_a_part_of_another_file_is_not_given(api: Client) -> None:
    other = api.get(FILE.replace(SECOND, FIRST))["ETag"]
    answer = api.get(FILE, headers={"Range": "bytes=0-9", "If-Range": other})
    assert answer.status_code == 200


def test_a_file_that_was_damaged_is_not_served(api: Client, releases: Releases, store: Store) -> None:
    export = releases.second.release.exports[0]
    path: Path = store.local_file(public_export(export.sha256))
    path.chmod(0o600)
    path.write_bytes(b"x" * export.size)
    assert api.get(FILE).status_code == 503
    store.remove(public_export(export.sha256))
    assert api.get(FILE).status_code == 503
    assert api.get(f"{BASE}uitgaven/{SECOND}/exports").status_code == 200


def test_a_file_that_was_looked_through_is_served_while_the_store_is_away(
    releases: Releases, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    (export,) = releases.second.release.exports
    files = Files(store)
    path = files.path(export)
    found = path.with_name("found")
    monkeypatch.setattr(type(store), "local_file", lambda *_: found)
    assert files.path(export) == path
    found.write_bytes(path.read_bytes())
    path.unlink()
    assert files.path(export) == found


@pytest.mark.usefixtures("releases")
def test_who_asks_for_an_unknown_part_of_a_release_hears_that_there_are_exports(api: Client) -> None:
    assert "mededelingen, exports, teksten" in api.get(f"{BASE}uitgaven/{SECOND}/niets").json()["detail"]


@pytest.mark.usefixtures("releases")
def test_a_kind_that_is_not_there_is_a_404_that_names_what_is(api: Client) -> None:
    assert EXPORT in api.get(f"{BASE}actueel/exports/pdf").json()["detail"]


def test_ranges_are_read_as_the_rfc_says() -> None:
    assert asked_range("bytes=0-0", 10) == range(0, 1)
    assert asked_range("bytes=9-100", 10) == range(9, 10)
    assert asked_range("bytes=-100", 10) == range(0, 10)
    assert asked_range("bytes = 1 - 2", 10) == range(1, 3)
    with pytest.raises(UnsatisfiableError):
        asked_range("bytes=0-", 0)
