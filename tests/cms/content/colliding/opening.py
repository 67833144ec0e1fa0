"""Editors that are opened now and sent later, as two people do."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from tests.factories.forms import html


class Editor:
    """One person with one editor open: what stood in it when it was opened is what is sent."""

    def __init__(self, client: Client, address: str) -> None:
        self.client, self.address = client, address
        text = client.get(address).content.decode()
        form = "w-editor-form" if 'id="w-editor-form"' in text else "page-edit-form"
        self.form: QueryDict = querydict_from_html(text, form_id=form)

    def save(self, **changes: Any) -> HttpResponse:
        """Send the form with ``changes``."""
        self._change(changes)
        return self.client.post(self.address, self.form)  # type: ignore[return-value]  # Django's test client wraps it

    def choose(self, answer: HttpResponse, **choices: str) -> HttpResponse:
        """Send the screen of a collision with ``choices``, keys with two underscores for a colon."""
        fields = querydict_from_html(answer.content.decode(), form_index=_index_of(answer.content.decode()))
        for key, whose in choices.items():
            fields[key if key == "alles" else "keuze-" + key.replace("__", ":")] = whose
        return self.client.post(self.address, fields)  # type: ignore[return-value]  # as above

    def _change(self, changes: dict[str, Any]) -> None:
        for name, value in changes.items():
            self.form[name] = value


def _index_of(text: str) -> int:
    before = text.split('name="gezien"')[0]
    return before.count("<form") - 1


def words(text: str) -> str:
    """Return ``text`` as the rich-text editor sends it."""
    return html(text)
