"""What changed since the previous release, in words: the same values for the PDF and for the page."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

import msgspec

from exporters.base import ExportError
from exporters.kinds.change_report.comparing import TwoPacks, manifest_of
from exporters.kinds.change_report.parts import Part, parts_of
from publishing.documents.manifest import Manifest
from publishing.documents.registry import KINDS
from publishing.freezing.dutch import capitalised, counted, day_in_words, listed
from publishing.releases.changes import SORTS, Change, Comparison, DomainCount
from publishing.releases.comparing.details import Detail
from publishing.releases.comparing.sentences import (
    SORT_WORDS,
    ending_sentences,
    level_sentences,
    place_sentences,
    setting_sentences,
    sort_in_words,
)
from publishing.store.pack_reader import Pack

_WAYS: dict[str, Literal["up", "down"]] = {"up": "up", "down": "down"}
_FIRST = "Dit is de eerste uitgave. Er is geen vorige om mee te vergelijken: alles is nieuw."
_ALONE = "Deze uitgave volgt op uitgave {}. Die is er niet bij: dit verslag kan niet zeggen wat er veranderde."
_MOST = 5_000  # changes: more than anybody reads


class Level(msgspec.Struct, frozen=True):
    """What became of a recognition: ``way`` is up, down, or empty for anything else."""

    way: Literal["", "up", "down"]
    text: str


class Told(msgspec.Struct, frozen=True):
    """A change as people read it."""

    sort: str
    change: Literal["new", "changed", "moved", "retired"]
    kind: str
    title: str
    sentences: list[str]
    levels: list[Level]
    parts: list[Part]


class Group(msgspec.Struct, frozen=True):
    """The changes of a domain, or of what stands in several or none. ``anchor`` names its place in the report."""

    anchor: str
    title: str
    changes: list[Told]


class Row(msgspec.Struct, frozen=True):
    """How much changed in a domain; ``anchor`` is empty where nothing did."""

    anchor: str
    title: str
    counts: list[str]


class Report(msgspec.Struct, frozen=True):
    """The whole report; ``before`` is empty for a first release."""

    number: str
    day: str
    before: str
    check: str
    publisher: str
    licence: str
    summary: list[str]
    sorts: list[str]
    rows: list[Row]
    groups: list[Group]


def report_alone(pack: Pack) -> Report:
    """Return the report of a release that follows no other; of one that does, that there was nothing to compare."""
    manifest = manifest_of(pack)
    said = _FIRST if manifest.predecessor is None else _ALONE.format(manifest.predecessor.number)
    held = [kind for kind in KINDS.values() if not kind.is_single]
    counts = ((sum(one.kind == kind.name for one in manifest.documents), kind) for kind in held)
    items = listed([counted(count, kind.name, kind.collection) for count, kind in counts if count])
    return _report(manifest, "", [said, f"Erin staan {items}." if items else "Er staat niets in."], [], [])


def report_since(old: Pack, new: Pack) -> Report:
    """Return what changed from ``old`` to ``new``; raise ExportError when they do not follow each other."""
    packs = TwoPacks(old, new)
    packs.check()
    comparison = packs.compared()
    if len(comparison.changes) > _MOST:
        raise ExportError(
            f"Er zijn {len(comparison.changes)} wijzigingen. Een verslag kan er hoogstens {_MOST} hebben."
        )
    manifest = manifest_of(new)
    anchors = {one.id: f"groep-{place}" for place, one in enumerate(comparison.domains, start=1)}
    groups = [
        Group(anchors[found], changes[0].change.domain, [_told(one) for one in changes])
        for found, group in groupby(packs.details(comparison), key=lambda one: one.change.domain_id)
        if (changes := list(group))
    ]
    rows = [_row(one, anchors[one.id]) for one in comparison.domains]
    return _report(manifest, comparison.old, list(_summary(comparison, manifest, manifest_of(old))), rows, groups)


def _report(manifest: Manifest, before: str, summary: list[str], rows: list[Row], groups: list[Group]) -> Report:
    return Report(
        number=manifest.number,
        day=day_in_words(manifest.reference_date),
        before=before,
        check=manifest.base_url,
        publisher=manifest.publisher,
        licence=manifest.licence,
        summary=summary,
        sorts=[capitalised(SORT_WORDS[name]) for name in SORTS],
        rows=rows,
        groups=groups,
    )


def _row(one: DomainCount, anchor: str) -> Row:
    return Row(anchor if any(one.counts.values()) else "", one.title, [str(one.counts[name]) for name in SORTS])


def _summary(comparison: Comparison, new: Manifest, old: Manifest) -> Iterator[str]:
    days = day_in_words(new.reference_date), day_in_words(old.reference_date)
    yield (
        f"Dit verslag vergelijkt uitgave {comparison.new} (ijkdatum {days[0]}) "
        f"met uitgave {comparison.old} (ijkdatum {days[1]})."
    )
    told = [f"{comparison.counts[name]} {SORT_WORDS[name]}" for name in SORTS if comparison.counts[name]]
    yield f"In totaal: {listed(told)}." if told else "Er is niets veranderd."
    steps = [(comparison.levels["up"], "omhoog"), (comparison.levels["down"], "omlaag")]
    for count, way in steps:
        if count:
            yield f"Van {counted(count, 'erkenning', 'erkenningen')} ging het niveau {way}."
    yield from setting_sentences(comparison.settings)


def _told(detail: Detail) -> Told:
    change = detail.change
    return Told(
        sort=capitalised(sort_in_words(change)),
        change=change.change,
        kind=change.kind,
        title=change.title,
        sentences=list(_sentences(change)),
        levels=list(_levels(change)),
        parts=[] if change.change == "retired" or KINDS[change.kind].is_single else list(parts_of(detail)),
    )


def _sentences(change: Change) -> Iterable[str]:
    yield from place_sentences(change)
    yield from ending_sentences(change)
    if KINDS[change.kind].is_single:
        yield "De uitgave maakt dit zelf, uit haar eigen gegevens."


def _levels(change: Change) -> Iterator[Level]:
    for one, sentence in level_sentences(change):
        yield Level(_WAYS.get(one.what, ""), sentence)
