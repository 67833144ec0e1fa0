"""The sections of a manual by the part that they are, and what is wrong with the whole."""

from collections.abc import Iterable, Sequence

from cms.content.choices import TextKey
from cms.sources.markdown.blocks import Block, plain
from cms.sources.markdown.html import render_blocks
from cms.sources.markdown.notes import Footnotes
from cms.sources.readers.handleiding.headings import Part, Role
from cms.sources.readers.handleiding.sections import Section
from cms.sources.reading import Problem

# What a manual calls its parts: for messages that say which heading is expected.
EXPECTED_HEADINGS: dict[TextKey | Part, str] = {
    **{key: key.label for key in TextKey},
    Part.STEPS: "Aan de slag met 7 stappen",
    Part.QUESTIONS: "Beantwoord deze vragen als je een interventie kiest",
    Part.DOMAIN_LIST: "Domeinen",
    Part.DOMAINS: "Beschrijving van domeinen",
    Part.DEFINITIONS: "Definitie",
    Part.REFERENCES: "Overzicht links",
}


class Outline:
    """The sections of one manual, and its footnotes."""

    def __init__(self, sections: Sequence[Section], footnotes: Footnotes) -> None:
        self.sections = sections
        self.footnotes = footnotes

    @property
    def is_known(self) -> bool:
        """Whether any heading was recognised at all."""
        return any(section.place is not None and section.title.level > 0 for section in self.sections)

    def all_of(self, part: TextKey | Part, *, role: Role = Role.OWN) -> list[Section]:
        """Return the sections that are ``part``, in order."""
        return [it for it in self.sections if it.place is not None and it.place == (part, role)]

    def rich_text(self, blocks: Iterable[Block]) -> str:
        """Return ``blocks`` as rich text, with the footnotes to which they refer."""
        return render_blocks(self.footnotes.place(blocks))


def problems_of(outline: Outline) -> tuple[Problem, ...]:
    """Return what is wrong with the parts as such: unknown headings, and parts that stand there twice or not."""
    unknown = (_unknown(section) for section in outline.sections if section.place is None)
    parts = [part for part in EXPECTED_HEADINGS if part not in {Part.STEPS, Part.STEP}]
    return (*(problem for part in parts for problem in _not_once(outline, part)), *unknown)


def _unknown(section: Section) -> Problem:
    words = len(" ".join(plain(block.runs) for block in section.blocks if hasattr(block, "runs")).split())
    message = (
        f"Regel {section.title.line}: de kop '{section.title.text[:80]}' hoort bij geen bekend onderdeel; de tekst "
        f"eronder ({words} woorden) zou wegvallen. Zet de tekst onder een bekende kop, of maak er een lagere kop van."
    )
    return Problem("section", section.title.text[:80], section.title.line, message)


def _not_once(outline: Outline, part: TextKey | Part) -> Iterable[Problem]:
    found = outline.all_of(part)
    target, key = ("text", part.value) if isinstance(part, TextKey) else ("section", part.value)
    heading = EXPECTED_HEADINGS[part]
    if not found:
        last = max((section.title.line for section in outline.sections), default=1)
        message = (
            f"De kop '{heading}' ontbreekt (gezocht tot de laatste kop, regel {last}). Voeg hem toe met zijn tekst."
        )
        yield Problem(target, key, 1, message)
    elif len(found) > 1:
        lines = " en ".join(str(section.title.line) for section in found)
        message = f"Het onderdeel '{heading}' staat er {len(found)} keer (regels {lines}); verwacht is één keer."
        yield Problem(target, key, found[1].title.line, message)


def loose_text(section: Section) -> tuple[Problem, ...]:
    """Return a problem for text between the heading of an annex and its first item, which has no place to go."""
    if not section.blocks:
        return ()
    line = section.blocks[0].line
    message = (
        f"Regel {line}: deze tekst staat onder '{section.title.text}', maar vóór het eerste onderdeel daarvan, en "
        "hoort nergens bij. Zet haar bij een onderdeel of onder een andere kop."
    )
    return (Problem("section", section.title.text, line, message),)
