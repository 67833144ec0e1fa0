"""The change report (wijzigingsverslag) for the advisory group: as PDF/UA-1, and as one page of HTML."""

from pathlib import Path

import msgspec

from exporters.base import ExportedFile
from exporters.kinds.change_report.page import page_of
from exporters.kinds.change_report.report import Report, report_alone, report_since
from exporters.typesetting.blaming import named
from exporters.typesetting.setting import GlyphError, set_pdf
from exporters.typesetting.words import printable_values
from publishing.store.pack_reader import Pack


class ChangeReport:
    """What changed since the previous release, as a PDF."""

    kind = "change-report"
    title = "Wijzigingsverslag (PDF)"
    version = 1
    required = False  # nobody who uses the content needs it

    def describe(self, pack: Pack) -> ExportedFile:
        return ExportedFile(filename=f"wegwijzer-{pack.meta['number']}-wijzigingen.pdf", media_type="application/pdf")

    def write(self, pack: Pack, target: Path) -> None:
        _print(target, report_alone(pack), pack)

    def write_since(self, predecessor: Pack, pack: Pack, target: Path) -> None:
        _print(target, report_since(predecessor, pack), pack, predecessor)


class ChangePage:
    """The same as one page of HTML."""

    kind = "change-report-html"
    title = "Wijzigingsverslag (webpagina)"
    version = 1
    required = False  # as above

    def describe(self, pack: Pack) -> ExportedFile:
        return ExportedFile(filename=f"wegwijzer-{pack.meta['number']}-wijzigingen.html", media_type="text/html")

    def write(self, pack: Pack, target: Path) -> None:
        target.write_bytes(page_of(report_alone(pack)))

    def write_since(self, predecessor: Pack, pack: Pack, target: Path) -> None:
        target.write_bytes(page_of(report_since(predecessor, pack)))


def _print(target: Path, report: Report, *packs: Pack) -> None:
    try:
        target.write_bytes(set_pdf("kinds/change_report/report.typ", printable_values(msgspec.to_builtins(report))))
    except GlyphError as error:
        raise named(error, packs) from error
