"""The files that go out with a release, as this machine has them. Each is verified before its first use."""

import logging
from pathlib import Path

from publishing.api.unavailable import UnavailableError
from publishing.store.base import Store, StoreError
from publishing.store.catalogue import CatalogueExport
from publishing.store.files import sha256_of
from publishing.store.layout import public_export

logger = logging.getLogger(__name__)


class Files:
    """Files by their SHA-256."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._whole: dict[str, Path] = {}

    def path(self, export: CatalogueExport) -> Path:
        """Return the file with the bytes of ``export``; raise UnavailableError when it is gone or differs."""
        known = self._whole.get(export.sha256)
        if known is not None and known.is_file():
            return known  # the store need not be there for it
        try:
            path = self._store.local_file(public_export(export.sha256))
            with path.open("rb") as stream:
                if sha256_of(stream) != export.sha256:
                    raise StoreError(f"{path.name} is something else")
        except (StoreError, OSError) as error:
            logger.error("The file %s cannot be read: %s", export.filename, error)
            detail = f"Het bestand {export.filename} kan nu niet worden gelezen. Probeer het later opnieuw."
            raise UnavailableError(detail) from error
        self._whole[export.sha256] = path
        return path
