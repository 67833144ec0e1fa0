"""``data-package``: the release as tables, a Frictionless Data Package (version 2) in a zip.

Everything a document says stands in the CSV files: put together again it has the same canonical bytes, hence the same
digest. The manifest and the JSON Schemas lie beside them, so that this can be checked without us.
"""

import tempfile
from pathlib import Path

from exporters.archive import Archive
from exporters.base import ExportedFile
from exporters.head import manifest_in, read_head
from exporters.kinds.data_package.descriptor import descriptor
from exporters.kinds.data_package.readme import readme
from exporters.kinds.data_package.spool import SpooledTable, spooled
from publishing.documents.json_schema import json_schemas
from publishing.store.pack_reader import Pack


class DataPackage:
    """See the module."""

    kind = "data-package"
    title = "Alle inhoud als tabellen (datapakket met CSV)"
    version = 2
    required = True  # the catalogue record of the release leads here, so it has to be there

    def describe(self, pack: Pack) -> ExportedFile:
        """Return ``wegwijzer-2026.1-datapakket.zip``."""
        return ExportedFile(filename=f"wegwijzer-{pack.meta['number']}-datapakket.zip", media_type="application/zip")

    def write(self, pack: Pack, target: Path) -> None:
        """Spool every table to a file of its own, then put all in the zip: memory does not grow with the release."""
        with tempfile.TemporaryDirectory(prefix="data-package-") as folder:
            _put_together(pack, spooled(pack, Path(folder)), target)


def _put_together(pack: Pack, tables: list[SpooledTable], target: Path) -> None:
    head = read_head(pack)
    with Archive(target) as archive:
        archive.add_json("datapackage.json", descriptor(head, tables))
        archive.add("README.md", readme(head, tables, is_erased="redacted" in pack.meta).encode())
        archive.add("inhoudslijst.json", manifest_in(pack).body)
        for name, schema in json_schemas():
            archive.add_json(f"schemas/{name}.json", schema)
        for spool in tables:
            archive.copy(spool.path_within, spool.path)
