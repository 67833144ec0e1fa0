"""The forms with which an item is given to somebody, and let go."""

from typing import Any

from django import forms

from cms.accounts.models import User
from publishing.rounds.models import RoundItem
from publishing.rounds.reviewers import people_to_assign


class AssignForm(forms.Form):
    """Who takes it on: those who can, and whoever has it now."""

    to = forms.ModelChoiceField(
        label="Wie pakt dit op?",
        queryset=User.objects.none(),
        required=False,
        empty_label="niemand",
        help_text=(
            "Wie je kiest, ziet dit op de startpagina en krijgt er de volgende ochtend een mail over. "
            "Wie eraan schreef, mag het niet beoordelen."
        ),
        error_messages={"invalid_choice": "Deze persoon werkt niet (meer) aan de ronde. Kies iemand anders."},
    )

    def __init__(self, data: Any = None, *, assigned_to: User | None) -> None:
        super().__init__(data, initial={"to": assigned_to})
        people = {person.pk for person in people_to_assign()} | ({assigned_to.pk} if assigned_to else set())
        self.fields["to"].queryset = User.objects.filter(pk__in=people).order_by("username")  # type: ignore[attr-defined]  # a choice of rows


class SuccessorField(forms.ModelChoiceField):
    """An item of the round, chosen by its title."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


class RetireForm(forms.Form):
    """Why it ends, and what takes its place."""

    reason = forms.CharField(
        label="Reden",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Waarom vervalt dit? Wie het vorig jaar las, krijgt deze reden te zien.",
        error_messages={"required": "Zeg waarom dit vervalt. Wie het vorig jaar las, krijgt die reden te zien."},
    )
    successor = SuccessorField(
        label="Opvolger",
        queryset=RoundItem.objects.none(),
        required=False,
        empty_label="geen opvolger",
        help_text="Wat komt ervoor in de plaats? Mag leeg blijven.",
        error_messages={"invalid_choice": "Dit item blijft niet in deze ronde. Kies een ander item, of geen."},
    )

    def __init__(self, *args: Any, item: RoundItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = RoundItem.objects.filter(round=item.round_id, kind=item.kind, retired_at=None)
        self.fields["successor"].queryset = standing.exclude(pk=item.pk).order_by("title", "pk")  # type: ignore[attr-defined]  # as above
