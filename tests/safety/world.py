"""A workshop in the middle of everything: something stands at every address, for whoever asks."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Intervention
from cms.vetting.evidence.offered import Upload
from cms.vetting.merging.merge import merge_interventions
from cms.vetting.models import Evidence
from publishing.releases.freeze import freeze_release
from publishing.releases.models import Release
from publishing.rounds.models import Outcome, Round
from publishing.rounds.reviewing import review_item
from publishing.rounds.working import comment_on_item
from publishing.rounds.worklist import read_worklist
from tests.cms.sources.screens.registers import plan_of_every_kind
from tests.cms.vetting.evidence.files import PDF
from tests.factories import content, corrections
from tests.factories.people import person, superuser
from tests.factories.rounds import DAY, item_of, made_ready, opened_on_release
from tests.factories.verdicts import decided, proposal
from tests.safety import drafts, outside

NO_ROLE, GONE, SUPERUSER, NOBODY = "zonder rol", "inactief", "technisch", "niet aangemeld"


@dataclass
class World:
    """The people by role, and what stands in the workshop by the name of what it is."""

    people: dict[str, User]
    things: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.things[name]
        except KeyError:
            raise AttributeError(name) from None


def build() -> World:
    """Return the world, made by the services that the screens use."""
    people = _people()
    world = World(people, {})
    for stage in (_content, _round, _vetted, _reviewed, outside.subscribed, _corrected, _candidate, _sources):
        world.things |= stage(world)
    for stage in (outside.told, outside.work, drafts.begun):
        world.things |= stage(world)
    return world


def _people() -> dict[str, User]:
    people: dict[str, User] = {role.value: person(role.value, role) for role in Role}
    people[NO_ROLE] = person("zonder")
    people[GONE] = person("vertrokken", Role.EDITOR)
    User.objects.filter(pk=people[GONE].pk).update(is_active=False)
    people[SUPERUSER] = superuser(SUPERUSER)
    return people


def _content(world: World) -> dict[str, Any]:
    corrections.workshop()
    return {
        "practiceexample": content.practice_example("De lange pauze"),
        "text": content.text(),
        "selectionquestion": content.selection_question(),
        "definition": content.definition("Veerkracht"),
        "reference": content.reference(),
        "step": content.step(3),
        "intervention": Intervention.objects.get(name="Rustig Leren"),
        "domain": Page.objects.get(slug="domein-1").specific,
        "page": Page.objects.get(slug="rust-in-de-week").specific,
        "root": content.wegwijzer(),
    }


def _round(world: World) -> dict[str, Any]:
    made = opened_on_release(world.people[Role.PUBLISHER])
    return {"round": made, "closed": Round.objects.exclude(closed_at=None).earliest("pk")}


def _vetted(world: World) -> dict[str, Any]:
    editor, reviewer = world.people[Role.EDITOR], world.people[Role.REVIEWER]
    when: dict[str, Any] = {"round_year": world.round.year, "reference_date": world.round.reference_date}
    other, twin = content.intervention("Sterk Staan"), content.intervention("Sterk staan VO")
    content.observation(other, record="1400009")
    decided(world.intervention, editor, reviewer, **when)
    offered = [Upload(name="brief.pdf", data=PDF)]
    merge = merge_interventions(
        kept=other, gone=twin, reason="Hetzelfde lesboek.", by=editor, at=timezone.now() - timedelta(days=1)
    )
    waiting = proposal(other, editor, evidence=offered, **when)
    third = content.intervention("Zonder Stress")
    return {
        "other": other,
        "third": third,
        "verdict": waiting,
        "evidence": Evidence.objects.get(),
        "merge": merge,
        "observation": content.observation(third, record="1400077"),
    }


def _reviewed(world: World) -> dict[str, Any]:
    editor, reviewer, made = world.people[Role.EDITOR], world.people[Role.REVIEWER], world.round
    made_ready(world.page, editor, body="<p>Plan elke dag een pauze.</p>")
    item, rejected = item_of(made, world.page), item_of(made, world.domain)
    row = next(one for one in read_worklist(made).rows if one.item.pk == rejected.pk)
    assert row.current is not None
    refused = {"outcome": Outcome.REJECTED, "reason": "Te lang."}
    review_item(item=rejected, digest=row.current.digest, by=reviewer, at=timezone.now(), **refused)  # type: ignore[arg-type]  # by name
    comment_on_item(item=item, text="Kan dit korter?", by=reviewer, at=timezone.now())
    return {"item": item}


def _corrected(world: World) -> dict[str, Any]:
    """One correction is live and not in the workshop yet, and another has just begun."""
    editor, reviewer, publisher = (world.people[role] for role in (Role.EDITOR, Role.REVIEWER, Role.PUBLISHER))
    first = corrections.begun(editor)
    change = corrections.edited(first, editor)
    corrections.agreed(first, reviewer)
    live = corrections.brought_out(first, publisher)
    second = corrections.begun(editor, reason="Een woord is fout.")
    open_change = corrections.edited(second, editor, corrections.DEFINITION, body="<p>Druk.</p>")
    return {"live": live, "to_carry": change, "correction": second, "change": open_change}


def _candidate(world: World) -> dict[str, Any]:
    made: Round = world.round
    result = freeze_release(
        number="2026.1", reference_date=DAY, round_year=made.year, by=world.people[Role.EDITOR], at=timezone.now()
    )
    return {"candidate": result.release, "first": Release.objects.get(number="2025.1")}


def _sources(world: World) -> dict[str, Any]:
    plan = plan_of_every_kind(world.people[Role.EDITOR])
    return {"plan": plan, "plan_row": plan.rows.order_by("pk")[0]}
