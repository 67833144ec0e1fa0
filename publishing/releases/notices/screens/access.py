"""What the screens of notices share: who may come in, and how an action goes."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic.edit import FormView
from wagtail.admin import messages

from cms.accounts.screens import Crumb, GuardedScreen, crumb
from publishing.releases.errors import ReleaseError
from publishing.releases.outbox import deliver_catalogue, why_unseen
from publishing.releases.tasks import nudge_deliveries
from publishing.store.base import StoreError

VIEW, PLACE, WITHDRAW = (f"notices.{action}_notice" for action in ("view", "add", "withdraw"))
TITLE, ICON = "Mededelingen", "info-circle"


class NoticesScreen(GuardedScreen):
    """A screen under *Mededelingen*, for who has ``permission``."""

    permission = VIEW
    header_icon = ICON

    def above(self) -> list[Crumb]:
        return [crumb(TITLE, reverse("mededelingen:index"))]


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class ActScreen(NoticesScreen, FormView):
    """Asks what is needed, does it in a transaction of the service's own, then tells the world."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            done = self.act(form.cleaned_data)
        except (ReleaseError, StoreError) as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, done)
        self.tell()
        return redirect(self.after())

    def act(self, values: dict[str, Any]) -> str:
        """Do it and return what to say; raise ReleaseError or StoreError when it cannot be done."""
        raise NotImplementedError

    def after(self) -> str:
        """Return where to go when it is done."""
        return reverse("mededelingen:index")

    def tell(self) -> None:
        """Write the catalogue, leave the rest to a worker, and say so when the world does not know yet."""
        deliver_catalogue(at=timezone.now())
        nudge_deliveries()
        if why := why_unseen():
            messages.warning(self.request, f"De wereld ziet dit nog niet: {why}")
