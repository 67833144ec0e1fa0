"""Make the one root page; take away the welcome page and the site that Wagtail makes, for no page here is public.

Treebeard's own methods are not on historical models, so the root's numbers are written here: it is the only page.
"""

from typing import Any

from django.db import migrations


def make_root(apps: Any, schema_editor: Any) -> None:
    ContentType = apps.get_model("contenttypes.ContentType")
    Page = apps.get_model("wagtailcore.Page")
    Site = apps.get_model("wagtailcore.Site")
    Wegwijzer = apps.get_model("content.Wegwijzer")
    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()
    content_type, _ = ContentType.objects.get_or_create(model="wegwijzer", app_label="content")
    Wegwijzer.objects.create(
        title="Wegwijzer",
        draft_title="Wegwijzer",
        slug="wegwijzer",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/wegwijzer/",
        live=True,
        locale=apps.get_model("wagtailcore.Locale").objects.get(),
    )
    Page.objects.filter(depth=1).update(numchild=1)


class Migration(migrations.Migration):
    dependencies = [("content", "0001_initial"), ("wagtailcore", "0054_initial_locale")]

    operations = [migrations.RunPython(make_root, migrations.RunPython.noop)]
