"""What is asked when a notice is placed, ended, or withdraws a release."""

from typing import Any

from django import forms

from publishing.documents.registry import KINDS
from publishing.releases.models import Release
from publishing.releases.notices.models import LONGEST_TEXT, Notice

_SORTS = [sort for sort in Notice.Sort if sort != Notice.Sort.WITHDRAWN]


def day_field(**of: Any) -> forms.DateField:
    """Return a day in the browser's own field, which an unreadable one never leaves as today."""
    unreadable = {"invalid": "Vul een datum in als dag, maand en jaar."}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, error_messages={**unreadable, **of.pop("error_messages", {})}, **of)


class NoticeForm(forms.Form):
    """A notice: on which release or item, what, and when."""

    release = forms.ModelChoiceField(
        label="Uitgave",
        queryset=Release.objects.none(),
        required=False,
        empty_label="Elke uitgave",
        help_text="Bij welke uitgave lezers dit zien.",
        to_field_name="number",
    )
    kind = forms.ChoiceField(
        label="Soort item",
        required=False,
        choices=[("", "Geen: het gaat over de hele uitgave"), *((name, name) for name in KINDS)],
        help_text="Gaat het over één item, kies dan wat voor item. Vul daaronder het kenmerk in.",
    )
    public_id = forms.CharField(
        label="Kenmerk van het item",
        required=False,
        max_length=120,
        help_text=(
            "Dat staat bij het item, onder de knop 'Waar staat dit live?'. Bijvoorbeeld rustig-leren. "
            "Leeg als het over de hele uitgave gaat."
        ),
    )
    sort = forms.ChoiceField(
        label="Hoe ernstig",
        choices=[(sort.value, sort.label) for sort in _SORTS],
        help_text="Een waarschuwing is voor wat niet klopt of kan schaden.",
    )
    text = forms.CharField(
        label="Tekst",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Hoogstens {LONGEST_TEXT} tekens, zonder opmaak. Iedereen kan dit lezen.",
        error_messages={"required": "Schrijf wat lezers moeten weten."},
    )
    starts_on = day_field(
        label="Van",
        help_text="De eerste dag waarop lezers dit zien.",
        error_messages={"required": "Vul de eerste dag in."},
    )
    ends_on = day_field(label="Tot en met", required=False, help_text="Leeg: tot je de mededeling beëindigt.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["release"]
        field.queryset = Release.objects.published().reverse()
        field.label_from_instance = lambda release: f"Uitgave {release.number}"

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(values.get("kind")) != bool(values.get("public_id")):
            missing, given = ("public_id", "soort") if values.get("kind") else ("kind", "kenmerk")
            self.add_error(missing, f"Je vulde een {given} in. Een item heeft een soort én een kenmerk.")
        return values


class WithdrawForm(forms.Form):
    """Why; the world reads it."""

    reason = forms.CharField(
        label="Reden",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Hoogstens {LONGEST_TEXT} tekens. Iedereen kan dit lezen, bij elke pagina van deze uitgave.",
        error_messages={"required": "Zeg waarom deze uitgave wordt ingetrokken. Lezers zien die reden."},
    )
