"""Collections: one kind, whole or in part, a page at a time."""

from collections.abc import Sequence
from functools import cache
from urllib.parse import urlencode

from publishing.api.addresses import address_within
from publishing.api.cursors import Cursor, write_cursor
from publishing.api.fields import fields_of, reduced
from publishing.api.filters import DOMAIN, SEARCH, filters_of, order_of, query_of
from publishing.api.openapi.operation import Operation, in_release, schema_named
from publishing.api.opened import OpenedRelease
from publishing.api.pages import read_page
from publishing.api.problems import BadParametersError, InvalidParameter, NotFoundError, shown
from publishing.api.query import CURSOR, DEFAULT_LIMIT, LIMIT, Parameter
from publishing.api.views.finding import Found
from publishing.api.views.kind import KindView
from publishing.documents.canonical import digest
from publishing.documents.registry import KINDS, Kind
from publishing.store.pack_query import BY_RELEVANCE, Place, Query

RECOMMENDATIONS = KINDS["aanbeveling"]
DOMAINS = KINDS["domein"]


@cache
def parameters_of(kind: Kind) -> tuple[Parameter, ...]:
    """Return every query parameter of the collection of ``kind``."""
    return (*filters_of(kind), SEARCH, order_of(kind), fields_of(kind), LIMIT, CURSOR)


class CollectionView(KindView):
    """The items of a kind: those that the filters and words find, in the order that was asked."""

    @property
    def parameters(self) -> Sequence[Parameter]:  # type: ignore[override]  # by kind
        return parameters_of(self.kind)

    def find(self, opened: OpenedRelease, **names: str) -> Found:
        return self._found(opened, self.kind.collection, self._asked())

    def _found(self, opened: OpenedRelease, path: str, query: Query) -> Found:
        self._refuse_without_index(opened, query)
        limit: int = self.values.get("limiet", DEFAULT_LIMIT)
        page = read_page(opened.pack, query, after=self._place(opened, query), limit=limit)
        if fields := self.values.get("velden"):
            page = page._replace(bodies=[reduced(body, fields) for body in page.bodies])
        cursor = write_cursor(opened.release.digest, query, page.last) if page.last else ""
        body = page.body(cursor)
        return Found(
            path=path,
            digest=digest(body),
            body=body,
            size=len(body),
            query=self._query(),
            next_query=self._query(cursor) if cursor else "",
        )

    def _asked(self) -> Query:
        query = query_of(self.kind, self.values)
        if query.order == BY_RELEVANCE and not query.words:
            reason = "Op relevantie sorteren kan alleen met woorden in ‘zoek’."
            raise BadParametersError([InvalidParameter("sorteer", reason)])
        return query

    def _refuse_without_index(self, opened: OpenedRelease, query: Query) -> None:
        """Raise BadParametersError for a question to a release from before questions could be asked."""
        if query.needs_index and not opened.pack.has_index:
            whole = {LIMIT.name, CURSOR.name, "velden"}
            reason = f"Uitgave {opened.release.number} is van voor het zoeken en kiezen: haal de hele collectie."
            asked = [name for name in self.values if name not in whole] or ["domein"]
            raise BadParametersError([InvalidParameter(name, reason) for name in asked])

    def _place(self, opened: OpenedRelease, query: Query) -> Place | None:
        cursor: Cursor | None = self.values.get("cursor")
        if cursor is None:
            return None
        if not cursor.belongs_to(opened.release.digest, query):
            reason = (
                f"Hoort niet bij deze vraag aan {self.kind.collection} van uitgave {opened.release.number}. Begin "
                "opnieuw zonder cursor, of volg de Link met rel=next: die blijft binnen één uitgave."
            )
            raise BadParametersError([InvalidParameter("cursor", reason)])
        return cursor.place

    def _query(self, cursor: str | None = None) -> str:
        """Return the query of the request; with ``cursor``, that of the page behind it."""
        asked = {name: str(text) for name, text in self.request.query_params.items()}
        return urlencode(asked | {"cursor": cursor} if cursor else asked)

    def operation(self) -> Operation:
        return in_release(
            current=self.current,
            name=self.kind.collection.capitalize(),
            summary=f"Alle {self.kind.collection}, of een deel ervan",
            description=f"De {self.kind.collection} in de volgorde van de uitgave, tenzij `zoek` of `sorteer` anders "
            "zegt. Alle voorwaarden gelden samen. Staat er `volgende` in het antwoord, dan is er meer: vraag de "
            "volgende bladzijde met die waarde als `cursor`, of volg de header Link met rel=next.",
            schema=schema_named(self.kind.collection.capitalize()),
            parameters=self.parameters,
        )


class DomainRecommendationsView(CollectionView):
    """The recommendations of one domain."""

    kind = RECOMMENDATIONS

    @property
    def parameters(self) -> Sequence[Parameter]:  # type: ignore[override]  # the address names the domain
        return [one for one in parameters_of(self.kind) if one is not DOMAIN]

    def find(self, opened: OpenedRelease, *, id: str = "", **names: str) -> Found:  # noqa: A002 - the public name
        if not opened.pack.has_document(DOMAINS.name, id):
            raise NotFoundError(
                f"Uitgave {opened.release.number} bevat geen {DOMAINS.name} ‘{shown(id)}’. Alle {DOMAINS.collection} "
                f"staan op {address_within(opened.asked, DOMAINS.collection)}."
            )
        query = self._asked()
        query = query._replace(facets=(("domein", (id,)), *query.facets))
        return self._found(opened, f"{DOMAINS.collection}/{id}/{self.kind.collection}", query)

    def operation(self) -> Operation:
        return in_release(
            current=self.current,
            name="DomeinAanbevelingen",
            summary="De aanbevelingen van één domein",
            description="Hetzelfde als alle aanbevelingen met `domein` als filter.",
            schema=schema_named(self.kind.collection.capitalize()),
            parameters=self.parameters,
        )
