"""Every kind of artefact. Adding one is a file in kinds/, a line here and a paragraph in docs/exporters.md."""

from exporters.base import Exporter
from exporters.kinds.change_report.exporter import ChangePage, ChangeReport
from exporters.kinds.handbook.exporter import Handbook
from exporters.kinds.json_bundle import JsonBundle

_KINDS: tuple[Exporter, ...] = (
    JsonBundle(),
    Handbook(),
    ChangeReport(),
    ChangePage(),
)
EXPORTERS: dict[str, Exporter] = {exporter.kind: exporter for exporter in _KINDS}
