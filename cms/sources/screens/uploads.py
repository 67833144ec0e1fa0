"""A file or a pasted page comes in. The request ends at once; a task makes the plan."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic.edit import FormView

from cms.sources.errors import SourceError
from cms.sources.readers.registers import REGISTERS
from cms.sources.readers.registers.pasting import pasted_as_csv
from cms.sources.registry import KINDS
from cms.sources.screens.access import ADD, SourcesView
from cms.sources.tasks import enqueue
from cms.sources.uploading import receive_upload

_PART, _WHOLE = "deel", "geheel"


class UploadForm(forms.Form):
    """Which source, which file, and whether it is all of it."""

    kind = forms.ChoiceField(
        label="Wat lees je in?",
        widget=forms.RadioSelect,
        help_text="Waar het bestand vandaan komt. Er verandert nog niets: je krijgt eerst een plan te zien.",
    )
    file = forms.FileField(
        label="Bestand",
        help_text="Een register of werkmap als Excel (.xlsx) of CSV, de handleiding als Markdown (.md).",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg. Kies een ander bestand."},
    )
    extent = forms.ChoiceField(
        label="Wat staat er in het bestand?",
        choices=[
            (_PART, "Een deel. Wat er niet in staat, blijft zoals het is."),
            (_WHOLE, "Alles. Wat er niet in staat, is verdwenen: dat wordt per item gevraagd."),
        ],
        initial=_PART,
        widget=forms.RadioSelect,
        help_text="Twijfel je? Kies dan een deel.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(name, kind.label) for name, kind in KINDS.items()]  # type: ignore[attr-defined]  # a choice field
        self.fields["file"].widget.attrs["accept"] = ".csv,.xlsx,.md,text/csv"

    def clean_file(self) -> Any:
        """Refuse what is too large before a byte of it is read."""
        file = self.cleaned_data["file"]
        kind = KINDS.get(self.data.get("kind", ""))
        if kind and file.size > kind.largest:
            raise forms.ValidationError(
                f"Dit bestand is {file.size / 1_000_000:.1f} MB groot; hooguit {kind.largest / 1_000_000:.0f} MB past. "
                "Controleer of dit het goede bestand is, of splits het."
            )
        return file


class PasteForm(forms.Form):
    """The text of one page of a register."""

    kind = forms.ChoiceField(
        label="Uit welk register?",
        widget=forms.RadioSelect,
        help_text="Het register waarvan je de pagina open hebt staan.",
    )
    text = forms.CharField(
        label="Tekst van de registerpagina",
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
        help_text="Selecteer op de pagina van het register de hele tekst, kopieer die en plak haar hier. "
        "Namen, e-mailadressen en telefoonnummers van contactpersonen worden niet bewaard.",
        error_messages={"required": "Plak hier de tekst van de pagina."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(name, KINDS[name].label) for name in REGISTERS]  # type: ignore[attr-defined]  # a choice field


class _Incoming(SourcesView, FormView):
    permission = ADD
    template_name = "sources/upload.html"

    def receive(self, form: Any, *, kind: str, file_name: str, data: bytes, complete: bool) -> HttpResponse:
        """Keep the bytes, hand them to a task, and lead to the plan; what is wrong at once stands in the form."""
        by, at = self.request.user, timezone.now()
        try:
            plan = receive_upload(kind=kind, file_name=file_name, data=data, complete=complete, by=by, at=at)
        except SourceError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        transaction.on_commit(lambda: enqueue(plan))
        return redirect("bronnen:plan", plan.pk)


class UploadView(_Incoming):
    page_title = "Bestand inlezen"
    form_class = UploadForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"blanks": {kind: KINDS[kind].label for kind in REGISTERS}}

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "kind": self.request.GET.get("soort", "")}

    def form_valid(self, form: Any) -> HttpResponse:
        file, kind = form.cleaned_data["file"], form.cleaned_data["kind"]
        complete = form.cleaned_data["extent"] == _WHOLE
        return self.receive(form, kind=kind, file_name=file.name, data=file.read(), complete=complete)


class PasteView(_Incoming):
    page_title = "Registerpagina plakken"
    form_class = PasteForm

    def form_valid(self, form: Any) -> HttpResponse:
        kind = form.cleaned_data["kind"]
        try:
            data = pasted_as_csv(form.cleaned_data["text"], source=REGISTERS[kind])
        except SourceError as error:
            form.add_error("text", str(error))
            return self.form_invalid(form)
        return self.receive(form, kind=kind, file_name="geplakte pagina", data=data, complete=False)
