"""The section *Website* on the page of a release: the way to look at it as schools will."""

from collections.abc import Iterator
from typing import Any

from cms.accounts.models import User
from exporters.registry import EXPORTERS
from exporters.screens.website import KIND
from exporters.services import held_artifact
from publishing.releases.models import Release
from publishing.releases.screens.beside import Panel


class WebsitePanel(Panel):
    """Shown once the site is made; until then *Exportbestanden* says how far it is."""

    anchor = "website-kop"
    title = "Website"
    template = "exporters/website_panel.html"

    def shown(self, release: Release, viewer: User) -> Any | None:
        return held_artifact(release, EXPORTERS[KIND])

    def reasons(self, release: Release) -> Iterator[str]:
        yield from ()
