"""Every kind of artefact. Adding one is a file in kinds/, a line here and a paragraph in docs/exporters.md."""

from exporters.base import Exporter
from exporters.kinds.catalogue.exporters import CatalogueRecord, CatalogueRecordTurtle, SchemaOrg
from exporters.kinds.change_report.exporter import ChangePage, ChangeReport
from exporters.kinds.data_package.exporter import DataPackage
from exporters.kinds.handbook.exporter import Handbook
from exporters.kinds.json_bundle import JsonBundle
from exporters.kinds.ndjson import NdJson
from exporters.kinds.pack_file import PackFile
from exporters.kinds.static_api.exporter import StaticApi
from exporters.kinds.website.exporter import Website
from exporters.kinds.workbook.exporter import Workbook

_KINDS: tuple[Exporter, ...] = (
    JsonBundle(),
    Handbook(),
    ChangeReport(),
    ChangePage(),
    NdJson(),
    DataPackage(),
    Workbook(),
    PackFile(),
    StaticApi(),
    Website(),
    CatalogueRecord(),
    CatalogueRecordTurtle(),
    SchemaOrg(),
)
EXPORTERS: dict[str, Exporter] = {exporter.kind: exporter for exporter in _KINDS}
