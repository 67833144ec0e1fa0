"""Nothing that was typed is lost when somebody was signed out meanwhile: a form asks before it goes out."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_GET


@require_GET
def still_signed_in(request: HttpRequest) -> HttpResponse:
    """Say to who is signed in with which token a form may go out: another one after signing in again."""
    return JsonResponse({"token": get_token(request)})


def staying_script() -> str:
    """Return what every screen of the workshop loads for it."""
    return format_html(
        '<script src="{}" defer data-ask="{}" data-sign-in="{}"></script>',
        static("accounts/staying.js"),
        reverse("still_signed_in"),
        reverse("account_login"),
    )


def staying_style() -> str:
    """Return how what it says looks."""
    return format_html('<link rel="stylesheet" href="{}">', static("accounts/staying.css"))
