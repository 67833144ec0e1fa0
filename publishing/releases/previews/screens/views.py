"""Giving access to a candidate, with the one time that its token is shown, and taking it back."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic.edit import FormView
from wagtail.admin import messages

from cms.accounts.screens import PostOnly
from publishing.releases.previews.addresses import API, ENTRANCE
from publishing.releases.previews.errors import PreviewError
from publishing.releases.previews.giving import Given, give_access, revoke_access
from publishing.releases.previews.models import Access
from publishing.releases.previews.screens.forms import AccessForm
from publishing.releases.previews.screens.panel import ADD, REVOKE
from publishing.releases.screens.access import ReleasesView, ReleaseView


class GiveAccess(ReleaseView, FormView):
    """Asks for whom and for how long, then shows what to hand over: this once."""

    permission = ADD
    template_name = "previews/give.html"
    page_title = "Voorbeeld laten zien"
    form_class = AccessForm

    def get_page_subtitle(self) -> str:
        return f"Uitgave {self.release.number}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"release": self.release, "back": f"{self.show_url}#voorbeeld-kop"}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            given = give_access(release=self.release, by=self.person, at=timezone.now(), **form.cleaned_data)
        except PreviewError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        response = self.render_to_response(self.get_context_data(form=None, access=given.access, handed=_handed(given)))
        response["Cache-Control"] = "no-store"  # a browser that goes back shows it no second time
        return response


class RevokeAccess(ReleasesView, PostOnly):
    """Takes an access back; then to the page of its candidate."""

    permission = REVOKE

    @cached_property
    def access(self) -> Access:
        """What is taken back."""
        return get_object_or_404(Access.objects.select_related("release"), pk=self.kwargs["pk"])

    @property
    def show_url(self) -> str:
        return reverse("uitgaven:show", args=[self.access.release.digest])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        access = self.access
        try:
            revoke_access(access=access, by=self.person, at=timezone.now())
        except PreviewError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"Ingetrokken. De {access} werkt niet meer, ook niet voor wie al binnen was.")
        return redirect(self.show_url)


def _handed(given: Given) -> dict[str, str]:
    """Return what to hand over: a link with the token behind #, which no server gets to see, or a key and where."""
    address = urljoin(settings.WAGTAILADMIN_BASE_URL, ENTRANCE)
    if given.access.kind == Access.Kind.LINK:
        return {"link": f"{address}#{given.token}"}
    return {"key": given.token, "address": urljoin(settings.WAGTAILADMIN_BASE_URL, f"{API}/actueel")}
