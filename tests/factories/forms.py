"""What a browser sends back: the fields of a form on a page, as they stand there, with some of them changed."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html, rich_text

__all__ = ["domain_form", "html", "intervention_row", "recommendation_form", "resubmit"]

PAGE = {"action-publish": "action-publish"}
NO_COMMENTS = {"comments": inline_formset([])}


def html(text: str) -> str:
    """Return ``<p>text</p>`` as the rich-text editor sends it."""
    return str(rich_text(f"<p>{text}</p>"))


def domain_form(**fields: Any) -> dict[str, Any]:
    """Return a filled form of a new domain."""
    values = {
        "title": "Rust in de school",
        "number": "1",
        "system_level": "school",
        "when_low": "De sfeer is gespannen.",
        "when_high": "De sfeer is rustig.",
        "explanation": html("Rust helpt."),
        **NO_COMMENTS,
        **fields,
    }
    return dict(nested_form_data(values))


def intervention_row(intervention: Any, text: str = "Week drie past hier.") -> dict[str, str]:
    """Return a row that links an intervention with a tailored text."""
    return {"intervention": str(intervention.pk), "tailored_text": html(text)}


def recommendation_form(
    *, links: list[dict[str, str]] | None = None, examples: list[dict[str, str]] | None = None, **fields: Any
) -> dict[str, Any]:
    """Return a filled form of a new recommendation."""
    values = {
        "title": "Plan rust in de week",
        "body": html("Houd een middag vrij van toetsen."),
        "preventive": "on",
        "substantiations": inline_formset([{"text": "Monitor (fictief), 2020", "url": ""}]),
        "intervention_links": inline_formset(links or []),
        "practice_links": inline_formset(examples or []),
        **NO_COMMENTS,
        **fields,
    }
    return dict(nested_form_data(values))


def resubmit(client: Client, address: str, **changes: Any) -> HttpResponse:
    """Open the editor at ``address`` and send its form back as it stands, with ``changes``."""
    page = client.get(address)
    assert page.status_code == 200, f"{address} gives {page.status_code}"
    form = querydict_from_html(page.content.decode(), form_id=_form_on(page.content.decode()))
    for name, value in changes.items():
        form[name] = value
    return client.post(address, form)  # type: ignore[return-value]  # Django's test client wraps the response


def _form_on(text: str) -> str:
    return "w-editor-form" if 'id="w-editor-form"' in text else "page-edit-form"
