"""The manual is cut into sections at its headings, however these were written.

A heading is a Markdown heading; or, for a part that no heading opens, a paragraph wholly in bold or italics (also as
the only item of a numbered list); or the sentence before the list of steps or questions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cms.content.choices import TextKey
from cms.sources.identity import name_key
from cms.sources.markdown import Block, Heading, Items, Paragraph, Run
from cms.sources.markdown.blocks import plain
from cms.sources.readers.handleiding.headings import Part, Place, Role, number_of, recognise, without_numbering
from cms.wording.labels import SAME_NAME, similarity

SOFT = 7  # below every heading of Markdown: a paragraph that looks like a heading
_SHORT = 120  # characters of a sentence that announces a list
_ANNEXES = {Place(Part.DOMAINS), Place(Part.DEFINITIONS)}
_LISTS = {Place(Part.STEPS), Place(Part.QUESTIONS), Place(Part.DOMAIN_LIST)}
_STEP = re.compile(r"stap \d+\b", re.IGNORECASE)


@dataclass(slots=True)
class Title:
    """A heading, or what serves as one."""

    text: str
    line: int
    level: int
    runs: tuple[Run, ...] = ()


@dataclass(slots=True)
class Section:
    """A heading with what stands under it; ``items`` are the titled parts of an annex."""

    title: Title
    place: Place | None
    blocks: list[Block] = field(default_factory=list)
    items: list["Section"] = field(default_factory=list)
    items_list: Items | None = None


def cut(blocks: Sequence[Block]) -> list[Section]:
    """Return the sections of the manual, in order."""
    cutter = _Cutter(blocks)
    for place, block in enumerate(blocks):
        cutter.take(block, blocks[place + 1] if place + 1 < len(blocks) else None)
    return cutter.sections


class _Cutter:
    """Holds the section that is open, and the running text around it."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        start = Section(Title("", 1, 0), Place(TextKey.INTRODUCTION, Role.LEAD))
        self.sections = [start]
        self._open = start
        self._text = start  # where paragraphs between lists of steps, questions and domains go
        headings = [recognise(plain(block.runs)) for block in blocks if isinstance(block, Heading)]
        self._opened_by_headings = {place.goes_to for place in headings if place and place.role is Role.OWN}
        self._listed: list[str] = []

    def take(self, block: Block, following: Block | None) -> None:
        """Open a new section when ``block`` is a heading; else add it to what is open."""
        if isinstance(block, Heading):
            self._take_heading(Title(plain(block.runs), block.line, block.level, block.runs), block)
        elif title := self._annex_title(block):
            self._open.items.append(Section(title, None))
        elif title := self._soft_title(block) or self._announcement(block, following):
            self._open_section(title, recognise(title.text))
        else:
            if isinstance(block, Items) and _all_steps(block) and not self._expects_list():
                self._open_section(Title("", block.line, SOFT), Place(Part.STEPS))
            self._add(block)

    def _take_heading(self, title: Title, block: Heading) -> None:
        place = recognise(title.text)
        if self._open.place in _ANNEXES and (self._is_listed(title) or (place is None and not self._leaves(title))):
            self._take_annex_heading(title, block)
        elif place is None and title.level > self._open.title.level and self._open.place is not None:
            self._add(block)
        else:
            self._open_section(title, place)

    def _leaves(self, title: Title) -> bool:
        """Return whether ``title`` stands as high as the annex itself, while the items before it stand lower."""
        level = self._open.title.level
        lower = bool(self._open.items) and self._open.items[0].title.level > level
        is_domain = self._open.place == Place(Part.DOMAINS) and number_of(title.text) is not None
        announced = _long_words(title.text) & _long_words(self._open.title.text)  # 'Definitie stress en verzuim'
        return lower and title.level <= level and not is_domain and not announced

    def _take_annex_heading(self, title: Title, block: Heading) -> None:
        """Open an item of the annex; a lower heading without number or known name stays inside the item."""
        inner = self._open.items[-1] if self._open.items else None
        is_domain = number_of(title.text) is not None or self._is_listed(title)
        if inner and self._open.place == Place(Part.DOMAINS) and title.level > inner.title.level and not is_domain:
            inner.blocks.append(block)
        else:
            self._open.items.append(Section(title, None))

    def _is_listed(self, title: Title) -> bool:
        name = without_numbering(title.text)
        return self._open.place == Place(Part.DOMAINS) and any(similarity(name, it) >= SAME_NAME for it in self._listed)

    def _annex_title(self, block: Block) -> Title | None:
        """Return ``block`` as the title of an annex item, in an annex whose items have no real headings."""
        title = _looks_like_title(block)
        real_headings = any(item.title.level < SOFT for item in self._open.items)
        if title is None or self._open.place not in _ANNEXES or real_headings:
            return None
        return title if recognise(title.text) is None or self._is_listed(title) else None

    def _soft_title(self, block: Block) -> Title | None:
        """Return ``block`` as a title when it looks like one and opens a part that no real heading opens."""
        title = _looks_like_title(block)
        place = recognise(title.text) if title else None
        return title if place is not None and place.goes_to not in self._opened_by_headings else None

    def _announcement(self, block: Block, following: Block | None) -> Title | None:
        """Return ``block`` as a title when it is the short sentence before the list of steps or questions."""
        if not isinstance(block, Paragraph) or not isinstance(following, Items):
            return None
        title = Title(plain(block.runs), block.line, SOFT, block.runs)
        place = recognise(title.text) if len(title.text) < _SHORT else None
        announces = place in {Place(Part.STEPS), Place(Part.QUESTIONS)}
        return title if announces and place and place.goes_to not in self._opened_by_headings else None

    def _open_section(self, title: Title, place: Place | None) -> None:
        section = Section(title, place)
        self.sections.append(section)
        self._open = section
        if place is not None and isinstance(place.goes_to, TextKey):
            self._text = section
        elif place is not None and place in _LISTS:
            self._keep_sentence(title, place)

    def _keep_sentence(self, title: Title, place: Place) -> None:
        """Leave the sentence that announces the steps in the running text, and the footnotes of any other title."""
        whole = place.goes_to is Part.STEPS and title.level == SOFT
        runs = tuple(replace(run, bold=False, italic=False) for run in title.runs if whole or run.note)
        if runs:
            self._text.blocks.append(Paragraph(title.line, runs))

    def _expects_list(self) -> bool:
        return self._open.place in _LISTS and self._open.items_list is None

    def _add(self, block: Block) -> None:
        place = self._open.place
        if self._expects_list() and isinstance(block, Items):
            self._open.items_list = block
            if place == Place(Part.DOMAIN_LIST):
                self._listed = [plain(_words(entry)) for entry in block.entries]
        elif place in _LISTS:
            self._text.blocks.append(block)
        elif self._open.items:
            self._open.items[-1].blocks.append(block)
        else:
            self._open.blocks.append(block)


def _looks_like_title(block: Block) -> Title | None:
    """Return a paragraph that is all bold or all italic, alone or as the only item of a list, as a title."""
    number = ""
    if isinstance(block, Items) and len(block.entries) == 1 and len(block.entries[0]) == 1:
        number = f"{block.start}. " if block.ordered else ""
        block = block.entries[0][0]
    if not isinstance(block, Paragraph):
        return None
    words = [run for run in block.runs if run.text.strip()]
    if not words or not (all(run.bold for run in words) or all(run.italic for run in words)):
        return None
    return Title(number + plain(block.runs), block.line, SOFT, block.runs)


def _words(entry: Sequence[Block]) -> tuple[Run, ...]:
    return entry[0].runs if entry and isinstance(entry[0], Paragraph | Heading) else ()


def _long_words(text: str) -> set[str]:
    return {word for word in name_key(text).split("-") if len(word) > 3}


def _all_steps(items: Items) -> bool:
    return len(items.entries) > 1 and all(_STEP.match(plain(_words(entry))) for entry in items.entries)
