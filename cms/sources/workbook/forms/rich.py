"""Rich text: Markdown in the cell, Wagtail's HTML in the plan and in the item."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cms.sources.markdown import (
    Block,
    Heading,
    MarkdownError,
    blocks_of,
    markdown_of,
    one_form_of,
    stored_form,
    targets_in,
)
from cms.sources.readers.tables import Cell
from cms.sources.reading import Value
from cms.sources.workbook.forms.form import CellError, Within, tidy
from cms.wording.link_targets import TargetFault, fault_of_target

LONGEST = 32_000  # characters; Excel holds 32,767 of its own kind
TOO_LONG = "(Deze tekst is te lang voor een cel. Laat dit staan en wijzig de tekst in het CMS.)"


@dataclass(frozen=True, slots=True)
class Rich:
    """A text with bold, italic, lists and links, and ``headings`` where the field has them."""

    headings: bool = True
    required: bool = False

    def shown(self, stored: Any) -> str:
        text = markdown_of(str(stored or ""))
        return text if len(text) <= LONGEST else TOO_LONG

    def value(self, stored: Any) -> str:
        return one_form_of(str(stored or ""))

    def read(self, cell: Cell, *, old: Any, within: Within) -> Value:
        text = tidy(cell)
        try:
            blocks = blocks_of(text)
            if not self.headings and any(isinstance(block, Heading) for block in blocks):
                raise CellError("In deze kolom kan geen kop staan. Haal de '#' of de streep onder de regel weg.")
            _check_targets(blocks, old=str(old or ""), within=within)
            return stored_form(text)
        except MarkdownError as error:
            raise CellError(f"{error} Maak de tekst korter.") from error

    def to_store(self, value: Value) -> Any:
        return one_form_of(str(value))


def _check_targets(blocks: Sequence[Block], *, old: str, within: Within) -> None:
    """Raise CellError for a new link that leads nowhere; what is wrong already waits for whoever mends it."""
    links = targets_in(blocks)
    have = {link.target for link in targets_in(blocks_of(markdown_of(old)))} if links else set()
    for link in links:
        if link.page and int(link.page) not in within.pages:
            raise CellError(f"Pagina {link.page} bestaat niet. Neem het adres over van een link die wel werkt.")
        if link.page or link.target in have:
            continue
        fault = fault_of_target(link.target)
        if fault in {TargetFault.EMPTY, TargetFault.UNKNOWN_SCHEME} or ":" not in link.target:
            raise CellError(f"De link naar '{link.target[:60]}' leidt nergens heen. Begin het adres met https://.")
