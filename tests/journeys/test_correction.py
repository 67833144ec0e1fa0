"""Correcting the live release while next year is half done (Drupal 3438083): the world sees that correction only."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from cms.content.models import Definition, Intervention, PracticeExample, Step
from publishing.api.framework import REST_FRAMEWORK
from publishing.releases.corrections.carrying import changes_to_carry
from publishing.releases.outbox import deliver_outbox
from publishing.releases.rollback import rollback_release
from publishing.releases.verify import verify_store
from publishing.rounds.asking import read_base
from tests.factories import content
from tests.factories.corrections import agreed, base, begun, brought_out, edited, entries, people
from tests.factories.releases import AT
from tests.factories.rounds import made_ready, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Settings) -> Client:
    """The public process."""
    settings.MIDDLEWARE = ["publishing.api.headers.PublicHeadersEverywhere"]
    settings.ROOT_URLCONF = "cms.config.public_urls"
    settings.REST_FRAMEWORK = REST_FRAMEWORK
    return Client()


def body(world: Client, address: str) -> Any:
    answer = world.get(f"/api/v1/actueel{address}", follow=True)
    assert answer.status_code == 200, address
    return json.loads(b"".join(answer) if answer.streaming else answer.content)


def test_one_typo_is_corrected_and_nothing_of_next_year_is_seen(world: Client) -> None:
    sanne, joris, karin = people()
    first = base(karin)
    opened(karin, on=read_base("2026.1"), year=2027, reference_date=date(2027, 7, 31), deadline=date(2027, 10, 1))
    made_ready(Intervention.objects.get(), sanne, name="Van volgend jaar")
    made_ready(Step.objects.get(number=1), sanne, title="Ook van volgend jaar")
    PracticeExample.objects.get().delete()
    Definition.objects.get().unpublish(user=sanne)
    content.step(3, title="Nieuw in 2027")

    correction = begun(sanne, summary="In stap 1 stond een tikfout.")
    change = edited(correction, sanne)
    agreed(correction, joris)
    second = brought_out(correction, karin)

    differing = {key for key, entry in entries(second).items() if entries(first).get(key) != entry}
    assert differing == {("stap", "kies-doelen"), ("verantwoording", "verantwoording")}
    assert entries(first).keys() == entries(second).keys()
    step = body(world, "/stappen/kies-doelen")
    assert (step["titel"], step["tekst"]) == ("Kies doelen", "<p>Kies samen twee doelen.</p>")
    assert body(world, "/praktijkvoorbeelden/de-stille-dinsdag")["titel"] == "De stille dinsdag"
    assert body(world, "/verantwoording")["correctie"]["uitgave"] == "2026.1"
    assert "volgend jaar" not in json.dumps(body(world, "/interventies"))
    assert list(changes_to_carry()) == [change]
    assert verify_store() == []

    rollback_release(number="2026.1", reason="Proef.", by=karin, at=AT)
    deliver_outbox(at=AT)
    assert "doeln" in body(world, "/stappen/kies-doelen")["tekst"]
