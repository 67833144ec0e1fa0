"""Where things lie in the store. The public process reads below ``public/`` only."""

CATALOGUE = "public/catalogue.json"


def public_pack(digest: str) -> str:
    """Return the key of a published release's pack."""
    return f"public/packs/{digest}.sqlite"


def candidate_pack(digest: str) -> str:
    """Return the key of a candidate's pack, which no public process can read."""
    return f"candidates/packs/{digest}.sqlite"


def artifact(sha256: str) -> str:
    """Return the key of an artefact's bytes, which no public process can read."""
    return f"artifacts/{sha256}"
