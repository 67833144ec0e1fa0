"""The workbook goes out: what the team has, to be filled in by people who never open the workshop."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import View
from wagtail.admin import messages

from cms.sources.errors import UnwritableWorkbookError
from cms.sources.screens.access import SourcesView
from cms.sources.workbook import build_workbook
from cms.sources.xlsx import MEDIA_TYPE


class WorkbookOut(SourcesView, View):
    """Sends the workbook as a file."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            answer = HttpResponse(build_workbook(), content_type=MEDIA_TYPE)
        except UnwritableWorkbookError as error:
            messages.error(request, str(error))
            return redirect("bronnen:index")
        day = timezone.localdate()
        answer["Content-Disposition"] = f'attachment; filename="wegwijzer-werkmap-{day:%Y-%m-%d}.xlsx"'
        return answer
