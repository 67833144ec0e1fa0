"""What is done with a plan as a whole: apply, stop, close, choose a sheet, fetch the rows that failed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.generic import TemplateView

from cms.sources.applying import start_applying, stop_applying
from cms.sources.closing import set_closed
from cms.sources.errors import SourceError
from cms.sources.failed import failed_rows_csv
from cms.sources.models import ImportPlan
from cms.sources.outlook import outlook_of
from cms.sources.screens.access import CHANGE
from cms.sources.screens.one_plan import OnePlanView
from cms.sources.tasks import enqueue
from cms.sources.uploading import choose_sheet


class PlanStatus(OnePlanView):
    """How far a task is, for the progress bar."""

    def get(self, request: HttpRequest, **kwargs: Any) -> JsonResponse:
        plan = self.plan
        return JsonResponse(
            {
                "stage": plan.stage,
                "label": plan.get_stage_display(),
                "done": plan.done,
                "total": plan.total,
                "late": plan.is_late(self.desk.now),
            }
        )


class ApplyPlan(OnePlanView, TemplateView):
    """Says what applying will do, and has it done."""

    permission = CHANGE
    template_name = "sources/confirm_apply.html"
    page_title = "Overnemen"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"plan": self.plan, "outlook": outlook_of(self.plan), "has_facts": self.desk.kind.has_facts}
        return super().get_context_data(**kwargs) | more

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        def start() -> None:
            started = start_applying(plan=self.plan, by=request.user, at=timezone.now())
            transaction.on_commit(lambda: enqueue(started))

        return _done(request, self.plan, start, "")


class _PlanAction(OnePlanView):
    permission = CHANGE
    http_method_names = ["post"]


class StopPlan(_PlanAction):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        told = "Gestopt. Wat al was overgenomen, blijft; de rest kun je later overnemen."
        return _done(request, self.plan, lambda: stop_applying(plan=self.plan), told)


class ResumePlan(_PlanAction):
    """Hands a plan out again of which no task gives a sign of life."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.plan.is_at_work:
            enqueue(self.plan)
        return redirect("bronnen:plan", self.plan.pk)


class ClosePlan(_PlanAction):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        closed = request.POST.get("open") != "1"
        told = "Dit plan is afgesloten." if closed else "Dit plan is weer open."
        return _done(request, self.plan, lambda: set_closed(plan=self.plan, closed=closed), told)


class ChooseSheet(_PlanAction):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        def choose() -> None:
            choose_sheet(plan=self.plan, sheet=request.POST.get("sheet", ""))
            plan = ImportPlan.objects.get(pk=self.plan.pk)
            transaction.on_commit(lambda: enqueue(plan))

        return _done(request, self.plan, choose, "")


class FailedRows(OnePlanView):
    """The rows that failed, to mend and load again."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        answer = HttpResponse(failed_rows_csv(self.plan), content_type="text/csv; charset=utf-8")
        name = slugify(self.plan.file_name.rpartition(".")[0]) or "bestand"
        answer["Content-Disposition"] = f'attachment; filename="{name}-fouten.csv"'
        return answer


def _done(request: HttpRequest, plan: ImportPlan, action: Callable[[], None], told: str) -> HttpResponse:
    try:
        action()
    except SourceError as error:
        messages.error(request, str(error))
    else:
        if told:
            messages.success(request, told)
    return redirect("bronnen:plan", plan.pk)
