"""Make the five roles, and take away the two groups that Wagtail makes. What a role may do is in roles_granted.py."""

from typing import Any

from django.db import migrations

ROLES = ("redacteur", "beoordelaar", "publicist", "beheerder", "meelezer")


def make_roles(apps: Any, schema_editor: Any) -> None:
    Group = apps.get_model("auth.Group")
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    for name in ROLES:
        Group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
