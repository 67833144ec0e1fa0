"""stub"""

from typing import Any
from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView
from cms.sources.screens.access import OnePlanView
from cms.sources.screens.actions import waiting_page


class PlanPage(OnePlanView, TemplateView):
    template_name = "sources/stub.html"
    page_title = "Plan"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        waiting = waiting_page(request, self.plan, self.get_context_data(**kwargs))
        return waiting or HttpResponse("plan " + str(self.plan))


AcceptSafe = AnswerRow = DecideRow = PlanPage
