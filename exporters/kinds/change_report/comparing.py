"""Two releases compared from their packs, with the code that compares them on the screens."""

from collections.abc import Iterator
from dataclasses import dataclass

from exporters.base import ExportError
from exporters.head import manifest_in
from publishing.documents.manifest import Entry, Manifest, read_manifest
from publishing.releases.bodies import erased_body
from publishing.releases.changes import Comparison
from publishing.releases.comparing.details import Detail, details_of
from publishing.releases.comparing.titles import linked_titles
from publishing.releases.comparison import compare_manifests
from publishing.store.pack_reader import Pack


@dataclass(frozen=True)
class TwoPacks:
    """A release and the one before it."""

    old: Pack
    new: Pack

    def check(self) -> None:
        """Raise ExportError when the one does not follow the other."""
        followed, number = manifest_of(self.new).predecessor, self.old.meta["number"]
        if followed is None or followed.digest != self.old.meta["digest"]:
            raise ExportError(f"Uitgave {self.new.meta['number']} volgt niet op deze uitgave {number}.")

    def compared(self) -> Comparison:
        """Return what changed."""
        return compare_manifests(
            manifest_of(self.old),
            manifest_of(self.new),
            old_digest=self.old.meta["digest"],
            new_digest=self.new.meta["digest"],
            bodies=self.bodies,
        )

    def details(self, comparison: Comparison) -> Iterator[Detail]:
        """Yield what there is to read about each change."""
        old, new = manifest_of(self.old), manifest_of(self.new)
        titles = linked_titles(comparison.changes, old=old, new=new, bodies=self.bodies)
        return details_of(comparison.changes, titles, self.bodies)

    def bodies(self, entries: list[Entry]) -> Iterator[tuple[Entry, bytes]]:
        """Yield each entry with its bytes; of what was erased, that it was."""
        for entry in entries:
            found = (pack.document(entry.kind, entry.id) for pack in (self.new, self.old))
            yield entry, next((one.body for one in found if one and one.digest == entry.digest), erased_body(entry))


def manifest_of(pack: Pack) -> Manifest:
    """Return the manifest in ``pack``; raise ExportError for a pack that is not whole."""
    return read_manifest(manifest_in(pack).body)
