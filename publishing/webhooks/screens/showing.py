"""All subscribers, and one with what it was told."""

from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from publishing.webhooks.reading import MOST, deliveries_of, shown_deliveries, shown_subscribers
from publishing.webhooks.screens.access import ADD, REPLAY, TITLE, SubscribersView, SubscriberView


class SubscriberList(SubscribersView, TemplateView):
    """Everyone who is told of a release."""

    template_name = "webhooks/list.html"
    page_title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"rows": shown_subscribers(), "may_add": self.person.has_perm(ADD)}
        return super().get_context_data(**kwargs) | told


class ShowSubscriber(SubscriberView, TemplateView):
    """One subscriber."""

    template_name = "webhooks/show.html"

    def get_page_title(self) -> str:
        return self.subscriber.name

    def get_page_subtitle(self) -> str:
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        count = deliveries_of(self.subscriber).count()
        return super().get_context_data(**kwargs) | {
            "keys": self.subscriber.keys.valid_at(timezone.now()).select_related("made_by"),
            "deliveries": shown_deliveries(self.subscriber),
            "more": max(0, count - MOST),
            "may_replay": self.person.has_perm(REPLAY),
        }
