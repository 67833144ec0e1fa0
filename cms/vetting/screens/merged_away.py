"""The old addresses of an intervention that was merged lead to the one that it is now."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from cms.content.models import Intervention


class LeadsToKept:
    """For a view of one intervention whose address begins with its id."""

    view_name: str
    kept: Intervention | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        try:
            super().setup(request, *args, **kwargs)  # type: ignore[misc]  # of the view that this is mixed into
        except Http404:
            pk = kwargs.get("pk", "")
            successor = Intervention.every.successors().get(int(pk)) if str(pk).isdecimal() else None
            if successor is None:
                raise
            self.kept = Intervention.objects.get(pk=successor)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.kept is None:
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # as above
            return answer
        return self._lead(request, self.kept)

    def _lead(self, request: HttpRequest, kept: Intervention) -> HttpResponse:
        lost = " Wat je net invulde is niet bewaard." if request.method == "POST" else ""
        messages.warning(request, f"Deze interventie is samengevoegd met '{kept}'. Dat is wat je nu ziet.{lost}")
        return redirect(reverse(Intervention.snippet_viewset.get_url_name(self.view_name), args=[kept.pk]))
