"""What the people's screens add to Wagtail."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks

from cms.accounts.bulk_actions import BulkActiveState, BulkRole, NoBulkDeletion
from cms.accounts.signing_in.staying import staying_script, staying_style, still_signed_in

hooks.register("insert_global_admin_js", staying_script)
hooks.register("insert_global_admin_css", staying_style)

for action in (NoBulkDeletion, BulkActiveState, BulkRole):
    hooks.register("register_bulk_action", action, order=10)  # after Wagtail's, whose place they take


@hooks.register("register_account_menu_item")
def second_factor(request: HttpRequest) -> dict[str, str]:
    """Return the way to one's own second factor, on the account page."""
    told = "Een passkey of een app op je telefoon, en de codes voor als je die kwijt bent."
    return {"url": reverse("mfa_index"), "label": "Tweede factor", "help_text": told}


@hooks.register("register_admin_urls")
def admin_addresses() -> list[Any]:
    """Return what a form asks before it goes out."""
    return [path("ingelogd/", still_signed_in, name="still_signed_in")]
