"""What the screens under *Bronnen* share: who may come in, and what stands above them."""

from django.urls import reverse

from cms.accounts.screens import Crumb, GuardedScreen, crumb

VIEW, ADD, CHANGE = (f"sources.{action}_importplan" for action in ("view", "add", "change"))


class SourcesView(GuardedScreen):
    """A screen under *Bronnen*, for who has ``permission``."""

    permission = VIEW
    header_icon = "download"

    def above(self) -> list[Crumb]:
        return [crumb("Bronnen", reverse("bronnen:index"))]
