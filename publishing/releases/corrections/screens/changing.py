"""Changing one item: its text in a form, the item as the workshop has it, or its end."""

from typing import Any

from django import forms
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from django.views.generic.edit import FormView
from wagtail.admin import messages

from publishing.documents.base import Document
from publishing.releases.corrections.beginning import LONGEST
from publishing.releases.corrections.changing import edit_item, remove_item, take_item
from publishing.releases.corrections.form.document_form import DocumentForm
from publishing.releases.corrections.held import items_of
from publishing.releases.corrections.models import CorrectionChange
from publishing.releases.corrections.screens.access import ItemView
from publishing.releases.corrections.screens.shown_changes import differences_between, names_for, proposed, title_of
from publishing.releases.corrections.standing import change_at
from publishing.releases.corrections.taking import WorkshopItem, read_workshop
from publishing.releases.errors import RefusedError


class EditItem(ItemView, FormView):
    template_name = "corrections/edit.html"
    page_title = "Tekst wijzigen"
    form_class = DocumentForm

    @cached_property
    def before(self) -> CorrectionChange | None:
        """What the correction says of the item already."""
        change = change_at(self.correction, *self.address)
        return change if change is not None and change.has_document else None

    @cached_property
    def begun_with(self) -> Document:
        """The text in the form: as proposed before, else as released."""
        return self.released if self.before is None else proposed(self.before)

    def get_form_kwargs(self) -> dict[str, Any]:
        names = names_for(self.correction.base, self.begun_with)
        return {**super().get_form_kwargs(), "document": self.begun_with, "names": names}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        media: Media = context.get("media", Media()) + context["form"].media
        return context | {
            "media": media,
            "item_title": title_of(self.released),
            "seen": self.entry.digest if self.before is None else self.before.digest,
        }

    def form_valid(self, form: DocumentForm) -> HttpResponse:
        try:
            change = edit_item(
                correction=self.correction,
                address=self.address,
                document=form.made,
                seen=self.request.POST.get("gezien", ""),
                by=self.person,
                at=timezone.now(),
            )
        except RefusedError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"{change} is gewijzigd. Iemand anders beoordeelt dat.")
        return redirect(self.show_url)


class TakeItem(ItemView, TemplateView):
    template_name = "corrections/take.html"
    page_title = "Overnemen uit de werkplaats"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"item_title": title_of(self.released)}
        try:
            found: WorkshopItem = read_workshop(self.correction.base, self.address)
        except RefusedError as error:
            return context | {"problem": str(error)}
        differences = differences_between(self.released, found.frozen.document, self.correction.base)
        return context | {"seen": found.frozen.digest, "differences": differences}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seen = request.POST.get("gezien", "")
        try:
            change = take_item(
                correction=self.correction, address=self.address, seen=seen, by=self.person, at=timezone.now()
            )
        except RefusedError as error:
            messages.error(request, str(error))
            return self.render_to_response(self.get_context_data())
        messages.success(request, f"{change} is overgenomen uit de werkplaats. Iemand anders beoordeelt dat.")
        return redirect(self.show_url)


class RemoveForm(forms.Form):
    """Why it ends, and what a reader finds in its place."""

    reason = forms.CharField(
        label="Waarom vervalt dit?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        help_text="Wie het oude adres opvraagt, leest deze reden.",
        error_messages={"required": "Zeg waarom dit vervalt: wie het oude adres opvraagt, leest dat."},
    )
    successor = forms.ChoiceField(
        label="Wat komt ervoor in de plaats?",
        required=False,
        help_text="Wie het oude adres opvraagt, krijgt dit als vervanger te zien.",
        error_messages={"invalid_choice": "Dit zit niet in de uitgave. Kies iets uit de lijst."},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].choices = [("", "niets"), *choices]  # type: ignore[attr-defined]  # a choice field


class RemoveItem(ItemView, FormView):
    template_name = "corrections/remove.html"
    page_title = "Laten vervallen"
    form_class = RemoveForm

    def get_form_kwargs(self) -> dict[str, Any]:
        kind, public_id = self.address
        others = [
            (one.entry.id, one.title)
            for one in items_of(self.correction.base)
            if one.entry.kind == kind and one.entry.id != public_id
        ]
        return {**super().get_form_kwargs(), "choices": others}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"item_title": title_of(self.released)}

    def form_valid(self, form: RemoveForm) -> HttpResponse:
        try:
            change = remove_item(
                correction=self.correction,
                address=self.address,
                by=self.person,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except RefusedError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"{change} vervalt in deze correctie. Iemand anders beoordeelt dat.")
        return redirect(self.show_url)
