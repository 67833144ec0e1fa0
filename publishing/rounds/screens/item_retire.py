"""Letting an item go, with why and what takes its place."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic.edit import FormView
from wagtail.admin import messages

from publishing.rounds.errors import RoundError
from publishing.rounds.retiring import retire_item
from publishing.rounds.screens.item_access import RETIRE, ItemView
from publishing.rounds.screens.item_forms import RetireForm


class RetireItem(ItemView, FormView):
    permission = RETIRE
    template_name = "rounds/item_retire.html"
    page_title = "Laten vervallen"
    form_class = RetireForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, as long as there is something to let go."""
        if self.item.round.closed_at is not None or self.item.retired_at is not None:
            gone = self.item.round.closed_at is None
            said = "Dit item vervalt al." if gone else f"{self.item.round} is gesloten. Er verandert niets meer aan."
            messages.warning(request, said)
            return redirect(self.show_url)
        return super().get(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.item.title

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "item": self.item}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"item": self.item, "back_url": self.show_url}

    def form_valid(self, form: RetireForm) -> HttpResponse:
        chosen = form.cleaned_data["successor"]
        try:
            retire_item(
                item=self.item,
                reason=form.cleaned_data["reason"],
                successor=chosen.uid if chosen else None,
                by=self.request.user,
                at=timezone.now(),
            )
        except RoundError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"'{self.item.title}' vervalt.")
        return redirect(self.show_url)
