"""The five roles: what the table says is what people can do. Effects are tested, for Wagtail answers with redirects."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from cms.accounts.roles import GRANTS, SNIPPETS, Role
from cms.accounts.roles_granted import grant_roles
from cms.content.models import DomainPage, Intervention, RecommendationPage
from tests.factories import content
from tests.factories.forms import domain_form, html, recommendation_form
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db

WHO_MAY_NOT_WRITE = [Role.REVIEWER, Role.PUBLISHER, Role.ADMINISTRATOR, Role.READER]


def _held(role: Role) -> set[str]:
    group = Group.objects.get(name=role.value)
    return {
        f"{held.content_type.app_label}.{held.codename}" for held in group.permissions.select_related("content_type")
    }


def test_the_first_migration_makes_the_five_roles_and_no_other_groups() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(Role.values)


@pytest.mark.parametrize("role", Role)
def test_a_role_holds_exactly_what_the_table_says(role: Role) -> None:
    said = {
        f"{model.split('.')[0]}.{action}_{model.split('.')[1]}"
        for model, actions in GRANTS[role].by_model()
        for action in actions
    }

    assert _held(role) == said
    pages = GroupPagePermission.objects.filter(group__name=role.value)
    assert {held.permission.codename for held in pages} == {f"{action}_page" for action in GRANTS[role].pages}
    assert {held.page.depth for held in pages} == {2}


def test_what_left_the_table_is_taken_away_in_every_app_that_it_speaks_about() -> None:
    models = sorted({model for role in Role for model, _ in GRANTS[role].by_model()})
    apps_of_the_table = {model.split(".")[0] for model in models}
    group = Group.objects.get(name=Role.READER.value)
    group.permissions.set(Permission.objects.filter(content_type__app_label__in=apps_of_the_table))

    grant_roles()

    test_a_role_holds_exactly_what_the_table_says(Role.READER)


def test_handing_out_again_takes_away_what_was_added_and_gives_back_what_was_taken() -> None:
    group = Group.objects.get(name=Role.READER.value)
    group.permissions.set([Permission.objects.get(codename="delete_intervention")])
    GroupPagePermission.objects.filter(group=group).delete()

    grant_roles()
    grant_roles()

    assert "content.delete_intervention" not in _held(Role.READER)
    assert "content.view_intervention" in _held(Role.READER)
    assert GroupPagePermission.objects.filter(group=group).count() == 1


def test_permissions_of_apps_that_the_table_does_not_speak_of_are_left_alone() -> None:
    group = Group.objects.get(name=Role.PUBLISHER.value)
    group.permissions.add(Permission.objects.filter(content_type__app_label="sessions").first() or Permission())

    grant_roles()

    assert any(name.startswith("sessions.") for name in _held(Role.PUBLISHER))


def test_no_role_touches_images_documents_collections_or_groups() -> None:
    apart = ("wagtailimages.", "wagtaildocs.", "auth.", "wagtailcore.")

    assert not [name for role in Role for name in _held(role) if name.startswith(apart)]


def _state() -> tuple[Any, ...]:
    return (
        list(DomainPage.objects.values_list("pk", "title", "live", "latest_revision")),
        list(RecommendationPage.objects.values_list("pk", "title", "path", "live", "latest_revision")),
        list(Intervention.objects.values_list("pk", "name", "live", "latest_revision")),
    )


@pytest.mark.parametrize("role", WHO_MAY_NOT_WRITE)
def test_who_may_not_write_changes_nothing_on_any_road(role: Role) -> None:
    domain = content.domain()
    page = content.recommendation(domain)
    page.save_revision().publish()
    item = content.intervention()
    before, client = _state(), signed_in(role)

    client.post(
        reverse("wagtailadmin_pages:add", args=["content", "domainpage", domain.get_parent().pk]), domain_form()
    )
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), recommendation_form(title="Anders"))
    for view in ("delete", "unpublish", "copy", "move", "lock"):
        client.post(
            reverse(f"wagtailadmin_pages:{view}", args=[page.pk]), {"new_title": "x", "new_parent_page": domain.pk}
        )
    client.post(reverse("wagtailadmin_pages:set_page_position", args=[page.pk]) + "?position=0")
    names = Intervention.snippet_viewset
    client.post(reverse(names.get_url_name("add")), {"name": "Nieuw", "summary": html("x")})
    for view in ("edit", "delete", "unpublish", "copy", "lock"):
        client.post(reverse(names.get_url_name(view), args=[item.pk]), {"name": "Anders", "summary": html("x")})
    for action in ("delete", "klaarzetten"):
        client.post(reverse("wagtail_bulk_action", args=["content", "intervention", action]) + f"?id={item.pk}")
    for action in ("delete", "unpublish", "publish", "move"):
        client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={page.pk}")

    assert _state() == before


@pytest.mark.parametrize("role", Role)
def test_every_role_reads_everything(role: Role) -> None:
    domain = content.domain(title="Rust in de school")
    page = content.recommendation(domain, "Plan rust in de week")
    page.save_revision().publish()
    item = content.intervention("Rustig Leren")
    item.save_revision()
    names, client = Intervention.snippet_viewset, signed_in(role)

    assert "Plan rust in de week" in _shown(client, reverse("wagtailadmin_explore", args=[domain.pk]))
    assert "Rust in de school" in _shown(client, reverse("domeinen:index"))
    assert "Plan rust in de week" in _shown(client, reverse("aanbevelingen:index"))
    assert "Houd een middag vrij" in _shown(client, reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    revision = page.latest_revision_id
    assert "Houd een middag vrij" in _shown(
        client, reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision])
    )
    assert "Geschiedenis" in _shown(client, reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert "Vergelijk" in _shown(
        client, reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
    )
    assert "Rustig Leren" in _shown(client, reverse(names.get_url_name("list")))
    assert "Erkenningen" in _shown(client, reverse(names.get_url_name("inspect"), args=[item.pk]))
    assert "Een lessenreeks" in _shown(client, reverse(names.get_url_name("as_published"), args=[item.pk]))
    assert "Geschiedenis" in _shown(client, reverse(names.get_url_name("history"), args=[item.pk]))


def _shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_who_has_no_role_reads_nothing() -> None:
    page = content.recommendation(content.domain())
    client = signed_in()

    assert b"Houd een middag vrij" not in client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content


def test_who_may_only_read_sees_no_handles_to_drag_by_and_no_tick_boxes() -> None:
    domain = content.domain()
    content.recommendation(domain)
    content.intervention()
    tree = reverse("wagtailadmin_explore", args=[domain.pk])
    flat = reverse("aanbevelingen:index")
    snippets = reverse(Intervention.snippet_viewset.get_url_name("list"))
    reader, editor = signed_in(Role.READER, name="lezer"), signed_in(Role.EDITOR, name="schrijver")

    assert "data-w-orderable-target" in _shown(editor, tree)
    assert "data-w-orderable-target" not in _shown(reader, tree)
    for address in (snippets, flat):
        assert "data-bulk-action-checkbox" in _shown(editor, address)
        assert "data-bulk-action-checkbox" not in _shown(reader, address)


def test_a_table_names_models_that_exist() -> None:

    for grants in GRANTS.values():
        for model, _actions in grants.by_model():
            apps.get_model(model)
    assert len(SNIPPETS) == 7
