"""The forms with which an editor says which two interventions are one, and what stays of each."""

from typing import Any

from django import forms
from wagtail.snippets.widgets import AdminSnippetChooser

from cms.content.models import Intervention
from cms.vetting.merging.comparison import Comparison


class OtherForm(forms.Form):
    """With which intervention, and which of both stays."""

    other = forms.ModelChoiceField(
        label="De andere interventie",
        queryset=Intervention.objects.all(),
        widget=AdminSnippetChooser(Intervention),
        help_text="De dubbele: dezelfde interventie onder een andere naam of uit een ander register.",
        error_messages={"required": "Kies de interventie die dezelfde is als deze."},
    )
    stays = forms.ChoiceField(
        label="Welke blijft?",
        widget=forms.RadioSelect,
        initial="this",
        help_text="Houd degene met de beste naam en samenvatting. Je ziet eerst wat er verandert.",
    )

    def __init__(self, *args: Any, intervention: Intervention, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.intervention = intervention
        stays: Any = self.fields["stays"]
        stays.choices = [("this", f"Deze: {intervention}"), ("other", "De andere")]

    def clean_other(self) -> Intervention:
        """Refuse the intervention itself."""
        other: Intervention = self.cleaned_data["other"]
        if other == self.intervention:
            raise forms.ValidationError("Kies een andere interventie: met zichzelf samenvoegen kan niet.")
        return other


class MergeForm(forms.Form):
    """Why two interventions are one, and which text stays where both are linked."""

    reason = forms.CharField(
        label="Reden",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Waaraan zie je dat dit dezelfde interventie is? Dit blijft bij de samenvoeging staan.",
        error_messages={"required": "Geef een reden waarom deze twee dezelfde interventie zijn."},
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, comparison: Comparison, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comparison = comparison
        for page in comparison.asked:
            field = forms.ChoiceField(choices=[("kept", "blijft"), ("gone", "gaat op")], initial="kept")
            self.fields[f"text-{page.uid}"] = field

    @property
    def choices(self) -> list[Any]:
        """Each recommendation that links both, with its field."""
        return [(page, self[f"text-{page.uid}"]) for page in self.comparison.asked]

    @property
    def texts_of_gone(self) -> list[Any]:
        """The uids of the recommendations where the text of the other one stays."""
        return [page.uid for page in self.comparison.asked if self.cleaned_data[f"text-{page.uid}"] == "gone"]
