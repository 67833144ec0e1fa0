"""People are deactivated and never deleted, and nobody climbs past the table of roles."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from cms.accounts.guards import UserDeletionError
from cms.accounts.models import User
from cms.accounts.roles import Role
from tests.factories.forms import resubmit
from tests.factories.people import person, signed_in, superuser

pytestmark = pytest.mark.django_db


@pytest.fixture
def almighty() -> Client:
    client = Client()
    client.force_login(superuser())
    return client


def _bulk(action: str, user: User) -> str:
    return reverse("wagtail_bulk_action", args=["accounts", "user", action]) + f"?id={user.pk}"


def test_a_person_cannot_be_deleted_in_code() -> None:
    user = person("weg")

    with pytest.raises(UserDeletionError, match="inactief"), transaction.atomic():
        user.delete()
    with pytest.raises(UserDeletionError), transaction.atomic():
        User.objects.filter(pk=user.pk).delete()

    assert User.objects.filter(pk=user.pk).exists()


def test_not_even_a_superuser_deletes_a_person_on_screen(almighty: Client) -> None:
    user = person("weg")

    with pytest.raises(NoReverseMatch):
        reverse("wagtailusers_users:delete", args=[user.pk])
    almighty.post(f"/admin/users/delete/{user.pk}/")
    almighty.post(_bulk("delete", user))

    assert User.objects.filter(pk=user.pk).exists()
    assert "/delete/" not in almighty.get(reverse("wagtailusers_users:edit", args=[user.pk])).content.decode()
    assert "/delete/" not in almighty.get(reverse("wagtailusers_users:index")).content.decode()


def test_a_beheerder_makes_a_person_gives_a_role_and_deactivates() -> None:
    client = signed_in(Role.ADMINISTRATOR)
    editors = Group.objects.get(name=Role.EDITOR.value)
    made = {
        "username": "nieuw",
        "email": "nieuw@voorbeeld.example",
        "first_name": "Nora",
        "last_name": "Nieuw",
        "password1": "een-lang-wachtwoord",
        "password2": "een-lang-wachtwoord",
        "groups": [str(editors.pk)],
    }

    client.post(reverse("wagtailusers_users:add"), made)
    user = User.objects.get(username="nieuw")
    assert list(user.groups.all()) == [editors]
    del made["password1"], made["password2"]
    client.post(reverse("wagtailusers_users:edit", args=[user.pk]), made)

    user.refresh_from_db()
    assert user.is_active is False


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.PUBLISHER, Role.READER])
def test_only_a_beheerder_sees_and_changes_people(role: Role) -> None:
    user, client = person("ander"), signed_in(role)

    client.post(reverse("wagtailusers_users:edit", args=[user.pk]), {"username": "gekaapt"})
    client.post(_bulk("set_active_state", user), {"mark_as_active": "False"})

    user.refresh_from_db()
    assert (user.username, user.is_active) == ("ander", True)
    assert b"ander@voorbeeld" not in client.get(reverse("wagtailusers_users:edit", args=[user.pk])).content


def test_a_beheerder_does_not_become_a_superuser_nor_makes_one() -> None:
    client, user = signed_in(Role.ADMINISTRATOR), person("ander")
    address = reverse("wagtailusers_users:edit", args=[user.pk])

    resubmit(client, address, is_superuser="on", first_name="A", last_name="B")

    user.refresh_from_db()
    assert (user.first_name, user.is_superuser) == ("A", False)


@pytest.mark.parametrize("road", ["edit", "set_active_state", "assign_role"])
def test_a_beheerder_does_not_touch_a_superuser(road: str) -> None:
    client, boss = signed_in(Role.ADMINISTRATOR), superuser("baas")
    group = Group.objects.get(name=Role.EDITOR.value)

    if road == "edit":
        client.post(reverse("wagtailusers_users:edit", args=[boss.pk]), {"username": "gekaapt", "password1": "x" * 14})
    client.post(_bulk("set_active_state", boss), {"mark_as_active": "False"})
    client.post(_bulk("assign_role", boss), {"role": str(group.pk)})

    boss.refresh_from_db()
    assert (boss.username, boss.is_active, boss.groups.count()) == ("baas", True, 0)
    assert boss.check_password("wachtwoord")


def test_roles_have_no_screen_for_they_are_a_table(almighty: Client) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("wagtailusers_groups:index")
    assert almighty.get("/admin/groups/").status_code == 404


def test_the_list_of_people_names_their_roles(almighty: Client) -> None:
    person("dubbel", Role.EDITOR, Role.REVIEWER)

    shown = almighty.get(reverse("wagtailusers_users:index")).content.decode()

    assert "beoordelaar, redacteur" in shown or "redacteur, beoordelaar" in shown
    assert "technisch beheerder" in shown


def test_an_account_page_asks_for_no_photograph() -> None:
    shown = signed_in(Role.READER).get(reverse("wagtailadmin_account")).content.decode()

    assert 'type="file"' not in shown
    assert "Wachtwoord" in shown
