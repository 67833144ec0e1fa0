"""Filters that every list of content shares."""

from collections.abc import Callable
from typing import Any, ClassVar

import django_filters
from django.forms import RadioSelect
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Page

OPEN_WORK = "open-werk"
STATES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    OPEN_WORK: ("Open werk: alles wat niet helemaal klaar is", lambda items: items.open_work()),
    "klaar": ("Klaar", lambda items: items.ready().filter(has_unpublished_changes=False)),
    "nieuwer-concept": ("Klaar, met nieuwer concept", lambda items: items.ready().filter(has_unpublished_changes=True)),
    "concept": ("Concept", lambda items: items.drafts()),
    "niet-meer-klaar": ("Niet meer klaar", lambda items: items.no_longer_ready()),
}


class StateFilter(django_filters.ChoiceFilter):
    """Chooses on *klaar* or not. What was let go is no open work."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [(key, label) for key, (label, _chosen) in STATES.items()]
        super().__init__(choices=choices, label="Staat", empty_label="Alles", widget=RadioSelect, **kwargs)

    def filter(self, qs: Any, value: str) -> Any:
        return STATES[value][1](qs) if value in STATES else qs


class ContentFilterSet(WagtailFilterSet):
    """The filters of a list without filters of its own."""

    staat = StateFilter()

    class Meta:
        model = Page  # any model will do: every list hands over its own rows
        fields: ClassVar[list[str]] = []


class UsedFilter(django_filters.ChoiceFilter):
    """Chooses on whether a recommendation uses the item."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("ja", "In minstens één aanbeveling"), ("nee", "In geen enkele aanbeveling")]
        super().__init__(choices=choices, label="Gebruik", empty_label="Alles", widget=RadioSelect, **kwargs)

    def filter(self, qs: Any, value: str) -> Any:
        if value not in ("ja", "nee"):
            return qs
        used = qs.model.objects.used_by_recommendations().values("pk")
        return qs.filter(pk__in=used) if value == "ja" else qs.exclude(pk__in=used)
