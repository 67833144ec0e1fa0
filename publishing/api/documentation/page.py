"""The documentation of the API for people: one page in Dutch, with a style and no script."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template import Context, Engine

from publishing.api.documentation.examples import sections
from publishing.api.version import API_VERSION, BASE_PATH
from publishing.store.catalogue import Catalogue

_FOLDER = Path(__file__).parent
_NOT_YET = "2026.1"  # stands in the addresses as long as there is no release
POLICY = "default-src 'none'; style-src '{style}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


@cache
def _style() -> str:
    return (_FOLDER / "page.css").read_text(encoding="utf-8")


@cache
def content_security_policy() -> str:
    """Return the policy that allows the page its own style and nothing else."""
    found = hashlib.sha256(_style().encode()).digest()
    return POLICY.format(style=f"sha256-{base64.b64encode(found).decode('ascii')}")


def page_bytes(catalogue: Catalogue) -> bytes:
    """Return the page, with the current release in its examples."""
    current = catalogue.release(catalogue.current) if catalogue.current else None
    number = current.number if current else _NOT_YET
    previous = (current.predecessor if current else None) or number
    server: str = settings.SPECTACULAR_SETTINGS["SERVERS"][0]["url"]
    values = {
        "number": current.number if current else "",
        "sections": sections(number, previous, current.digest if current else 64 * "0"),
        "base": BASE_PATH,
        "server": server,
        "contact": settings.SPECTACULAR_SETTINGS["CONTACT"],
        "version": API_VERSION,
        "style": _style(),
    }
    template = Engine(dirs=[str(_FOLDER)]).get_template("page.html")
    return template.render(Context(values)).encode()
