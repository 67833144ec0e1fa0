"""Writes the demo's domains and recommendations as an editor would, and puts them in order."""

from typing import Any

from cms.accounts.models import User
from cms.content import models as content
from cms.content.choices import SystemLevel
from cms.content.services import make_ready
from cms.demo.identity import uid_of
from cms.demo.years import Item, Year
from cms.sources.markdown import rich_text


def write_pages(year: Year, *, interventions: dict[str, Any], practice_examples: dict[str, Any], by: User) -> None:
    """Bring the page tree in line with ``year``; recommendations that are gone are no longer ready."""
    root = content.Wegwijzer.objects.get()
    kept = []
    for number, item in sorted(year.domains.items()):
        domain = _domain(root, number, item, by=by)
        for key, recommendation in item["recommendations"].items():
            page = _recommendation(domain, key, recommendation, interventions, practice_examples, by=by)
            kept.append(page.uid)
        _put_in_order(domain, list(item["recommendations"]))
    for gone in content.RecommendationPage.objects.filter(live=True).exclude(uid__in=kept):
        gone.unpublish(user=by)


def _domain(root: content.Wegwijzer, number: int, item: Item, *, by: User) -> content.DomainPage:
    uid = uid_of("DomainPage", number)
    fields = {
        "number": number,
        "title": item["title"],
        "system_level": SystemLevel[item["system_level"].upper()].value,
        "when_low": item["when_low"],
        "when_high": item["when_high"],
        "explanation": rich_text(item["explanation"]),
    }
    page = content.DomainPage.objects.filter(uid=uid).first()
    if page is None:
        page = content.Wegwijzer.objects.get(pk=root.pk).add_child(
            instance=content.DomainPage(uid=uid, live=False, **fields)
        )
    elif all(getattr(page, name) == value for name, value in fields.items()):
        return page
    return _made_ready(page, fields, by=by)


def _recommendation(
    domain: content.DomainPage,
    key: str,
    item: Item,
    interventions: dict[str, Any],
    practice_examples: dict[str, Any],
    *,
    by: User,
) -> content.RecommendationPage:
    uid = uid_of("RecommendationPage", key)
    fields = {
        "title": item["title"],
        "body": rich_text(item["body"]),
        "preventive": item["preventive"],
        "indicated": item["indicated"],
    }
    page = content.RecommendationPage.objects.filter(uid=uid).first()
    if page is None:
        page = content.DomainPage.objects.get(pk=domain.pk).add_child(
            instance=content.RecommendationPage(uid=uid, live=False, **fields)
        )
    elif page.get_parent().pk != domain.pk:
        page.move(content.DomainPage.objects.get(pk=domain.pk), pos="last-child")
        page = content.RecommendationPage.objects.get(uid=uid)
    parts = _parts(item, interventions, practice_examples)
    if page.live and _as_it_is(page) == _described(fields, parts):
        return page
    for relation, rows in parts.items():
        setattr(page, relation, rows)
    return _made_ready(page, fields, by=by)


def _parts(item: Item, interventions: dict[str, Any], practice_examples: dict[str, Any]) -> dict[str, list[Any]]:
    return {
        "substantiations": [
            content.Substantiation(text=row["text"], url=row.get("url", ""), sort_order=place)
            for place, row in enumerate(item.get("substantiation", []))
        ],
        "intervention_links": [
            content.InterventionLink(
                intervention=interventions[row["intervention"]],
                tailored_text=rich_text(row["tailored_text"]),
                sort_order=place,
            )
            for place, row in enumerate(item.get("interventions", []))
        ],
        "practice_links": [
            content.PracticeLink(practice_example=practice_examples[key], sort_order=place)
            for place, key in enumerate(item.get("practice_examples", []))
        ],
    }


def _as_it_is(page: content.RecommendationPage) -> Any:
    fields = {name: getattr(page, name) for name in ("title", "body", "preventive", "indicated")}
    return _described(
        fields,
        {name: list(getattr(page, name).all()) for name in ("substantiations", "intervention_links", "practice_links")},
    )


def _described(fields: dict[str, Any], parts: dict[str, list[Any]]) -> Any:
    """Return what a recommendation says, without keys that change with every revision."""
    return (
        fields,
        [(row.text, row.url) for row in parts["substantiations"]],
        [(row.intervention_id, row.tailored_text) for row in parts["intervention_links"]],
        [row.practice_example_id for row in parts["practice_links"]],
    )


def _made_ready(page: Any, fields: Item, *, by: User) -> Any:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=by)
    make_ready(item=page, by=by)
    return type(page).objects.get(pk=page.pk)


def _put_in_order(domain: content.DomainPage, keys: list[str]) -> None:
    wanted = [uid_of("RecommendationPage", key) for key in keys]
    pages = content.RecommendationPage.objects.child_of(content.DomainPage.objects.get(pk=domain.pk)).order_by("path")
    if [page.uid for page in pages if page.uid in wanted] == wanted:
        return
    for uid in wanted:
        page = content.RecommendationPage.objects.get(uid=uid)
        page.move(content.DomainPage.objects.get(pk=domain.pk), pos="last-child")
