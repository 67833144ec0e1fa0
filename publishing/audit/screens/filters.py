"""What the log can be narrowed to: an act, what came of it, a person, an object, a period."""

from typing import Any

import django_filters
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from publishing.audit.actions import Action
from publishing.audit.models import AuditEvent, Result

_SYSTEM = "systeem:"  # no username holds a colon


class EventFilterSet(WagtailFilterSet):
    """The filters beside the search for an object."""

    action = django_filters.ChoiceFilter(choices=Action.choices, label="Actie", empty_label="Alles")
    result = django_filters.ChoiceFilter(choices=Result.choices, label="Resultaat", empty_label="Alles")
    person = django_filters.ChoiceFilter(method="by_person", label="Persoon", empty_label="Iedereen")
    kind = django_filters.ChoiceFilter(field_name="object_kind", label="Soort object", empty_label="Alles")
    since = django_filters.DateFilter(field_name="at__date", lookup_expr="gte", label="Vanaf", widget=AdminDateInput)
    until = django_filters.DateFilter(
        field_name="at__date", lookup_expr="lte", label="Tot en met", widget=AdminDateInput
    )

    class Meta:
        model = AuditEvent
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = AuditEvent.objects.exclude(actor_username="").order_by("actor_username")
        usernames = names.values_list("actor_username", flat=True).distinct()
        self.filters["person"].extra["choices"] = [(name, name) for name in usernames] + [(_SYSTEM, "het systeem")]
        kinds = AuditEvent.objects.order_by("object_kind").values_list("object_kind", flat=True).distinct()
        self.filters["kind"].extra["choices"] = [(kind, kind) for kind in kinds]

    def by_person(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(actor_username="" if value == _SYSTEM else value)
