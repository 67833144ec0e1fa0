"""The handbook (handleiding) of a release as PDF/UA-1: to read on screen, to print, and to hear read out.

Not required: a release does not wait for it. It refuses characters that no font of ours has, and what is too large for
a book. The page of a candidate tells so, with the item, before anybody approves; but a correction that has to go out
today goes out, and its handbook follows once the text is mended.
"""

from pathlib import Path

from exporters.base import ExportedFile, ExportError
from exporters.kinds.handbook.book import book_of
from exporters.kinds.handbook.edition import Edition, read_edition
from exporters.typesetting.blaming import named
from exporters.typesetting.setting import GlyphError, set_pdf
from publishing.store.pack_reader import Pack

_MOST = 5_000  # documents: some two thousand pages


class Handbook:
    """The whole manual, from cover to index."""

    kind = "handbook"
    title = "Handleiding (PDF)"
    version = 1
    required = False

    def describe(self, pack: Pack) -> ExportedFile:
        return ExportedFile(filename=f"wegwijzer-{pack.meta['number']}-handleiding.pdf", media_type="application/pdf")

    def write(self, pack: Pack, target: Path) -> None:
        edition = read_edition(pack)
        _refuse_too_large(edition)
        try:
            target.write_bytes(set_pdf("kinds/handbook/handbook.typ", book_of(edition)))
        except GlyphError as error:
            raise named(error, [pack]) from error


def _refuse_too_large(edition: Edition) -> None:
    count = len(edition.manifest.documents)
    if count > _MOST:
        raise ExportError(f"De uitgave heeft {count} documenten. Een handleiding kan er hoogstens {_MOST} hebben.")
