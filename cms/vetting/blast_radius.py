"""What leaving an intervention out would touch: recommendations, domains, examples, releases. Constant queries.

A recommendation counts as it is ready and as its open draft has it: who adds it today counts too.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from cms.content.models import DomainPage, Intervention, InterventionLink, PracticeExample, RecommendationPage
from cms.vetting.facts import facts_of
from cms.vetting.levels import RecognitionLevel
from cms.vetting.released import releases_with

_SHORTEST_NAME = 4  # a shorter name stands in half of all texts
_STEP_LENGTH = 4  # characters per level in treebeard's path


@dataclass(frozen=True)
class Use:
    """One recommendation that links the intervention.

    ``others`` are the other interventions in it, ``alike`` those of them with a level in common on the day.
    """

    page: RecommendationPage
    domain: str
    in_ready: bool
    in_draft: bool
    others: list[Intervention]
    alike: list[Intervention]

    @property
    def is_left_without(self) -> bool:
        """Whether leaving the intervention out leaves this recommendation without any."""
        return not self.others


@dataclass(frozen=True)
class BlastRadius:
    """Everything that uses an intervention. ``examples`` are the practice examples that name it."""

    uses: list[Use]
    domains: list[str]
    examples: list[PracticeExample]
    releases: list[str]

    @property
    def left_without(self) -> list[Use]:
        """The recommendations that would have no intervention left."""
        return [use for use in self.uses if use.is_left_without]


def blast_radius(intervention: Intervention, *, day: date) -> BlastRadius:
    """Return what uses ``intervention``; levels are compared as they count on ``day``."""
    ready = _linked_ready()
    drafts = _linked_drafts()
    pages = {page for page, linked in [*ready.items(), *drafts.items()] if intervention.pk in linked}
    linked = {page: drafts.get(page, ready[page]) | (ready[page] & {intervention.pk}) for page in pages}
    known = Intervention.objects.in_bulk({pk for page in pages for pk in linked[page]})
    levels = _levels([intervention.pk, *known], day)
    domains = dict(DomainPage.objects.values_list("path", "title"))
    uses = []
    for page in RecommendationPage.objects.filter(pk__in=pages).in_reading_order():
        others = [known[pk] for pk in sorted(linked[page.pk]) if pk in known and pk != intervention.pk]
        uses.append(
            Use(
                page=page,
                domain=domains.get(page.path[:-_STEP_LENGTH], ""),
                in_ready=page.live and intervention.pk in ready[page.pk],
                in_draft=not page.live or intervention.pk in drafts.get(page.pk, set()),
                others=others,
                alike=[other for other in others if levels[other.pk] & levels[intervention.pk]],
            )
        )
    return BlastRadius(
        uses=uses,
        domains=list(dict.fromkeys(use.domain for use in uses)),
        examples=_examples_naming(intervention),
        releases=releases_with(intervention.uid),
    )


def _linked_ready() -> defaultdict[int, set[int]]:
    """Return, by recommendation, what stands in its table: as last made ready, or as created."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    rows = InterventionLink.objects.exclude(intervention=None).values_list("recommendation", "intervention")
    for page, intervention in rows.iterator():
        found[page].add(intervention)
    return found


def _linked_drafts() -> dict[int, set[int]]:
    """Return, by recommendation with open work, what its newest version links."""
    drafts = RecommendationPage.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False)
    rows = drafts.values_list("pk", "latest_revision__content").iterator(chunk_size=100)
    now = Intervention.every.successors()
    return {pk: _in_version(content, now) for pk, content in rows}


def _in_version(content: dict[str, list[dict[str, int | None]]], now: dict[int, int]) -> set[int]:
    linked = {row["intervention"] for row in content.get("intervention_links", [])}
    return {now.get(pk, pk) for pk in linked if pk is not None}


def _levels(interventions: Iterable[int], day: date) -> dict[int, set[str]]:
    refused = {"", RecognitionLevel.NIET_ERKEND.value}
    return {key: {fact.level for fact in facts} - refused for key, facts in facts_of(interventions, day).items()}


def _examples_naming(intervention: Intervention) -> list[PracticeExample]:
    name = intervention.name.strip()
    if len(name) < _SHORTEST_NAME:
        return []
    return list(PracticeExample.objects.filter(Q(title__icontains=name) | Q(body__icontains=name)).order_by("title"))
