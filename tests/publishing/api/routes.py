"""Every address of the API, taken from its URL configuration, with the ids of the example content."""

import re

from publishing.api.urls import urlpatterns
from publishing.documents.registry import BY_COLLECTION
from tests.publishing.api.published import EXAMPLE_IDS, EXPORT, FIRST, SECOND

BASE = "/api/v1/"
TEMPLATES = [str(pattern.pattern) for pattern in urlpatterns[:-1]]  # the last one catches what is no address

QUERIES = {  # what an address cannot do without
    "wijzigingen": f"?van={FIRST}&naar={SECOND}",
    "controle": f"?vingerafdruk={64 * '0'}",
}


def _filled_in(template: str) -> str:
    if "<str:id>" in template:
        kind = BY_COLLECTION[template.split("/<str:id>")[0].split("/")[-1]]
        template = template.replace("<str:id>", EXAMPLE_IDS[kind.name])
    filled = (
        template.replace("<str:nummer>", SECOND).replace("<str:soort>", "interventie").replace("<str:bestand>", EXPORT)
    )
    return BASE + filled + QUERIES.get(template, "")


def path_of(template: str) -> str:
    """Return the path under which openapi.json describes an address."""
    return "/" + re.sub(r"<str:(\w+)>", r"{\1}", template)


ROUTES = [_filled_in(template) for template in TEMPLATES]
PINNED = [route for route in ROUTES if route.startswith(f"{BASE}uitgaven/{SECOND}/")]
DELTA = next(route for route in ROUTES if "wijzigingen" in route)
FEED = f"{BASE}feed"
FILES = [route for route in ROUTES if route.endswith(EXPORT)]  # sent as they lie, in no other form or coding
DOCUMENTATION = f"{BASE}documentatie"
FORMS = {FEED: "application/atom+xml", DOCUMENTATION: "text/html; charset=utf-8"}  # all others are JSON
NOT_OF_A_RELEASE = (".json", "/schemas", "/schemas/interventie")
CURRENT = [route for route in ROUTES if route.startswith(f"{BASE}actueel")]
IN_RELEASE = [route for route in ROUTES if route in PINNED or "actueel" in route or route == f"{BASE}uitgaven/{SECOND}"]
