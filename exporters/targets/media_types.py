"""As what a file of an unpacked tree is offered to browsers. A table of our own: the system's differs per machine."""

from pathlib import Path, PurePosixPath

_TYPES = {
    ".atom": "application/atom+xml",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".map": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttl": "text/turtle; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
_JSON = (b"{", b"[")


def media_type_of(name: str, path: Path) -> str:
    """Return the media type of ``path``; addresses of an API have no extension, so those are looked into."""
    known = _TYPES.get(PurePosixPath(name).suffix.lower())
    if known:
        return known
    with path.open("rb") as stream:
        return "application/json" if stream.read(1) in _JSON else "application/octet-stream"
