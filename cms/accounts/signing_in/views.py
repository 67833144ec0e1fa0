"""The page *Inloggen*, also for who is in without a role: allauth alone would send them round and round."""

from allauth.account.views import login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

_ENTER = "wagtailadmin.access_admin"


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Ask who it is, or tell somebody without a role whom to ask for one."""
    if request.user.is_authenticated and not request.user.has_perm(_ENTER):
        return render(request, "accounts/no_role.html", status=403)
    answer: HttpResponseBase = login(request)
    return answer
