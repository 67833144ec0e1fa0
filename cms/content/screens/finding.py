"""What the rules find on a form as it stands, while somebody writes: asked of the address of the preview.

``publishing`` registers the Wagtail hook ``find_in_form``: a callable ``(item) -> dict`` that writes nothing. The
screen gets what that gives, with the prefix of a row's form where that has its place.
"""

from typing import Any

from django.forms.models import ModelForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

ASKED = "bevindingen"
NOT_READABLE: dict[str, Any] = {"onleesbaar": True, "ontbreekt": "", "bevindingen": []}


class FindsInForm:
    """Before a view of Wagtail's that makes a preview of a form: who may see that may ask this."""

    def post(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with findings where those are asked for; nothing is kept."""
        if ASKED not in request.GET:
            answer: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]  # of the view behind this
            return answer
        return JsonResponse(self._found(self.get_form(request.POST)))

    def _found(self: Any, form: ModelForm[Any]) -> dict[str, Any]:
        find: Any = next(iter(hooks.get_hooks("find_in_form")), None)
        if find is None or not self.validate_form(form):
            return NOT_READABLE
        found: dict[str, Any] = find(form.save(commit=False))
        told = [one | {"rij": _prefix_of(form, one["veld"], one["rij"])} for one in found["bevindingen"]]
        return {"onleesbaar": False, **found, "bevindingen": told}


def _prefix_of(form: ModelForm[Any], name: str, row: int | None) -> str:
    """Return by what the screen knows the row that stands ``row`` places from the first; empty without one."""
    rows = getattr(form, "formsets", {}).get(name)
    return "" if row is None or rows is None else str(rows.ordered_forms[row].prefix)


def finding_script() -> str:
    """Return what the editor loads for it."""
    style, script = static("content/findings.css"), static("content/findings.js")
    return format_html('<link rel="stylesheet" href="{}"><script src="{}" defer></script>', style, script)
