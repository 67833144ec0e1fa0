"""Where things lie in the store. The public process reads below ``public/`` only."""

import re

CATALOGUE = "public/catalogue.json"


def public_pack(digest: str, edition: int = 0) -> str:
    """Return the key of a published release's pack; ``edition`` is the number of documents erased from it."""
    return f"public/packs/{_named(digest, edition)}.sqlite"


def candidate_pack(digest: str, edition: int = 0) -> str:
    """Return the key of a candidate's pack, which no public process can read."""
    return f"candidates/packs/{_named(digest, edition)}.sqlite"


def is_public_pack(key: str, digest: str) -> bool:
    """Say whether ``key`` is that of a published pack of this release, whatever was erased from it."""
    return re.fullmatch(rf"public/packs/{re.escape(digest)}(\.[1-9][0-9]*)?\.sqlite", key) is not None


def _named(digest: str, edition: int) -> str:
    return f"{digest}.{edition}" if edition else digest


def public_export(sha256: str) -> str:
    """Return the key of the bytes of an artefact that went out with a release."""
    return f"public/exports/{sha256}"


def artifact(sha256: str) -> str:
    """Return the key of an artefact's bytes, which no public process can read."""
    return f"artifacts/{sha256}"
