"""A round is opened on a published release, whose items it knows by the identity that the workshop gave them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.documents.canonical import digest
from publishing.rounds.asking import base_numbers, document_body, read_base
from publishing.rounds.opening import open_round
from publishing.rounds.states import ItemState
from publishing.rounds.worklist import read_worklist
from tests.factories import content
from tests.factories.people import person
from tests.factories.releases import REFERENCE_DATE, published
from tests.factories.rounds import made_ready

pytestmark = pytest.mark.django_db


def test_a_round_knows_every_item_of_its_base_release(publicist: User) -> None:
    step = content.step()
    domain = content.domain()
    content.recommendation(domain, "Rust")
    release = published("2026.1", by=publicist)
    base = read_base("2026.1")
    assert base is not None
    assert (base.digest, base.reference_date) == (release.digest, REFERENCE_DATE)
    assert {(entry.kind, entry.title) for entry in base.entries} == {
        ("stap", step.title),
        ("domein", domain.title),
        ("aanbeveling", "Rust"),
    }
    assert all(digest(document_body(entry.digest) or b"") == entry.digest for entry in base.entries)


def test_what_was_changed_after_the_base_was_frozen_is_not_as_it_was(publicist: User) -> None:
    same, other = content.step(1), content.step(2)
    published("2026.1", by=publicist)
    made_ready(other, person("sanne", Role.EDITOR), title="Een andere stap")
    day = REFERENCE_DATE + timedelta(days=365)
    made = open_round(
        year=2027,
        reference_date=day,
        deadline=day,
        base=read_base("2026.1"),
        by=publicist,
        at=timezone.now(),
    ).round
    states = {row.item.uid: row.state for row in read_worklist(made).rows}
    assert states == {same.uid: ItemState.TO_CONFIRM, other.uid: ItemState.CHANGED}


def test_the_newest_release_is_offered_first(publicist: User) -> None:
    assert base_numbers() == []
    for number in ("2025.1", "2026.1"):
        published(number, by=publicist)
    assert base_numbers() == ["2026.1", "2025.1"]
    assert read_base("2024.1") is None
