"""What serving costs, beside a server that does nothing: one core for the server, one for who asks (wrk).

Needs wrk and nginx (Debian's packages); without them nothing is measured and that is said.
"""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from publishing.documents.base import Document
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.intervention import COARSE, Intervention, Recognition
from publishing.documents.kinds.recommendation import InterventionLink, Recommendation
from publishing.store.opening import open_store
from tests.publishing.api.published import FIRST, publish

SECONDS, CONNECTIONS = 3, 16
BASE = f"/api/v1/uitgaven/{FIRST}"
ITEM, CURRENT, LIST = f"{BASE}/interventies/i-7", "/api/v1/actueel/interventies/i-7", f"{BASE}/interventies"
SEARCH, FILTER = f"{LIST}?zoek=rust+samen", f"{LIST}?thema=pesten&leeftijd=9&limiet=20"
_WORDS = ("rust", "samen", "ritme", "klas", "gesprek", "ouders", "bewegen", "veilig", "oefenen", "team")
# Recommendations in Wagtail's API, and what makes it give links, texts and interventions with them.
_WAGTAIL = "/api/v2/pages/?type=content.RecommendationPage&limit=100"
_NESTED = "fields=body,preventive,indicated,intervention_links(intervention(name,summary,themes),tailored_text)"


class Load(NamedTuple):
    """What wrk saw: answers per second, and within how many seconds half and 99 in 100 came."""

    rate: float
    p50: float
    p99: float


def documents(size: int) -> list[Document]:
    """Return a release of about ``size`` documents of a realistic shape."""
    found: list[Document] = [Domain(id=f"d-{n}", number=n + 1, title=f"Domein {n}") for n in range(8)]
    count = size * 3 // 5
    for n in range(size - count - 8):
        links = [InterventionLink(intervention=f"i-{(n * 7 + k) % count}", tailored_text=text(n + k)) for k in range(4)]
        found.append(
            Recommendation(
                id=f"a-{n}", title=f"Aanbeveling {n}", domain=f"d-{n % 8}", body=text(n), interventions=links
            )
        )
    return [*found, *map(_intervention, range(count))]


def text(n: int) -> str:
    """Return some sentences that differ by ``n``."""
    words = [_WORDS[(n * 3 + k * (n % 7 + 1)) % len(_WORDS)] for k in range(60)]
    return f"<p>{' '.join(words)} {n}.</p>"


def _intervention(n: int) -> Intervention:
    level = [*COARSE][n % 5]
    recognition = Recognition(
        register="nji" if n % 2 else "gezonde-school",
        record=str(n),
        level=level,
        coarse_level=COARSE[level],
        recognised_on="2025-03-01",  # type: ignore[arg-type]  # as it stands in the bytes
    )
    return Intervention(
        id=f"i-{n}",
        name=f"Interventie {_WORDS[n % 10]} {n}",
        summary=text(n),
        age_from=float(n % 12),
        age_to=float(n % 12 + 4),
        themes=["Pesten" if n % 5 == 0 else "Angst"],
        recognitions=[recognition],
    )


def prepare(folder: Path, size: int) -> None:
    """Publish a release of ``size`` documents into a store in ``folder``."""
    publish(open_store((folder / "store").as_uri()), FIRST, documents(size))


@contextmanager
def serving(application: str, environment: Mapping[str, str], *, server_core: str = "0") -> Iterator[int]:
    """Run granian on one core, as an installation does, and give its port."""
    port = _free_port()
    command = ["taskset", "-c", server_core, sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1"]
    command += [
        "--blocking-threads",
        "1",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--log-level",
        "error",
        application,
    ]
    with _running(command, {**os.environ, **environment}, port):
        yield port


@contextmanager
def nginx(folder: Path, page: Path, headers: Mapping[str, str]) -> Iterator[int]:
    """Run nginx on one core, giving the file ``page`` (and page.gz) with the same header fields, and give its port."""
    port = _free_port()
    escaped = {name: value.replace('"', r"\"") for name, value in headers.items()}
    fields = "\n".join(f'add_header {name} "{value}" always;' for name, value in escaped.items())
    (folder / "nginx.conf").write_text(f"""
        daemon off; worker_processes 1; {"user root;" if os.geteuid() == 0 else ""}
        error_log /dev/null; pid {folder}/nginx.pid;
        events {{ worker_connections 256; }}
        http {{
            access_log off; keepalive_requests 1000000; sendfile on; tcp_nopush on; default_type application/json;
            open_file_cache max=100; gzip_static on; etag off; if_modified_since before;
            server {{ listen 127.0.0.1:{port}; root {page.parent}; {fields} }}
        }}
    """)
    with _running(["taskset", "-c", "0", "nginx", "-c", str(folder / "nginx.conf")], os.environ, port):
        yield port


@contextmanager
def _running(command: list[str], environment: Mapping[str, str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, env=dict(environment), start_new_session=True)  # noqa: S603 - our own command
    try:
        _wait_for(port)
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=15)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"nothing listens on {port}")


def load(port: int, path: str, **headers: str) -> Load:
    """Ask for ``path`` as often as goes, from the other core."""
    url = f"http://127.0.0.1:{port}{path}"
    fields = [part for name, value in headers.items() for part in ("-H", f"{name.replace('_', '-')}: {value}")]
    command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", *fields, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own command
    if "Non-2xx or 3xx" in said:
        raise RuntimeError(f"{path}: {said}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    half, most = (re.search(rf"{share}%\s+([\d.]+)(us|ms|s)", said) for share in (50, 99))
    if rate is None or half is None or most is None:
        raise RuntimeError(said)
    return Load(float(rate[1]), _seconds(half), _seconds(most))


def _seconds(match: re.Match[str]) -> float:
    return float(match[1]) * {"us": 1e-6, "ms": 1e-3, "s": 1.0}[match[2]]


def answer(port: int, path: str, **headers: str) -> tuple[dict[str, str], bytes]:
    """Return the header fields and the body of one answer."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    with urllib.request.urlopen(request) as got:  # noqa: S310 - our own server
        return dict(got.headers.items()), got.read()


def missing() -> list[str]:
    """Return the programs that are not there."""
    return [name for name in ("wrk", "nginx", "taskset") if shutil.which(name) is None]


def memory_of(port: int) -> float:
    """Return how many MiB the processes hold that serve ``port``: granian and its worker."""
    asked = f"--port\0{port}\0".encode()
    processes = [one.parent for one in Path("/proc").glob("[0-9]*/cmdline") if asked in _bytes(one)]
    return sum(int(_bytes(one / "statm").split()[1]) for one in processes) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b"0 0"  # it ended meanwhile


def public(folder: Path) -> dict[str, str]:
    """Return the environment of a public process over the store in ``folder``."""
    return {"DJANGO_SETTINGS_MODULE": "cms.config.settings.public", "WEGWIJZER_VAR": str(folder)}


def beside_wagtail(folder: Path) -> dict[str, float]:
    """Return how much more often per second ours answers than Wagtail's API, over the workshop and store in ``folder``.

    A domain is three answers of ours: itself, its recommendations with links and texts, and its interventions.
    """
    with sqlite3.connect(folder / "wegwijzer.sqlite3") as database:
        (page,) = database.execute("SELECT min(page_ptr_id) FROM content_domainpage").fetchone()
    with serving("cms.config.wsgi:application", public(folder)) as port:
        domain = json.loads(answer(port, "/api/v1/actueel/domeinen?limiet=1")[1])["items"][0]["id"]
        root = answer(port, "/api/v1/actueel")[0]["content-location"]
        paths = (f"domeinen/{domain}", f"domeinen/{domain}/aanbevelingen", f"interventies?domein={domain}&limiet=500")
        ours = 1 / sum(1 / load(port, f"{root}/{path}").rate for path in paths)
        our_search = load(port, f"{root}/aanbevelingen?zoek=rust").rate
    settings = {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.wagtail_api", "WEGWIJZER_VAR": str(folder)}
    with serving("tests.benchmarks.wagtail_api:application", settings) as port:
        theirs = load(port, f"{_WAGTAIL}&child_of={page}&{_NESTED}").rate
        their_search = load(port, f"{_WAGTAIL}&search=rust").rate
    return {"domain": ours / theirs, "search": our_search / their_search}


def measure(real: int, largest: int) -> dict[str, float]:
    """Return every figure by name; see __main__ for their goals."""
    with tempfile.TemporaryDirectory(prefix="serving-") as name:
        folder = Path(name)
        (folder / "real").mkdir()
        (folder / "large").mkdir()
        prepare(folder / "real", real)
        prepare(folder / "large", largest)
        return {**_at_real_size(folder), **_at_large_size(folder / "large")}


def _at_real_size(folder: Path) -> dict[str, float]:
    with serving("cms.config.wsgi:application", public(folder / "real")) as port:
        fields, body = answer(port, ITEM)
        _, packed = answer(port, ITEM, **{"Accept-Encoding": "gzip"})
        pinned, current = load(port, ITEM), load(port, CURRENT)
        in_gzip = load(port, ITEM, Accept_Encoding="gzip")
        known = load(port, ITEM, If_None_Match=fields["etag"])
        listed, searched = load(port, f"{LIST}?limiet=100"), load(port, SEARCH)
        (folder / "list").write_bytes(answer(port, f"{LIST}?limiet=100")[1])
        (folder / "search").write_bytes(answer(port, SEARCH)[1])
    with serving("tests.benchmarks.slow:application", public(folder / "real")) as port:
        slow = load(port, ITEM)
    (folder / "page").write_bytes(body)
    (folder / "page.gz").write_bytes(packed)
    constant = {
        "CONSTANT_BODY": str(folder / "page"),
        "CONSTANT_HEADERS": "\n".join(f"{k}: {v}" for k, v in fields.items()),
    }
    with serving("tests.benchmarks.constant:application", constant) as port:
        bare = load(port, ITEM)
    ours = {
        name: value
        for name, value in fields.items()
        if name not in ("content-length", "content-type", "date", "server")
    }
    with nginx(folder, folder / "page", ours) as port:
        static, static_gzip = load(port, "/page"), load(port, "/page", Accept_Encoding="gzip")
        static_known = load(port, "/page", If_Modified_Since="Fri, 31 Dec 2100 00:00:00 GMT")
    return {
        "constant": bare.rate / pinned.rate,
        "nginx": static.rate / pinned.rate,
        "nginx_gzip": static_gzip.rate / in_gzip.rate,
        "nginx_304": static_known.rate / known.rate,
        "current": pinned.rate / current.rate,
        "slow": pinned.rate / slow.rate,
        "list": _empty_view(folder / "list") / listed.rate,
        "search": _empty_view(folder / "search") / searched.rate,
        "pinned_rate": pinned.rate,
    }


def _empty_view(body: Path) -> float:
    """Return how often per second an empty view of REST framework gives these bytes."""
    environment = {"CONSTANT_BODY": str(body), "DJANGO_SETTINGS_MODULE": "tests.benchmarks.constant_view"}
    with serving("tests.benchmarks.constant_view:application", environment) as port:
        return load(port, "/").rate


def _at_large_size(folder: Path) -> dict[str, float]:
    with serving("cms.config.wsgi:application", public(folder)) as port:
        found = {name: load(port, path) for name, path in (("filter", FILTER), ("search", SEARCH))}
        memory = memory_of(port)
    return {
        "memory": memory,
        **{f"{name}_tail": one.p99 / one.p50 for name, one in found.items()},
    }
