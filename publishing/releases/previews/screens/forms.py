"""The form with which somebody gives access to a candidate."""

from django import forms

from publishing.releases.previews.models import DEFAULT_HOURS, LONGEST_NAME, MOST_HOURS, Access

_HOURS = {1: "een uur", DEFAULT_HOURS: "een dag", 72: "drie dagen", MOST_HOURS: "een week"}


class AccessForm(forms.Form):
    """What kind, for whom, and for how long."""

    kind = forms.ChoiceField(
        label="Wat heb je nodig?",
        choices=Access.Kind.choices,
        initial=Access.Kind.LINK,
        help_text="Een link opent iemand in de browser; een sleutel is voor een programma.",
    )
    label = forms.CharField(
        label="Voor wie?",
        max_length=LONGEST_NAME,
        help_text="Bijvoorbeeld ‘leesgroep van mei’. Zo weet je later welke toegang je intrekt.",
        error_messages={"required": "Zeg voor wie dit is. Zo weet je later welke toegang je intrekt."},
    )
    hours = forms.TypedChoiceField(
        label="Hoe lang?",
        coerce=int,
        choices=list(_HOURS.items()),
        initial=DEFAULT_HOURS,
        help_text="Daarna werkt de toegang niet meer. Eerder intrekken kan altijd.",
    )
