"""Hands out the file of a piece of evidence, to who may see verdicts."""

from typing import Any

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import View
from wagtail.admin import messages

from cms.vetting.evidence.store import open_kept
from cms.vetting.models import Evidence, EvidenceKind
from cms.vetting.screens.verdicts.access import VerdictView, recognitions_of


class EvidenceFile(VerdictView, View):
    """A download that a browser never shows in our pages, whatever its bytes are."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        files = Evidence.objects.filter(kind=EvidenceKind.FILE).select_related("verdict__intervention")
        evidence = get_object_or_404(files, pk=kwargs["pk"])
        file = open_kept(evidence.sha256)
        if file is None:
            messages.error(request, f"'{evidence.file_name}' is weg of beschadigd. Meld het de beheerder.")
            return redirect(recognitions_of(evidence.verdict.intervention, request.user))
        answer = FileResponse(file, as_attachment=True, filename=evidence.file_name, content_type=evidence.content_type)
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
        answer["Cache-Control"] = "no-store"
        return answer
