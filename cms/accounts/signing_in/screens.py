"""*Tweede factor wegnemen*, for a beheerder."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView
from wagtail.admin import messages

from cms.accounts.models import User
from cms.accounts.screens import Crumb, GuardedScreen, crumb
from cms.accounts.signing_in.removing import SignInError, remove_second_factor


class Why(forms.Form):
    reason = forms.CharField(
        label="Reden",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bijvoorbeeld: telefoon kwijt, gebeld op het bekende nummer. Dit staat in het logboek.",
    )


class RemoveSecondFactor(GuardedScreen, FormView):
    """Asks why, and takes it away."""

    permission = "accounts.change_user"
    template_name = "accounts/remove_second_factor.html"
    form_class = Why
    page_title = "Tweede factor wegnemen"
    header_icon = "user"
    owner: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.owner = get_object_or_404(User, pk=kwargs["pk"])
        if self.owner.is_superuser and not getattr(request.user, "is_superuser", False):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.owner)

    def above(self) -> list[Crumb]:
        return [crumb("Gebruikers", reverse("wagtailusers_users:index")), crumb(str(self.owner), self._back)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"person": self.owner, "back": self._back}

    def form_valid(self, form: Any) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        try:
            remove_second_factor(person=self.owner, reason=reason, by=self.request.user, at=timezone.now())
        except SignInError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"{self.owner} maakt bij het volgende inloggen een nieuwe tweede factor.")
        return redirect(self._back)

    @property
    def _back(self) -> str:
        return reverse("wagtailusers_users:edit", args=[self.owner.pk])
