"""Makes an installation with a history, or looks at one that was put back: run as a process, prints what it sees."""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.config.settings.dev")
django.setup()

from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.documents.registry import COLLECTIONS
from publishing.freezing.checking import day_of
from publishing.releases.models import Release
from publishing.releases.notices.placing import place_notice, withdraw_release
from publishing.releases.outbox import deliver_outbox
from publishing.releases.reading import manifest_of
from publishing.releases.redactions.clearing import clear_redactions
from publishing.releases.redactions.erasing import confirm_redaction
from publishing.releases.redactions.models import Ground
from publishing.releases.redactions.requesting import request_redaction
from publishing.releases.verify import verify_store

API = "/api/v1"


def make() -> None:
    """Build the demo, tell something of its newest release, withdraw the other one and erase a document of both."""
    call_command("migrate", verbosity=0)
    call_command("build_demo", stdout=sys.stderr)
    publisher, reviewer = (User.objects.filter(groups__name=role.value).earliest("pk") for role in _TWO)
    newest, moment = Release.objects.published().get(number="2026.1"), timezone.now() + timedelta(minutes=5)
    entry = next(one for one in manifest_of(newest).documents if one.kind == "begrip")
    place_notice(text="Let op.", starts_on=day_of(moment), release=newest, by=publisher, at=moment)
    withdraw_release(number="2025.1", reason="Bevat een fout.", by=publisher, at=moment)
    asked = {"kind": entry.kind, "public_id": entry.id, "digests": [entry.digest], "ground": Ground.ORDER}
    (request,) = request_redaction(**asked, reason="Proef.", by=publisher, at=moment)  # type: ignore[arg-type]  # of each its own
    confirm_redaction(request=request, by=reviewer, at=moment)
    deliver_outbox(at=moment)
    assert clear_redactions(at=moment) == []


def addresses(client: Client) -> Iterator[str]:
    """Yield every public address of everything that was ever published."""
    within = {kind.name: kind.collection for kind in COLLECTIONS}
    numbers = [one["nummer"] for one in client.get(f"{API}/uitgaven").json()["items"]]
    yield from (f"{API}/{path}" for path in ("uitgaven", "mededelingen", "actueel", "openapi.json"))
    for root in (f"{API}/actueel", *(f"{API}/uitgaven/{number}" for number in numbers)):
        yield from (f"{root}/{path}" for path in ("manifest", "bundel", "mededelingen", "verantwoording"))
        yield from (f"{root}/{kind.collection}" for kind in COLLECTIONS)
    for number in numbers:
        yield f"{API}/uitgaven/{number}"
        for entry in client.get(f"{API}/uitgaven/{number}/manifest").json()["documenten"]:
            if entry["soort"] in within:
                yield f"{API}/uitgaven/{number}/{within[entry['soort']]}/{entry['id']}"


def answer(client: Client, address: str) -> list[Any]:
    """Return what is to be the same: the state, the validator, and the bytes by their SHA-256."""
    got = client.get(address)
    body = got.getvalue() if got.streaming else got.content
    return [got.status_code, got.get("ETag"), hashlib.sha256(body).hexdigest()]


def is_guarded() -> bool:
    """Try to change what was released, as the database's own role."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE releases_documentbody SET body = 'x'")
    except DatabaseError as error:
        return "never change" in str(error)
    return False


_TWO = (Role.PUBLISHER, Role.REVIEWER)

if __name__ == "__main__":
    if "make" in sys.argv:
        make()
    client = Client(SERVER_NAME="127.0.0.1")
    seen = {address: answer(client, address) for address in addresses(client)}
    told = {"answers": seen, "differences": verify_store(), "guarded": is_guarded()}
    sys.stdout.write(json.dumps(told))
