"""Content as editors would have made it. Items are *klaar* unless a test says otherwise."""

from datetime import date
from typing import Any

from django.utils import timezone

from cms.content.models import (
    Definition,
    DomainPage,
    Intervention,
    InterventionLink,
    PracticeExample,
    PracticeLink,
    RecommendationPage,
    Reference,
    SelectionQuestion,
    Step,
    Text,
    Wegwijzer,
)
from cms.vetting.levels import Register, read_label
from cms.vetting.models import Observation


def wegwijzer() -> Wegwijzer:
    """Return the root of the content tree, which a migration made."""
    return Wegwijzer.objects.get()


def domain(number: int = 1, **fields: Any) -> DomainPage:
    """Return a domain with both score texts."""
    values: dict[str, Any] = {
        "title": f"Domein {number}",
        "number": number,
        "when_low": "De sfeer in de klas is gespannen.",
        "when_high": "De sfeer in de klas is rustig.",
        "explanation": "<p>Een rustige klas helpt bij het leren.</p>",
        **fields,
    }
    page = wegwijzer().add_child(instance=DomainPage(**values))
    assert isinstance(page, DomainPage)
    return page


def recommendation(
    parent: DomainPage,
    title: str = "Plan rust in de week",
    *,
    interventions: dict[Intervention, str] | None = None,
    practice_examples: tuple[PracticeExample, ...] = (),
    **fields: Any,
) -> RecommendationPage:
    """Return a recommendation under ``parent``; ``interventions`` maps each intervention to its tailored text."""
    page = RecommendationPage(title=title, **{"body": "<p>Houd een middag vrij van toetsen.</p>", **fields})
    page.intervention_links = [  # type: ignore[misc]  # modelcluster takes a list for its rows
        InterventionLink(intervention=intervention, tailored_text=text, sort_order=place)
        for place, (intervention, text) in enumerate((interventions or {}).items())
    ]
    page.practice_links = [  # type: ignore[misc]  # as above
        PracticeLink(practice_example=example, sort_order=place) for place, example in enumerate(practice_examples)
    ]
    added = parent.add_child(instance=page)
    assert isinstance(added, RecommendationPage)
    return added


def intervention(name: str = "Rustig Leren", **fields: Any) -> Intervention:
    """Return an intervention without observations."""
    return Intervention.objects.create(name=name, **{"summary": "<p>Een lessenreeks over rust.</p>", **fields})


def observation(
    of: Intervention,
    raw_label: str = "Goed onderbouwd",
    on: date | None = date(2024, 3, 1),
    *,
    register: Register = Register.GEZONDE_SCHOOL,
    record: str = "1400001",
    **fields: Any,
) -> Observation:
    """Return a recognition event of ``of``."""
    return Observation.objects.create(
        intervention=of,
        register=register,
        record=record,
        raw_label=raw_label,
        level=read_label(raw_label, register=register) or "",
        recognised_on=on,
        **{"entered_at": timezone.now(), "url": f"https://register.example/{record}", **fields},
    )


def practice_example(title: str = "De stille dinsdag", **fields: Any) -> PracticeExample:
    """Return a practice example."""
    return PracticeExample.objects.create(title=title, **{"body": "<p>Op dinsdag is er geen toets.</p>", **fields})


def text(key: str = "introductie", **fields: Any) -> Text:
    """Return a running text."""
    return Text.objects.create(key=key, **{"title": key.capitalize(), "body": "<p>Welkom.</p>", **fields})


def step(number: int = 1, **fields: Any) -> Step:
    """Return a step."""
    return Step.objects.create(number=number, **{"title": f"Stap voor doel {number}", **fields})


def selection_question(number: int = 1, **fields: Any) -> SelectionQuestion:
    """Return a selection question."""
    return SelectionQuestion.objects.create(number=number, **{"question": "Past dit bij onze school?", **fields})


def definition(term: str = "Prestatiedruk", **fields: Any) -> Definition:
    """Return a definition."""
    return Definition.objects.create(term=term, **{"body": "<p>Druk om te presteren.</p>", **fields})


def reference(title: str = "Kennisbank Rust", **fields: Any) -> Reference:
    """Return a reference."""
    return Reference.objects.create(title=title, **{"url": "https://voorbeeld.example/rust", **fields})


def let_go(item: Any) -> Any:
    """Return ``item``, a page or snippet, as it is when it stood ready and was put on *niet meer klaar*."""
    item.save_revision().publish()
    item.refresh_from_db()
    item.unpublish()
    return item
