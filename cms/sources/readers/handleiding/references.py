"""The overview of links: each link is a reference of its own, described by the sentences around it.

The title is the link's text, without 'deze' or 'de' and with a capital. A vague text ('hier') says nothing: then the
bold words of its sentences are the title, or else the sentence itself, shortened.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cms.sources.identity import name_key
from cms.sources.markdown.blocks import Items, Link, Paragraph, Run, links_in, paragraphs_in, plain
from cms.sources.markdown.html import render_blocks
from cms.sources.readers.handleiding.headings import Part
from cms.sources.readers.handleiding.outline import Outline
from cms.sources.readers.handleiding.sections import Section
from cms.sources.readers.handleiding.steps import cut_runs
from cms.sources.reading import Entry, Finding, FindingRule, Problem, Reading
from cms.wording.link_texts import is_vague
from cms.wording.sentences import split_sentences

_DETERMINER = re.compile(r"(?:deze|dit|die|dat|de|het|een|onze)\s+")  # lower case only: 'De Ster' is a name
_TITLE = 80  # characters of a sentence that serves as title


def read_references(outline: Outline) -> Reading:
    """Return an entry for each link of the overview."""
    entries: list[Entry] = []
    findings: list[Finding] = []
    problems: list[Problem] = []
    counts: Counter[str] = Counter()
    for section in outline.all_of(Part.REFERENCES)[:1]:
        for runs in _bullets(outline, section):
            groups: list[tuple[Link | None, str, list[Run]]] = [*_groups(runs)]
            if not groups:
                findings.append(_without_link(runs))
                groups = [(None, "", list(runs))]
            entries += [_entry(link, text, around, counts) for link, text, around in groups]
        if not entries:
            message = f"Regel {section.title.line}: onder '{section.title.text}' hoort een lijst met links te staan."
            problems.append(Problem("reference", "1", section.title.line, message))
    return Reading(entries=tuple(entries), findings=tuple(findings), problems=tuple(problems))


def _bullets(outline: Outline, section: Section) -> Iterable[tuple[Run, ...]]:
    for block in outline.footnotes.place(section.blocks):
        entries = block.entries if isinstance(block, Items) else ((block,),)
        for entry in entries:
            runs: list[Run] = []
            for paragraph in paragraphs_in(entry):
                runs += [Run(" ", paragraph.line), *paragraph.runs] if runs else paragraph.runs
            if plain(runs):
                yield tuple(runs)


def _groups(runs: Sequence[Run]) -> Iterable[tuple[Link, str, list[Run]]]:
    """Return each link with its text and its sentences; a sentence without a link goes with the next, or the last."""
    text = "".join(run.text for run in runs)
    starts = [sentence.start for sentence in split_sentences(text)] or [0]
    groups: list[list[Run]] = [[]]
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        if links_in(groups[-1]):
            groups.append([])
        groups[-1] += cut_runs(runs, start, stop)
    if len(groups) > 1 and not links_in(groups[-1]):
        groups[-2] += groups.pop()
    for group in groups:
        for link, words in links_in(group).items():
            yield link, words, group


def _entry(link: Link | None, text: str, around: Sequence[Run], counts: Counter[str]) -> Entry:
    title = _title(text, around)
    name = name_key(title)
    counts[name] += 1
    key = name if counts[name] == 1 else f"{name}-{counts[name]}"
    line = link.line if link else around[0].line
    words = tuple(replace(run, link=None) for run in around)
    values = {
        "title": title,
        "url": link.target if link else "",
        "description": render_blocks([Paragraph(line, words)]),
    }
    return Entry("reference", key, line, dict(values))


def _title(text: str, around: Sequence[Run]) -> str:
    title = _DETERMINER.sub("", text, count=1) if _DETERMINER.match(text) else text
    if is_vague(text):
        title = plain(run for run in around if run.bold) or _shortened(plain(around))
    return title[:1].upper() + title[1:]


def _shortened(sentence: str) -> str:
    if len(sentence) <= _TITLE:
        return sentence.rstrip(" .")
    return sentence[:_TITLE].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def _without_link(runs: Sequence[Run]) -> Finding:
    message = f"Dit punt in het overzicht heeft geen link: '{_shortened(plain(runs))}'. Voeg de link toe."
    return Finding(FindingRule.REFERENCE_WITHOUT_LINK, runs[0].line, message)
