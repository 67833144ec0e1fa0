"""Asking to erase: which item, which of its versions, by what law and why."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone

from publishing.documents.registry import KINDS
from publishing.releases.models import Release
from publishing.releases.notices.screens.access import ActScreen
from publishing.releases.redactions.holding import versions_of
from publishing.releases.redactions.models import Ground, redacted_digests
from publishing.releases.redactions.requesting import request_redaction
from publishing.releases.redactions.screens.access import ASK, RedactionsScreen


class ItemForm(forms.Form):
    """Which item; sent by the address, for nothing is done yet."""

    soort = forms.ChoiceField(
        label="Soort item",
        choices=[(name, name) for name in KINDS],
        help_text="Een kenmerk wordt alleen bij items van dit soort gezocht.",
    )
    kenmerk = forms.CharField(
        label="Kenmerk van het item",
        max_length=120,
        help_text="Dat staat bij het item, onder de knop 'Waar staat dit live?'. Bijvoorbeeld rustig-leren.",
    )


class RequestForm(forms.Form):
    """Which of its versions, and why."""

    digests = forms.MultipleChoiceField(
        label="Versies",
        widget=forms.CheckboxSelectMultiple,
        help_text="Een gekozen versie verdwijnt uit elke uitgave waarin zij staat.",
        error_messages={"required": "Kies welke versies gewist moeten worden."},
    )
    ground = forms.ChoiceField(
        label="Grond", choices=Ground.choices, help_text="De grond wordt openbaar: het adres van het item noemt hem."
    )
    reason = forms.CharField(
        label="Reden",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Voor wie bevestigt. De reden wordt niet openbaar, en blijft bewaard: schrijf geen namen op.",
        error_messages={"required": "Zeg waarom. Wie bevestigt, moet het kunnen beoordelen."},
    )

    def __init__(self, *args: Any, versions: dict[str, list[Release]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["digests"]
        field.choices = [(digest, _label(digest, releases)) for digest, releases in versions.items()]


def _label(digest: str, releases: list[Release]) -> str:
    return f"{digest[:12]}, in {', '.join(dict.fromkeys(_named(one) for one in releases))}"


def _named(release: Release) -> str:
    return f"uitgave {release.number}" if release.is_published else f"een kandidaat {release.number}"


class RequestRedaction(RedactionsScreen, ActScreen):
    permission = ASK
    template_name = "redactions/ask.html"
    page_title = "Vragen om te wissen"

    def get_form(self, form_class: Any = None) -> forms.Form:
        return RequestForm(
            **self.get_form_kwargs(), versions=self._versions(), initial={"digests": [*self._versions()]}
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        found: dict[str, Any] = super().get_form_kwargs()
        found.pop("initial")
        return found

    def _versions(self) -> dict[str, list[Release]]:
        if not hasattr(self, "_found"):
            held = versions_of(self._asked("soort"), self._asked("kenmerk"))
            gone = redacted_digests([*held])
            self._found = {digest: releases for digest, releases in held.items() if digest not in gone}
        return self._found

    def _asked(self, name: str) -> str:
        return self.request.GET.get(name, "").strip()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = bool(self._asked("soort") and self._asked("kenmerk"))
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "item_form": ItemForm(self.request.GET if asked else None),
            "asked": asked,
            "kind": self._asked("soort"),
            "public_id": self._asked("kenmerk"),
            "versions": self._versions(),
        }

    def act(self, values: dict[str, Any]) -> str:
        made = request_redaction(
            kind=self._asked("soort"),
            public_id=self._asked("kenmerk"),
            digests=values["digests"],
            ground=Ground(values["ground"]),
            reason=values["reason"],
            by=self.person,
            at=timezone.now(),
        )
        count = f"{len(made)} versie{'s' if len(made) > 1 else ''}"
        return f"Gevraagd: {count} wissen. Er is nog niets gewist: iemand anders moet bevestigen."

    def after(self) -> str:
        return reverse("mededelingen:redactions")
