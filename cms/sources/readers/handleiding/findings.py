"""What is questionable in the words and links of the manual, with the line of each."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from cms.sources.markdown import Document, Run
from cms.sources.markdown.blocks import Heading, Link, Paragraph, links_in, paragraphs_in
from cms.sources.reading import Finding, FindingRule
from cms.wording.leftovers import LeftoverKind, leftovers
from cms.wording.link_targets import TargetFault, fault_of_target
from cms.wording.link_texts import is_vague
from cms.wording.repetition import Repeat, repeats
from cms.wording.sentences import split_sentences

_TARGETS = {
    TargetFault.EMPTY: (FindingRule.EMPTY_LINK, "leidt nergens heen ({target}). Vul het webadres in."),
    TargetFault.INSECURE: (FindingRule.HTTP_LINK, "gaat naar http: {target}. Gebruik het adres met https."),
    TargetFault.UNKNOWN_SCHEME: (FindingRule.UNKNOWN_LINK, "opent in geen browser: {target}. Vul een webadres in."),
}
_LEFTOVERS = {
    LeftoverKind.FIELD_ERROR: "Hier staat een foutmelding van de tekstverwerker: '{text}'. Haal die weg.",
    LeftoverKind.WRONG_ENCODING: "'{text}' lijkt verkeerd omgezet. Verbeter de letters.",
}


def find_in(document: Document) -> tuple[Finding, ...]:
    """Return the findings in ``document``, one kind after another."""
    paragraphs = list(paragraphs_in(document.blocks))
    links = [pair for paragraph in paragraphs for pair in links_in(paragraph.runs).items()]
    return (
        *_faulty_targets(links),
        *(_vague(link, text) for link, text in links if is_vague(text)),
        *(finding for paragraph in paragraphs for finding in _leftovers(paragraph)),
        *_repeats(paragraphs),
        *(_odd(oddity.line, oddity.markup) for oddity in document.oddities),
    )


def _faulty_targets(links: Iterable[tuple[Link, str]]) -> Iterable[Finding]:
    for link, text in links:
        if fault := fault_of_target(link.target):
            rule, words = _TARGETS[fault]
            message = f"De link '{text[:80]}' {words.format(target=link.target[:200] or 'geen adres')}"
            yield Finding(rule, link.line, message)


def _vague(link: Link, text: str) -> Finding:
    message = f"De linktekst '{text[:80]}' zegt niet waar de link heen gaat. Noem wat de lezer daar vindt."
    return Finding(FindingRule.VAGUE_LINK_TEXT, link.line, message)


def _leftovers(paragraph: Paragraph | Heading) -> Iterable[Finding]:
    for leftover in leftovers("".join(run.text for run in paragraph.runs)):
        message = _LEFTOVERS[leftover.kind].format(text=leftover.text)
        yield Finding(FindingRule.CONVERSION_LEFTOVER, _line_at(paragraph.runs, leftover.start), message)


def _repeats(paragraphs: Iterable[Paragraph | Heading]) -> Iterable[Finding]:
    """Return a finding for each passage: a run of sentences that repeats a run of earlier ones."""
    sentences: list[tuple[str, int]] = []
    for paragraph in paragraphs:
        text = "".join(run.text for run in paragraph.runs)
        sentences += [(found.text, _line_at(paragraph.runs, found.start)) for found in split_sentences(text)]
    found = repeats([text for text, _ in sentences])
    numbered = enumerate(found)
    for _, group in groupby(numbered, key=lambda pair: (pair[1].second - pair[0], pair[1].second - pair[1].first)):
        yield _repeated([repeat for _, repeat in group], sentences)


def _repeated(passage: Sequence[Repeat], sentences: Sequence[tuple[str, int]]) -> Finding:
    text, line = sentences[passage[0].second]
    differences = [f"'{left}' en '{right}'" for repeat in passage for left, right in repeat.differences]
    size = "één zin" if len(passage) == 1 else f"{len(passage)} zinnen"
    words = f" Verschil: {', '.join(differences[:5])}." if differences else ""
    message = (
        f"Een passage van {size} herhaalt regel {sentences[passage[0].first][1]}: '{text[:60].rstrip()}…'.{words} "
        "Kies één van beide."
    )
    return Finding(FindingRule.REPEATED_PASSAGE, line, message)


def _odd(line: int, markup: str) -> Finding:
    message = f"'{markup}' hoort niet in de teksten en is weggelaten; de woorden zijn gebleven."
    return Finding(FindingRule.FOREIGN_MARKUP, line, message)


def _line_at(runs: Sequence[Run], place: int) -> int:
    line = runs[0].line if runs else 1
    for run in runs:
        if place < 0:
            break
        line = run.line
        place -= len(run.text)
    return line
