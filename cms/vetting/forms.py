"""The small forms with which an editor enters an observation, or takes one back."""

from typing import Any

from django import forms
from wagtail.admin.widgets import AdminDateInput

from cms.vetting.levels import Register
from cms.vetting.models import Observation


class ObservationForm(forms.ModelForm):
    """What a register says on one day about one record."""

    class Meta:
        model = Observation
        fields = ("register", "record", "raw_label", "recognised_on", "in_reassessment", "is_conditional", "url")
        widgets = {"register": forms.RadioSelect, "recognised_on": AdminDateInput}
        help_texts = {
            "register": "Het register waarin je dit zelf hebt opgezocht.",
            "raw_label": "Precies zoals het register het schrijft, zoals: Effectief volgens eerste aanwijzingen.",
            "recognised_on": "De dag van de erkenning. Alleen een datum die op de dag precies is; anders leeg laten.",
            "in_reassessment": "Vink aan als het register zegt dat de erkenning opnieuw wordt bekeken.",
            "url": "De pagina van deze interventie in het register, beginnend met https://. Mag leeg blijven.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["register"].choices = Register.choices  # type: ignore[attr-defined]  # a choice field, without "---"
        self.fields["record"].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """Refuse an observation that says nothing: neither a level nor a re-assessment."""
        values = super().clean() or {}
        if not values.get("raw_label") and not values.get("in_reassessment"):
            self.add_error("raw_label", "Vul in als wat de interventie erkend is, of vink herbeoordeling aan.")
        return values


class RetractionForm(forms.Form):
    """Why an observation is taken back."""

    reason = forms.CharField(
        label="Reden",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Waarom klopt deze waarneming niet? Dit blijft bij de waarneming staan.",
        error_messages={"required": "Geef een reden waarom deze waarneming niet klopt."},
    )
