"""Correcting what is live in a real browser: by three people, wide and narrow, while next year is half done."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import Step
from publishing.releases.corrections.changing import remove_item
from publishing.releases.corrections.models import Correction, Outcome
from publishing.releases.corrections.reviewing import review_change
from publishing.releases.corrections.standing import changes_of
from publishing.releases.rollback import rollback_release
from tests.browser.conftest import Visitor
from tests.factories import corrections
from tests.factories.corrections import (
    DEFINITION,
    EXAMPLE,
    RECOMMENDATION,
    STEP,
    agreed,
    base,
    begun,
    brought_out,
    edited,
)
from tests.factories.people import person
from tests.factories.releases import AT
from tests.factories.rounds import made_ready

pytestmark = pytest.mark.browser
LONG = "Rijksoverheidsvoorlichtingscampagnemedewerkersoverleg"


def url(name: str, *args: Any) -> str:
    return reverse(f"correcties:{name}", args=args)


def _nothing_live(visitor: User) -> str:
    return url("index")


def _no_corrections(visitor: User) -> str:
    base()
    return url("index")


def _begin(visitor: User) -> str:
    base()
    return url("begin")


def _correction(visitor: User) -> tuple[Correction, User, User]:
    """Return a correction with a text that changed, one that was rejected and an item that ends."""
    base()
    sanne, joris = person("sanne", Role.EDITOR), person("joris", Role.REVIEWER)
    made = begun(sanne, reason=f"Er staat een tikfout in stap 1. {LONG}", summary="In stap 1 stond een tikfout.")
    edited(made, sanne)
    edited(made, sanne, DEFINITION, body=f"<p>Druk om te presteren, ook in het {LONG}.</p>")
    remove_item(correction=made, address=EXAMPLE, reason="De school trok zich terug.", by=sanne, at=AT)
    return made, sanne, joris


def _list(visitor: User) -> str:
    made, _, joris = _correction(visitor)
    agreed(made, joris)
    brought_out_with_recommendation(made, joris)
    begun(visitor, reason="Nog een tikfout.")
    return url("index")


def brought_out_with_recommendation(made: Correction, joris: User) -> None:
    edited(made, made.by, RECOMMENDATION, practice_examples=[])
    agreed(made, joris)
    brought_out(made, person("karin", Role.PUBLISHER))


def _open(visitor: User) -> str:
    made, _, joris = _correction(visitor)
    change = changes_of(made)[0].change
    review_change(change=change, outcome=Outcome.REJECTED, reason=f"Schrijf {LONG} anders.", by=joris, at=AT)
    return url("show", made.pk)


def _blocked(visitor: User) -> str:
    made, _, joris = _correction(visitor)
    agreed(made, joris)
    corrections.frozen(made)
    return url("show", made.pk)


def _overtaken(visitor: User) -> str:
    made, _, joris = _correction(visitor)
    agreed(made, joris)
    brought_out_with_recommendation(made, joris)
    other = begun(visitor)
    rollback_release(number="2026.1", reason="De tekst klopte niet.", by=joris, at=AT)
    return url("show", other.pk)


def _pick(visitor: User) -> str:
    made, _, _ = _correction(visitor)
    return url("pick", made.pk)


def _pick_nothing(visitor: User) -> str:
    return f"{_pick(visitor)}?zoek={LONG}"


def _edit(visitor: User) -> str:
    made, _, _ = _correction(visitor)
    return url("edit", made.pk, *RECOMMENDATION)


def _take(visitor: User) -> str:
    made, sanne, _ = _correction(visitor)
    made_ready(Step.objects.get(number=1), sanne, body=f"<p>Kies samen drie doelen in het {LONG}.</p>")
    return url("take", made.pk, *STEP)


def _take_nothing(visitor: User) -> str:
    made, _, _ = _correction(visitor)
    return url("take", made.pk, *STEP)


def _remove(visitor: User) -> str:
    made, _, _ = _correction(visitor)
    return url("remove", made.pk, *STEP)


def _drop(visitor: User) -> str:
    made, _, _ = _correction(visitor)
    return url("drop", made.pk)


def _carry(visitor: User) -> str:
    made, _, joris = _correction(visitor)
    agreed(made, joris)
    brought_out_with_recommendation(made, joris)
    return url("carry")


def _nothing_to_carry(visitor: User) -> str:
    base()
    return url("carry")


def _home(visitor: User) -> str:
    _carry(visitor)
    made = begun(person("piet", Role.EDITOR))
    edited(made, made.by, DEFINITION, body="<p>Anders.</p>")
    return "/admin/"


SCREENS: dict[str, Callable[[User], str]] = {
    name.lstrip("_"): make
    for name, make in list(globals().items())
    if name.startswith("_") and getattr(make, "__annotations__", {}) == {"visitor": User, "return": str}
}


@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_is_accessible_and_fits(visitor: Visitor, name: str) -> None:
    who = person("bezoeker", Role.EDITOR, Role.REVIEWER, Role.PUBLISHER)
    address = SCREENS[name](who)
    visitor.sign_in_as(who.username)
    visitor.open(address)
    visitor.looks_right()
    assert visitor.errors == []
    assert visitor.outside == []
