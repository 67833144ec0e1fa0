"""A candidate after a published release, and somebody who gives access to it."""

import pytest
from django.test import Client

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Definition
from publishing.releases.models import Release
from tests.factories import content
from tests.factories.people import person
from tests.factories.previews import bearer, given
from tests.factories.releases import candidate, published


@pytest.fixture
def karin(db: None) -> User:
    return person("karin", Role.PUBLISHER)


@pytest.fixture
def definition(db: None) -> Definition:
    return content.definition(body="<p>Geheim tot de publicatie.</p>")


@pytest.fixture
def release(karin: User, definition: Definition) -> Release:
    """The candidate of 2026.1, after a 2025.1 that held less."""
    Definition.objects.filter(pk=definition.pk).update(live=False)
    content.step()
    published("2025.1", by=karin)
    Definition.objects.filter(pk=definition.pk).update(live=True)
    example = content.practice_example()
    links = {content.intervention(): "<p>Oefenen met grenzen.</p>"}
    content.recommendation(content.domain(), interventions=links, practice_examples=(example,))
    return candidate("2026.1", by=karin)


@pytest.fixture
def client_of(release: Release, karin: User) -> Client:
    """A program with a key to the candidate."""
    return Client(headers=bearer(given(release, karin).token))
