"""Every address under the API that is none: 404, never a redirect (ADR 2.2 /core/no-trailing-slash)."""

from typing import Any

from rest_framework.request import Request

from publishing.api.problems import DETAILS, NotFoundError, shown
from publishing.api.version import BASE_PATH
from publishing.api.views.base import PublicView
from publishing.documents.registry import BY_COLLECTION


def explanation(path: str) -> str:
    """Return why ``path`` (behind the version) leads nowhere, in Dutch."""
    if path.endswith("/"):
        return f"Een adres eindigt nooit op een schuine streep. Bedoelde u {BASE_PATH}/{shown(path.rstrip('/'))}?"
    match path.split("/"):
        case ["actueel", name] | ["actueel", name, _] | ["uitgaven", _, name] | ["uitgaven", _, name, _]:
            known = ", ".join(["manifest", "bundel", "mededelingen", "exports", *BY_COLLECTION])
            return f"‘{shown(name)}’ is geen onderdeel van een uitgave. Wel: {known}."
    return DETAILS[404]


class UnknownAddressView(PublicView):
    """Answers 404 to any method."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise NotFoundError(explanation(request.path_info.removeprefix(f"{BASE_PATH}/")))
