"""Settings of the one way in (cms/accounts/signing_in), of which base.py is made."""

from cms.config import env

# Signing in (cms/accounts/signing_in). Production asks everybody for a second factor; elsewhere it can be tried.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
SECOND_FACTOR_REQUIRED = env.text("SECOND_FACTOR", "") == "1"
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_ADAPTER = "cms.accounts.signing_in.adapters.SignIn"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "none"  # a beheerder enters the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of a change to password or second factor its owner hears
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {"login": "cms.accounts.signing_in.forms.SignInForm"}
MFA_FORMS = {
    "add_webauthn": "cms.accounts.signing_in.forms.AddKeyForm",
    "edit_webauthn": "cms.accounts.signing_in.forms.EditKeyForm",
}
MFA_ADAPTER = "cms.accounts.signing_in.adapters.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
WAGTAIL_PASSWORD_RESET_ENABLED = False  # Wagtail's own way in and back are closed: they know of no second factor
SOCIALACCOUNT_ADAPTER = "cms.accounts.signing_in.adapters.Provider"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
OIDC = {
    "name": env.text("OIDC_NAME", "je organisatie"),
    "server_url": env.text("OIDC_SERVER_URL", ""),
    "client_id": env.text("OIDC_CLIENT_ID", ""),
    "secret": env.text("OIDC_SECRET", ""),
}
OIDC_IS_THERE = all(OIDC.values())
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "organisatie",
                "name": OIDC["name"],
                "client_id": OIDC["client_id"],
                "secret": OIDC["secret"],
                "settings": {"server_url": OIDC["server_url"]},
            }
        ]
        if OIDC_IS_THERE
        else []
    }
}
