"""The keyed running texts: each its own section, after what opens it and before what follows under a heading."""

from dataclasses import replace

from cms.content.choices import TextKey
from cms.sources.markdown import Block, Heading, Run
from cms.sources.readers.handleiding.headings import Role, without_numbering
from cms.sources.readers.handleiding.outline import Outline
from cms.sources.readers.handleiding.sections import Section
from cms.sources.reading import Entry, Problem, Reading


def read_texts(outline: Outline) -> Reading:
    """Return an entry for each text that has a section of its own."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for key in TextKey:
        for section in outline.all_of(key)[:1]:
            line = section.title.line
            entry = Entry("text", key.value, line, {"title": _title(section), "body": _body(outline, key, section)})
            entries.append(entry)
            if not entry.values["body"]:
                message = f"Regel {line}: onder de kop '{section.title.text}' staat geen tekst. Vul die aan."
                problems.append(Problem("text", key.value, line, message))
    return Reading(entries=tuple(entries), problems=tuple(problems))


def _title(section: Section) -> str:
    return without_numbering(section.title.text)


def _body(outline: Outline, key: TextKey, own: Section) -> str:
    lead = [block for section in outline.all_of(key, role=Role.LEAD) for block in section.blocks]
    marks = [Heading(own.title.line, 6, tuple(run for run in own.title.runs if run.note))]
    parts = [outline.rich_text([*lead, *_only_called(marks), *own.blocks])]
    parts += [outline.rich_text(_with_heading(guest)) for guest in outline.all_of(key, role=Role.GUEST) if guest.blocks]
    return "".join(parts)


def _only_called(headings: list[Heading]) -> list[Heading]:
    """Return the marks in a title, so that the footnote opens the text; the title itself takes no footnote."""
    return [heading for heading in headings if heading.runs]


def _with_heading(guest: Section) -> list[Block]:
    title = guest.title
    heading = Heading(title.line, 1, (Run(without_numbering(title.text), title.line), *_marks(guest)))
    lower = [replace(block, level=6) if isinstance(block, Heading) else block for block in guest.blocks]
    return [heading, *lower]


def _marks(section: Section) -> list[Run]:
    return [run for run in section.title.runs if run.note]
