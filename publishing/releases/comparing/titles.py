"""What the items are called that changed items refer to."""

from collections.abc import Iterable

from publishing.documents.manifest import Entry
from publishing.releases.changes import Address, Change
from publishing.releases.comparing.links import linked_in
from publishing.releases.documents_beside import documents_beside
from publishing.releases.manifests import address_of
from publishing.releases.models import Release
from publishing.releases.noticing import titles_of
from publishing.releases.reading import manifest_of


def linked_titles(changes: Iterable[Change], *, old: Release | None, new: Release) -> dict[Address, str]:
    """Return the titles of all that ``changes`` refer to, as the newer of the two releases calls them."""
    wanted = {
        address
        for _, before, after in documents_beside(one for one in changes if one.kind == "aanbeveling")
        for document in (before, after)
        for address in linked_in(document)
    }
    if not wanted:
        return {}
    found: dict[Address, Entry] = {}
    for release in (old, new):
        for entry in () if release is None else manifest_of(release).documents:
            if address_of(entry) in wanted:
                found[address_of(entry)] = entry
    return titles_of(found.values())
