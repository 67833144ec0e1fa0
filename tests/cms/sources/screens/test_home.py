"""The home screen names the files that were read in and ask for a decision."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.sources.deciding.decide import accept_safe_rows
from tests.cms.sources.deciding.plans import stored_plan
from tests.cms.sources.registers.files import RUST
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db


def home(client: Client) -> str:
    return " ".join(client.get(reverse("wagtailadmin_home")).content.decode().split())


def test_an_editor_sees_the_files_that_wait_until_every_row_is_decided(desk: Client, editor: User) -> None:
    assert "Ingelezen bestanden" not in home(desk)
    plan = stored_plan(RUST, by=editor)

    shown = home(desk)
    assert "1 bestand wacht op een besluit." in shown
    assert reverse("bronnen:plan", args=[plan.pk]) in shown
    assert "1 rij te beslissen" in shown

    accept_safe_rows(plan=plan, row_class=plan.rows.get().row_class, by=editor, at=timezone.now())
    assert "Ingelezen bestanden" not in home(desk)


def test_of_many_files_three_are_named(desk: Client, editor: User) -> None:
    for number in range(5):
        stored_plan(RUST.replace("Rust", f"Rust {number}"), by=editor)

    shown = home(desk)

    assert "5 bestanden wachten op een besluit." in shown
    assert "en nog 2" in shown


def test_who_does_not_decide_does_not_see_them(editor: User) -> None:
    stored_plan(RUST, by=editor)

    assert "Ingelezen bestanden" not in home(signed_in(Role.REVIEWER))
