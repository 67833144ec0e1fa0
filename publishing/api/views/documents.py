"""One item of a release, and the one document of a single kind."""

import msgspec

from publishing.api.addresses import address_within
from publishing.api.answer import named_bytes
from publishing.api.openapi.operation import Operation, in_release, schema_named
from publishing.api.opened import OpenedRelease
from publishing.api.problems import NotFoundError, ProblemError, shown
from publishing.api.views.finding import Found
from publishing.api.views.kind import KindView
from publishing.documents.manifest import Retired


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
