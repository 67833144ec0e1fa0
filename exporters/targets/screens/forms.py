"""What a person fills in about a target."""

from typing import Any

from django import forms
from django.conf import settings

from exporters.registry import EXPORTERS
from exporters.targets.models import MOST_KEPT, Target
from exporters.targets.roots import folder_below, is_folder_name, root_of
from publishing.releases.screens.reasons import ReasonForm


class TargetForm(forms.Form):
    """What it is called, where it lies, and what it gets. The place is chosen: nobody types a path of this machine."""

    name = forms.CharField(
        label="Naam",
        max_length=100,
        help_text="Zoals collega's het kennen, bijvoorbeeld ‘Website’.",
        error_messages={"required": "Geef een naam."},
    )
    root = forms.ChoiceField(
        label="Plek",
        help_text="Een map (file://) of een bucket (s3://). De beheerder van de server bepaalt welke er zijn.",
        error_messages={"required": "Kies een plek.", "invalid_choice": "Deze plek mag niet (meer)."},
    )
    folder = forms.CharField(
        label="Map op die plek",
        max_length=200,
        help_text="Letters, cijfers, punten en streepjes, met / ertussen. De map wordt gemaakt als hij er niet is.",
        error_messages={"required": "Geef een map: elk doel heeft een plek voor zich."},
    )
    channel = forms.ChoiceField(
        label="Kanaal",
        choices=Target.Channel.choices,
        widget=forms.RadioSelect,
        help_text="Kies test zolang je dit doel uitprobeert.",
    )
    kinds = forms.MultipleChoiceField(
        label="Exportbestanden",
        widget=forms.CheckboxSelectMultiple,
        help_text="Een uitgave wordt pas afgeleverd als al deze bestanden er zijn.",
        error_messages={"required": "Kies wat dit doel krijgt: minstens één exportbestand."},
    )
    unpacked = forms.MultipleChoiceField(
        label="Daarvan uitpakken",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Alleen voor zips met een boom van bestanden, zoals een website. Elke zip krijgt een eigen map.",
    )
    kept = forms.IntegerField(
        label="Oude uitgaven bewaren",
        min_value=0,
        max_value=MOST_KEPT,
        initial=2,
        help_text="Zoveel uitgaven van eerder blijven naast de nieuwste liggen. Teruggaan kost dan niets.",
        error_messages={"required": "Geef een getal."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, one.title) for kind, one in EXPORTERS.items()]
        self.fields["root"].choices = [(root, root) for root in settings.TARGET_ROOTS]  # type: ignore[attr-defined]  # a ChoiceField
        for name in ("kinds", "unpacked"):
            self.fields[name].choices = kinds  # type: ignore[attr-defined]  # a ChoiceField, as declared

    def clean_folder(self) -> str:
        """Refuse what is no plain folder, ``..`` above all."""
        folder: str = self.cleaned_data["folder"].strip("/")
        if not is_folder_name(folder):
            raise forms.ValidationError(
                "Zo kan een map niet heten. Gebruik letters, cijfers, punten en streepjes; elk deel begint met een "
                "letter of cijfer."
            )
        return folder

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, as services take it."""
        values = dict(self.cleaned_data)
        root, folder = values.pop("root"), values.pop("folder")
        return values | {"address": f"{root.rstrip('/')}/{folder}"}


def filled_in(target: Target) -> dict[str, Any]:
    """Return the form's values for ``target`` as it is."""
    root = root_of(target.address, settings.TARGET_ROOTS)
    names = ("name", "channel", "kinds", "unpacked", "kept")
    return {name: getattr(target, name) for name in names} | {
        "root": root,
        "folder": folder_below(target.address, root) if root else "",
    }


class ReleaseForm(forms.Form):
    """Which release."""

    release = forms.ChoiceField(
        label="Uitgave",
        help_text="De uitgave waarmee je dit doel wilt bijwerken.",
        error_messages={"invalid_choice": "Deze uitgave kan hier niet heen."},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["release"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, as declared


class ReleaseAndReasonForm(ReleaseForm, ReasonForm):
    """Which release, and why over what others changed."""

    field_order = ["release", "reason"]
