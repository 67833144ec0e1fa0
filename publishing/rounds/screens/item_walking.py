"""To the item before or after this one in the list from which the reader came."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import View
from wagtail.admin import messages

from publishing.rounds.filters import Filters
from publishing.rounds.screens.item_access import ItemView
from publishing.rounds.walking import item_beside


class WalkOn(ItemView, View):
    """Goes to the next item; behind the last one back to the list. Read when it is pressed, not with every item."""

    back = False
    at_the_end = "Dit was het laatste in deze lijst."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        filters = Filters.read(QueryDict(self.filters).dict(), viewer=self.person.pk)
        beside = item_beside(self.item, filters, back=self.back)
        if beside is None:
            messages.info(request, self.at_the_end)
            return redirect(self.list_url)
        return redirect(reverse("rondeitem:show", args=[beside.pk]) + self.kept)


class WalkBack(WalkOn):
    """Goes to the item before."""

    back = True
    at_the_end = "Dit was het eerste in deze lijst."
