"""Enter an observation by hand, and take one back. There is no screen to change or delete one."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.generic.edit import FormView
from wagtail.admin.viewsets.base import ViewSet

from cms.accounts.screens import Crumb, GuardedScreen, crumb
from cms.content.models import Intervention
from cms.vetting.forms import ObservationForm, RetractionForm
from cms.vetting.models import Observation, ObservationError
from cms.vetting.observations import record_observation, retract_observation


class ObservationView(GuardedScreen, FormView):
    """What both screens share: the right to do it, the intervention it is about, and the way back."""

    permission = ""
    intervention: Intervention | None
    header_icon = "clipboard-list"
    submit_label = ""

    def get_page_subtitle(self) -> str:
        return str(self.intervention or "")

    def above(self) -> list[Crumb]:
        lists = crumb("Interventies", reverse(Intervention.snippet_viewset.get_url_name("list")))
        own = [] if self.intervention is None else [crumb(self.intervention.name, self.get_success_url())]
        return [lists, *own]

    def get_success_url(self) -> str:
        viewset = Intervention.snippet_viewset
        if self.intervention is None:
            return reverse(viewset.get_url_name("list"))
        return reverse(viewset.get_url_name("edit"), args=[self.intervention.pk]) + "#tab-erkenningen"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"submit_label": self.submit_label, "back_url": self.get_success_url()}


class AddObservation(ObservationView):
    template_name = "vetting/observation_form.html"
    page_title = "Waarneming toevoegen"
    submit_label = "Waarneming bewaren"
    permission = "vetting.add_observation"
    form_class = ObservationForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.intervention = get_object_or_404(Intervention, pk=kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Observation(intervention=self.intervention)}

    def form_valid(self, form: BaseForm) -> HttpResponse:
        assert self.intervention is not None
        now = timezone.now()
        try:
            observation = record_observation(
                intervention=self.intervention, by=self.request.user, at=now, **form.cleaned_data
            )
        except ObservationError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, "De waarneming is bewaard.")
        if observation.recognised_on and observation.recognised_on > timezone.localdate(now):
            day = f"{observation.recognised_on:%d-%m-%Y}"
            messages.warning(
                self.request, f"Let op: {day} ligt in de toekomst. De erkenning telt pas vanaf die dag. Klopt de datum?"
            )
        return redirect(self.get_success_url())


class RetractObservation(ObservationView):
    template_name = "vetting/retraction_form.html"
    page_title = "Waarneming intrekken"
    submit_label = "Ja, intrekken"
    permission = "vetting.retract_observation"
    form_class = RetractionForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.observation = get_object_or_404(Observation.objects.standing(), pk=kwargs["pk"])
        self.intervention = self.observation.intervention

    def form_valid(self, form: BaseForm) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        try:
            retract_observation(observation=self.observation, by=self.request.user, reason=reason, at=timezone.now())
        except ObservationError as error:  # a colleague was first
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, "De waarneming is ingetrokken.")
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"observation": self.observation}


class ObservationViewSet(ViewSet):
    """The two addresses; both start at an intervention, so there is no menu item."""

    name = "waarnemingen"
    icon = "clipboard-list"

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("toevoegen/<int:pk>/", self.construct_view(AddObservation), name="add"),
            path("intrekken/<int:pk>/", self.construct_view(RetractObservation), name="retract"),
        ]
