"""What is asked about the artefacts of a release: how far they are, the file itself, and to try again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSet

from cms.accounts.screens import PostOnly
from exporters.editions import whole_artifacts
from exporters.registry import EXPORTERS
from exporters.screens.panel import mark_of, may_retry
from exporters.screens.website import KIND, LookAtWebsite
from exporters.states import artifact_states
from publishing.releases.screens.access import ReleaseView
from publishing.releases.screens.trying import try_again
from publishing.releases.storage import release_store
from publishing.store.base import StoreError
from publishing.store.layout import artifact as artifact_key


class ArtifactsStatus(ReleaseView, View):
    """How far the artefacts are, in what progress.js reads."""

    def get(self, request: HttpRequest, digest: str) -> JsonResponse:
        states = list(artifact_states(self.release, at=timezone.now()))
        return JsonResponse({"stage": mark_of(states)})


class DownloadArtifact(ReleaseView, View):
    """The file, as it lies in the store."""

    def get(self, request: HttpRequest, digest: str, kind: str) -> Any:
        found = whole_artifacts(self.release).filter(kind=kind).order_by("-exporter_version").first()
        if found is None:
            raise Http404
        try:
            stream = release_store().open(artifact_key(found.sha256))
        except StoreError as error:
            messages.error(request, str(error))
            return redirect(self.show_url)
        return FileResponse(stream, as_attachment=True, filename=found.filename, content_type=found.media_type)


class RetryArtifact(ReleaseView, PostOnly):
    """Has a failed artefact made again."""

    def post(self, request: HttpRequest, digest: str, kind: str) -> HttpResponse:
        if not may_retry(self.person):
            raise PermissionDenied
        if kind not in EXPORTERS:
            raise Http404
        states = artifact_states(self.release, at=timezone.now())
        state = next(one for one in states if one.exporter.kind == kind)
        try_again(request, state.progress, told=f"‘{EXPORTERS[kind].title}’ wordt opnieuw gemaakt.")
        return redirect(self.show_url + "#exportbestanden")


class ArtifactsViewSet(ViewSet):
    """The addresses; the screens themselves are part of the page of a release."""

    name = "exportbestanden"

    def get_urlpatterns(self) -> list[Any]:
        views = {
            "status": ("<str:digest>/stand/", ArtifactsStatus),
            "download": ("<str:digest>/<str:kind>/", DownloadArtifact),
            "website": (f"<str:digest>/{KIND}/bekijken/<path:path>", LookAtWebsite),
            "retry": ("<str:digest>/<str:kind>/opnieuw/", RetryArtifact),
        }
        return [path(route, self.construct_view(view), name=name) for name, (route, view) in views.items()]
