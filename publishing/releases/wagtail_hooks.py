"""What releases tell the workshop: the public id that an item has for good, and when content was last frozen."""

from wagtail import hooks

from publishing.releases.identities import last_freeze, released_ids

hooks.register("released_ids", released_ids)
hooks.register("last_freeze", last_freeze)
