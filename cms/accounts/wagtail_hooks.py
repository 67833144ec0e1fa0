"""What the people's screens add to Wagtail."""

from typing import Any

from django.urls import path
from wagtail import hooks

from cms.accounts.bulk_actions import BulkActiveState, BulkRole, NoBulkDeletion
from cms.accounts.signing_in.staying import staying_script, staying_style, still_signed_in

hooks.register("insert_global_admin_js", staying_script)
hooks.register("insert_global_admin_css", staying_style)

for action in (NoBulkDeletion, BulkActiveState, BulkRole):
    hooks.register("register_bulk_action", action, order=10)  # after Wagtail's, whose place they take


@hooks.register("register_admin_urls")
def admin_addresses() -> list[Any]:
    """Return what a form asks before it goes out."""
    return [path("ingelogd/", still_signed_in, name="still_signed_in")]
