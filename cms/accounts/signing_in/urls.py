"""Addresses of signing in. Of allauth's only those that people of a workshop need: no accounts are made here."""

from allauth.account import urls as account
from allauth.mfa import urls as mfa
from allauth.urls import build_provider_urlpatterns
from django.conf import settings
from django.urls import include, path

from cms.accounts.signing_in.views import sign_in

# The page that says that nobody makes an account here stays: the sign-in page asks for its address.
_UNUSED = {"account_email", "account_email_verification_sent", "account_confirm_email"}

urlpatterns = [
    path("login/", sign_in, name="account_login"),  # before allauth's
    *(one for one in account.urlpatterns if one.name not in _UNUSED),
    path("tweede-factor/", include(mfa)),
]
if settings.OIDC_IS_THERE:
    urlpatterns += [path("elders/", include("allauth.socialaccount.urls")), *build_provider_urlpatterns()]
