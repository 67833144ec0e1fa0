"""Withdrawing a release: asked once more, with what it does and what it does not do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from cms.accounts.screens import Crumb, crumb
from publishing.releases.channels import live_channel
from publishing.releases.errors import ReleaseError
from publishing.releases.models import Release
from publishing.releases.notices.placing import check_withdrawal, withdraw_release
from publishing.releases.notices.screens.access import WITHDRAW, ActScreen
from publishing.releases.notices.screens.forms import WithdrawForm


class WithdrawRelease(ActScreen):
    permission = WITHDRAW
    template_name = "notices/withdraw.html"
    page_title = "Uitgave intrekken"
    form_class = WithdrawForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the release."""
        super().setup(request, *args, **kwargs)
        self.release = get_object_or_404(Release.objects.published(), number=kwargs["number"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The question, as long as the release can be withdrawn."""
        try:
            check_withdrawal(self.release, live_channel())
        except ReleaseError as error:
            messages.error(request, str(error))
            return redirect("uitgaven:show", self.release.digest)
        return super().get(request, *args, **kwargs)

    def above(self) -> list[Crumb]:
        """It is reached from the release."""
        release = reverse("uitgaven:show", args=[self.release.digest])
        return [crumb("Uitgaven", reverse("uitgaven:index")), crumb(f"Uitgave {self.release.number}", release)]

    def get_page_subtitle(self) -> str:
        return f"Uitgave {self.release.number}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        live = live_channel().current
        return super().get_context_data(**kwargs) | {"release": self.release, "live": live}

    def act(self, values: dict[str, Any]) -> str:
        withdraw_release(number=self.release.number, reason=values["reason"], by=self.person, at=timezone.now())
        return f"Uitgave {self.release.number} is ingetrokken. Zij blijft te lezen, met de reden erbij."
