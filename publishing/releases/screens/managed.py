"""Screens on what somebody keeps up beside the releases, such as subscribers: the list, one, what is done to one."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic.edit import FormView
from wagtail.admin import messages

from cms.accounts.screens import Crumb, GuardedScreen, crumb
from publishing.releases.errors import RefusedError


# These look at somebody else's machine, and wait for it: no transaction is open meanwhile.
@method_decorator(transaction.non_atomic_requests, name="dispatch")
class ManagedView(GuardedScreen):
    """A screen under the list called ``title``, whose addresses are in ``namespace``."""

    title = ""
    namespace = ""

    @property
    def back(self) -> str:
        """Where one goes who changes their mind."""
        return reverse(f"{self.namespace}:index")

    def above(self) -> list[Crumb]:
        return [crumb(self.title, reverse(f"{self.namespace}:index"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"back": self.back, **super().get_context_data(**kwargs)}


class OneManagedView(ManagedView):
    """A screen about one row of ``model``, found by its slug; ``called`` is its name in the templates."""

    model: type[Model]
    called = ""
    one: Any

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.one = get_object_or_404(self.model, slug=kwargs["slug"])

    @property
    def back(self) -> str:
        return reverse(f"{self.namespace}:show", args=[self.one.slug])

    def get_page_subtitle(self) -> str:
        return str(self.one.name)

    def above(self) -> list[Crumb]:
        return [*super().above(), crumb(self.one.name, self.back)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {self.called: self.one, **super().get_context_data(**kwargs)}


class ActingView(ManagedView, FormView):
    """Something that is done after a form was filled in."""

    template_name = "releases/managed_form.html"
    what_it_does: tuple[str, ...] = ()
    button = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"what_it_does": self.what_it_does, "button": self.button or self.get_page_title()}
        return super().get_context_data(**kwargs) | told

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return self.act(form)
        except RefusedError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)

    def act(self, form: Any) -> HttpResponse:
        """Do it and return where to go; raise RefusedError when it cannot be done."""
        raise NotImplementedError

    def done(self, told: str) -> HttpResponse:
        """Tell what was done, on the page where one came from."""
        messages.success(self.request, told)
        return redirect(self.back)
