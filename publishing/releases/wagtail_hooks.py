"""What releases add to Wagtail: the editor's preview shows the public id that an item has for good."""

from wagtail import hooks

from publishing.releases.identities import released_ids

hooks.register("released_ids", released_ids)
