"""The terms that the manual defines."""

from cms.sources.identity import name_key
from cms.sources.readers.handleiding.headings import Part, without_numbering
from cms.sources.readers.handleiding.outline import Outline, loose_text
from cms.sources.reading import Entry, Problem, Reading


def read_definitions(outline: Outline) -> Reading:
    """Return an entry for each term under the heading of the definitions."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for section in outline.all_of(Part.DEFINITIONS)[:1]:
        problems += loose_text(section)
        for item in section.items:
            term, line = without_numbering(item.title.text), item.title.line
            key = name_key(term)
            body = outline.rich_text(item.blocks)
            if key in entries:
                message = f"Het begrip '{term}' staat er twee keer: in regel {entries[key].line} en in regel {line}."
                problems.append(Problem("definition", key, line, f"{message} Verwacht is één omschrijving."))
            if not body:
                message = f"Regel {line}: onder het begrip '{term}' staat geen omschrijving. Vul die aan."
                problems.append(Problem("definition", key, line, message))
            entries.setdefault(key, Entry("definition", key, line, {"term": term, "body": body}))
        if not section.items:
            line = section.title.line
            message = (
                f"Regel {line}: onder '{section.title.text}' staat geen enkel begrip; elk begrip hoort een kop te zijn."
            )
            problems.append(Problem("definition", "1", line, message))
    return Reading(entries=tuple(entries.values()), problems=tuple(problems))
