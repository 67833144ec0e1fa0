"""Every address of the API, taken from its URL configuration, with the ids of the example content."""

from publishing.api.urls import urlpatterns
from publishing.documents.registry import BY_COLLECTION
from tests.publishing.api.published import EXAMPLE_IDS, SECOND

BASE = "/api/v1/"
TEMPLATES = [str(pattern.pattern) for pattern in urlpatterns[:-1]]  # the last one catches what is no address


def _filled_in(template: str) -> str:
    if "<str:id>" in template:
        kind = BY_COLLECTION[template.split("/<str:id>")[0].split("/")[-1]]
        template = template.replace("<str:id>", EXAMPLE_IDS[kind.name])
    return BASE + template.replace("<str:nummer>", SECOND)


ROUTES = [_filled_in(template) for template in TEMPLATES]
PINNED = [route for route in ROUTES if route.startswith(f"{BASE}uitgaven/{SECOND}/")]
CURRENT = [route for route in ROUTES if route.startswith(f"{BASE}actueel")]
IN_RELEASE = [route for route in ROUTES if SECOND in route or "actueel" in route]
