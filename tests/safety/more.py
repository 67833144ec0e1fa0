"""More of everything that is listed somewhere."""

from datetime import timedelta

from django.utils import timezone

from cms.accounts.roles import Role
from publishing.releases.alarms import raise_alarm
from publishing.rounds.syncing import sync_items
from publishing.rounds.working import comment_on_item
from publishing.webhooks.managing import add_subscriber
from tests.cms.sources.screens.registers import plan_of_many
from tests.factories import content, corrections
from tests.factories.notices import notice
from tests.factories.people import person
from tests.factories.previews import given
from tests.factories.rounds import judged
from tests.safety.world import World


def add_more(world: World, *, start: int, number: int) -> None:
    """Add ``number`` of each, numbered from ``start``."""
    editor, reviewer, publisher = (world.people[role] for role in (Role.EDITOR, Role.REVIEWER, Role.PUBLISHER))
    for place in range(start, start + number):
        _content(world, place)
        at = timezone.now() + timedelta(seconds=place)
        person(f"collega-{place}", Role.EDITOR, Role.REVIEWER)
        notice(f"Let op {place}.", by=publisher, at=at, release=world.live)
        given(world.candidate, editor, at=at)
        comment_on_item(item=world.item, text=f"Opmerking {place}.", by=reviewer, at=at)
        raise_alarm(subject=f"controle {place}", message="Een bestand mist.", at=at)
        add_subscriber(name=f"Afnemer {place}", url="http://127.0.0.1:9/", by=publisher, at=at)
        world.page.title = f"Rust in de week {place}"
        world.page.save_revision(user=editor, log_action=True)
    plan_of_many(number, by=editor, start=start)
    corrections.begun(editor, reason=f"Nog een vanaf {start}.")
    sync_items(round=world.round)
    for one in world.things.pop("unjudged"):
        judged(one, editor, reviewer)


def _content(world: World, place: int) -> None:
    editor = world.people[Role.EDITOR]
    made = content.intervention(f"Sterker {place:03}")
    content.observation(made, record=str(1_600_000 + place))
    example = content.practice_example(f"Voorbeeld {place:03}")
    content.recommendation(
        world.domain, f"Aanbeveling {place:03}", interventions={made: "<p>Past.</p>"}, practice_examples=(example,)
    )
    content.domain(10 + place)
    content.step(10 + place)
    content.selection_question(10 + place)
    content.definition(f"Begrip {place}")
    content.reference(f"Verwijzing {place}")
    for thing in (made, example):
        thing.save_revision(user=editor, log_action=True)
    world.things.setdefault("unjudged", []).append(made)
