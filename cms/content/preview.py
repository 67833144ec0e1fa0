"""The preview of an item is drawn by whoever publishes it, so that it cannot differ from what goes out.

``publishing`` registers the Wagtail hook ``render_preview``: a callable ``(item, request) -> HttpResponse``.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks


class RenderedPreview:
    """Gives a page or snippet the preview that the publishing side registered."""

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Return the preview page; without a publishing side there is nothing to show and that is said."""
        render: Any = next(iter(hooks.get_hooks("render_preview")), None)
        if render is None:
            return HttpResponse("Er is geen voorbeeldweergave beschikbaar.", content_type="text/plain; charset=utf-8")
        return render(self, request)
