"""Rich text out as Markdown, and back to the letter: heading levels, addresses, links to our own pages."""

import re
from collections.abc import Iterable
from dataclasses import replace

from cms.sources.markdown.blocks import Block, Heading, Items, Link, Note, Paragraph, links_in, paragraphs_in
from cms.sources.markdown.html import render_blocks
from cms.sources.markdown.notes import resolve_all
from cms.sources.markdown.parsing import parse_markdown
from cms.sources.markdown.stored import stored_blocks
from cms.sources.markdown.writing import PAGE, write_markdown

_PAGE = re.compile(rf"{PAGE}([0-9]{{1,18}})")
HIGHEST = 3  # '###' and above is h3, anything lower h4


def markdown_of(html: str) -> str:
    """Return stored rich text as Markdown; a link to one of our own pages leads to 'pagina:' and its number."""
    return write_markdown(stored_blocks(html))


def one_form_of(html: str) -> str:
    """Return stored rich text in the one form in which ``stored_form`` writes it: equal for equal texts."""
    return render_blocks(stored_blocks(html), highest=HIGHEST)


def stored_form(markdown: str) -> str:
    """Return what ``markdown_of`` wrote, changed or not, as Wagtail's stored HTML.

    Raise MarkdownError for a text out of bounds.
    """
    return render_blocks(blocks_of(markdown), highest=HIGHEST)


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """Return the blocks of ``markdown`` with links to our own pages; raise MarkdownError for a text out of bounds."""
    return tuple(_with_pages(resolve_all(parse_markdown(markdown, exact=True).blocks)))


def targets_in(blocks: Iterable[Block]) -> list[Link]:
    """Return the links in ``blocks``, in order."""
    return [link for block in paragraphs_in(blocks) for link in links_in(block.runs)]


def _with_pages(blocks: Iterable[Block]) -> Iterable[Block]:
    for block in blocks:
        if isinstance(block, Items):
            yield replace(block, entries=tuple(tuple(_with_pages(entry)) for entry in block.entries))
        elif isinstance(block, Note):
            yield replace(block, blocks=tuple(_with_pages(block.blocks)))
        else:
            yield _with_page_links(block)


def _with_page_links(block: Paragraph | Heading) -> Block:
    pages = {
        link: Link("", link.line, page=match[1])
        for link in links_in(block.runs)
        if (match := _PAGE.fullmatch(link.target.strip()))
    }
    if not pages:
        return block
    runs = tuple(replace(run, link=pages[run.link]) if run.link in pages else run for run in block.runs)
    return replace(block, runs=runs)
