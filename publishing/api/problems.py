"""What goes wrong, as application/problem+json (RFC 9457; ADR 2.2 /core/error-handling). Texts are Dutch.

``invalidParams`` is a list of ``{"name", "reason"}`` with every input error of the request at once.
"""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.http import HttpResponse

CONTENT_TYPE = "application/problem+json"
NOT_KEPT = "no-store"  # ADR 2.2 /core/transport: errors
RETRY_AFTER = 30  # seconds

TITLES = {
    400: "Ongeldig verzoek",
    401: "Niet bekend",
    403: "Geen toegang",
    404: "Niet gevonden",
    405: "Methode niet toegestaan",
    406: "Gevraagde vorm niet beschikbaar",
    410: "Vervallen",
    416: "Stuk buiten het bestand",
    500: "Interne fout",
    503: "Tijdelijk niet beschikbaar",
}
DETAILS = {
    400: "Het verzoek is niet goed opgebouwd. Controleer het adres en de parameters.",
    401: "Dit adres vraagt om een sleutel die geldt.",
    403: "Dit verzoek is niet toegestaan.",
    404: "Op dit adres staat niets. Uitleg met voorbeelden staat op /api/v1/documentatie, "
    "de beschrijving van de API op /api/v1/openapi.json.",
    405: "Deze API kan alleen worden gelezen: gebruik GET, HEAD of OPTIONS.",
    406: "Deze API antwoordt met application/json. Vraag daarom, of laat de header Accept weg.",
    500: "Er ging iets mis aan onze kant. Probeer het later opnieuw of meld het via het contactadres in openapi.json.",
    503: "De gepubliceerde gegevens kunnen nu niet worden gelezen. Probeer het over een halve minuut opnieuw.",
}


class InvalidParameter(NamedTuple):
    """An input error: the parameter's name and what is wrong with it, in Dutch."""

    name: str
    reason: str


class ProblemError(Exception):
    """A request that gets a problem document instead of an answer."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        extra: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.headers = dict(headers or {})
        self.status = status
        self.detail = detail
        self.extra = dict(extra or {})


class NotFoundError(ProblemError):
    """Nothing has this address (404)."""

    def __init__(self, detail: str) -> None:
        super().__init__(404, detail)


class BadParametersError(ProblemError):
    """One or more parameters are wrong (400; ADR 2.2 asks for 400 where others send 422)."""

    def __init__(self, invalid: Sequence[InvalidParameter]) -> None:
        names = ", ".join(f"‘{parameter.name}’" for parameter in invalid[:5])
        more = f" en {len(invalid) - 5} andere" if len(invalid) > 5 else ""
        detail = f"Deze parameters kloppen niet: {names}{more}. In invalidParams staat per parameter waarom."
        super().__init__(400, detail, extra={"invalidParams": [parameter._asdict() for parameter in invalid]})


def problem_document(status: int, detail: str = "", *, extra: Mapping[str, object] | None = None) -> HttpResponse:
    """Return a problem document with the header fields that go with its status."""
    content = {
        "status": status,
        "title": TITLES.get(status, "Fout"),
        "detail": detail or DETAILS.get(status, DETAILS[400] if status < 500 else DETAILS[500]),
        **(extra or {}),
    }
    # A lone surrogate has no UTF-8; backslashreplace writes it as the JSON escape that means the same.
    body = json.dumps(content, ensure_ascii=False).encode("utf-8", "backslashreplace")
    response = HttpResponse(body, status=status, content_type=CONTENT_TYPE)
    response["Cache-Control"] = NOT_KEPT
    response["Content-Length"] = str(len(body))
    if status == 503:
        response["Retry-After"] = str(RETRY_AFTER)  # RFC 9110 10.2.3
    return response


def shown(value: str, limit: int = 60) -> str:
    """Return what a caller sent, short enough to say back."""
    return value if len(value) <= limit else f"{value[:limit]}…"
