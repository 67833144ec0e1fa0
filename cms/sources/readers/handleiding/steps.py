"""The seven steps of the school-wide approach.

A step's title is a plain order ('Kies doelen'). What comes after its first sentence, or after the last comma before
its first link, is the step's text: there it can keep its links.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cms.sources.markdown.blocks import Block, Items, Paragraph, Run, plain
from cms.sources.readers.handleiding.counted import count_entries
from cms.sources.readers.handleiding.headings import Part, number_of
from cms.sources.readers.handleiding.outline import Outline
from cms.sources.reading import Entry, Problem, Reading

EXPECTED = 7
_STEP = re.compile(r"\s*stap\s+(\d{1,2})\s*[:.)–-]*\s*", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]\s+|(?<!\s)\s+[–-]\s+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def read_steps(outline: Outline) -> Reading:
    """Return an entry for each step, from a list of steps or from headings 'Stap 1: …'."""
    entries: list[Entry] = []
    lists = [section for section in outline.all_of(Part.STEPS) if section.items_list]
    for section in lists:
        entries += _from_list(outline, section.items_list) if section.items_list else []
    for section in outline.all_of(Part.STEP):
        entries.append(_step(outline, number_of(section.title.text) or 0, section.title.runs, section.blocks))
    if not entries:
        message = (
            f"De {EXPECTED} stappen ontbreken. Verwacht is een lijst onder 'Aan de slag met {EXPECTED} stappen', "
            "met in elk punt 'Stap 1: …'."
        )
        return Reading(problems=(Problem("step", "1", 1, message),))
    kept, problems = count_entries(entries, expected=EXPECTED, name="stap", line=entries[0].line)
    return Reading(entries=kept, problems=problems)


def _from_list(outline: Outline, items: Items) -> list[Entry]:
    found = []
    for place, entry in enumerate(items.entries):
        first = entry[0] if entry and isinstance(entry[0], Paragraph) else Paragraph(items.line, ())
        number = _STEP.match("".join(run.text for run in first.runs))
        found.append(_step(outline, int(number[1]) if number else items.start + place, first.runs, entry[1:]))
    return found


def _step(outline: Outline, number: int, runs: Sequence[Run], blocks: Iterable[Block]) -> Entry:
    line = runs[0].line if runs else 1
    text = "".join(run.text for run in runs)
    opening = _STEP.match(text)
    start = opening.end() if opening else 0
    stop, resume = _title_end(runs, text, start)
    rest = capitalised(cut_runs(runs, resume, len(text)))
    marks = [run for run in runs if run.note]
    body = outline.rich_text([Paragraph(line, (*rest, *(mark for mark in marks if mark not in rest))), *blocks])
    title = " ".join(text[start:stop].split()).rstrip(" .,;:")
    return Entry("step", str(number), line, {"title": title, "body": body})


def _title_end(runs: Sequence[Run], text: str, start: int) -> tuple[int, int]:
    """Return where the title stops, and where the step's text begins."""
    if sentence := _SENTENCE.search(text, start):
        return sentence.start(), sentence.end()
    place = 0
    for run in runs:
        if run.link is not None:
            clauses = list(_CLAUSE.finditer(text, start, place))
            return (clauses[-1].start(), clauses[-1].end()) if clauses else (len(text), start)
        place += len(run.text)
    return len(text), len(text)


def cut_runs(runs: Sequence[Run], start: int, stop: int) -> list[Run]:
    """Return the part of ``runs`` between two places in their joined text."""
    kept = []
    place = 0
    for run in runs:
        text = run.text[max(0, start - place) : max(0, stop - place)]
        if text or (run.note and start <= place <= stop):
            kept.append(replace(run, text=text))
        place += len(run.text)
    return kept


def capitalised(runs: Sequence[Run]) -> list[Run]:
    """Return ``runs`` with a capital at the start."""
    return [
        replace(run, text=run.text[:1].upper() + run.text[1:]) if place == 0 else run for place, run in enumerate(runs)
    ]


def item_text(entry: Sequence[Block]) -> tuple[str, int]:
    """Return the words of a list item's first paragraph, and its line."""
    first = entry[0] if entry else None
    return (plain(first.runs), first.line) if isinstance(first, Paragraph) else ("", 0)
