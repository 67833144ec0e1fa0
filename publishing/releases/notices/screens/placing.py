"""Placing a notice, and ending one before its last day."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from publishing.freezing.checking import day_of
from publishing.releases.notices.models import Notice
from publishing.releases.notices.placing import Item, end_notice, place_notice
from publishing.releases.notices.screens.access import PLACE, ActScreen
from publishing.releases.notices.screens.forms import NoticeForm
from publishing.releases.screens.reasons import ReasonForm


class PlaceNotice(ActScreen):
    """The address may say what it is about: ``?uitgave=2026.1&soort=interventie&kenmerk=…``."""

    permission = PLACE
    template_name = "notices/new.html"
    page_title = "Mededeling plaatsen"
    form_class = NoticeForm

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        about = {"release": asked.get("uitgave"), "kind": asked.get("soort"), "public_id": asked.get("kenmerk")}
        return {**super().get_initial(), **about, "starts_on": day_of(timezone.now())}

    def act(self, values: dict[str, Any]) -> str:
        item = Item(values["kind"], values["public_id"].strip()) if values["kind"] else None
        placed = place_notice(
            text=values["text"],
            sort=Notice.Sort(values["sort"]),
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
            release=values["release"],
            item=item,
            by=self.person,
            at=timezone.now(),
        )
        if placed.starts_on > day_of(timezone.now()):
            return f"De {placed.get_sort_display()} is geplaatst en verschijnt op {placed.starts_on:%d-%m-%Y}."
        return f"De {placed.get_sort_display()} is geplaatst."


class EndNotice(ActScreen):
    permission = PLACE
    template_name = "notices/end.html"
    page_title = "Mededeling beëindigen"
    form_class = ReasonForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the notice."""
        super().setup(request, *args, **kwargs)
        self.notice = get_object_or_404(Notice.objects.listed(), pk=kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"notice": self.notice}

    def act(self, values: dict[str, Any]) -> str:
        end_notice(notice=self.notice, reason=values["reason"], by=self.person, at=timezone.now())
        return "De mededeling is beëindigd."
