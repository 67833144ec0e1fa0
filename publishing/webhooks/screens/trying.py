"""The test button: a trial goes out at once, and the page shows what came back."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.generic import TemplateView

from cms.accounts.screens import PostOnly
from publishing.webhooks.messages import TRIAL
from publishing.webhooks.screens.access import CHANGE, SubscriberView
from publishing.webhooks.sending import usual_sender
from publishing.webhooks.trying import try_out


class TryOut(SubscriberView, PostOnly, TemplateView):
    """Send a trial."""

    permission = CHANGE
    template_name = "webhooks/trial.html"
    page_title = "Proefbericht"

    @property
    def show_url(self) -> str:
        return self.back

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        trial = try_out(
            subscriber=self.subscriber, event=uuid4(), sender=usual_sender(), by=self.person, at=timezone.now()
        )
        return self.render_to_response(self.get_context_data(trial=trial, type=TRIAL))
