"""What the screens of *Afnemers* share: who may come in, and which subscriber it is."""

from typing import Any, cast

from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator

from cms.accounts.models import User
from cms.accounts.screens import GuardedScreen
from publishing.webhooks.models import Subscriber

VIEW, ADD, CHANGE = (f"webhooks.{action}_subscriber" for action in ("view", "add", "change"))
REPLAY = "releases.replay_outboxentry"
TITLE, ICON = "Afnemers", "mail"


# Looking up an address, and a trial, wait for somebody else: no transaction is open meanwhile.
@method_decorator(transaction.non_atomic_requests, name="dispatch")
class SubscribersView(GuardedScreen):
    """A screen under *Afnemers*, for who has ``permission``."""

    permission = VIEW
    header_icon = ICON

    @property
    def person(self) -> User:
        """Who looks: nobody comes here without signing in."""
        return cast(User, self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": reverse("afnemers:index"), "label": TITLE}, *self.trail()]

    def trail(self) -> list[dict[str, Any]]:
        """Return what comes after the list."""
        return [{"url": "", "label": self.get_page_title()}]

    @property
    def back(self) -> str:
        """Where one goes who changes their mind."""
        return reverse("afnemers:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"back": self.back, "may_change": self.person.has_perm(CHANGE)}


class SubscriberView(SubscribersView):
    """A screen about one subscriber."""

    subscriber: Subscriber

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.subscriber = get_object_or_404(Subscriber, slug=kwargs["slug"])

    def get_page_subtitle(self) -> str:
        return self.subscriber.name

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": self.back, "label": self.subscriber.name}, *super().trail()]

    @property
    def back(self) -> str:
        return reverse("afnemers:show", args=[self.subscriber.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"subscriber": self.subscriber}
