"""What the items are called that changed items refer to."""

from collections.abc import Iterable

from publishing.documents.manifest import Entry, Manifest
from publishing.releases.bodies import Bodies
from publishing.releases.changes import Address, Change
from publishing.releases.comparing.links import linked_in
from publishing.releases.documents_beside import documents_beside
from publishing.releases.item_changes import titles_of
from publishing.releases.manifests import address_of


def linked_titles(
    changes: Iterable[Change], *, old: Manifest | None, new: Manifest, bodies: Bodies
) -> dict[Address, str]:
    """Return the titles of all that ``changes`` refer to, as the newer of the two releases calls them."""
    wanted = {
        address
        for _, before, after in documents_beside((one for one in changes if one.kind == "aanbeveling"), bodies)
        for document in (before, after)
        for address in linked_in(document)
    }
    if not wanted:
        return {}
    found: dict[Address, Entry] = {}
    for manifest in (old, new):
        for entry in () if manifest is None else manifest.documents:
            if address_of(entry) in wanted:
                found[address_of(entry)] = entry
    return titles_of(found.values(), bodies)
