"""Markdown (CommonMark with footnotes) becomes blocks. What the writer of a hostile file can cost us is bounded."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from cms.sources.markdown.blocks import Block, Document, Heading, Items, Note, Oddity, Paragraph, Run
from cms.sources.markdown.inline import InlineReader, merge

DEEPEST = 16  # levels of lists in lists; the parser would leave out what lies deeper without a word
LONGEST = 50_000  # characters in one paragraph
MOST_BRACKETS = 10_000  # '[' in the whole text: each is tried as a link, which costs most
_LINE_END = re.compile(r"\r\n?")
# '1. Inleiding' with a line of dashes under it: to CommonMark a list and a rule, to whoever wrote it a heading.
_NUMBERED_HEADING = re.compile(
    r"(?P<before>\A|\n[ \t]*\n)(?P<number>\d{1,3})(?P<sign>[.)])"
    r"(?= [^\n]+(?:\n(?![-=*+#>\d])[^\n]+){0,3}\n(?:-{3,}|={3,})[ \t]*(?:\n|\Z))"
)
_TAGS = re.compile(r"<[^<>]*>")


class MarkdownError(ValueError):
    """A text that no manual looks like; ``line`` says where."""

    def __init__(self, message: str, *, line: int) -> None:
        super().__init__(message)
        self.line = line


def parse_markdown(text: str, *, exact: bool = False) -> Document:
    """Return the blocks of ``text``; raise MarkdownError when it nests too deep or holds an endless paragraph.

    With ``exact`` an address stays as it is written; otherwise its letters are percent-encoded.
    """
    oddities: list[Oddity] = []
    source = _NUMBERED_HEADING.sub(r"\g<before>\g<number>\\\g<sign>", _LINE_END.sub("\n", text))
    blocks = _BlockReader(_parser(exact=exact).parse(source), oddities).read_until("")
    return Document(tuple(blocks), tuple(oddities))


class _ExactLinks(MarkdownIt):
    """Leaves addresses as they are written."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the parser's own name
        return url


def _parser(*, exact: bool) -> MarkdownIt:
    parser = (_ExactLinks if exact else MarkdownIt)("commonmark", {"maxNesting": 2 * DEEPEST + 4})
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.core.ruler.before("inline", "bounds", _refuse_out_of_bounds)
    return parser


def _refuse_out_of_bounds(state: StateCore) -> None:
    """Look at the blocks before their insides are read, which is where a hostile text costs time."""
    brackets = 0
    for token in state.tokens:
        line = token.map[0] + 1 if token.map else 1
        if token.level > 2 * DEEPEST:
            raise MarkdownError(f"Hier staan meer dan {DEEPEST} lijsten of citaten in elkaar.", line=line)
        if token.type == "inline" and len(token.content) > LONGEST:
            raise MarkdownError(f"Deze alinea is langer dan {LONGEST} tekens.", line=line)
        brackets += token.content.count("[") if token.type == "inline" else 0
        if brackets > MOST_BRACKETS:
            raise MarkdownError(f"Tot hier staan meer dan {MOST_BRACKETS} vierkante haken.", line=line)


class _BlockReader:
    """Walks through the tokens of a parsed text."""

    def __init__(self, tokens: Sequence[Token], oddities: list[Oddity]) -> None:
        self._tokens = tokens
        self._place = 0
        self._oddities = oddities

    def read_until(self, closing: str) -> list[Block]:
        """Return the blocks up to the token ``closing``, or to the end."""
        blocks: list[Block] = []
        while self._place < len(self._tokens):
            token = self._tokens[self._place]
            self._place += 1
            if token.type == closing:
                break
            blocks.extend(self._block(token))
        return blocks

    def _block(self, token: Token) -> list[Block]:
        line = token.map[0] + 1 if token.map else 1
        match token.type:
            case "heading_open":
                return [Heading(line, int(token.tag[1]), self._inside())]
            case "paragraph_open":
                return [Paragraph(line, self._inside())]
            case "bullet_list_open" | "ordered_list_open":
                return [self._items(token, line)]
            case "blockquote_open":
                return self.read_until("blockquote_close")
            case "footnote_reference_open":
                return [Note(line, str(token.meta["label"]), tuple(self.read_until("footnote_reference_close")))]
            case "fence" | "code_block":
                return self._lines(token.content, line + (token.type == "fence"))
            case "html_block":
                return self._html(token, line)
        return []  # a rule between sections says nothing by itself

    def _inside(self) -> tuple[Run, ...]:
        token = self._tokens[self._place]
        self._place += 2  # the inside, and the token that closes the block
        reader = InlineReader(token.map[0] + 1 if token.map else 1).read(token.children or [])
        self._oddities.extend(reader.oddities)
        return merge(reader.runs)

    def _items(self, opening: Token, line: int) -> Items:
        ordered = opening.type == "ordered_list_open"
        closing = opening.type.replace("_open", "_close")
        entries: list[tuple[Block, ...]] = []
        while self._tokens[self._place].type != closing:
            self._place += 1
            entries.append(tuple(self.read_until("list_item_close")))
        self._place += 1
        return Items(line, ordered, int(opening.attrs.get("start", 1)), tuple(entries))

    def _html(self, token: Token, line: int) -> list[Block]:
        self._oddities.append(Oddity(line, token.content.strip()[:40]))
        return self._lines(_TAGS.sub("", token.content), line)

    def _lines(self, text: str, line: int) -> list[Block]:
        """Return ``text`` as one paragraph that keeps its lines."""
        rows = [(line + place, row.strip()) for place, row in enumerate(text.split("\n")) if row.strip()]
        runs = [Run(row if place == 0 else f"\n{row}", number) for place, (number, row) in enumerate(rows)]
        return [Paragraph(rows[0][0], tuple(runs))] if rows else []
