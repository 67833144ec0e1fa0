"""Makes a plan of what a source would change. Nothing is written."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import CharField

from cms.content.models import DomainPage, RecommendationPage
from cms.sources.existing import Existing, Inventory
from cms.sources.plan import Change, Gap, Plan, Row, RowClass
from cms.sources.reading import Entry, Problem, Reading
from cms.sources.shortening import shortened
from cms.sources.targets import TARGETS, Target

_SCORE_TEXTS = {"when_low": "de tekst bij score 1", "when_high": "de tekst bij score 10"}


def make_plan(*, kind: str, reading: Reading, data: bytes, complete: bool = False) -> Plan:
    """Return what importing ``reading`` would change, against the latest draft of each item.

    Only a ``complete`` source can make an item disappear, and even then that is a question and never a delete.
    """
    return Plan(
        kind=kind,
        source=hashlib.sha256(data).hexdigest(),
        rows=tuple(_rows(reading, complete=complete)),
        findings=reading.findings,
        still_to_write=tuple(_gaps([entry for entry in reading.entries if entry.target == "domain"])),
    )


def _rows(reading: Reading, *, complete: bool) -> Iterable[Row]:
    problems: defaultdict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in reading.problems:
        problems[problem.target, problem.key].append(problem)
    for target in TARGETS.values():
        entries = [entry for entry in reading.entries if entry.target == target.name]
        inventory = Inventory(target)
        claimed = frozenset(entry.key for entry in entries)
        for entry in entries:
            wrong = [problem.message for problem in problems.pop((entry.target, entry.key), [])]
            yield _row(target, entry, inventory.take(entry, claimed=claimed), wrong)
        if complete:
            yield from _disappeared(target, inventory)
    for (name, key), wrong_ones in problems.items():
        messages = tuple(problem.message for problem in wrong_ones)
        yield Row(name, key, RowClass.ERROR, problems=messages, line=wrong_ones[0].line)


def _row(target: Target, entry: Entry, existing: Existing | None, wrong: Sequence[str]) -> Row:
    problems = (*wrong, *_unfit(target, entry))
    if existing is None:
        fields = {name: Change(None, value) for name, value in entry.values.items()}
        row_class = RowClass.NEW
    else:
        fields = {
            name: Change(existing.values[name], value)
            for name, value in entry.values.items()
            if existing.values[name] != value
        }
        row_class = RowClass.CHANGED if fields else RowClass.UNCHANGED
    return Row(
        target=target.name,
        key=entry.key,
        row_class=RowClass.ERROR if problems else row_class,
        fields=fields,
        problems=problems,
        line=entry.line,
        item=existing.uid if existing else "",
        base=existing.base if existing else "",
    )


def _unfit(target: Target, entry: Entry) -> Iterable[str]:
    """Return a problem for each value that the field it is meant for cannot hold."""
    for name, value in entry.values.items():
        field = target.model._meta.get_field(name)
        if not isinstance(field, CharField):
            continue
        if not value and not field.blank:
            yield f"Regel {entry.line}: {target.label} {entry.key} heeft geen {field.verbose_name}. Vul die aan."
        elif field.max_length and len(str(value)) > field.max_length:
            yield (
                f"Regel {entry.line}: '{field.verbose_name}' van {target.label} {shortened(entry.key, longest=40)} "
                f"telt {len(str(value))} tekens; hooguit {field.max_length} passen. Maak de tekst korter."
            )


def _disappeared(target: Target, inventory: Inventory) -> Iterable[Row]:
    for key, existing in inventory.left.items():
        yield Row(target.name, key, RowClass.DISAPPEARED, item=existing.uid, base=existing.base)


def _gaps(domains: Sequence[Entry]) -> Iterable[Gap]:
    """Return what each domain still lacks and no manual holds: its score texts and its recommendations."""
    pages = {str(draft.number): draft for draft in (page.get_latest_revision_as_object() for page in _domain_pages())}
    for entry in domains:
        page = pages.get(entry.key)
        name = f"domein {entry.key} '{entry.values['title']}'"
        for field, label in _SCORE_TEXTS.items():
            if page is None or not getattr(page, field):
                yield Gap("domain", entry.key, field, f"{label} van {name}")
        if page is None or not RecommendationPage.objects.child_of(page).exists():
            yield Gap("domain", entry.key, "recommendations", f"de aanbevelingen van {name}")


def _domain_pages() -> Iterable[DomainPage]:
    return DomainPage.objects.select_related("latest_revision").order_by("pk")
