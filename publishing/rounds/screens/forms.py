"""The forms with which a round is opened, and gets other dates."""

from datetime import date
from typing import Any

from django import forms

from publishing.rounds.asking import base_numbers
from publishing.rounds.models import Round
from publishing.rounds.opening import warning_about

NO_BASE = "geen"
FIRST_YEAR, LAST_YEAR = 2020, 2100
# The browser's own field: the calendar of the admin makes today of a date that it cannot read, and says nothing.
_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
_NO_DATE = "Dit is geen datum. Schrijf hem zo: 31-07-2026."


class DatesForm(forms.Form):
    """The reference date and the deadline.

    A date that has not come is warned about before anything is done: the page sends back, as ``warned_about``, which
    date it warned about. ``confirmed`` is asked once the date proved to lie before that of the base.
    """

    reference_date = forms.DateField(
        label="IJkdatum",
        widget=_DAY,
        help_text="De dag waarop een erkenning moet gelden.",
        error_messages={"required": "Vul de ijkdatum in.", "invalid": _NO_DATE},
    )
    deadline = forms.DateField(
        label="Uiterste datum",
        widget=_DAY,
        help_text="Wanneer alles beoordeeld moet zijn.",
        error_messages={"required": "Vul de uiterste datum in.", "invalid": _NO_DATE},
    )
    confirmed = forms.BooleanField(label="Ja, deze ijkdatum hoort zo", required=False)

    def __init__(self, *args: Any, today: date, known: date | None = None, **kwargs: Any) -> None:
        """Take the day of today, and the reference date that the round has already."""
        super().__init__(*args, **kwargs)
        self.today, self.known = today, known
        self.asks_confirmation = bool(self.data.get("confirmed"))

    def ask_confirmation(self, why: str) -> None:
        """Show the box to tick, with ``why``."""
        self.asks_confirmation = True
        self.add_error("confirmed", why)

    @property
    def warning(self) -> str:
        """What to know of the reference date as it stands in the form; empty when there is nothing."""
        day = self._day()
        return warning_about(day, today=self.today) if day and day != self.known else ""

    @property
    def day_warned_about(self) -> str:
        """The date that the warning on screen is about, for the hidden field."""
        day = self._day()
        return day.isoformat() if day and self.warning else ""

    @property
    def asks_to_look_again(self) -> bool:
        """Whether the warning is about another date than the one that was warned about on the screen before."""
        return bool(self.warning) and self.data.get("warned_about") != self.day_warned_about

    def shown_fields(self) -> list[forms.BoundField]:
        """Return the fields on screen: the box to tick only when it is asked."""
        return [field for field in self.visible_fields() if field.name != "confirmed" or self.asks_confirmation]

    def _day(self) -> date | None:
        if self.is_bound:
            return None if "reference_date" in self.errors else self.cleaned_data["reference_date"]
        return self.get_initial_for_field(self.fields["reference_date"], "reference_date")


class OpeningForm(DatesForm):
    """The year and the base release besides."""

    year = forms.IntegerField(
        label="Jaar",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text="Het jaar van de uitgave waar deze ronde aan werkt.",
        error_messages={
            "required": "Vul het jaar in.",
            "invalid": "Dit is geen jaartal. Schrijf het zo: 2026.",
            "min_value": f"Kies een jaar vanaf {FIRST_YEAR}.",
            "max_value": f"Kies een jaar tot en met {LAST_YEAR}.",
        },
    )
    base = forms.ChoiceField(
        label="Basisuitgave",
        help_text="Alles uit deze uitgave staat straks op 'te bevestigen'.",
        error_messages={
            "required": "Kies de basisuitgave.",
            "invalid_choice": "Deze uitgave is er niet. Kies er een uit de lijst.",
        },
    )
    field_order = ("year", "reference_date", "deadline", "base", "confirmed")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = base_numbers()
        choices = [*((number, number) for number in numbers), (NO_BASE, "geen: alles is nieuw")]
        if not numbers:
            self.fields["base"].help_text = "Er is nog niets gepubliceerd. Dit wordt de eerste ronde."
        self.fields["base"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.fields["base"].initial = choices[0][0]

    def clean_year(self) -> int:
        """Refuse a year that has a round already."""
        year: int = self.cleaned_data["year"]
        if Round.objects.filter(year=year).exists():
            raise forms.ValidationError(f"Er is al een ronde van {year}. Kies een ander jaar.")
        return year


def usual_dates(year: int) -> dict[str, date]:
    """Return the dates that a round of ``year`` usually has: the end of July, and the first of October."""
    return {"reference_date": date(year, 7, 31), "deadline": date(year, 10, 1)}
