"""What changed between two releases, read from the database."""

from publishing.releases.changes import Comparison
from publishing.releases.comparison import compare_manifests
from publishing.releases.models import Release
from publishing.releases.reading import manifest_of, stored_bodies


def compare_releases(*, old: Release | None, new: Release) -> Comparison:
    """Return what changed; without ``old`` everything is new. Raise TamperedError when stored bytes are not what they
    should be.
    """
    return compare_manifests(
        None if old is None else manifest_of(old),
        manifest_of(new),
        old_digest="" if old is None else old.digest,
        new_digest=new.digest,
        bodies=stored_bodies,
    )
