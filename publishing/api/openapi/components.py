"""What the operations of openapi.json share besides schemas: header fields, parameters and problem responses."""

from typing import Any

from publishing.api.openapi.operation import schema_named
from publishing.api.problems import CONTENT_TYPE, DETAILS, RETRY_AFTER, TITLES
from publishing.api.version import API_VERSION
from publishing.documents.base import PUBLIC_ID, RELEASE_NUMBER
from publishing.documents.registry import KINDS

MANIFEST = "inhoudslijst"
_EXTRA = {416: ("Content-Range",), 503: ("Retry-After",)}  # header fields of one problem
PROBLEMS = (400, 404, 406, 410, 416, 500, 503)


def _header(description: str, example: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}, "example": example}


HEADERS: dict[str, Any] = {
    "API-Version": _header("De volledige versie van de API.", API_VERSION),
    "Accept-Ranges": _header("Dat een deel van het bestand te vragen is, in bytes.", "bytes"),
    "Access-Control-Allow-Origin": _header("Elke website mag deze API lezen.", "*"),
    "Cache-Control": _header("Hoe lang het antwoord bewaard mag worden.", "public, max-age=31536000, immutable"),
    "Content-Disposition": _header(
        "De naam van het bestand.", "attachment; filename*=UTF-8''wegwijzer-2026.1-handboek.pdf"
    ),
    "Content-Encoding": _header("Waarin het antwoord is ingepakt, als dat zo is: br of gzip.", "gzip"),
    "Content-Location": _header(
        "Het vaste adres van dezelfde inhoud, binnen de uitgave.", "/api/v1/uitgaven/2026.1/domeinen"
    ),
    "Content-Range": _header(
        "Welk stuk dit is, van hoeveel bytes; bij 416 alleen hoeveel het er zijn.", "bytes 1000-1999/52340"
    ),
    "Content-Release": _header("De uitgave waaruit het antwoord komt.", "2026.1"),
    "ETag": _header(
        "De SHA-256 van het antwoord, tussen aanhalingstekens; ingepakt met -gzip of -br erachter.", f'"{64 * "0"}"'
    ),
    "Link": _header(
        "Verwante adressen: predecessor-version, latest-version, bij een collectie next, en status: de mededelingen. "
        "Geldt er een, dan zegt title welke: mededeling, waarschuwing of ingetrokken.",
        '</api/v1/actueel/domeinen>; rel="latest-version"',
    ),
    "Repr-Digest": _header("De SHA-256 van het antwoord (RFC 9530).", f"sha-256=:{43 * 'A'}=:"),
    "Retry-After": _header("Na hoeveel seconden opnieuw proberen zin heeft.", str(RETRY_AFTER)),
    "Vary": _header("De headers waarvan het antwoord afhangt.", "Accept-Encoding"),
}
PARAMETERS: dict[str, Any] = {
    "Uitgavenummer": {
        "name": "nummer",
        "in": "path",
        "required": True,
        "description": "Het nummer van een uitgave: jaar, punt, volgnummer.",
        "schema": {"type": "string", "pattern": f"^{RELEASE_NUMBER}$"},
        "example": "2026.1",
    },
    "Kenmerk": {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "Het vaste kenmerk van een item.",
        "schema": {"type": "string", "maxLength": 120, "pattern": f"^{PUBLIC_ID}$"},
        "example": "rust-in-de-week",
    },
    "Bestand": {
        "name": "bestand",
        "in": "path",
        "required": True,
        "description": "De soort van een bestand in de lijst van exports.",
        "schema": {"type": "string", "maxLength": 60, "pattern": f"^{PUBLIC_ID}$"},
        "example": "json-bundle",
    },
    "Soort": {
        "name": "soort",
        "in": "path",
        "required": True,
        "description": "Een soort item, of inhoudslijst.",
        "schema": {"type": "string", "enum": [MANIFEST, *KINDS]},
        "example": "interventie",
    },
    "Bekend": {
        "name": "If-None-Match",
        "in": "header",
        "required": False,
        "description": "De ETag van een eerder antwoord. Is er niets veranderd, dan volgt 304 zonder inhoud.",
        "schema": {"type": "string"},
    },
    "Stuk": {
        "name": "Range",
        "in": "header",
        "required": False,
        "description": "Het ene stuk dat gevraagd wordt, in bytes (RFC 9110, 14.2). Wat geen zo'n stuk is, telt niet.",
        "schema": {"type": "string"},
        "example": "bytes=1000-",
    },
    "StukVan": {
        "name": "If-Range",
        "in": "header",
        "required": False,
        "description": "De ETag van het bestand waar het stuk bij hoort. Is het een ander, dan volgt het hele bestand.",
        "schema": {"type": "string"},
    },
}


def references(names: tuple[str, ...]) -> dict[str, Any]:
    """Return header fields as references to components."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def responses() -> dict[str, Any]:
    """Return 304 and the problem responses, by status. A file that is given in parts has a 206 of its own."""
    return {
        "304": {
            "description": "De meegestuurde ETag is nog goed.",
            "headers": references(("API-Version", "Access-Control-Allow-Origin", "Cache-Control", "ETag", "Vary")),
        },
        **{str(status): _problem(status) for status in PROBLEMS},
    }


def _problem(status: int) -> dict[str, Any]:
    names = ("API-Version", "Access-Control-Allow-Origin", "Cache-Control", *_EXTRA.get(status, ()))
    title, detail = TITLES[status], DETAILS.get(status, TITLES[status])
    return {
        "description": title,
        "headers": references(names),
        "content": {
            CONTENT_TYPE: {
                "schema": schema_named("Probleem"),
                "example": {"status": status, "title": title, "detail": detail},
            }
        },
    }
