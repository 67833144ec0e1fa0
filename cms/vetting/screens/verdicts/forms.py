"""The forms with which a verdict is proposed, and decided on."""

from collections.abc import Iterable
from typing import Any

from django import forms

from cms.vetting.changed import record_label
from cms.vetting.evidence.offered import Link, Offered, ReadAgain, Upload
from cms.vetting.evidence.sniffing import file_type, refuse_size
from cms.vetting.fact import RecognitionFact
from cms.vetting.models import EvidenceError, Observation

_MOST_LINKS = 20


class ProposalForm(forms.Form):
    """In or out, why, and what shows it."""

    is_included = forms.ChoiceField(
        label="Voorstel",
        choices=[("ja", "Opnemen"), ("nee", "Niet opnemen")],
        widget=forms.RadioSelect,
        help_text="Een tweede persoon besluit. Tot dan verandert er niets.",
        error_messages={"required": "Kies: opnemen of niet opnemen."},
    )
    reason = forms.CharField(
        label="Reden",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Waarom hoort de interventie er wel of niet in? Dit blijft bij het oordeel staan.",
        error_messages={"required": "Geef een reden: waarom hoort de interventie er wel of niet in?"},
    )
    read_again = forms.MultipleChoiceField(
        label="Vandaag opnieuw geraadpleegd",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Vink aan wat je vandaag in het register opzocht en wat er nog precies zo staat. "
        "Staat er iets anders? Voer dan eerst een waarneming in.",
    )
    urls = forms.CharField(
        label="Webadressen",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        help_text="Waar is het te zien? Eén adres per regel, beginnend met https://.",
    )
    file = forms.FileField(
        label="Bestand",
        required=False,
        help_text="PDF, PNG, JPEG, WebP of platte tekst (.txt), hooguit 20 MB. "
        "Alleen wie oordelen mag zien kan het openen.",
        error_messages={"empty": "Dit bestand is leeg. Kies een ander bestand."},
    )
    note = forms.CharField(
        label="Toelichting bij het bewijs",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Waar moet de tweede persoon kijken? Bijvoorbeeld: bladzijde 3, onderaan.",
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, records: Iterable[tuple[RecognitionFact, Observation]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.records = {str(observation.pk): observation for _, observation in records}
        choices = [(str(observation.pk), record_label(fact)) for fact, observation in records]
        self.fields["read_again"].choices = choices  # type: ignore[attr-defined]  # a choice field
        if not choices:
            del self.fields["read_again"]
        self.fields["file"].widget.attrs["accept"] = ".pdf,.png,.jpg,.jpeg,.webp,.txt"

    def clean_file(self) -> Any:
        """Refuse by size before reading, then by what the bytes are."""
        file = self.cleaned_data["file"]
        if file is None:
            return None
        try:
            refuse_size(file.size)
            file_type(file.read(), name=file.name)
        except EvidenceError as error:
            raise forms.ValidationError(str(error)) from error
        file.seek(0)
        return file

    def clean_urls(self) -> list[str]:
        """Return one address per line; whether each is one is judged where it is kept."""
        urls = list(dict.fromkeys(self.cleaned_data["urls"].split()))
        if len(urls) > _MOST_LINKS:
            raise forms.ValidationError(f"Dit zijn {len(urls)} webadressen; hooguit {_MOST_LINKS} passen.")
        return urls

    def evidence(self) -> list[Offered]:
        """Return what was offered; the note stands with the first piece."""
        values = self.cleaned_data
        note, file = values["note"], values["file"]
        kinds: list[Any] = [lambda note, url=url: Link(url, note) for url in values["urls"]]
        if file is not None:
            kinds.append(lambda note: Upload(file.name, file.read(), note))
        kinds += [lambda note, key=key: ReadAgain(self.records[key], note) for key in values.get("read_again", [])]
        return [make(note if place == 0 else "") for place, make in enumerate(kinds)]


class DecisionForm(forms.Form):
    """Whether a second person agrees."""

    agreed = forms.ChoiceField(
        label="Besluit",
        choices=[("ja", "Akkoord"), ("nee", "Niet akkoord")],
        widget=forms.RadioSelect,
        help_text="Bij akkoord geldt het voorstel. Bij niet akkoord gaat het terug.",
        error_messages={"required": "Kies: akkoord of niet akkoord."},
    )
    reason = forms.CharField(
        label="Toelichting",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Verplicht als je niet akkoord bent. Beide meningen blijven bewaard.",
    )
