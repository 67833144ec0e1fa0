"""What the screens of corrections share: who may come in, which correction it is, and how an action goes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages

from cms.accounts.screens import Crumb, GuardedScreen, PostOnly, crumb
from publishing.releases.assembling import Address
from publishing.releases.corrections.held import document_of, entry_of
from publishing.releases.corrections.models import Correction
from publishing.releases.errors import RefusedError

VIEW, BEGIN, FREEZE, DROP = (f"corrections.{action}_correction" for action in ("view", "add", "freeze", "drop"))
CHANGE, REVIEW = "corrections.add_correctionchange", "corrections.add_correctionreview"
CARRY = "corrections.add_carriedover"
TITLE, ICON = "Correcties", "edit"


class CorrectionsView(GuardedScreen):
    """A screen under *Correcties*, for who has ``permission``."""

    permission = VIEW
    header_icon = ICON

    def above(self) -> list[Crumb]:
        return [crumb(TITLE, reverse("correcties:index"))]


class CorrectionView(CorrectionsView):
    """A screen about one correction."""

    correction: Correction

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        known = Correction.objects.select_related("base", "by")
        self.correction = get_object_or_404(known, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return f"{self.correction} op uitgave {self.correction.base.number}"

    def above(self) -> list[Crumb]:
        return [*super().above(), crumb(str(self.correction), self.show_url)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"correction": self.correction, "show_url": self.show_url}

    @property
    def show_url(self) -> str:
        """The page of the correction."""
        return reverse("correcties:show", args=[self.correction.pk])


class ItemView(CorrectionView):
    """A screen about one item of the release that is corrected."""

    permission = CHANGE
    address: Address

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.address = kwargs["kind"], kwargs["public_id"]
        try:
            self.entry = entry_of(self.correction.base, self.address)
        except RefusedError as error:
            raise Http404(str(error)) from error
        self.released = document_of(self.entry)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind, public_id = self.address
        return super().get_context_data(**kwargs) | {"kind": kind, "public_id": public_id}


class CorrectionAction(CorrectionView, PostOnly):
    """Something that is done to a correction; then its page again."""

    def act(self, sent: Any) -> str:
        """Do it, and return what to tell; raise RefusedError when it cannot be done."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            messages.success(request, self.act(request.POST))
        except RefusedError as error:
            messages.error(request, str(error))
        return redirect(self.show_url)
