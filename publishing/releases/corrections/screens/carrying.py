"""*Over te nemen in de werkplaats*: the released text beside that of the workshop, until somebody carried it over."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin import messages

from cms.accounts.screens import PostOnly
from publishing.freezing.compared import FieldDifference
from publishing.releases.corrections.carrying import Task, carry_over, changes_to_carry, task_of
from publishing.releases.corrections.models import CarriedOver, CorrectionChange
from publishing.releases.corrections.screens.access import CARRY, CorrectionsView
from publishing.releases.corrections.screens.shown_changes import differences_between, proposed
from publishing.releases.errors import RefusedError
from publishing.rounds.screens.item_workshop import Workshop, workshop_of

DONE = 10  # so many of what is done are shown


@dataclass(frozen=True)
class ShownTask:
    """A task with what differs, and where the item is edited."""

    task: Task
    differences: list[FieldDifference]
    workshop: Workshop


class CarryList(CorrectionsView, TemplateView):
    template_name = "corrections/carry.html"
    page_title = "Over te nemen in de werkplaats"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        done = CarriedOver.objects.select_related("change__correction", "by").order_by("-pk")
        return super().get_context_data(**kwargs) | {
            "tasks": [self._shown(task_of(change)) for change in changes_to_carry()],
            "done": done[:DONE],
            "may_carry": self.request.user.has_perm(CARRY),
        }

    def _shown(self, task: Task) -> ShownTask:
        differences: list[FieldDifference] = []
        if task.workshop is not None and task.change.has_document:
            now = task.workshop.frozen.document
            differences = differences_between(now, proposed(task.change), task.change.correction.base)
        return ShownTask(task, differences, workshop_of(task.source, self.request.user))


class CarryOver(CorrectionsView, PostOnly):
    permission = CARRY
    seen_at = "correcties:carry"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        change = get_object_or_404(CorrectionChange, pk=pk)
        try:
            carry_over(change=change, by=self.person, at=timezone.now(), note=request.POST.get("opmerking", ""))
        except RefusedError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{change} is afgevinkt.")
        return redirect(self.show_url)
