"""What a person fills in about a subscriber."""

from django import forms

from publishing.webhooks.models import LONGEST_ADDRESS


class SubscriberForm(forms.Form):
    """Who it is, and where it listens."""

    name = forms.CharField(
        label="Naam",
        max_length=100,
        help_text="Van de organisatie of het systeem, zoals collega's die kennen.",
        error_messages={"required": "Geef een naam."},
    )
    url = forms.CharField(
        label="Webadres",
        max_length=LONGEST_ADDRESS,
        help_text="Waar de afnemer berichten ontvangt. Begint met https:// en ligt op het openbare internet.",
        error_messages={"required": "Geef het webadres waar de afnemer berichten ontvangt."},
    )


class RotateForm(forms.Form):
    """Whether the old key may go on for a while, and which one that is."""

    replacing = forms.IntegerField(widget=forms.HiddenInput)
    at_once = forms.BooleanField(
        label="De oude sleutel is gelekt: laat hem meteen vervallen",
        required=False,
        help_text="De afnemer kan berichten dan pas weer controleren als hij de nieuwe sleutel heeft.",
    )
