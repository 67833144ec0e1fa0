"""Every field that somebody fills in says what belongs there: in the editors of all content, and in our own forms."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.urls import get_resolver
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from cms.accounts.signing_in.forms import AddKeyForm, EditKeyForm, SignInForm
from cms.content.models import Definition

OURS = ("cms.", "publishing.", "exporters.")
SAYS_SO_WHEN_MADE = {AddKeyForm, EditKeyForm, SignInForm}  # allauth's fields; a key's name is explained when made


def our_editors() -> list[Any]:
    """Return every kind of page and snippet of ours with the editor that its screen shows."""
    pages: list[Any] = [model for model in apps.get_models() if issubclass(model, Page) and model is not Page]
    editors = [model.get_edit_handler() for model in pages]
    return [*editors, *(model.snippet_viewset.get_edit_handler() for model in get_snippet_models())]


def our_forms() -> list[type[forms.BaseForm]]:
    """Return every form that our own code declares, in the order of their names."""
    assert get_resolver().url_patterns, "every screen that has an address is imported"
    hooks.search_for_hooks()
    found = {form for form in below(forms.BaseForm) if form.__module__.startswith(OURS)}
    return sorted(found - SAYS_SO_WHEN_MADE, key=lambda form: f"{form.__module__}.{form.__qualname__}")


def below(form: type[Any]) -> Iterator[type[Any]]:
    for child in form.__subclasses__():
        yield child
        yield from below(child)


def without_help(form: Any) -> list[str]:
    """Return the names of the fields that somebody sees and that explain nothing, or only repeat their label.

    A tick box whose label is a sentence of the person who ticks it needs no second one.
    """
    return [
        name
        for name, field in form.base_fields.items()
        if not field.widget.is_hidden
        and str(field.help_text).strip(" .") in {"", str(field.label)}
        and not (isinstance(field, forms.BooleanField) and str(field.label).startswith(("Ik ", "Ja, ")))
    ]


def panel_without_help(panel: Any) -> Iterator[str]:
    """Walk a bound edit handler: what a panel says goes before what its field says."""
    for child in getattr(panel, "children", []):
        yield from panel_without_help(child)
    if hasattr(panel, "field_name") and hasattr(panel, "db_field") and not getattr(panel, "relation_name", ""):
        field = panel.db_field
        if not str(panel.help_text or field.help_text).strip():
            yield f"{panel.model.__name__}.{panel.field_name}"
    if getattr(panel, "relation_name", ""):
        yield from panel_without_help(panel.child_edit_handler)


@pytest.mark.parametrize("editor", our_editors(), ids=lambda editor: editor.model.__name__)
def test_every_field_of_an_editor_says_what_belongs_there(editor: Any) -> None:
    assert list(panel_without_help(editor)) == []


def test_a_field_that_says_nothing_is_noticed() -> None:
    editor = ObjectList([FieldPanel("body")]).bind_to_model(Definition)
    assert list(panel_without_help(editor)) == ["Definition.body"]

    class Form(forms.Form):
        day = forms.DateField(label="Dag", help_text="Dag.")

    assert without_help(Form) == ["day"]


@pytest.mark.parametrize("form", our_forms(), ids=lambda form: f"{form.__module__}.{form.__name__}")
def test_every_field_of_our_own_forms_says_what_belongs_there(form: Any) -> None:
    assert without_help(form) == []
