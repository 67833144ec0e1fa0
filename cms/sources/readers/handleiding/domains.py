"""The eight domains: the numbered list and the annex are one set. The annex's spelling is kept."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cms.sources.readers.handleiding.counted import count_entries
from cms.sources.readers.handleiding.headings import Part, number_of, without_numbering
from cms.sources.readers.handleiding.outline import Outline, loose_text
from cms.sources.readers.handleiding.sections import Section
from cms.sources.readers.handleiding.steps import item_text
from cms.sources.reading import Entry, Finding, FindingRule, Problem, Reading
from cms.wording.labels import SAME_NAME, DriftKind, drift_between, similarity

EXPECTED = 8
_RULES = {DriftKind.SPELLING: FindingRule.LABEL_SPELLING, DriftKind.CAPITALS: FindingRule.LABEL_CAPITALS}
_MOST = 99  # numbers that a domain can have


class Listed(NamedTuple):
    """A domain in the numbered list."""

    number: int
    label: str
    line: int


def read_domains(outline: Outline) -> Reading:
    """Return an entry for each domain of the annex, and how it differs from the list."""
    annexes = outline.all_of(Part.DOMAINS)[:1]
    listed = _listed(outline)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for annex in annexes:
        problems += loose_text(annex)
        entries += [_entry(outline, item, place, listed) for place, item in enumerate(annex.items, start=1)]
        if not annex.items:
            message = f"Regel {annex.title.line}: hier horen {EXPECTED} domeinen te staan, elk onder een eigen kop."
            problems.append(Problem("domain", "1", annex.title.line, message))
    line = annexes[0].title.line if annexes else 1
    kept, wrong = count_entries(entries, expected=EXPECTED, name="domein", line=line)
    empty = [_empty(entry) for entry in kept if not entry.values["explanation"]]
    findings, unlike = _compare(listed, kept) if listed and kept else ([], [])
    said = {problem.key for problem in unlike}  # of a domain without description the list tells more
    wrong = tuple(problem for problem in wrong if problem.key not in said or problem.line != line)
    return Reading(entries=kept, findings=tuple(findings), problems=(*problems, *wrong, *empty, *unlike))


def _listed(outline: Outline) -> list[Listed]:
    found = []
    for section in outline.all_of(Part.DOMAIN_LIST)[:1]:
        items = section.items_list
        for place, entry in enumerate(items.entries if items else ()):
            text, line = item_text(entry)
            number = number_of(text) or (items.start if items and items.ordered else 1) + place
            found.append(Listed(number, without_numbering(text), line))
    return found


def _entry(outline: Outline, item: Section, place: int, listed: Sequence[Listed]) -> Entry:
    title = without_numbering(item.title.text)
    number = number_of(item.title.text) or _number_in_list(title, listed) or place
    return Entry(
        "domain", str(number), item.title.line, {"title": title, "explanation": outline.rich_text(item.blocks)}
    )


def _number_in_list(title: str, listed: Sequence[Listed]) -> int | None:
    if len(listed) > _MOST:
        return None
    near = [domain for domain in listed if similarity(title, domain.label) >= SAME_NAME]
    return max(near, key=lambda domain: similarity(title, domain.label)).number if near else None


def _empty(entry: Entry) -> Problem:
    title = entry.values["title"]
    message = f"Regel {entry.line}: onder domein {entry.key} '{title}' staat geen toelichting. Vul die aan."
    return Problem("domain", entry.key, entry.line, message)


def _compare(listed: Sequence[Listed], described: Sequence[Entry]) -> tuple[list[Finding], list[Problem]]:
    """Return how the list and the annex differ: by name first, for a missing domain shifts every later number."""
    findings: list[Finding] = []
    problems: list[Problem] = []
    spare = {entry.key: entry for entry in described}
    unmatched: list[Listed] = []
    for domain in listed:
        entry = _same_name(domain, spare)
        if entry is None:
            unmatched.append(domain)
            continue
        del spare[entry.key]
        findings += _drift(domain, entry)
        if str(domain.number) != entry.key and len(listed) == len(described) == EXPECTED:
            problems.append(_renumbered(domain, entry))
    problems += [_not_described(domain, spare.pop(str(domain.number), None)) for domain in unmatched]
    return findings, [*problems, *(_not_listed(entry) for entry in spare.values())]


def _same_name(domain: Listed, spare: dict[str, Entry]) -> Entry | None:
    """Return the described domain with the name of ``domain``; the one with its number is tried first."""
    first = spare.get(str(domain.number))
    others = list(spare.values()) if len(spare) <= _MOST else []
    for entry in [first, *others] if first else others:
        if similarity(domain.label, str(entry.values["title"])) >= SAME_NAME:
            return entry
    return None


def _drift(domain: Listed, entry: Entry) -> Iterable[Finding]:
    title = str(entry.values["title"])
    if drift := drift_between(domain.label, title):
        other = f"in regel {entry.line} '{title}'"
        message = f"Domein {entry.key} heet hier '{domain.label}' en {other}. De tweede schrijfwijze is gebruikt."
        yield Finding(_RULES[drift.kind], domain.line, message)


def _renumbered(domain: Listed, entry: Entry) -> Problem:
    message = (
        f"Domein '{domain.label}' is nummer {domain.number} in de lijst (regel {domain.line}) en nummer {entry.key} in "
        f"de beschrijving (regel {entry.line}). Maak de nummers gelijk."
    )
    return Problem("domain", entry.key, entry.line, message)


def _not_described(domain: Listed, other: Entry | None) -> Problem:
    where = f"Regel {domain.line}: domein {domain.number} '{domain.label}' staat in de lijst, maar"
    if other is None:
        message = f"{where} wordt niet beschreven. Voeg het toe aan de beschrijving van domeinen."
    else:
        message = f"{where} heet '{other.values['title']}' in de beschrijving (regel {other.line}). Maak ze gelijk."
    return Problem("domain", str(domain.number), domain.line, message)


def _not_listed(entry: Entry) -> Problem:
    where = f"Regel {entry.line}: domein {entry.key} '{entry.values['title']}'"
    return Problem("domain", entry.key, entry.line, f"{where} staat niet in de lijst met domeinen. Voeg het daar toe.")
