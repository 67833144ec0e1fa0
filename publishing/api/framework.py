"""Settings of REST framework and drf-spectacular, for the settings of each process that serves the API."""

from typing import Any

from publishing.api.version import API_VERSION, BASE_PATH

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "publishing.api.openapi.operation.OperationSchema",
    "EXCEPTION_HANDLER": "publishing.api.exceptions.problem_response",
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
    "URL_FORMAT_OVERRIDE": None,  # a parameter called format is unknown, like any other
}

DESCRIPTION = """\
De Wegwijzer Mentaal Kapitaal als gegevens: domeinen, aanbevelingen, interventies en praktijkvoorbeelden.

Een **uitgave** is een gedateerde versie van het geheel. Alles onder `/uitgaven/{nummer}` blijft voor altijd hetzelfde
en mag onbeperkt bewaard worden. Onder `/actueel` staat dezelfde inhoud van de uitgave die nu geldt; de header
`Content-Location` noemt het vaste adres.

Wat er later over een uitgave of item te zeggen is, staat onder `/mededelingen`; de header `Link` met `rel=status` wijst
ernaar. Een ingetrokken uitgave blijft antwoorden en zegt dat zij is ingetrokken.

Elk antwoord heeft een `ETag`: de SHA-256 van de bytes, met `-gzip` of `-br` erachter als het ingepakt komt. Stuur die
mee in `If-None-Match` om alleen wijzigingen op te halen. Fouten komen als `application/problem+json`. Er is geen
sleutel of account nodig."""


def spectacular_settings(
    *, contact_name: str, contact_email: str, contact_url: str, server: str = BASE_PATH
) -> dict[str, Any]:
    """Return SPECTACULAR_SETTINGS; ``server`` is the address of ``/api/v1``, with a host where that is known."""
    return {
        "OAS_VERSION": "3.1.0",
        "TITLE": "Wegwijzer Mentaal Kapitaal",
        "VERSION": API_VERSION,
        "DESCRIPTION": DESCRIPTION,
        "CONTACT": {"name": contact_name, "email": contact_email, "url": contact_url},
        "SERVERS": [{"url": server, "description": "De publieke API"}],
        "TAGS": [
            {"name": "Uitgaven", "description": "Gedateerde uitgaven, die niet meer veranderen."},
            {"name": "Actueel", "description": "De uitgave die nu geldt."},
            {"name": "Mededelingen", "description": "Wat er na het uitkomen over een uitgave of item te zeggen is."},
            {"name": "Wijzigingen", "description": "Een kopie bijhouden zonder alles opnieuw te halen."},
            {"name": "Beschrijving", "description": "Deze beschrijving zelf."},
        ],
        "SCHEMA_PATH_PREFIX": "",  # the addresses in publishing.api.urls start behind the version
        "POSTPROCESSING_HOOKS": ["publishing.api.openapi.hook.complete"],
    }
