"""What search engines want to know of a release, by schema.org: the dataset, the work, and the terms it explains."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from exporters.head import TITLE, Head
from exporters.kinds.catalogue.words import ABOUT, KEYWORDS
from exporters.levels import LABELS, RISING
from publishing.documents.difference import words_of_html
from publishing.documents.registry import KINDS
from publishing.store.pack_query import Query
from publishing.store.pack_reader import Measure, Pack

# In the file itself, so that nothing has to be fetched; these properties hold addresses.
_ADDRESSES = ("license", "url", "contentUrl", "isBasedOn", "inDefinedTermSet", "publisher", "creator")
CONTEXT: dict[str, Any] = {"@vocab": "https://schema.org/", **{name: {"@type": "@id"} for name in _ADDRESSES}}
_DEFINITION = KINDS["begrip"]
_MANY = 1_000


def schema_org(pack: Pack, head: Head, bundle: Measure) -> bytes:
    """Return the record as JSON-LD."""
    graph = [*_works(head, bundle), *_definitions(pack, head), *_levels(head)]
    return f"{json.dumps({'@context': CONTEXT, '@graph': graph}, ensure_ascii=False, indent=2)}\n".encode()


def _works(head: Head, bundle: Measure) -> Iterator[dict[str, Any]]:
    publisher = f"{head.base_url.rstrip('/')}/#uitgever"
    shared = {
        "version": head.number,
        "temporalCoverage": f"../{head.reference_date.isoformat()}",  # ISO 8601: until that day
        "inLanguage": "nl",
        "license": head.licence,
        "publisher": publisher,
        "creator": publisher,
        "keywords": list(KEYWORDS),
        "isAccessibleForFree": True,
    }
    yield {
        "@id": head.address(),
        "@type": "Dataset",
        "name": f"{TITLE}, uitgave {head.number}",
        "description": ABOUT,
        "url": head.address(),
        "identifier": f"sha256:{head.digest}",
        **shared,
        "distribution": [
            _download("application/json", head.address("bundel"), contentSize=f"{bundle.size} B", sha256=bundle.digest),
            _download("application/zip", head.address("exports/data-package")),
        ],
    }
    yield {
        "@id": f"{head.address()}#werk",
        "@type": "CreativeWork",
        "name": TITLE,
        "description": ABOUT,
        "url": head.base_url,
        **shared,
        "isBasedOn": head.address(),
    }
    yield {"@id": publisher, "@type": "Organization", "name": head.publisher, "url": head.base_url}


def _download(media_type: str, address: str, **more: str) -> dict[str, str]:
    return {"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": address, **more}


def _definitions(pack: Pack, head: Head) -> Iterator[dict[str, Any]]:
    """Yield what the Wegwijzer means by its words."""
    whole = head.address(_DEFINITION.collection)
    terms = []
    for plain in _documents(pack):
        address = f"{whole}/{plain['id']}"
        text = {"description": words_of_html(plain["omschrijving"])} if plain.get("omschrijving") else {}
        term = {"@id": address, "@type": "DefinedTerm", "name": plain["begrip"], **text, "termCode": plain["id"]}
        terms.append({**term, "url": address, "inDefinedTermSet": whole})
    yield {"@id": whole, "@type": "DefinedTermSet", "name": f"Begrippen in de {TITLE}", "url": whole}
    yield from terms


def _documents(pack: Pack) -> Iterator[dict[str, Any]]:
    rows = pack.page(Query(_DEFINITION.name), after=None, limit=_MANY)
    while rows:
        yield from (msgspec.json.decode(row.body) for row in rows)
        rows = pack.page(Query(_DEFINITION.name), after=rows[-1].place, limit=_MANY)


def _levels(head: Head) -> Iterator[dict[str, Any]]:
    """Yield the levels of recognition, the strongest last."""
    whole = f"{head.address()}#erkenningsniveaus"
    yield {"@id": whole, "@type": "DefinedTermSet", "name": "Erkenningsniveaus van interventies"}
    for place, level in enumerate(RISING):
        yield {
            "@id": f"{head.address()}#niveau-{level}",
            "@type": "DefinedTerm",
            "name": LABELS[level],
            "termCode": level,
            "position": place,
            "inDefinedTermSet": whole,
        }
