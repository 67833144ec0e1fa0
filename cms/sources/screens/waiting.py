"""The page of a plan that has no rows to show yet: being read, asking which sheet, or refused."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cms.sources.models import ImportPlan, Stage

WITHOUT_ROWS = {Stage.READING, Stage.ASKED, Stage.FAILED}


def waiting_page(request: HttpRequest, plan: ImportPlan, context: dict[str, Any]) -> HttpResponse:
    """Return what ``plan`` waits for, and what the editor can do about it."""
    late = plan.is_late(timezone.now())
    return render(request, "sources/waiting.html", {**context, "plan": plan, "late": late, "stages": Stage})
