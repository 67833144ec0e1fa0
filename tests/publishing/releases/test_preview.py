"""The editor's preview and the release are made by the same code, and it shows."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.documents.manifest import read_manifest
from tests.factories import content
from tests.factories.people import signed_in
from tests.factories.releases import candidate, published

pytestmark = pytest.mark.django_db


def preview(client: Client, item: Any) -> str:
    address = reverse(item.snippet_viewset.get_url_name("as_published"), args=[item.pk])
    return client.get(address).content.decode()


def test_the_preview_shows_the_digest_that_the_item_gets_also_after_its_title_changed(publicist: User) -> None:
    item = content.definition("Druk")
    published("2025.1", by=publicist)
    item.term = "Prestatiedruk"
    item.save()
    entry = read_manifest(bytes(candidate("2026.1").manifest)).documents[0]
    shown = preview(signed_in(Role.EDITOR), item)
    assert entry.id == "druk"
    assert entry.digest in shown


def test_the_preview_says_what_would_block_the_release() -> None:
    item = content.text(body='<p>Lees <a href="#">de checklist</a>.</p>')
    shown = preview(signed_in(Role.EDITOR), item)
    assert "Blokkeert de uitgave." in shown
    assert "leidt nergens heen" in shown
