"""The chooser of a link to somewhere outside."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from wagtail.admin.views.chooser import ExternalLinkView


class ExternalLink(ExternalLinkView):
    """Wagtail's, which takes a form without the field for an empty one and stumbles over it."""

    def post(self, request: HttpRequest) -> HttpResponse:
        if f"{self.form_prefix}-url" not in request.POST:
            return HttpResponseBadRequest("Vul een webadres in.")
        answer: HttpResponse = super().post(request)
        return answer
