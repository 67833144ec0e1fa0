"""Forms on a page, filled in as somebody would who wants something to come of it."""

from collections.abc import Iterator
from typing import Any

from lxml import html

Form = tuple[str, tuple[tuple[str, str], ...]]
_TYPED = {
    "text": "Omdat het nodig is.",
    "url": "https://voorbeeld.example/",
    "email": "iemand@voorbeeld.example",
    "number": "1",
    "datetime-local": "2026-11-30T09:00",
}


def filled_forms(path: str, text: str) -> Iterator[Form]:
    """Yield each form that is sent from the page at ``path``, once for each of its buttons."""
    page: Any = html.fromstring(text)
    for form in page.forms:
        if form.method.upper() == "POST":
            fields = tuple(_fields(form))
            buttons = [one for one in form.iter("button") if one.get("name") and one.get("type") != "button"]
            for button in buttons or [None]:
                pressed = () if button is None else ((button.get("name"), button.get("value") or ""),)
                yield (form.action or path).partition("#")[0], (*fields, *pressed)


def _fields(form: Any) -> Iterator[tuple[str, str]]:
    held: dict[str, list[str]] = {}
    for name, value in form.form_values():
        held.setdefault(name, []).append(value.strip())
    for field in form.iter("input", "select", "textarea"):
        name = field.get("name")
        if name and name != "csrfmiddlewaretoken" and not any(held.get(name, ())):
            held[name] = [_filled(field)]
    for name, values in held.items():
        if name != "csrfmiddlewaretoken":
            yield from ((name, value) for value in values)


def _filled(field: Any) -> str:
    """Return what somebody puts in a field that stands empty; of a choice the first there is."""
    if field.tag == "select":
        return next((value for value in field.value_options if value), "")
    if field.get("type") in ("checkbox", "radio"):
        return field.get("value") or "on"
    is_date = (field.get("name") or "").endswith(("date", "_on", "deadline"))
    is_hidden = field.get("type") == "hidden" or "data-draftail-input" in field.attrib
    return "" if is_date or is_hidden else _TYPED.get(field.get("type") or "text", "")
