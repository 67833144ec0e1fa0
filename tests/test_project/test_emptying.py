"""A test that commits leaves the database as migrations made it, whatever it did to that."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page

from cms.content.models import Definition, Wegwijzer
from tests.emptying import GUARDS, Baseline
from tests.factories import content

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("committed")]


def held() -> dict[str, list[Any]]:
    made: tuple[Any, ...] = (Group, Group.permissions.through, Permission, ContentType, Page)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in made}


def test_what_migrations_made_comes_back_with_its_own_keys_and_the_rest_goes() -> None:
    baseline, before = Baseline(), held()
    Group.objects.all().delete()
    Permission.objects.earliest("pk").delete()
    Page.objects.filter(pk=Wegwijzer.objects.get().pk).update(title="Iets anders")
    content.definition()
    assert held() != before

    baseline.put_back()

    assert held() == before
    assert Wegwijzer.objects.get().title != "Iets anders"
    assert not Definition.objects.exists()


def test_what_guards_the_rows_stands_again_for_the_next_test() -> None:
    baseline = Baseline()
    for guard in GUARDS:
        guard.remove(connection)

    baseline.put_back()

    assert [guard.faults(connection) for guard in GUARDS] == [{}] * len(GUARDS)
