"""Nobody works here on a password alone (BIO2): who has no second factor yet is brought to where it is made.

Whoever came in through an OIDC provider has shown what that provider asks: its second factor is the organisation's.
"""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

Handler = Callable[[HttpRequest], HttpResponse]


class SecondFactorRequired:
    """Middleware, behind the one that knows who asks."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECOND_FACTOR_REQUIRED and _lacks_it(request):
            return redirect("mfa_index")
        return self._get_response(request)


def _lacks_it(request: HttpRequest) -> bool:
    """Return whether somebody who is signed in with a password only asks for more than the way to a second factor."""
    if request.path.startswith(_open_to_all()) or not request.user.is_authenticated:
        return False
    came_by = {record.get("method") for record in get_authentication_records(request, request.user)}
    return "socialaccount" not in came_by and not is_mfa_enabled(request.user)


def _open_to_all() -> tuple[str, ...]:
    """Return where the way to a second factor lies, and the words and icons of every page, which are no secret."""
    way = reverse("account_login").removesuffix("login/")
    return way, reverse("wagtailadmin_javascript_catalog"), reverse("wagtailadmin_sprite")
