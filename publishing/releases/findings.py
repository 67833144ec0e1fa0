"""What the rules of today find on a frozen release, computed anew from its documents."""

import msgspec

from publishing.checks.base import Finding, Surroundings
from publishing.checks.registry import findings_on
from publishing.documents.registry import KINDS
from publishing.releases.assembling import whole_findings
from publishing.releases.models import Release
from publishing.releases.reading import bodies_of, manifest_of


def findings_of(release: Release) -> list[Finding]:
    """Return every finding, in the order in which a freeze records them, once each document proved its name.

    Raise TamperedError when any byte in the database is not what its name says.
    """
    manifest = manifest_of(release)
    ids: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for entry in manifest.documents:
        ids[entry.kind].add(entry.id)
    surroundings = Surroundings(ids={kind: frozenset(held) for kind, held in ids.items()})
    found: list[Finding] = []
    for entry, body in bodies_of(manifest.documents):
        document = msgspec.json.decode(body, type=KINDS[entry.kind].shape)
        found.extend(findings_on(document, surroundings))
    return found + whole_findings(manifest)
