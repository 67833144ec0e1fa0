"""What the screens of *Techniek* share: who may come in, and what one is called."""

from typing import Any

from django.urls import reverse

from cms.accounts.screens import GuardedScreen

VIEW, RETRY = "attempts.view_attempt", "attempts.retry_attempt"
PAUSE, REPLAY = "attempts.add_pausechange", "releases.replay_outboxentry"
TITLE, ICON = "Techniek", "cogs"


class TechnicalView(GuardedScreen):
    """A screen under *Techniek*, for who has ``permission``."""

    permission = VIEW
    header_icon = ICON
    request: Any  # of somebody who signed in

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": "", "label": self.get_page_title()}
        return [*super().get_breadcrumbs_items(), {"url": reverse("techniek:index"), "label": TITLE}, own]
