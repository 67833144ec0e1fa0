"""Houdt een kopie van de Wegwijzer bij: python wegwijzer.py https://…/api/v1 kopie.json [uitgavenummer]

Zonder nummer volgt de kopie de uitgave die nu geldt; met een nummer staat zij daarop vast. In het bestand staan de
inhoudslijst en, bij soort/id, de documenten. Nodig: Python 3.11 of nieuwer, en `pip install rfc8785`.
"""

import hashlib
import json
import sys
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import rfc8785

Json = dict[str, Any]


def ask(base: str, path: str, **query: str) -> Any:
    address = f"{base}/{path}?{urllib.parse.urlencode(query)}".rstrip("?")
    with urllib.request.urlopen(address, timeout=60) as answer:
        return json.load(answer)


def digest(value: Any) -> str:
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()


def name(item: Json) -> str:
    return f"{item['soort']}/{item['id']}"


def changed(copy: Json, delta: Json) -> Json:
    """Haal weg wat verviel of verhuist, en zet elk item achter het item dat het noemt."""
    entries, documents = {name(one): one for one in copy["inhoudslijst"]["documenten"]}, dict(copy["documenten"])
    out = {name(one) for one in delta["vervallen"]} | {name(one) for one in delta["items"] if "na" in one}
    order = [key for key in entries if key not in out]
    for item in delta["items"]:
        key = name(item)
        entries[key] = {field: item[field] for field in ("soort", "id", "vingerafdruk")}
        if item["actie"] != "verplaatst":
            documents[key] = item.get("document")  # ontbreekt als de inhoud op grond van de wet is gewist
        if "na" in item:
            order.insert(order.index(item["na"]) + 1 if item["na"] else 0, key)
    manifest = delta["inhoudslijst"] | {"documenten": [entries[key] for key in order]}
    return {"inhoudslijst": manifest, "documenten": {key: documents[key] for key in order if documents.get(key)}}


def verified(copy: Json, expected: str) -> Json:
    """Reken na: de inhoudslijst is de uitgave, en elk document is wat de inhoudslijst noemt."""
    listed = {name(one): one["vingerafdruk"] for one in copy["inhoudslijst"]["documenten"]}
    held = {key: digest(document) for key, document in copy["documenten"].items()}
    if digest(copy["inhoudslijst"]) != expected or not held.items() <= listed.items():
        raise ValueError("De kopie heeft een andere vingerafdruk dan de uitgave.")
    return copy


def update(base: str, file: Path, number: str = "") -> str:
    """Breng de kopie bij de tijd en zeg hoe. Gaat het mis, dan blijft de kopie zoals zij was."""
    release = ask(base, f"uitgaven/{number}" if number else "actueel")
    try:
        held, how = json.loads(file.read_bytes()), "met het verschil"
        if digest(held["inhoudslijst"]) == release["vingerafdruk"] and verified(held, release["vingerafdruk"]):
            return f"Uitgave {release['nummer']}: niets nieuws"
        delta = ask(base, "wijzigingen", van=held["inhoudslijst"]["nummer"], naar=release["nummer"])
        copy = verified(changed(held, delta), release["vingerafdruk"])
    except (OSError, LookupError, TypeError, ValueError):  # er is geen kopie, of geen goede: haal alles
        bundle, how = ask(base, f"uitgaven/{release['nummer']}/bundel"), "met de bundel"
        documents = {name(document): document for document in bundle["documenten"]}
        copy = verified(bundle | {"documenten": documents}, release["vingerafdruk"])
    fresh = file.with_suffix(".nieuw")
    fresh.write_text(json.dumps(copy, ensure_ascii=False), "utf-8")
    fresh.replace(file)  # in één keer: wie leest, ziet de oude kopie of de nieuwe
    return f"Uitgave {release['nummer']}: {how}"


if __name__ == "__main__":
    print(update(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]))
