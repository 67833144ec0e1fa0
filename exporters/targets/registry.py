"""Every kind of target. Adding one is a file in kinds/, a line here and a paragraph in docs/targets.md."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from exporters.targets.base import Place, TargetError
from exporters.targets.kinds.directory import DirectoryPlace
from exporters.targets.roots import root_of


def _directory(address: str, root: str) -> Place:
    return DirectoryPlace(_path_of(address), root=_path_of(root))


def _s3(address: str, root: str) -> Place:
    # boto3 takes half a second: only who uses it waits for that.
    from exporters.targets.kinds.s3 import S3Place
    from publishing.store.s3 import s3_client

    parts = urlsplit(address)
    return S3Place(s3_client(), bucket=parts.netloc, prefix=parts.path.strip("/"))


def _path_of(address: str) -> Path:
    return Path(unquote(urlsplit(address).path))


KINDS: dict[str, Callable[[str, str], Place]] = {"file": _directory, "s3": _s3}
"""By the scheme of the address, from an address and the root that it lies below to its place."""
LABELS = {"file": "map", "s3": "S3"}


def place_at(address: str, *, roots: list[str]) -> Place:
    """Return the place at ``address``; raise TargetError when it lies below none of ``roots``."""
    root = root_of(address, roots)
    if not root:
        raise TargetError(
            f"{address} ligt niet onder een plek waar doelen mogen liggen. Laat TARGET_ROOTS aanvullen, of verander "
            "het adres van dit doel."
        )
    return KINDS[urlsplit(root).scheme](address, root)
