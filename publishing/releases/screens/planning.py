"""Planning a publication: a day and a time as the clock says here."""

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic.edit import FormView
from wagtail.admin import messages

from publishing.releases.errors import ReleaseError
from publishing.releases.planning import plan_publication, shown
from publishing.releases.publish import reasons_against
from publishing.releases.screens.access import PUBLISH, ReleaseView

_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
_TIME = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class PlanForm(forms.Form):
    """When, by the clock here. An hour that it skips in spring is refused; of one that it repeats the first counts."""

    day = forms.DateField(
        label="Dag",
        help_text="Kies een werkdag waarop iemand kan meekijken.",
        widget=_DAY,
        error_messages={"required": "Kies een dag.", "invalid": "Dit is geen datum. Schrijf hem zo: 01-11-2026."},
    )
    time = forms.TimeField(
        label="Tijd",
        widget=_TIME,
        help_text="Nederlandse tijd.",
        error_messages={"required": "Kies een tijd.", "invalid": "Dit is geen tijd. Schrijf hem zo: 09:00."},
    )

    def clean(self) -> dict[str, Any]:
        """Add ``due``, the instant in UTC."""
        values: dict[str, Any] = super().clean() or {}
        if "day" in values and "time" in values:
            values["due"] = _instant(values["day"], values["time"])
        return values


def _instant(day: date, at: time) -> datetime:
    """Return the instant in UTC at which the clock here says so; raise ValidationError when it never does."""
    here = timezone.make_aware(datetime.combine(day, at), timezone.get_default_timezone())
    instant = here.astimezone(UTC)
    if timezone.localtime(instant, timezone.get_default_timezone()).replace(tzinfo=None) != here.replace(tzinfo=None):
        raise forms.ValidationError("Op dat moment slaat de klok een uur over. Kies een andere tijd.")
    return instant


class PlanPublication(ReleaseView, FormView):
    permission = PUBLISH
    template_name = "releases/plan.html"
    page_title = "Plannen"
    form_class = PlanForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, as long as nothing stands in the way."""
        if reasons := reasons_against(self.release):
            messages.error(request, " ".join(reasons))
            return redirect(self.show_url)
        return super().get(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return f"Uitgave {self.release.number}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"release": self.release, "back": self.show_url}

    def form_valid(self, form: Any) -> HttpResponse:
        due = form.cleaned_data["due"]
        try:
            plan_publication(release=self.release, due=due, by=self.person, at=timezone.now())
        except ReleaseError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"Uitgave {self.release.number} wordt gepubliceerd op {shown(due)}.")
        return redirect(self.show_url)
