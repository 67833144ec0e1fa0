"""What the people's screens add to Wagtail."""

from wagtail import hooks

from cms.accounts.bulk_actions import BulkActiveState, BulkRole, NoBulkDeletion

for action in (NoBulkDeletion, BulkActiveState, BulkRole):
    hooks.register("register_bulk_action", action, order=10)  # after Wagtail's, whose place they take
