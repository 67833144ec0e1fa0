"""What releases tell the workshop: the public id that an item has for good, which releases hold it, the last freeze."""

from wagtail import hooks

from publishing.releases.identities import last_freeze, released_ids, releases_with

hooks.register("released_ids", released_ids)
hooks.register("last_freeze", last_freeze)
hooks.register("releases_with", releases_with)
