"""Every kind of artefact. Adding one is a file in kinds/, a line here and a paragraph in docs/exporters.md."""

from exporters.base import Exporter
from exporters.kinds.json_bundle import JsonBundle
from exporters.kinds.website.exporter import Website

EXPORTERS: dict[str, Exporter] = {exporter.kind: exporter for exporter in (JsonBundle(), Website())}
