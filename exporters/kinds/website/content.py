"""What a release holds, as typed documents and in its own order; read from its pack and from nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import msgspec

from exporters.base import ExportError
from exporters.head import manifest_in
from publishing.documents.base import Document
from publishing.documents.kinds.accountability import Accountability
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.recommendation import Recommendation
from publishing.documents.manifest import Manifest, read_manifest
from publishing.documents.registry import KINDS
from publishing.store.pack_reader import Pack

T = TypeVar("T", bound=Document)


@dataclass(frozen=True, kw_only=True)
class Content:
    """One release. ``marks`` gives for each (kind, id) the first characters of its digest: other bytes, other mark."""

    manifest: Manifest
    digest: str
    documents: list[Document]
    marks: dict[tuple[str, str], str]

    @property
    def number(self) -> str:
        """The number of the release, such as 2026.1."""
        return self.manifest.number

    @property
    def reference_date(self) -> date:
        """The date against which everything in it was judged."""
        return self.manifest.reference_date

    def of(self, shape: type[T]) -> list[T]:
        """Return every document of one shape, in the order of the release."""
        return [one for one in self.documents if isinstance(one, shape)]

    def by_id(self, shape: type[T]) -> dict[str, T]:
        """Return the same by id."""
        return {one.id: one for one in self.of(shape)}

    @property
    def accountability(self) -> Accountability | None:
        """What the release says of itself; releases from before there was such a document have none."""
        return next(iter(self.of(Accountability)), None)

    def recommendations_of(self, domain: Domain) -> list[Recommendation]:
        """Return the recommendations that stand in ``domain``."""
        return [one for one in self.of(Recommendation) if one.domain == domain.id]


_MARK = 8  # hexadecimal digits; two versions of one item have the same mark once in four thousand million times


def content_of(pack: Pack) -> Content:
    """Return what ``pack`` holds; what was erased by law is not there. Raise ExportError for bytes of another shape."""
    manifest = read_manifest(manifest_in(pack).body)
    documents, marks = [], {}
    for document, digest in _decoded(pack):
        documents.append(document)
        marks[str(type(document).__struct_config__.tag), document.id] = digest[:_MARK]
    return Content(manifest=manifest, digest=pack.meta["digest"], documents=documents, marks=marks)


def _decoded(pack: Pack) -> Iterator[tuple[Document, str]]:
    for one in pack.documents():
        try:
            yield msgspec.json.decode(one.body, type=KINDS[one.kind].shape), one.digest
        except (KeyError, msgspec.MsgspecError) as error:
            raise ExportError(f"{one.kind} {one.id} heeft een vorm die deze exporter niet kent: {error}") from error
