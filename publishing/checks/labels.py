"""Labels that drift: one name, written in two ways somewhere in the release."""

from collections.abc import Iterator
from typing import NamedTuple

from cms.wording.labels import DriftKind, drift_between, fold
from publishing.checks.base import Finding, digest_of, kind_of
from publishing.checks.sentences import blocks_of
from publishing.checks.texts import html_of
from publishing.documents.base import Document
from publishing.documents.kinds.domain import Domain
from publishing.documents.kinds.intervention import Intervention
from publishing.documents.kinds.practice_example import PracticeExample
from publishing.documents.registry import KINDS, PLACES

_NEIGHBOURS = 8  # labels before it in the alphabet that each is compared with, from the front and from the back
_SHORTEST_WORD = 5  # letters; of shorter words one letter is a difference ('vmbo', 'vwo')
_LONGEST_NAME = 60  # characters of a line in a text that may be the name of a domain
_KINDS = tuple(KINDS)


class _Use(NamedTuple):
    """Where a label stands first, by kind, id and field."""

    kind: int
    id: str
    field: str


class _Label(NamedTuple):
    """A label, how often it stands in the release, where first, and whether it is a name and no mere line of text."""

    text: str
    times: int
    first: _Use
    is_name: bool


class LabelDrift:
    """Finds names that the release writes in two ways: themes and the like, organisations, titles of domains.

    A line of its own in a text (a heading, an item of a list) is held against the titles of the domains.
    """

    def __init__(self) -> None:
        self._groups: dict[str, dict[str, _Label]] = {}

    def see(self, document: Document) -> None:
        """Keep the labels of ``document``."""
        kind = kind_of(document)
        for group, field, text, is_name in _labels(document):
            if not text.strip():
                continue
            use = _Use(PLACES[kind], document.id, field)
            held = self._groups.setdefault(group, {}).get(text)
            if held is None:
                self._groups[group][text] = _Label(text, 1, use, is_name)
            else:
                first, names = min(held.first, use), held.is_name or is_name
                self._groups[group][text] = _Label(text, held.times + 1, first, names)

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each label that stands there more often in another spelling, at its first place."""
        for group in sorted(self._groups):
            labels = [self._groups[group][text] for text in sorted(self._groups[group])]
            drifts: dict[str, tuple[_Label, _Label]] = {}
            for left, right in _neighbours(labels):
                if (left.is_name or right.is_name) and is_one_name(left.text, right.text):
                    wrong, right_one = sorted((left, right), key=lambda label: (label.is_name, label.times, label.text))
                    drifts.setdefault(wrong.text, (wrong, right_one))
            for text in sorted(drifts):
                yield _finding(*drifts[text])

    def close(self) -> None:
        """Forget the labels."""
        self._groups.clear()


def _labels(document: Document) -> Iterator[tuple[str, str, str, bool]]:
    """Yield the group, field, text and whether it is a name, of each label of ``document``."""
    if isinstance(document, Intervention):
        for field, labels in _lists_of(document):
            yield from ((field, field, label, True) for label in labels)
        yield "organisaties", "eigenaar", document.owner, True
    elif isinstance(document, PracticeExample):
        yield "organisaties", "organisatie", document.organisation, True
    elif isinstance(document, Domain):
        yield "domeinen", "titel", document.title, True
    yield from (("domeinen", field, line, False) for field, html in html_of(document) for line in _lines(html))


def _lists_of(intervention: Intervention) -> Iterator[tuple[str, list[str]]]:
    yield "onderwijstypen", intervention.sectors
    yield "themas", intervention.themes
    yield "methoden", intervention.methods
    yield "pijlers", intervention.pillars
    yield "regios", intervention.regions


def _lines(html: str) -> Iterator[str]:
    """Yield the lines that may be a name."""
    for line in blocks_of(html):
        if len(line) <= _LONGEST_NAME and line[-1] not in ".?!:;":
            yield line


def _neighbours(labels: list[_Label]) -> Iterator[tuple[_Label, _Label]]:
    """Yield the pairs that begin alike or end alike: a number that grows with the labels, not with their square."""
    folded = {label.text: fold(label.text) for label in labels}
    for turned in (1, -1):
        ordered = sorted(labels, key=lambda label: (folded[label.text][::turned], label.text))
        for step in range(1, _NEIGHBOURS + 1):
            yield from zip(ordered, ordered[step:], strict=False)


def is_one_name(left: str, right: str) -> bool:
    """Return whether two labels are spellings of one name: word by word alike, numbers and short words the same."""
    drift = drift_between(left, right)
    if drift is None:
        return False
    if drift.kind is DriftKind.CAPITALS or fold(left) == fold(right):
        return True
    words, others = left.casefold().split(), right.casefold().split()
    if len(words) != len(others):
        return False
    return all(_is_one_word(word, other) for word, other in zip(words, others, strict=True))


def _is_one_word(left: str, right: str) -> bool:
    if fold(left) == fold(right):
        return True
    if min(len(left), len(right)) < _SHORTEST_WORD or any(character.isdigit() for character in left + right):
        return False
    return drift_between(left, right) is not None


def _finding(wrong: _Label, right: _Label) -> Finding:
    use, other = wrong.first, right.first
    return Finding(
        rule="label-drift",
        level="warning",
        kind=_KINDS[use.kind],
        id=use.id,
        field=use.field,
        message=(
            f"Hier staat '{wrong.text}', en in {_KINDS[other.kind]} '{other.id}', {other.field} staat '{right.text}'. "
            "Kies één schrijfwijze."
        ),
        digest=digest_of(wrong.text, right.text),
    )
