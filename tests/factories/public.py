"""What the world reads, all of it."""

import json

from django.test import Client

from publishing.documents.registry import KINDS

BASE = "/api/v1"


def everything() -> dict[str, bytes]:
    """Return the body of every address of the API that a release or a list of them has, asked for now."""
    client, bodies = Client(), dict[str, bytes]()

    def ask(address: str) -> bytes:
        answer = client.get(address)
        assert answer.status_code == 200, address
        bodies[address] = answer.getvalue()
        return bodies[address]

    numbers = [item["nummer"] for item in json.loads(ask(f"{BASE}/uitgaven"))["items"]]
    for tree in ("actueel", *(f"uitgaven/{number}" for number in numbers)):
        root = f"{BASE}/{tree}"
        for path in ("", "/bundel", *(f"/{kind.collection}" for kind in KINDS.values() if not kind.is_single)):
            ask(f"{root}{path}")
        for entry in json.loads(ask(f"{root}/manifest"))["documenten"]:
            kind = KINDS[entry["soort"]]
            ask(f"{root}/{kind.name}" if kind.is_single else f"{root}/{kind.collection}/{entry['id']}")
    return bodies
