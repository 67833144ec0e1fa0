"""What releases tell who cannot import them: ids that items have for good, what was frozen, what rounds build on.

And their screens.
"""

from typing import Any

from wagtail import hooks

from publishing.releases.awaiting import releases_in_work
from publishing.releases.identities import last_freeze, released_ids, releases_with
from publishing.releases.live import live_release
from publishing.releases.round_base import base_numbers, document_body, read_base
from publishing.releases.screens.alarms import alarms_above_every_page
from publishing.releases.screens.viewset import ReleasesViewSet
from publishing.releases.technical.viewset import TechnicalViewSet
from publishing.releases.whereabouts.button import changed_button, page_whereabouts_button, whereabouts_button
from publishing.releases.whereabouts.screen import WhereaboutsViewSet

hooks.register("released_ids", released_ids)
hooks.register("last_freeze", last_freeze)
hooks.register("releases_with", releases_with)
hooks.register("round_bases", base_numbers)
hooks.register("round_base", read_base)
hooks.register("document_body", document_body)
hooks.register("live_release", live_release)
hooks.register("releases_in_work", releases_in_work)
hooks.register("register_page_header_buttons", page_whereabouts_button)
hooks.register("register_snippet_listing_buttons", whereabouts_button)
hooks.register("snippet_header_buttons", whereabouts_button)
hooks.register("snippet_header_buttons", changed_button)
hooks.register("standing_warnings", alarms_above_every_page)


@hooks.register("register_admin_viewset")
def release_screens() -> Any:
    """Return the screens of releases, and of what happens around them."""
    return [ReleasesViewSet(), TechnicalViewSet(), WhereaboutsViewSet()]
