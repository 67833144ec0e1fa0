"""Each file is what the API answers at its address, to the byte; nothing that is pinned is missing."""

import hashlib
import json
import re
import socket
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from exporters.kinds.static_api.exporter import NGINX, StaticApi
from publishing.api.framework import REST_FRAMEWORK
from publishing.documents.kinds.fixed import Text
from publishing.documents.kinds.recommendation import Recommendation
from publishing.store.layout import public_pack
from publishing.store.opening import open_store
from publishing.store.pack_reader import Pack
from tests.publishing.api.published import FIRST, content, publish
from tests.publishing.store.old_packs import write_old_pack
from tests.services.presence import nginx

NAME = re.compile(rf"api/v1/uitgaven/{re.escape(FIRST)}/(?P<path>.+?)(?:/(?P<query>cursor=[\w-]+))?\.json")


@pytest.fixture
def api(settings: Settings) -> Client:
    """The public process."""
    settings.MIDDLEWARE = ["publishing.api.headers.PublicHeadersEverywhere"]
    settings.ROOT_URLCONF = "cms.config.public_urls"
    settings.REST_FRAMEWORK = REST_FRAMEWORK
    return Client(raise_request_exception=False)


@pytest.fixture
def pack(release_store: Path) -> Pack:
    """A published release in which some collections have several pages."""
    store = open_store(release_store.as_uri())
    texts = [Text(id=f"t-{number}", title=f"Tekst {number}") for number in range(194)]
    advice = [Recommendation(id=f"a-{number}", title="Doe dit", domain="rust") for number in range(100)]
    published = publish(store, FIRST, [*content("2025"), *texts, *advice])
    return Pack(store.local_file(public_pack(published.release.digest)))


@pytest.fixture
def folder(pack: Pack, tmp_path: Path) -> Path:
    """The export, unpacked."""
    StaticApi().write(pack, tmp_path / "api.zip")
    with zipfile.ZipFile(tmp_path / "api.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    return tmp_path / "unpacked"


def addresses(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each file with the address that its name stands for."""
    for path in sorted(folder.rglob("*.json")):
        named = NAME.fullmatch(path.relative_to(folder).as_posix())
        assert named is not None, path
        query = f"?{named['query']}" if named["query"] else ""
        yield f"/api/v1/uitgaven/{FIRST}/{named['path']}{query}", path


def body(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    found: bytes = answer.getvalue()
    return found


def test_every_file_is_what_the_api_answers_at_its_address(folder: Path, api: Client) -> None:
    compared = [address for address, path in addresses(folder) if body(api, address) == path.read_bytes()]
    assert compared == [address for address, _ in addresses(folder)]
    assert sum("cursor=" in address for address in compared) == 4  # 201 texts, 101 recommendations, twice


def test_whatever_the_api_leads_to_below_a_release_is_a_file(folder: Path, api: Client) -> None:
    root = f"/api/v1/uitgaven/{FIRST}"
    there = {address for address, _ in addresses(folder)}
    told = api.get(root).json()["adressen"]
    wanted = {told["manifest"], told["bundel"], told["verantwoording"], *told["collecties"].values()}
    for address in told["collecties"].values():
        following: str | None = address
        while following:
            wanted.add(following)
            page = api.get(following).json()
            wanted |= {f"{address}/{one['id']}" for one in page["items"]}
            following = f"{address}?cursor={page['volgende']}" if "volgende" in page else None
    wanted |= {f"{root}/domeinen/rust/aanbevelingen"}
    assert wanted <= there
    assert all("domeinen/rust/aanbevelingen?cursor=" in address for address in there - wanted)


def test_the_checksums_are_those_of_all_files(folder: Path) -> None:
    lines = (folder / f"SHA256SUMS-{FIRST}").read_text(encoding="utf-8").splitlines()
    summed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert summed == {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*.json")
    }


def test_what_it_is_and_how_it_is_served_lies_beside_it(folder: Path, pack: Pack) -> None:
    assert pack.meta["digest"] in (folder / f"LEESMIJ-{FIRST}.md").read_text(encoding="utf-8")
    assert (folder / "nginx.conf").read_bytes() == NGINX.read_bytes()


def test_a_release_from_before_there_was_an_index_has_all_but_the_recommendations_of_a_domain(
    tmp_path: Path, pack: Pack
) -> None:
    manifest = pack.representation("inhoudslijst")
    assert manifest is not None
    write_old_pack(
        tmp_path / "old",
        meta=pack.meta,
        manifest=manifest.body,
        documents=pack.documents(),
        retired=[],
        indexer=_NoIndexer(),
    )
    StaticApi().write(Pack(tmp_path / "old"), tmp_path / "old.zip")
    StaticApi().write(pack, tmp_path / "new.zip")
    old, new = (set(zipfile.ZipFile(tmp_path / name).namelist()) for name in ("old.zip", "new.zip"))
    assert old < new
    assert all("/domeinen/rust/aanbevelingen" in name for name in new - old)


@pytest.fixture
def port(folder: Path, tmp_path: Path) -> Iterator[int]:
    """nginx with our configuration over the unpacked export."""
    program = nginx()
    assert program is not None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    served = (folder / "nginx.conf").read_text(encoding="utf-8")
    served = served.replace("listen 8080", f"listen 127.0.0.1:{port}").replace("/srv/wegwijzer", str(folder))
    scratch = "\n".join(f"{name}_temp_path {tmp_path}/{name};" for name in ("client_body", *_PROXIES))
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; error_log stderr; events {{}}\nhttp {{ access_log off; {scratch}\n{served} }}"
    )
    command = [
        program,
        "-e",
        "stderr",
        "-p",
        str(tmp_path),
        "-c",
        str(tmp_path / "nginx.conf"),
        "-g",
        "daemon off; master_process off;",
    ]
    with subprocess.Popen(command) as running:  # noqa: S603 - the nginx of this machine
        try:
            _await(port, running)
            yield port
        finally:
            running.terminate()


@pytest.mark.nginx
def test_nginx_serves_every_address_as_the_api_does(port: int, folder: Path) -> None:
    for address, path in [one for one in addresses(folder) if "/t-" not in one[0] and "/a-" not in one[0]]:
        status, headers, answered = _get(port, address)
        assert (status, answered) == (200, path.read_bytes()), address
        assert headers["content-type"] == "application/json"
        assert headers["content-release"] == FIRST
        assert headers["cache-control"] == "public, max-age=31536000, immutable"
        assert headers["etag"]


@pytest.mark.nginx
@pytest.mark.parametrize(
    "address",
    [
        "domeinen/",
        "domeinen.json",
        "domeinen?zoek=rust",
        "domeinen?cursor=../../x",
        "/domeinen",
        "weg",
        "tekst?velden=id",
    ],
)
def test_nginx_never_answers_what_was_not_asked(port: int, address: str) -> None:
    status, headers, answered = _get(port, f"/api/v1/uitgaven/{FIRST}/{address}")
    assert status == 404
    assert headers["content-type"] == "application/problem+json"
    assert headers["cache-control"] == "no-store"
    assert json.loads(answered)["status"] == 404


_PROXIES = ("proxy", "fastcgi", "uwsgi", "scgi")


class _NoIndexer:
    def entry(self, kind: str, body: bytes) -> "_Nothing":
        return _Nothing()

    def late_facets(self) -> list[tuple[str, str, str, str]]:
        return []


class _Nothing:
    title = words = sorted_by = ""
    facets: tuple[tuple[str, str], ...] = ()
    orders: tuple[tuple[str, int], ...] = ()


def _get(port: int, address: str) -> tuple[int, dict[str, str], bytes]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def _await(port: int, running: subprocess.Popen[bytes]) -> None:
    while running.poll() is None:
        with socket.socket() as knocking:
            if knocking.connect_ex(("127.0.0.1", port)) == 0:
                return
    pytest.fail(f"nginx ended with {running.returncode}")
