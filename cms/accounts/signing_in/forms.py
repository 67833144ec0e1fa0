"""The forms with which people sign in, in words of our own."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm


class SignInForm(LoginForm):
    """allauth's form in words of our own, without placeholders that say the label again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Gebruikersnaam of e-mailadres"
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class AddKeyForm(AddWebAuthnForm):
    """Asks how this passkey is called, and makes one that needs no password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_in_dutch(self)
        self.fields["passwordless"].initial = True


class EditKeyForm(EditWebAuthnForm):
    """Gives a passkey another name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_in_dutch(self)


def _name_in_dutch(form: Any) -> None:
    form.fields["name"].label = "Naam"
    form.fields["name"].help_text = "Waaraan herken je deze passkey? Bijvoorbeeld: laptop van het werk."
