"""What a release says of itself: who publishes it, under which licence and where, as frozen in its manifest."""

from datetime import date

import msgspec

from exporters.base import ExportError
from publishing.api.addresses import address_within
from publishing.documents.manifest import Predecessor
from publishing.store.pack_reader import Pack, Representation

TITLE = "Wegwijzer Mentaal Kapitaal"


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The manifest without its documents, and the digest that is the release."""

    number: str = msgspec.field(name="nummer")
    reference_date: date = msgspec.field(name="ijkdatum")
    schema_version: str = msgspec.field(name="schemaVersie")
    predecessor: Predecessor | None = msgspec.field(name="voorganger", default=None)
    publisher: str = msgspec.field(name="uitgever", default="")
    licence: str = msgspec.field(name="licentie", default="")
    base_url: str = msgspec.field(name="basisadres", default="")
    digest: str = ""

    def address(self, path: str = "") -> str:
        """Return where ``path`` (such as ``domeinen/rust``; empty for the release) stands in the public API."""
        return self.base_url.rstrip("/") + address_within(self.number, path)


def manifest_in(pack: Pack) -> Representation:
    """Return the manifest of the release in ``pack`` as it is served; raise ExportError for a pack without one."""
    found = pack.representation("inhoudslijst")
    if found is None:
        raise ExportError("Het pakket van deze uitgave heeft geen inhoudslijst. Laat het pakket opnieuw maken.")
    return found


def read_head(pack: Pack) -> Head:
    """Return the head of the release in ``pack``; raise ExportError for a pack without a manifest."""
    found = manifest_in(pack)
    head = msgspec.json.decode(found.body, type=Head)  # skips the documents, however many there are
    return msgspec.structs.replace(head, digest=found.digest)
