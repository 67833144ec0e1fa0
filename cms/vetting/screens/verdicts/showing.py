"""How facts, changes and evidence stand on a screen."""

from collections.abc import Iterable
from dataclasses import dataclass

from cms.vetting.changed import Change, changed_facts, record_label
from cms.vetting.fact import RecognitionFact
from cms.vetting.models import Evidence, Verdict
from cms.vetting.recognition_state import RecognitionState

OWN_PROPOSAL = "Dit stelde je zelf voor. Een ander moet erover beslissen."


@dataclass(frozen=True)
class ShownFact:
    """One recognition: the record, its state in a word, and the reason in words."""

    record: str
    state: str
    reason: str
    is_plain: bool


@dataclass(frozen=True)
class Beside:
    """One record as a proposal saw it, beside what is known now."""

    record: str
    seen: str
    now: str
    differs: bool


def facts_shown(facts: Iterable[RecognitionFact]) -> list[ShownFact]:
    """Return ``facts`` as a person reads them."""
    return [
        ShownFact(
            record_label(fact),
            RecognitionState(fact.state).label,
            fact.reason,
            fact.state == RecognitionState.RECOGNISED,
        )
        for fact in facts
    ]


def side_by_side(seen: Iterable[RecognitionFact], now: Iterable[RecognitionFact]) -> list[Beside]:
    """Return every record of either, with what was seen beside what is known now."""
    before, after = list(seen), list(now)
    changed: dict[str, Change] = {change.about: change for change in changed_facts(before, after)}
    words = {record_label(fact): fact.reason for fact in [*before, *after]}
    return [
        Beside(record, changed[record].old, changed[record].new, differs=True)
        if record in changed
        else Beside(record, reason, reason, differs=False)
        for record, reason in sorted(words.items())
    ]


def evidence_of(verdict: Verdict | None) -> list[Evidence]:
    """Return the evidence of ``verdict`` in the order in which it was offered. One query."""
    if verdict is None:
        return []
    return list(verdict.evidence.select_related("consultation__observation", "consultation__consulted_by"))
