"""Publishing at once, and going back to an earlier release: each is asked once more, with what it will do."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic.edit import FormView
from wagtail.admin import messages

from publishing.releases.channels import live_channel
from publishing.releases.errors import ReleaseError
from publishing.releases.models import Release
from publishing.releases.outbox import deliver_catalogue, why_unseen
from publishing.releases.publish import publish_release, reasons_against
from publishing.releases.rollback import rollback_release
from publishing.releases.screens.access import PUBLISH, ReleaseView
from publishing.releases.tasks import nudge_deliveries
from publishing.store.base import StoreError


class MoveForm(forms.Form):
    """What was live when the page was made: who looked at something else than is live now is told."""

    generation = forms.IntegerField(widget=forms.HiddenInput)


class RollbackForm(MoveForm):
    """And why."""

    reason = forms.CharField(
        label="Reden",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De reden blijft voor altijd bij deze stap staan.",
        error_messages={"required": "Zeg waarom. De reden blijft bij deze stap bewaard."},
    )


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class MoveView(ReleaseView, FormView):
    """Moves what is live, in a transaction of the service's own; then tells the world at once."""

    permission = PUBLISH
    form_class: type[MoveForm] = MoveForm

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "generation": live_channel().generation}

    def get_page_subtitle(self) -> str:
        return f"Uitgave {self.release.number}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        live = live_channel().current
        return super().get_context_data(**kwargs) | {"release": self.release, "live": live, "back": self.show_url}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.move(form.cleaned_data)
        except (ReleaseError, StoreError) as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        deliver_catalogue(at=timezone.now())
        nudge_deliveries()
        messages.success(self.request, f"Uitgave {self.release.number} is live.")
        if why := why_unseen():
            messages.warning(self.request, f"De wereld ziet dit nog niet: {why}")
        return redirect(self.show_url)

    def move(self, values: dict[str, Any]) -> None:
        """Do it; raise ReleaseError or StoreError."""
        raise NotImplementedError


class PublishRelease(MoveView):
    template_name = "releases/publish.html"
    page_title = "Publiceren"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The question, as long as nothing stands in the way."""
        candidate = Release.objects.candidate(self.release.number)
        if candidate != self.release:
            messages.warning(request, "Dit is geen kandidaat (meer). Bekijk hieronder hoe het staat.")
            return redirect(self.show_url)
        if reasons := reasons_against(self.release):
            messages.error(request, " ".join(reasons))
            return redirect(self.show_url)
        return super().get(request, *args, **kwargs)

    def move(self, values: dict[str, Any]) -> None:
        publish_release(
            number=self.release.number,
            by=self.person,
            at=timezone.now(),
            expected_generation=values["generation"],
            expected_digest=self.release.digest,
        )


class RollbackRelease(MoveView):
    template_name = "releases/rollback.html"
    page_title = "Weer live zetten"
    form_class = RollbackForm

    def move(self, values: dict[str, Any]) -> None:
        rollback_release(
            number=self.release.number,
            reason=values["reason"],
            by=self.person,
            at=timezone.now(),
            expected_generation=values["generation"],
        )
