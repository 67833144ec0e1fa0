"""The five questions with which a school chooses an intervention."""

from cms.sources.readers.handleiding.counted import count_entries
from cms.sources.readers.handleiding.headings import Part
from cms.sources.readers.handleiding.outline import Outline
from cms.sources.readers.handleiding.steps import item_text
from cms.sources.reading import Entry, Problem, Reading, Value

EXPECTED = 5


def read_questions(outline: Outline) -> Reading:
    """Return an entry for each question; what an item holds after its question is the explanation."""
    entries: list[Entry] = []
    sections = outline.all_of(Part.QUESTIONS)
    for section in sections[:1]:
        for place, entry in enumerate(section.items_list.entries if section.items_list else (), start=1):
            question, line = item_text(entry)
            values: dict[str, Value] = {"question": question, "explanation": outline.rich_text(entry[1:])}
            entries.append(Entry("selection_question", str(place), line or section.title.line, values))
    if sections and not entries:
        line = sections[0].title.line
        message = f"Regel {line}: na '{sections[0].title.text}' hoort een lijst met {EXPECTED} vragen te staan."
        return Reading(problems=(Problem("selection_question", "1", line, message),))
    line = sections[0].title.line if sections else 1
    kept, problems = count_entries(entries, expected=EXPECTED, name="keuzevraag", line=line)
    return Reading(entries=kept, problems=problems)
