"""Blocks become rich text in exactly the form in which Wagtail's editor stores it.

The features are those of the fields: bold, italic, h3, h4, ol, ul, link. Wagtail writes styles as ``<b>`` and ``<i>``,
a link around its styles, and lists of one kind that follow each other as one list (draftjs_exporter.html).
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from cms.sources.markdown.blocks import Block, Heading, Items, Link, Note, Paragraph, Run
from cms.sources.markdown.notes import resolve_all
from cms.sources.markdown.parsing import parse_markdown
from cms.sources.markdown.spacing import BREAK, Piece, spaced
from cms.wording.link_targets import TargetFault, fault_of_target

DEEPEST_LIST = 5  # Draftail's own limit (maxListNesting 4, counted from 0)


def rich_text(markdown: str) -> str:
    """Return ``markdown`` as Wagtail's stored HTML; the highest heading becomes h3, every lower one h4.

    Footnotes stand after the block that refers to them. Raise MarkdownError for a text out of bounds.
    """
    return render_blocks(resolve_all(parse_markdown(markdown).blocks))


def render_blocks(blocks: Sequence[Block], *, highest: int | None = None) -> str:
    """Return ``blocks`` as Wagtail's stored HTML; headings of level ``highest`` and above become h3, lower ones h4."""
    if highest is None:
        highest = min((block.level for block in blocks if isinstance(block, Heading)), default=1)
    return _joined(_block(block, highest=highest) for block in blocks)


def render_runs(runs: Iterable[Run]) -> str:
    """Return ``runs`` as Wagtail's stored HTML, without a block around it."""
    parts = []
    after_link = False
    for link, group in groupby(spaced(runs), key=lambda piece: piece.link):
        inside = _styled(list(group), alone=link is not None, first_alone=after_link)
        parts.append(inside if link is None else f"<a {_leading(link)}>{inside}</a>")
        after_link = link is not None
    return "".join(parts)


def _block(block: Block, *, highest: int) -> str:
    if isinstance(block, Note):
        return "".join(_block(inner, highest=highest) for inner in block.blocks)
    if isinstance(block, Items):
        return _lists([block], depth=1)
    inside = render_runs(block.runs)
    tag = "p" if isinstance(block, Paragraph) else "h3" if block.level <= highest else "h4"
    return f"<{tag}>{inside}</{tag}>" if inside else ""


def _lists(lists: Sequence[Items], *, depth: int) -> str:
    parts = []
    for items in lists:
        rows = "".join(_entry(entry, depth=depth) for entry in items.entries)
        tag = "ol" if items.ordered else "ul"
        parts.append(f"<{tag}>{rows}</{tag}>" if rows else "")
    return _joined(parts)


def _joined(parts: Iterable[str]) -> str:
    """Return ``parts`` in a row; lists of one kind that follow each other become one, as the editor has it."""
    return "".join(parts).replace("</ul><ul>", "").replace("</ol><ol>", "")


def _entry(entry: Sequence[Block], *, depth: int) -> str:
    """Return a list item: its paragraphs as lines of one block, for the editor knows no other, then its own lists."""
    runs: list[Run] = []
    for block in entry:
        if isinstance(block, Paragraph | Heading):
            runs += [Run("\n", block.line), *block.runs] if runs else block.runs
    inner = [block for block in entry if isinstance(block, Items)]
    inside = render_runs(runs)
    if not inside or depth == DEEPEST_LIST:  # an item of only a list is that list; too deep a list continues its parent
        rows = "".join(_entry(row, depth=depth) for items in inner for row in items.entries)
        return (f"<li>{inside}</li>" if inside else "") + rows
    return f"<li>{inside}{_lists(inner, depth=depth + 1)}</li>"


def _leading(link: Link) -> str:
    return f'linktype="page" id="{link.page}"' if link.page else f'href="{escape(stored_target(link.target))}"'


def stored_target(target: str) -> str:
    """Return an address that Wagtail can store; what leads nowhere, or nowhere safe, becomes '#' to be mended."""
    return "#" if fault_of_target(target) in {TargetFault.EMPTY, TargetFault.UNKNOWN_SCHEME} else target


def _styled(pieces: Sequence[Piece], *, alone: bool, first_alone: bool) -> str:
    """Return ``pieces`` with their styles; each stretch in one style stands alone, or continues what is open."""
    parts: list[str] = []
    open_tags: list[str] = []
    for place, (style, group) in enumerate(groupby(pieces, key=lambda piece: piece.style)):
        tags = [tag for tag, wanted in zip("bi", style, strict=True) if wanted]
        shared = 0
        while shared < min(len(open_tags), len(tags)) and open_tags[shared] == tags[shared]:
            shared += 1
        parts.extend(f"</{tag}>" for tag in reversed(open_tags[shared:]))
        parts.extend(f"<{tag}>" for tag in tags[shared:])
        parts.extend("<br/>" if piece.kind == BREAK else escape(piece.text, quote=False) for piece in group)
        open_tags = tags
        if alone or (first_alone and place == 0):
            parts.extend(f"</{tag}>" for tag in reversed(tags))
            open_tags = []
    parts.extend(f"</{tag}>" for tag in reversed(open_tags))
    return "".join(parts)
