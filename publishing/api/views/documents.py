"""The items of a release: one kind as a collection, one item, and the one document of a single kind."""

from typing import Any
from urllib.parse import urlencode

import msgspec

from publishing.api.addresses import address_within
from publishing.api.answer import named_bytes
from publishing.api.cursors import Cursor, write_cursor
from publishing.api.openapi.operation import Operation, in_release, schema_named
from publishing.api.opened import OpenedRelease
from publishing.api.pages import START, read_page
from publishing.api.problems import BadParametersError, InvalidParameter, NotFoundError, ProblemError, shown
from publishing.api.query import CURSOR, DEFAULT_LIMIT, LIMIT
from publishing.api.views.base import InReleaseView
from publishing.api.views.finding import Found
from publishing.documents.canonical import digest
from publishing.documents.manifest import Retired
from publishing.documents.registry import KINDS, Kind

_FIRST_KIND = next(iter(KINDS.values()))


class KindView(InReleaseView):
    """A resource of one kind, which the address fixes."""

    kind: Kind = _FIRST_KIND

    def _refuse_erased(self, opened: OpenedRelease, id: str) -> None:  # noqa: A002 - the public name
        """Raise ProblemError (410) when the bytes were erased by law, whatever a pack still holds."""
        if found := opened.erased(self.kind.name, id):
            detail = (
                f"De inhoud van {self.kind.name} ‘{id}’ in uitgave {opened.release.number} is gewist op "
                f"{found.erased_on:%d-%m-%Y}. Grond: {found.ground}. De vingerafdruk blijft in de inhoudslijst staan."
            )
            raise ProblemError(410, detail, extra={"gewistOp": found.erased_on.isoformat(), "grond": found.ground})


class CollectionView(KindView):
    """The items of a kind in the order of the release, a page at a time."""

    parameters = (LIMIT, CURSOR)

    def find(self, opened: OpenedRelease, **names: str) -> Found:
        limit: int = self.values.get("limiet", DEFAULT_LIMIT)
        page = read_page(opened.pack, self.kind.name, after=self._place(opened), limit=limit)
        cursor = write_cursor(opened.release.digest, self.kind.name, page.last) if page.has_more else ""
        body = page.body(cursor)
        return Found(
            path=self.kind.collection,
            digest=digest(body),
            body=body,
            size=len(body),
            query=self._query(self.request.query_params.get("cursor")),
            next_query=self._query(cursor) if cursor else "",
        )

    def _place(self, opened: OpenedRelease) -> int:
        cursor: Cursor | None = self.values.get("cursor")
        if cursor is None:
            return START
        if not cursor.belongs_to(opened.release.digest, self.kind.name):
            reason = (
                f"Hoort niet bij {self.kind.collection} van uitgave {opened.release.number}. Begin opnieuw zonder "
                "cursor, of volg de Link met rel=next: die blijft binnen één uitgave."
            )
            raise BadParametersError([InvalidParameter("cursor", reason)])
        return cursor.position

    def _query(self, cursor: str | None) -> str:
        fields: dict[str, Any] = {"limiet": self.values.get("limiet"), "cursor": cursor}
        return urlencode({name: value for name, value in fields.items() if value})

    def operation(self) -> Operation:
        return in_release(
            current=self.current,
            name=self.kind.collection.capitalize(),
            summary=f"Alle {self.kind.collection}",
            description=f"De {self.kind.collection} in de volgorde van de uitgave. Staat er `volgende` in het "
            "antwoord, dan is er meer: vraag de volgende bladzijde met die waarde als `cursor`, of volg de header "
            "Link met rel=next.",
            schema=schema_named(self.kind.collection.capitalize()),
            parameters=self.parameters,
        )


class DocumentView(KindView):
    """One item: its canonical bytes, unchanged."""

    def find(self, opened: OpenedRelease, *, id: str = "", **names: str) -> Found:  # noqa: A002 - the public name
        self._refuse_erased(opened, id)
        found = opened.pack.document(self.kind.name, id)
        if found is None:
            raise self._absent(opened, id)
        return Found(
            path=f"{self.kind.collection}/{id}",
            digest=found.digest,
            body=named_bytes(found.body, found.digest),
            size=len(found.body),
            had_predecessor=opened.asked is not None and opened.predecessor_holds(self.kind.name, id),
            item=(self.kind.name, id),
        )

    def _absent(self, opened: OpenedRelease, id: str) -> ProblemError:  # noqa: A002 - the public name
        entry = opened.pack.retired(self.kind.name, id)
        if entry is None:
            return NotFoundError(
                f"Uitgave {opened.release.number} bevat geen {self.kind.name} ‘{shown(id)}’. Alle "
                f"{self.kind.collection} staan op {address_within(opened.asked, self.kind.collection)}."
            )
        return self._gone(opened, msgspec.json.decode(entry, type=Retired))

    def _gone(self, opened: OpenedRelease, retired: Retired) -> ProblemError:
        """Say in which release the item ended, why, and what took its place (410; RFC 9110 15.5.11)."""
        detail = f"‘{retired.id}’ is vervallen in uitgave {retired.ended_in}."
        extra: dict[str, object] = {"vervallenIn": retired.ended_in}
        if retired.reason:
            detail += f" Reden: {retired.reason}"
            extra["reden"] = retired.reason
        if retired.successor:
            address = address_within(opened.asked, f"{self.kind.collection}/{retired.successor}")
            detail += f" In plaats daarvan: {address}"
            extra["vervangenDoor"] = {"id": retired.successor, "adres": address}
        return ProblemError(410, detail, extra=extra)

    def operation(self) -> Operation:
        return in_release(
            current=self.current,
            name=self.kind.name.capitalize(),
            summary=f"Eén item uit {self.kind.collection}",
            description="De bytes waarvan de inhoudslijst de vingerafdruk noemt; die vingerafdruk is ook de ETag. Een "
            "vervallen item antwoordt 410 en zegt in welke uitgave het verviel, een gewist item 410 en waarom.",
            schema=schema_named(self.kind.name.capitalize()),
            can_be_gone=True,
        )


class SingleDocumentView(KindView):
    """The one document of its kind that a release holds: its canonical bytes, unchanged."""

    def find(self, opened: OpenedRelease, **names: str) -> Found:
        self._refuse_erased(opened, self.kind.name)
        found = opened.pack.document(self.kind.name, self.kind.name)
        if found is None:
            raise NotFoundError(
                f"Uitgave {opened.release.number} heeft geen {self.kind.name}. Uitgaven van voor de invoering ervan "
                "krijgen er geen: wat gepubliceerd is, verandert niet."
            )
        return Found(
            path=self.kind.name,
            digest=found.digest,
            body=named_bytes(found.body, found.digest),
            size=len(found.body),
            had_predecessor=opened.asked is not None and opened.predecessor_holds(self.kind.name, self.kind.name),
            item=(self.kind.name, self.kind.name),
        )

    def operation(self) -> Operation:
        return in_release(
            current=self.current,
            name=self.kind.name.capitalize(),
            summary=f"De {self.kind.name} van de uitgave",
            description="De bytes waarvan de inhoudslijst de vingerafdruk noemt; die vingerafdruk is ook de ETag. Het "
            "document is gemaakt uit de gegevens van de uitgave. Een oudere uitgave kan het missen.",
            schema=schema_named(self.kind.name.capitalize()),
            can_be_gone=True,
        )
