"""Forms on a row that others may change meanwhile: who saves second sees what is there now, and nothing is lost.

The page sends back, as ``seen``, what the fields held when it was opened. The service that saves calls
``require_as_seen`` with the row under its lock; when that holds something else by then nothing is saved, the form keeps
what was typed and says what differs, and a second press saves knowingly.
"""

import json
from typing import Any

from django import forms
from django.http import HttpResponse


class ChangedMeanwhileError(Exception):
    """Somebody saved other values since the form was opened. ``now`` is what the form would be opened with now."""

    def __init__(self, now: dict[str, Any]) -> None:
        super().__init__("Iemand anders heeft dit intussen gewijzigd.")
        self.now = now


def as_text(values: dict[str, Any]) -> str:
    """Return the values of a form in the one way in which they are compared."""
    return json.dumps(values, sort_keys=True, default=str)


class SeesOthersEdits:
    """Before a FormView. A subclass says in ``initial_of`` with what the form is opened for a row."""

    def initial_of(self, held: Any) -> dict[str, Any]:
        """Return the values of the fields for ``held``."""
        raise NotImplementedError

    def get_form(self: Any, form_class: Any = None) -> Any:
        form = super().get_form(form_class)  # type: ignore[misc]  # of the FormView behind this
        opened_with = forms.CharField(widget=forms.HiddenInput, required=False, initial=as_text(self.get_initial()))
        form.fields["seen"] = opened_with
        return form

    def require_as_seen(self: Any, held: Any) -> None:
        """Raise ChangedMeanwhileError when ``held`` is not what the page was opened with."""
        seen, now = self.request.POST.get("seen"), self.initial_of(held)
        if seen and seen != as_text(now):
            raise ChangedMeanwhileError(now)

    def form_valid(self: Any, form: Any) -> HttpResponse:
        form.cleaned_data.pop("seen", None)
        try:
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # as above
        except ChangedMeanwhileError as error:
            answer = self.tell_what_changed(form, error)
        return answer

    def tell_what_changed(self: Any, form: Any, error: ChangedMeanwhileError) -> HttpResponse:
        """Show the form again, with what was typed, as one that has seen what is there now."""
        form.add_error(None, _told(form, self.request.POST["seen"], error))
        form.data = form.data.copy()
        form.data["seen"] = as_text(error.now)
        answer: HttpResponse = self.form_invalid(form)
        return answer


def _told(form: Any, seen: str, error: ChangedMeanwhileError) -> str:
    was, now = _read(seen), _read(as_text(error.now))
    differing = [name for name, value in now.items() if was.get(name) != value and name in form.fields]
    changes = ", ".join(f"{form.fields[name].label} is nu ‘{_words(now[name])}’" for name in differing)
    advice = "Er is nog niets bewaard. Moet het worden zoals het hieronder staat, bewaar dan nog een keer."
    return f"{error} {changes}. {advice}"


def _read(text: str) -> dict[str, Any]:
    try:
        held = json.loads(text)
    except ValueError:  # not from a page of ours
        return {}
    return held if isinstance(held, dict) else {}


def _words(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
