"""Generated content of any size: of 100 documents 30 recommendations, 45 interventions and 17 practice examples."""

import random
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from cms.content import models as content
from cms.vetting.models import Observation

_WORDS = (
    "leerlingen",
    "docenten",
    "rust",
    "week",
    "toets",
    "gesprek",
    "klas",
    "mentor",
    "ouders",
    "samen",
    "plan",
    "doel",
)
_BATCH = 1_000


def generate(size: int) -> None:
    """Fill the empty workshop with ``size`` documents that are ready."""
    recommendations, examples, definitions = size * 30 // 100, size * 17 // 100, size * 8 // 100
    interventions = size - recommendations - examples - definitions - 8
    with transaction.atomic():
        _bulk(
            content.Intervention,
            interventions,
            lambda n: {"name": _title(n), "summary": _html(n, 30), "themes": _words(n, 2)},
        )
        _bulk(content.PracticeExample, examples, lambda n: {"title": _title(n), "body": _html(n, 80)})
        _bulk(content.Definition, definitions, lambda n: {"term": _title(n), "body": _html(n, 40), "sort_order": n})
        _observations()
        _pages(recommendations)


def change_one_percent() -> int:
    """Change one of every hundred interventions, and return how many that are."""
    keys = list(content.Intervention.objects.values_list("pk", flat=True))[::100]
    changed = content.Intervention.objects.filter(pk__in=keys)
    for item in changed:
        item.owner = "Een andere organisatie (fictief)"
    content.Intervention.objects.bulk_update(changed, ["owner"], batch_size=_BATCH)
    return len(changed)


def _sentences(seed: int, words: int) -> str:
    """Return sentences of eleven words: of a hundred about one stands elsewhere too, and one nearly."""
    return " ".join(f"{_sentence(words * 10_000_019 + seed * 31 + start)}." for start in range(0, words, 11))


def _sentence(number: int) -> str:
    if number % 100 == 0:
        number //= 200  # said somewhere else as well
    chance = random.Random(number)  # noqa: S311 - words for a benchmark, no secret
    # As in a real text a few words make up much of it, and the rest is rare.
    words = ["".join(chance.choices(_WORDS, k=chance.choice((1, 1, 3, 3, 3)))) for _ in range(11)]
    return " ".join(words).capitalize()


def _words(seed: int, count: int) -> list[str]:
    return [_WORDS[(seed * 7 + place * (seed % 5 + 1)) % len(_WORDS)] for place in range(count)]


def _title(seed: int) -> str:
    return f"{' '.join(_words(seed, 4)).capitalize()} {seed}"


def _html(seed: int, words: int) -> str:
    text = _sentences(seed, words)
    link = f'<a href="https://voorbeeld.example/{seed}">de gids</a>'
    return f'<p data-block-key="k{seed}">{text} <b>{seed}</b> en {link}.</p>'


def _bulk(model: type[Any], count: int, fields: Any) -> None:
    model.objects.bulk_create((model(**fields(number)) for number in range(count)), batch_size=_BATCH)


def _observations() -> None:
    keys = content.Intervention.objects.values_list("pk", flat=True)
    now = timezone.now()
    rows: Iterator[Observation] = (
        Observation(
            intervention_id=key,
            register="gezonde-school",
            record=str(key),
            record_key=str(key),
            raw_label="Goed onderbouwd",
            level="goed-onderbouwd",
            recognised_on=date(2024, 1 + key % 12, 1),
            entered_at=now,
        )
        for key in keys
    )
    Observation.objects.bulk_create(rows, batch_size=_BATCH)


def _pages(recommendations: int) -> None:
    domains = [_domain(number) for number in range(1, 9)]
    pages = [_page(number, domains[number % 8]) for number in range(recommendations)]
    keys = [page.pk for page in Page.objects.bulk_create(pages, batch_size=_BATCH)]
    rows = [(key, uuid.uuid4().hex, _html(number, 120), True, False) for number, key in enumerate(keys)]
    table = content.RecommendationPage._meta.db_table
    with connection.cursor() as cursor:  # Django has no bulk insert for a model with a parent
        cursor.executemany(
            f"INSERT INTO {table} (page_ptr_id, uid, body, preventive, indicated) VALUES (%s, %s, %s, %s, %s)", rows
        )
    _links(keys)
    for domain in domains:
        children = Page.objects.filter(path__startswith=domain.path, depth=domain.depth + 1).count()
        Page.objects.filter(pk=domain.pk).update(numchild=children)


def _domain(number: int) -> Any:
    fields = {"when_low": "Onrust.", "when_high": "Rust.", "explanation": _html(number, 90)}
    page = content.DomainPage(title=f"Domein {number}", number=number, **fields)
    return content.Wegwijzer.objects.get().add_child(instance=page)


def _page(number: int, domain: Any) -> Page:
    return Page(
        title=_title(number),
        draft_title=_title(number),
        slug=f"a-{number}",
        path=domain.path + _step(number // 8 + 1),
        depth=domain.depth + 1,
        numchild=0,
        url_path=f"{domain.url_path}a-{number}/",
        content_type=ContentType.objects.get_for_model(content.RecommendationPage),
        locale=domain.locale,
    )


def _links(recommendations: list[int]) -> None:
    interventions = list(content.Intervention.objects.values_list("pk", flat=True))
    examples = list(content.PracticeExample.objects.values_list("pk", flat=True))
    links = (
        content.InterventionLink(
            recommendation_id=key,
            intervention_id=interventions[(number * 5 + place) % len(interventions)],
            tailored_text=_html(number * 5 + place, 40),
            sort_order=place,
        )
        for number, key in enumerate(recommendations)
        for place in range(5)
    )
    content.InterventionLink.objects.bulk_create(links, batch_size=_BATCH)
    practice = (
        content.PracticeLink(recommendation_id=key, practice_example_id=examples[number % len(examples)])
        for number, key in enumerate(recommendations)
    )
    content.PracticeLink.objects.bulk_create(practice, batch_size=_BATCH)


def _step(number: int) -> str:
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    step = ""
    for _ in range(4):
        number, rest = divmod(number, 36)
        step = digits[rest] + step
    return step
