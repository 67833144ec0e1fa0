"""Addresses of Wagtail that lead nowhere here, for superusers too. What nobody needs is nobody's back door.

They stand before Wagtail's own, which keep their names: its screens ask for some of them without ever showing them.
"""

from typing import Any, NoReturn

from django.http import Http404, HttpRequest
from django.urls import URLPattern, re_path

# What follows /admin/, and why it is shut.
SHUT = {
    r"test404/": "a page for who works on Wagtail",
    r"failwhale/": "an error on purpose, for who works on Wagtail",
    r"block-preview/": "there are no blocks",
    r"tag-autocomplete/": "there are no tags",
    r"password_reset/": "it knows of no second factor; allauth has the way back",
    r"(?:images|documents)/": "nothing is uploaded and served (design: text and links only)",
    r"api/main/(?:images|documents)/": "as above",
    r"bulk/(?:wagtailimages|wagtaildocs)/": "as above",
    r"collections/": "they hold images and documents",
    r"(?:workflows|pages/workflow)/": "a workflow is no four-eyes: reviews and verdicts are our own",
    r"pages/\d+/workflow_history/": "as above",
    r"reports/workflow(?:_tasks)?/": "as above",
    r"reports/(?:aging-pages|page-types-usage)/": "the worklist of the round says what is old",
    r"api/main/pages/\d+/action/": "acts past the hooks that give a copy its own identity and keep the Wegwijzer",
    r"pages/\d+/convert_alias/": "no copy is an alias",
    r"snippets/choose/\w+/\w+/create/": "an item is made on its own screen",
}


def shut(request: HttpRequest, **_values: Any) -> NoReturn:
    """Answer 404 to everybody and every method."""
    raise Http404("Deze pagina is hier niet in gebruik.")


def shut_addresses() -> list[URLPattern]:
    """Return a pattern for each, to stand before those of Wagtail."""
    return [re_path(rf"^admin/{start}", shut) for start in SHUT]
