"""What allauth asks of us: nobody makes an account, people come where they belong, secrets are sealed."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from cms.accounts.signing_in.sealing import seal, unseal


class SignIn(DefaultAccountAdapter):
    """Accounts are made by a beheerder, on the screen *Gebruikers*."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "Gebruikersnaam en wachtwoord horen niet bij elkaar. Probeer het nog eens.",
        "email_password_mismatch": "E-mailadres en wachtwoord horen niet bij elkaar. Probeer het nog eens.",
        "too_many_login_attempts": "Te vaak geprobeerd. Wacht vijf minuten en probeer het dan nog eens.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        return f"{settings.WAGTAIL_SITE_NAME}: {subject.strip()}"


class SecondFactor(DefaultMFAAdapter):
    """Codes from an app, passkeys, and recovery codes for who lost both."""

    def get_totp_issuer(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def get_totp_label(self, user: Any) -> str:
        return str(user.get_username())

    def _get_site_name(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)


class Provider(DefaultSocialAccountAdapter):
    """Who signs in elsewhere (OIDC) is known here by the e-mail address that was verified there, or stays out."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
