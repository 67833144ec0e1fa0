"""The embedded default: SQLite, files and a demo key, on this machine only."""

from cms.config import env
from cms.config.settings.base import *  # noqa: F403 - settings build on each other by name

DEBUG = env.text("DEBUG", "") == "1"  # a stack trace is for developers only
SECRET_KEY = "demo-key-on-this-machine-only"  # noqa: S105 - production refuses to start with it
WEBHOOK_KEYS = env.words("WEBHOOK_KEYS", "demo-key-of-webhooks-on-this-machine-only")
TARGET_ROOTS = env.words("TARGET_ROOTS", (VAR_DIR / "doelen").as_uri())  # noqa: F405 - from base
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
WHITENOISE_USE_FINDERS = True  # static files straight from the packages: nothing to collect
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# The demo names its own, so that nothing is guessed for a real release.
RELEASE_PUBLISHER = env.text("RELEASE_PUBLISHER", "Kenniswerkplaats (fictieve demo)")
RELEASE_BASE_URL = env.text("RELEASE_BASE_URL", "https://wegwijzer.example")
RELEASE_LICENCE = env.text("RELEASE_LICENCE", "https://creativecommons.org/publicdomain/zero/1.0/")
