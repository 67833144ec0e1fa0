"""The static files: styles and modules as they lie here, and what is made of a release beside them."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from exporters.kinds.website.addresses import Addresses
from exporters.kinds.website.content import Content
from exporters.kinds.website.pages import catalogue_address
from exporters.kinds.website.rich_text import plain_text
from exporters.kinds.website.words import words
from publishing.documents.kinds.domain import Domain
from publishing.documents.naming import NAME_FIELDS, name_of
from publishing.store.pack_reader import Pack

_FOLDER = Path(__file__).parent / "static"
_IMPORT = re.compile(r'^(?:import|export)\b[^;]*?from "(\.[^"]+)";', re.MULTILINE | re.DOTALL)
_REMEMBERED = ("domein", "aanbeveling", "interventie")  # of these a traject says what changed
_IN_ONE_FILE = 250  # items that are searched: one such file is read without anybody waiting
_WORKER = "sw.js"
_SENTENCES = frozenset(
    {"tekst", "samenvatting", "toelichting", "omschrijving", "alsHetNietGoedGaat", "alsHetWelGoedGaat", "uitleg"}
)
_NOT_SEARCHED = frozenset(
    {"soort", "id", "webadres", "domein", "interventie", "praktijkvoorbeelden", "register", "niveau", "datum"}
    | {"toestemmingTotEnMet", "systeemniveau", "ijkdatum", *NAME_FIELDS}
)


@cache
def static_files() -> dict[str, bytes]:
    """Return every static file by its path on the site."""
    files = (path for path in _FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(_FOLDER).as_posix(): path.read_bytes() for path in files}


@cache
def modules_of(script: str) -> list[str]:
    """Return every module that ``js/pages/<script>.js`` needs, so that a browser fetches them all at once."""
    found: dict[str, None] = {}
    todo = [f"js/pages/{script}.js"]
    while todo:
        path = todo.pop()
        if path not in found:
            found[path] = None
            source = static_files().get(path, b"").decode()
            todo.extend(_joined(path, one) for one in _IMPORT.findall(source))
    return sorted(found)


def _joined(path: str, relative: str) -> str:
    parts = path.split("/")[:-1]
    for step in relative.split("/"):
        if step == "..":
            parts.pop()
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


def made_files(content: Content, pack: Pack, addresses: Addresses) -> Iterator[tuple[str, bytes]]:
    """Yield what the scripts know of the release: facts, words, marks of every item, and what is searched."""
    facts = {
        "number": content.number,
        "day": content.reference_date.isoformat(),
        "digest": content.digest,
        "catalogue": catalogue_address(content.manifest.base_url),
        "domains": [{"id": one.id, "number": one.number, "title": one.title} for one in content.of(Domain)],
    }
    yield "js/release.js", _module("release", facts)
    yield "js/words.js", _module("words", words()["script"])
    titles: dict[str, dict[str, list[str]]] = {kind: {} for kind in _REMEMBERED}
    items = []
    for one in pack.documents():
        document = json.loads(one.body)
        title = name_of(document) or one.id
        if one.kind in titles:
            titles[one.kind][one.id] = [title, content.marks[one.kind, one.id]]
        place = addresses.of(one.kind, one.id)
        if place is not None:
            items.append([one.kind, title, place, *searched(document)])
    yield "data/kenmerken.json", _json(titles)
    pieces = [items[at : at + _IN_ONE_FILE] for at in range(0, len(items), _IN_ONE_FILE)]
    for number, piece in enumerate(pieces):
        yield f"data/zoeken-{number}.json", _json(piece)
    yield "data/zoeken.json", _json([f"zoeken-{number}.json" for number in range(len(pieces))])


def searched(document: Mapping[str, Any]) -> tuple[str, str]:
    """Return what a document says in sentences, and the other words by which it is found."""
    sentences: list[str] = []
    others: list[str] = []
    for name, text in _texts(document):
        (sentences if name in _SENTENCES else others).append(plain_text(text) if "<" in text or "&" in text else text)
    return " ".join(sentences), " ".join(others)


def _texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text that people may search for, under the name of its field."""
    if isinstance(value, str) and name not in _NOT_SEARCHED:
        yield name, value
    elif isinstance(value, Mapping):
        for field, held in value.items():
            yield from _texts(held, field)
    elif isinstance(value, list):
        for held in value:
            yield from _texts(held, name)


def service_worker(files: Mapping[str, bytes], *, digest: str, version: int) -> bytes:
    """Return the service worker that keeps ``files`` at hand, in a cache named by the release."""
    kept = ["./", *(name for name in sorted(files) if name != _WORKER)]
    head = f"const NAME = {json.dumps(f'{digest}-{version}')};\nconst FILES = {json.dumps(kept, indent=0)};\n"
    return head.encode() + static_files()[_WORKER]


def _module(name: str, value: Any) -> bytes:
    return b"export const " + name.encode() + b" = " + _json(value).strip() + b";\n"


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode() + b"\n"
