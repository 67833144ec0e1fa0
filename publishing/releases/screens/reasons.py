"""The two smallest forms: why, and nothing but yes."""

from django import forms


class ReasonForm(forms.Form):
    """Why; it stays on record."""

    reason = forms.CharField(
        label="Reden",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De reden blijft bewaard, met je naam en het tijdstip.",
        error_messages={"required": "Zeg waarom. Wie dit later naleest, ziet die reden."},
    )


class NothingForm(forms.Form):
    """Nothing but yes."""
