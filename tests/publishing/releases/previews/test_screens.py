"""Giving access on the page of a candidate and taking it back: who may, what is shown once, what goes on record."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.audit.models import AuditEvent
from publishing.audit.sentences import sentence_of
from publishing.releases.models import Release
from publishing.releases.packs import ensure_pack
from publishing.releases.previews.addresses import API
from publishing.releases.previews.errors import PreviewError
from publishing.releases.previews.giving import give_access, revoke_access
from publishing.releases.previews.models import Access, Use
from tests.factories.people import signed_in
from tests.factories.previews import bearer, given
from tests.factories.releases import candidate

pytestmark = pytest.mark.django_db

FORM = {"kind": "sleutel", "label": "Bouwers van de site", "hours": "24"}


def page(client: Client, release: Release) -> str:
    return " ".join(client.get(reverse("uitgaven:show", args=[release.digest])).content.decode().split())


def give(client: Client, release: Release, **fields: str) -> str:
    answer = client.post(reverse("voorbeelden:give", args=[release.digest]), {**FORM, **fields})
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER])
def test_an_editor_or_publisher_gives_a_key_that_is_shown_once(release: Release, role: Role) -> None:
    ensure_pack(release)
    client = signed_in(role)
    shown = give(client, release)
    found = re.search(r'readonly value="([\w-]{43})"', shown)
    assert found is not None
    token = found[1]
    assert Client().get(f"{API}/actueel", headers=bearer(token)).status_code == 200
    listed = page(client, release)
    assert "Bouwers van de site" in listed
    assert "1 keer gebruikt" in listed
    assert token not in listed


def test_a_link_carries_its_token_where_no_server_sees_it(release: Release) -> None:
    shown = give(signed_in(Role.EDITOR), release, kind="leeslink")
    assert re.search(r'value="http://127.0.0.1:8000/voorbeeld/#[\w-]{43}"', shown)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.READER, Role.ADMINISTRATOR])
def test_nobody_else_gives_access(release: Release, role: Role) -> None:
    client = signed_in(role)
    give(client, release)
    assert not Access.objects.exists()
    assert reverse("voorbeelden:give", args=[release.digest]) not in page(client, release)


@pytest.mark.parametrize(
    ("role", "may"), [(Role.PUBLISHER, True), (Role.ADMINISTRATOR, True), (Role.REVIEWER, False), (Role.READER, False)]
)
def test_who_may_revoke_has_the_button_and_nobody_else_can(
    release: Release, karin: User, role: Role, *, may: bool
) -> None:
    access, token = given(release, karin)
    client = signed_in(role)
    address = reverse("voorbeelden:revoke", args=[access.pk])
    assert (address in page(client, release)) is may
    client.post(address)
    assert Client().get(f"{API}/actueel", headers=bearer(token)).status_code == (401 if may else 200)


def test_revoking_again_says_so(release: Release, karin: User) -> None:
    access = given(release, karin).access
    revoke_access(access=access, by=karin, at=timezone.now())
    with pytest.raises(PreviewError, match="al ingetrokken"):
        revoke_access(access=access, by=karin, at=timezone.now())


def test_giving_and_revoking_are_on_record_without_the_token(release: Release, karin: User) -> None:
    access, token = given(release, karin)
    revoke_access(access=access, by=karin, at=timezone.now())
    events = AuditEvent.objects.filter(action__startswith="preview.").order_by("pk")
    assert [sentence_of(one) for one in events] == [
        "karin gaf toegang tot de kandidaat van uitgave 2026.1",
        "karin trok een toegang tot de kandidaat van uitgave 2026.1 in",
    ]
    assert events[0].details["vingerafdruk"] == release.digest
    assert token not in str(list(events.values()))
    assert access.token_digest not in str(list(events.values()))


@pytest.mark.parametrize(
    ("fields", "why"), [({"hours": 169}, "tot een week"), ({"hours": 0}, "tot een week"), ({"label": "  "}, "voor wie")]
)
def test_access_is_for_somebody_and_for_a_week_at_most(
    release: Release, karin: User, fields: dict[str, Any], why: str
) -> None:
    values: dict[str, Any] = {"release": release, "kind": Access.Kind.KEY, "label": "x", "by": karin}
    values["at"] = timezone.now()
    with pytest.raises(PreviewError, match=why):
        give_access(**values | fields)
    assert give_access(release=release, kind=Access.Kind.KEY, label="x", by=karin, at=timezone.now()).access.hours == 24


def test_only_to_what_is_a_candidate_now(release: Release, karin: User, definition: object) -> None:
    type(definition).objects.update(body="<p>Anders.</p>")  # type: ignore[attr-defined]  # a model
    candidate("2026.1", by=karin)
    with pytest.raises(PreviewError, match="geen kandidaat"):
        give_access(release=release, kind=Access.Kind.KEY, label="x", by=karin, at=timezone.now())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE previews_access SET hours = 168",
        "UPDATE previews_access SET token_digest = 'x'",
        "DELETE FROM previews_revocation",
        "UPDATE previews_use SET access_id = access_id + 1",
        "DELETE FROM previews_use",
    ],
)
def test_the_database_refuses_to_change_who_may_look(release: Release, karin: User, statement: str) -> None:
    revoke_access(access=given(release, karin).access, by=karin, at=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Use.objects.update(count=3) == 1


def test_the_database_knows_no_longer_than_a_week(release: Release, karin: User) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Access.objects.create(
            release=release,
            kind="sleutel",
            label="x",
            token_digest="x",
            made_at=timezone.now(),
            hours=169,
            made_by=karin,
        )


def test_the_list_says_what_is_over(release: Release, karin: User) -> None:
    given(release, karin, at=timezone.now() - timedelta(days=2))
    shown = page(signed_in(Role.EDITOR), release)
    assert "verlopen" in shown
    assert "Nog niet gebruikt" in shown
