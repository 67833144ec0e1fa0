"""What readers without an account see: the entrance, the contents of the candidate, each item with a comment box."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from publishing.releases.previews.addresses import READING, item_address
from publishing.releases.previews.candidate import candidate_shelf
from publishing.releases.previews.errors import DeniedError, PastError, PreviewError, TooOftenError
from publishing.releases.previews.models import LONGEST_NAME, Reader
from publishing.releases.previews.reading.contents import Page, contents_of, page_of
from publishing.releases.previews.reading.entering import enter
from publishing.releases.previews.reading.further import further_doors
from publishing.releases.previews.reading.pages import closed, failing_closed, for_readers, page, remember
from publishing.releases.previews.reading.saying import LONGEST_TEXT, item_in_round, said_by, say
from publishing.rounds.errors import RoundError
from publishing.rounds.models import RoundItem

_LARGEST_FORM = 32 << 10  # bytes; the largest comment in its largest coding is less


@require_http_methods(["GET", "HEAD", "POST"])
@failing_closed
def entrance(request: HttpRequest) -> HttpResponse:
    """Ask for a name, and give a cookie for the token that a script took out of the address."""
    values = {"longest_name": LONGEST_NAME, "reading": READING}
    if request.method != "POST":
        return page(request, "entrance", values)
    name = request.POST.get("naam", "")
    try:
        entered = enter(token=request.POST.get("code", ""), name=name, at=timezone.now())
    except (DeniedError, PastError):
        raise
    except PreviewError as error:
        status = 429 if isinstance(error, TooOftenError) else 400
        typed = {"name": name[:LONGEST_NAME], "code": request.POST.get("code", ""), "problem": str(error)}
        return page(request, "entrance", {**values, **typed}, status=status)
    response = HttpResponseRedirect(READING)
    response.status_code = 303
    remember(response, entered.reader, entered.cookie)
    return response


@require_safe
@for_readers
def contents(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the domains with their recommendations, and all else below."""
    with candidate_shelf(reader.access.release) as shelf:
        domains, others = contents_of(shelf.opened)
    further = further_doors(reader.access.release)
    return page(request, "contents", {**_around(reader), "domains": domains, "others": others, "further": further})


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def item(request: HttpRequest, reader: Reader, collection: str, public_id: str = "") -> HttpResponse:
    """Show an item, and take what the reader says of it."""
    named = public_id or collection  # a single document goes by its kind alone
    with candidate_shelf(reader.access.release) as shelf:
        found = page_of(shelf.opened, collection, named)
    if found is None or found.kind.is_single == bool(public_id):
        return closed(request, 404, "Dit item staat niet in de kandidaat.", reading=READING)
    held = item_in_round(reader.access.release, found.kind.name, named)
    if request.method != "POST":
        return _shown(request, reader, found, held)
    if int(request.META.get("CONTENT_LENGTH") or 0) > _LARGEST_FORM:
        return closed(request, 413, f"Een opmerking mag {LONGEST_TEXT} tekens hebben.", reading=READING)
    text = request.POST.get("tekst", "").replace("\r\n", "\n")
    try:
        if held is None:
            raise RoundError("Bij dit item kun je geen opmerkingen (meer) maken.")
        say(reader=reader, item=held, text=text, at=timezone.now())
    except (PreviewError, RoundError) as error:
        status = 429 if isinstance(error, TooOftenError) else 400
        return _shown(request, reader, found, held, status=status, problem=str(error), text=text[: 2 * LONGEST_TEXT])
    response = HttpResponseRedirect(f"{item_address(collection, named)}#opmerkingen")
    response.status_code = 303
    return response


def _shown(
    request: HttpRequest, reader: Reader, found: Page, held: RoundItem | None, *, status: int = 200, **values: Any
) -> HttpResponse:
    around = {
        **_around(reader),
        "item": found,
        "may_say": held is not None,
        "said": said_by(reader, held) if held is not None else [],
        "longest_text": LONGEST_TEXT,
    }
    return page(request, "item", {**around, **values}, status=status)


def _around(reader: Reader) -> dict[str, Any]:
    return {"reader": reader, "release": reader.access.release, "reading": READING}
