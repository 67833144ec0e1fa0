"""The empty file of a register goes out, to be filled in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.generic import View

from cms.sources.readers.registers import REGISTERS
from cms.sources.registers.blank import build_blank
from cms.sources.screens.access import ADD, SourcesView
from cms.sources.xlsx import MEDIA_TYPE


class BlankOut(SourcesView, View):
    """Sends the empty file of one register."""

    permission = ADD

    def get(self, request: HttpRequest, *, kind: str, **kwargs: Any) -> HttpResponse:
        if kind not in REGISTERS:
            raise Http404
        answer = HttpResponse(build_blank(kind), content_type=MEDIA_TYPE)
        answer["Content-Disposition"] = f'attachment; filename="{kind}-leeg.xlsx"'
        return answer
