"""From an address to a store."""

import re
import tempfile
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from publishing.store.base import Store, StoreError
from publishing.store.filesystem import FilesystemStore

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"([A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)?")


def open_store(url: str, *, copies: Path | None = None) -> Store:
    """Return the store at ``url``: ``file:///absolute/folder`` or ``s3://bucket/prefix``.

    ``copies`` is a folder for local copies of packs that lie in S3; without it they last as long as the process. Raise
    StoreError for any other address, or when the AWS_* variables make no client.
    """
    parts = urlsplit(url)
    if parts.scheme == "file" and not parts.netloc and parts.path:
        return FilesystemStore(Path(unquote(parts.path)))
    if parts.scheme == "s3":
        return _s3_store(parts, copies)
    address = f"{parts.scheme}://…" if parts.scheme else "iets zonder ://"  # it may hold a password: not repeated
    raise StoreError(f"RELEASE_STORE_URL moet een adres als file:///… of s3://bucket/map zijn, niet {address}")


def _s3_store(parts: SplitResult, copies: Path | None) -> Store:
    from publishing.store.s3 import S3Store, s3_client  # boto3 takes half a second: only who uses it waits for that

    if "@" in parts.netloc or parts.query or parts.fragment:
        raise StoreError(
            "RELEASE_STORE_URL mag alleen s3://bucket/map zijn. Gegevens om in te loggen horen in AWS_ACCESS_KEY_ID en "
            "AWS_SECRET_ACCESS_KEY, een eigen adres in AWS_ENDPOINT_URL."
        )
    bucket, prefix = parts.netloc, parts.path.strip("/")
    if not _BUCKET.fullmatch(bucket) or not _PREFIX.fullmatch(prefix):
        raise StoreError(f"In RELEASE_STORE_URL is {bucket}/{prefix} geen bucket met een map in gewone letters.")
    folder = copies or Path(tempfile.mkdtemp(prefix="s3-copies-"))
    return S3Store(s3_client(), bucket=bucket, prefix=prefix, copies=folder)
