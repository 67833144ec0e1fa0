"""What the screens of *Techniek* share: who may come in, and what one is called."""

from typing import Any

from django.urls import reverse

from cms.accounts.screens import Crumb, GuardedScreen, crumb

VIEW, RETRY = "attempts.view_attempt", "attempts.retry_attempt"
PAUSE, REPLAY = "attempts.add_pausechange", "releases.replay_outboxentry"
TITLE, ICON = "Techniek", "cogs"


class TechnicalView(GuardedScreen):
    """A screen under *Techniek*, for who has ``permission``."""

    permission = VIEW
    header_icon = ICON
    request: Any  # of somebody who signed in

    def above(self) -> list[Crumb]:
        return [crumb(TITLE, reverse("techniek:index"))]
