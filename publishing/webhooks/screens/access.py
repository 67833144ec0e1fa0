"""What the screens of *Afnemers* share: who may come in, and which subscriber it is."""

from typing import Any

from publishing.releases.screens.managed import ManagedView, OneManagedView
from publishing.webhooks.models import Subscriber

VIEW, ADD, CHANGE = (f"webhooks.{action}_subscriber" for action in ("view", "add", "change"))
REPLAY = "releases.replay_outboxentry"
TITLE, ICON = "Afnemers", "mail"


class SubscribersView(ManagedView):
    """A screen under *Afnemers*, for who has ``permission``."""

    permission = VIEW
    title = TITLE
    namespace = "afnemers"
    header_icon = ICON

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"may_change": self.person.has_perm(CHANGE)}


class SubscriberView(SubscribersView, OneManagedView):
    """A screen about one subscriber."""

    model = Subscriber
    called = "subscriber"

    @property
    def subscriber(self) -> Subscriber:
        """The subscriber that the address names."""
        held: Subscriber = self.one
        return held
