"""Searching in a list that is also filtered and sorted."""

from typing import Any

from wagtail.search.backends import get_search_backend


class SearchWithin:
    """Looks the words up first, and then lets the list filter and sort on any column.

    Wagtail's search refuses a filter or an order on a field that its index does not hold, such as a count.
    """

    model: Any
    is_searching: bool
    search_query: str

    def search_queryset(self, queryset: Any) -> Any:
        if not self.is_searching:
            return queryset
        found = get_search_backend().autocomplete(self.search_query, self.model.objects.all())
        return queryset.filter(pk__in=[item.pk for item in found])
