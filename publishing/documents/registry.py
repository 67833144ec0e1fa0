"""Every published kind, in the order in which a release lists them."""

from dataclasses import dataclass

from publishing.documents.base import Document
from publishing.documents.kinds.accountability import ACCOUNTABILITY, Accountability
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.fixed import Definition, Reference, SelectionQuestion, Step, Text
from publishing.documents.kinds.intervention import Intervention
from publishing.documents.kinds.practice_example import PracticeExample
from publishing.documents.kinds.recommendation import Recommendation


@dataclass(frozen=True)
class Kind:
    """A published kind: its ``soort`` in documents, its collection in addresses, its shape.

    Of a single kind a release holds one document at most: its id is the kind's name, its address has no collection.
    """

    name: str
    collection: str
    shape: type[Document]
    is_single: bool = False


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("tekst", "teksten", Text),
        Kind("stap", "stappen", Step),
        Kind("domein", "domeinen", Domain),
        Kind("aanbeveling", "aanbevelingen", Recommendation),
        Kind("interventie", "interventies", Intervention),
        Kind("praktijkvoorbeeld", "praktijkvoorbeelden", PracticeExample),
        Kind("keuzevraag", "keuzevragen", SelectionQuestion),
        Kind("begrip", "begrippen", Definition),
        Kind("verwijzing", "verwijzingen", Reference),
        Kind(ACCOUNTABILITY, ACCOUNTABILITY, Accountability, is_single=True),
    )
}
PLACES: dict[str, int] = {kind: place for place, kind in enumerate(KINDS)}  # in the order of a release
COLLECTIONS: tuple[Kind, ...] = tuple(kind for kind in KINDS.values() if not kind.is_single)
SINGLES: tuple[Kind, ...] = tuple(kind for kind in KINDS.values() if kind.is_single)
BY_COLLECTION: dict[str, Kind] = {kind.collection: kind for kind in KINDS.values()}
