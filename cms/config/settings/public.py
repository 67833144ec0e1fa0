"""The public process: the API over published packs. No database, no sessions, no admin and none of its secrets.

Run it as a user who can read the release store and nothing else. What each variable means stands in docs/running.md.
"""

import secrets
from pathlib import Path

from cms.config import env
from cms.logs.lines import logging_settings
from cms.metrics.folder import count_together_in
from publishing.api.framework import REST_FRAMEWORK as API_REST_FRAMEWORK
from publishing.api.framework import spectacular_settings
from publishing.api.version import BASE_PATH

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(env.text("WEGWIJZER_VAR", str(BASE_DIR / "var")))
RELEASE_STORE_URL = env.text("RELEASE_STORE_URL", (VAR_DIR / "store").as_uri())
RELEASE_STORE_COPIES = VAR_DIR / "copies"  # packs that lie in S3: SQLite reads files of this machine

DEBUG = False
SECRET_KEY = secrets.token_urlsafe(50)  # signs nothing: every process has its own and forgets it
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "*")  # no answer depends on the host that was asked for
INSTALLED_APPS = ["cms.config.apps.PublicConfig", "publishing.api"]
MIDDLEWARE = ["publishing.api.headers.PublicHeadersEverywhere", "cms.metrics.counting.NamesView"]
ROOT_URLCONF = "cms.config.public_urls"
WSGI_APPLICATION = "cms.config.wsgi.application"
APPEND_SLASH = False  # ADR 2.2 /core/no-trailing-slash: 404, never a redirect
DATABASES: dict[str, dict[str, str]] = {}  # Django's dummy backend: any query fails

LANGUAGE_CODE = "nl"
USE_I18N = False  # the API's texts are Dutch as they stand
TIME_ZONE = "UTC"
USE_TZ = True

REST_FRAMEWORK = API_REST_FRAMEWORK
SPECTACULAR_SETTINGS = spectacular_settings(
    contact_name=env.text("API_CONTACT_NAME", "Beheer Wegwijzer Mentaal Kapitaal"),
    contact_email=env.text("API_CONTACT_EMAIL", "beheer@wegwijzer.example"),
    contact_url=env.text("API_CONTACT_URL", "https://wegwijzer.example/contact"),
    server=env.text("API_SERVER_URL", BASE_PATH),
)

METRICS_TOKEN = env.text("METRICS_TOKEN", "")
METRICS_DIR = Path(env.text("METRICS_DIR", str(VAR_DIR / "metrics-public")))
if METRICS_TOKEN:
    count_together_in(METRICS_DIR)

# No line per request: who reads what is nobody's business. A caller's mistakes are the caller's.
LOGGING = logging_settings(as_json=True, level=env.text("LOG_LEVEL", "INFO"))
LOGGING["loggers"]["django.request"] = {"level": "ERROR"}
