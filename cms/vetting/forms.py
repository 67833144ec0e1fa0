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
        fields = ("register", "record", "raw_label", "recognised_on", "in_reassessment", "url")
        widgets = {"register": forms.RadioSelect, "recognised_on": AdminDateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["register"].choices = Register.choices  # type: ignore[attr-defined]  # a choice field, without "---"
        self.fields["record"].widget.attrs["autocomplete"] = "off"
        self.fields[
            "raw_label"
        ].help_text = "Precies zoals het register het schrijft, bijvoorbeeld: Effectief volgens eerste aanwijzingen."
        self.fields[
            "recognised_on"
        ].help_text = "De dag van de erkenning. Alleen een datum die op de dag precies is; anders leeg laten."

    def clean(self) -> dict[str, Any]:
        """Refuse a label that the register does not have, saying what was read and what is expected."""
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
