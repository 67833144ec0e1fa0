"""The website of a release as people look at it before it is public: with a banner, unlisted, and kept by nobody."""

import zipfile
from mimetypes import guess_type

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_safe
from django.views.generic import View

from exporters.registry import EXPORTERS
from exporters.services import held_artifact
from publishing.api.unavailable import UnavailableError
from publishing.releases.models import Release
from publishing.releases.previews.addresses import READING, WEBSITE
from publishing.releases.previews.headers import EVERYWHERE
from publishing.releases.previews.opening import note_use, open_reader
from publishing.releases.previews.reading.contents import Door
from publishing.releases.previews.reading.pages import COOKIE, closed, failing_closed
from publishing.releases.screens.access import ReleaseView
from publishing.releases.storage import release_store
from publishing.store.base import StoreError
from publishing.store.layout import artifact as artifact_key

KIND = "website"
FIRST = "index.html"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HTML, _MARKED = b'<html lang="nl">', b'<html lang="nl" data-voorbeeld>'  # scripts then keep apart, and no worker
_PLACE = b"<!-- voorbeeld -->"
_BANNER = '<p class="preview-banner" role="note">Voorbeeld van uitgave {}. {} <a href="{}">Terug</a></p>'
_IN_PREPARATION = "Dit is niet openbaar en kan nog veranderen."
_PUBLISHED = "Zo is deze uitgave gepubliceerd. Hier verandert niets meer aan."


def site_file(release: Release, path: str, *, back: str) -> HttpResponse:
    """Return one file of the site; raise UnavailableError while there is none, Http404 where it has no such file."""
    made = held_artifact(release, EXPORTERS[KIND])
    if made is None:
        raise UnavailableError("De website van deze uitgave wordt nog gemaakt. Probeer het over een halve minuut.")
    try:
        with zipfile.ZipFile(release_store().local_file(artifact_key(made.sha256))) as archive:
            body = archive.read(path)
    except KeyError as error:
        raise Http404 from error
    except (StoreError, OSError, zipfile.BadZipFile) as error:
        raise UnavailableError("De website kan nu niet worden gelezen. Probeer het later opnieuw.") from error
    if path.endswith(".html"):
        says = _PUBLISHED if release.is_published else _IN_PREPARATION
        banner = format_html(_BANNER, release.number, says, back).encode()
        body = body.replace(_HTML, _MARKED, 1).replace(_PLACE, banner, 1)
    return _answer(body, path)


def _answer(body: bytes, path: str) -> HttpResponse:
    found = guess_type(path)[0] or "application/octet-stream"
    is_text = found.startswith("text/")
    response = HttpResponse(body, content_type=f"{found}; charset=utf-8" if is_text else found)
    for name, value in {**EVERYWHERE, "Content-Security-Policy": POLICY}.items():
        response[name] = value
    return response


class LookAtWebsite(ReleaseView, View):
    """Any file of the site, for who may see releases."""

    def get(self, request: HttpRequest, digest: str, path: str) -> HttpResponseBase:
        try:
            return site_file(self.release, path, back=self.show_url)
        except UnavailableError as error:
            return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")


@require_safe
@failing_closed
def read_website(request: HttpRequest, path: str = FIRST) -> HttpResponse:
    """Any file of the site, for a reader without an account; a page counts as one use."""
    now = timezone.now()
    reader = open_reader(cookie=request.COOKIES.get(COOKIE, ""), at=now)
    if path.endswith(".html"):
        note_use(reader.access, at=now)
    try:
        return site_file(reader.access.release, path, back=READING)
    except Http404:
        return closed(request, 404, "Deze pagina staat niet op de website van de kandidaat.", reading=READING)


def reader_door(release: Release) -> Door | None:
    """Return the way for readers to the site, None while it is not there."""
    return (
        Door("Bekijk deze uitgave als website", f"{WEBSITE}/{FIRST}")
        if held_artifact(release, EXPORTERS[KIND])
        else None
    )
