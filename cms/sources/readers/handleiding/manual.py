"""Bytes become the content of the manual."""

from collections.abc import Callable

from cms.sources.decoding import decode_markdown
from cms.sources.errors import UnreadableSourceError
from cms.sources.markdown import MarkdownError, parse_markdown
from cms.sources.markdown.notes import Footnotes, take_out_notes
from cms.sources.readers.handleiding.definitions import read_definitions
from cms.sources.readers.handleiding.domains import read_domains
from cms.sources.readers.handleiding.findings import find_in
from cms.sources.readers.handleiding.outline import Outline, problems_of
from cms.sources.readers.handleiding.questions import read_questions
from cms.sources.readers.handleiding.references import read_references
from cms.sources.readers.handleiding.sections import cut
from cms.sources.readers.handleiding.steps import read_steps
from cms.sources.readers.handleiding.texts import read_texts
from cms.sources.reading import Finding, FindingRule, Reading, join

# In the order in which footnotes should be claimed: the order of the manual, as far as its parts have one.
_PARTS: tuple[Callable[[Outline], Reading], ...] = (
    read_texts,
    read_steps,
    read_questions,
    read_definitions,
    read_domains,
    read_references,
)


def read_manual(data: bytes) -> Reading:
    """Return the content of a manual in Markdown; raise UnreadableSourceError when ``data`` is no such thing.

    What is wrong with its parts (one missing, double or unknown) comes back as problems, all at once.
    """
    text = decode_markdown(data)
    try:
        document = parse_markdown(text)
    except MarkdownError as error:
        raise UnreadableSourceError(f"Regel {error.line}: {error} Controleer of dit de handleiding is.") from error
    blocks, notes = take_out_notes(document.blocks)
    outline = Outline(cut(blocks), Footnotes(notes))
    if not outline.is_known:
        raise UnreadableSourceError(
            "Geen enkele kop van de handleiding is gevonden. Verwacht zijn koppen als 'Introductie', 'Doelgroep' en "
            "'Colofon'. Controleer of dit de handleiding in Markdown is."
        )
    parts = [read(outline) for read in _PARTS]
    whole = Reading(findings=find_in(document) + _footnotes(outline.footnotes), problems=problems_of(outline))
    return join([whole, *parts])


def _footnotes(footnotes: Footnotes) -> tuple[Finding, ...]:
    missing = (
        Finding(
            FindingRule.FOOTNOTE,
            run.line,
            f"Bij verwijsteken {run.text or run.note} hoort geen voetnoot. Voeg die toe of haal het teken weg.",
        )
        for run in footnotes.missing
    )
    unused = (
        Finding(
            FindingRule.FOOTNOTE,
            note.line,
            f"Naar voetnoot {note.label} verwijst niets; zij is niet overgenomen. Zet het teken in de tekst.",
        )
        for note in footnotes.unused
    )
    return (*missing, *unused)
