"""Where everything of a release stands on the site. Relative addresses only: the site works from any folder."""

from exporters.kinds.website.content import Content
from publishing.documents.base import INTERNAL_SCHEME
from publishing.documents.kinds.accountability import ACCOUNTABILITY
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.recommendation import Recommendation
from publishing.documents.registry import BY_COLLECTION

# Kinds whose items stand together on one page, each at an anchor of its own.
TOGETHER = {
    "interventie": "interventies.html",
    "praktijkvoorbeeld": "praktijkvoorbeelden.html",
    "begrip": "begrippen.html",
    "verwijzing": "links.html",
    "keuzevraag": "uitleg.html",
    "stap": "index.html",
    "tekst": "uitleg.html",
}
TEXT_PAGES = {
    "introductie": "index.html",
    "doelgroep": "index.html",
    "schoolbrede-aanpak": "index.html",
    "verantwoording": "verantwoording.html",
    "onderbouwing": "verantwoording.html",
    "colofon": "colofon.html",
}


def domain_page(domain_id: str) -> str:
    """Return the page with the recommendations of a domain."""
    return f"aanbevelingen/{domain_id}.html"


def anchor(kind: str, public_id: str) -> str:
    """Return the id of an item's element on its page."""
    return f"{kind}-{public_id}"


class Addresses:
    """From an item to its page and place, seen from the root of the site."""

    def __init__(self, content: Content) -> None:
        domains = content.by_id(Domain)
        self._places = {("domein", one): domain_page(one) for one in domains}
        self._places[ACCOUNTABILITY, ACCOUNTABILITY] = "verantwoording.html"
        for one in content.of(Recommendation):
            if one.domain in domains:
                self._places["aanbeveling", one.id] = f"{domain_page(one.domain)}#{anchor('aanbeveling', one.id)}"
        for kind, public_id in content.marks:
            page = TEXT_PAGES.get(public_id, TOGETHER["tekst"]) if kind == "tekst" else TOGETHER.get(kind)
            if page is not None:
                self._places[kind, public_id] = f"{page}#{anchor(kind, public_id)}"

    def of(self, kind: str, public_id: str) -> str | None:
        """Return where an item stands, None when the site does not show it."""
        return self._places.get((kind, public_id))

    def of_link(self, href: str) -> str | None:
        """Return where a link within the release (``wegwijzer:aanbevelingen/rust``) leads, None when to nothing."""
        collection, _, public_id = href.removeprefix(f"{INTERNAL_SCHEME}:").partition("/")
        kind = BY_COLLECTION.get(collection)
        return self.of(kind.name if kind else collection, public_id or collection)
