"""Hands out the table of roles. Run after every migrate; running it again changes nothing."""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import connections
from wagtail.models import GroupPagePermission, Page
from wagtail.snippets.models import create_extra_permissions

from cms.accounts.roles import GRANTS, Grants, Role

# The apps that the table speaks about, and groups and people themselves, of which it gives nothing. Other apps grant
# their own permissions to these groups and keep them.
SPOKEN_OF = sorted({"auth"} | {model.split(".")[0] for grants in GRANTS.values() for model, _ in grants.by_model()})


def grant_roles(*, using: str = "default", **_: Any) -> None:
    """Give each role exactly the permissions of the table, within the apps that the table speaks about."""
    if not _migrated(using):
        return
    for label in [*SPOKEN_OF, "wagtailcore"]:
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
        create_extra_permissions(apps.get_app_config(label), using=using)  # publish, lock and unlock of snippets
    for role in Role:
        group, _created = Group.objects.using(using).get_or_create(name=role.value)
        _grant_models(group, GRANTS[role], using)
        _grant_pages(group, GRANTS[role], using)


def _migrated(using: str) -> bool:
    """Tell whether the tables are there: ``migrate accounts`` alone ends before Wagtail's exist."""
    needed = {Permission._meta.db_table, GroupPagePermission._meta.db_table}
    return needed <= set(connections[using].introspection.table_names())


def _grant_models(group: Group, grants: Grants, using: str) -> None:
    wanted: set[Permission] = set()
    for model, actions in grants.by_model():
        app, name = model.split(".")
        codenames = [f"{action}_{name}" for action in actions]
        wanted |= set(Permission.objects.using(using).filter(content_type__app_label=app, codename__in=codenames))
    held = set(group.permissions.filter(content_type__app_label__in=SPOKEN_OF))
    group.permissions.remove(*(held - wanted))
    group.permissions.add(*(wanted - held))


def _grant_pages(group: Group, grants: Grants, using: str) -> None:
    """Page permissions stand on the one page at the top of the tree and hold for all below it."""
    top = Page.objects.using(using).filter(depth=2).first()
    if top is None:
        return
    wanted = Permission.objects.using(using).filter(
        content_type__app_label="wagtailcore",
        content_type__model="page",
        codename__in=[f"{action}_page" for action in grants.pages],
    )
    held = GroupPagePermission.objects.using(using).filter(group=group)
    held.exclude(page=top, permission__in=wanted).delete()
    for permission in wanted:
        held.get_or_create(group=group, page=top, permission=permission)
