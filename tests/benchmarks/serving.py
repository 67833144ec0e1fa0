"""What serving costs, beside a server that does nothing: one core for the server, one for who asks (wrk).

Needs wrk and nginx (Debian's packages); without them nothing is measured and that is said.
"""

import json
import sqlite3
import tempfile
from pathlib import Path

from publishing.documents.base import Document
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.intervention import COARSE, Intervention, Recognition
from publishing.documents.kinds.recommendation import InterventionLink, Recommendation
from publishing.store.opening import open_store
from tests.benchmarks import asking, switching
from tests.benchmarks.servers import answer, load, memory_of, nginx, public, serving
from tests.publishing.api.published import FIRST, publish

BASE = f"/api/v1/uitgaven/{FIRST}"
ITEM, CURRENT, LIST = f"{BASE}/interventies/i-7", "/api/v1/actueel/interventies/i-7", f"{BASE}/interventies"
SEARCH, FILTER = f"{LIST}?zoek=rust+samen", f"{LIST}?thema=pesten&leeftijd=9&limiet=20"
_WORDS = ("rust", "samen", "ritme", "klas", "gesprek", "ouders", "bewegen", "veilig", "oefenen", "team")
_BROWSER = "gzip, deflate, br"
# Recommendations in Wagtail's API, and what makes it give links, texts and interventions with them.
_WAGTAIL = "/api/v2/pages/?type=content.RecommendationPage&limit=100"
_NESTED = "fields=body,preventive,indicated,intervention_links(intervention(name,summary,themes),tailored_text)"


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


def beside_wagtail(folder: Path) -> dict[str, float]:
    """Return how much more often per second ours answers than Wagtail's API, over the workshop and store in ``folder``.

    Both are asked as a browser asks. Of a domain, theirs is its recommendations with links, texts and interventions in
    one answer, ours two: its recommendations with links and texts, and its interventions.
    """
    with sqlite3.connect(folder / "wegwijzer.sqlite3") as database:
        (page,) = database.execute("SELECT min(page_ptr_id) FROM content_domainpage").fetchone()
    with serving("cms.config.wsgi:application", public(folder)) as port:
        domain = json.loads(answer(port, "/api/v1/actueel/domeinen?limiet=1")[1])["items"][0]["id"]
        root = answer(port, "/api/v1/actueel")[0]["content-location"]
        paths = (f"domeinen/{domain}/aanbevelingen", f"interventies?domein={domain}&limiet=500")
        ours = 1 / sum(1 / load(port, f"{root}/{path}", Accept_Encoding=_BROWSER).rate for path in paths)
        our_search = load(port, f"{root}/aanbevelingen?zoek=rust", Accept_Encoding=_BROWSER).rate
    settings = {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.wagtail_api", "WEGWIJZER_VAR": str(folder)}
    with serving("tests.benchmarks.wagtail_api:application", settings) as port:
        theirs = load(port, f"{_WAGTAIL}&child_of={page}&{_NESTED}", Accept_Encoding=_BROWSER).rate
        their_search = load(port, f"{_WAGTAIL}&search=rust", Accept_Encoding=_BROWSER).rate
    return {"domain": ours / theirs, "search": our_search / their_search}


def measure(real: int, largest: int) -> dict[str, float]:
    """Return every figure by name; see __main__ for their goals."""
    with tempfile.TemporaryDirectory(prefix="serving-") as name:
        folder = Path(name)
        (folder / "real").mkdir()
        (folder / "large").mkdir()
        prepare(folder / "real", real)
        prepare(folder / "large", largest)
        return {
            **_at_real_size(folder),
            **_at_large_size(folder / "large"),
            **{f"{name}_above": ms for name, ms in asking.measure(public(folder / "large")).items()},
            **switching.measure(folder / "real", CURRENT, documents(real)),
        }


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
    paths = {"filter": FILTER, "search": SEARCH}
    with serving("cms.config.wsgi:application", public(folder)) as port:
        for path in paths.values():
            load(port, path)
        memory = memory_of(port)
    with serving("tests.benchmarks.slow:application", public(folder)) as port:  # each as if nobody asked it before
        found = {name: load(port, path) for name, path in paths.items()}
    return {
        "memory": memory,
        **{f"{name}_tail": one.p99 / one.p50 for name, one in found.items()},
    }
