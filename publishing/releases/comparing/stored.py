"""What there is to read about changes, from the documents in the database."""

from collections.abc import Iterator, Sequence

from publishing.releases.changes import Change
from publishing.releases.comparing.details import Detail, details_of
from publishing.releases.comparing.titles import linked_titles
from publishing.releases.models import Release
from publishing.releases.reading import manifest_of, stored_bodies


def stored_details(changes: Sequence[Change], *, old: Release | None, new: Release) -> Iterator[Detail]:
    """Yield what there is to read about each change between two releases. Raise TamperedError."""
    before = None if old is None else manifest_of(old)
    titles = linked_titles(changes, old=before, new=manifest_of(new), bodies=stored_bodies)
    return details_of(changes, titles, stored_bodies)
