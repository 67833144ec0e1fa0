"""Production. Refuses to start half-configured, and says everything that is wrong at once.

What each variable means stands in docs/running.md. Demo users are looked for when a process starts
(cms/config/checks.py).
"""

from django.core.exceptions import ImproperlyConfigured

from cms.config import env
from cms.config.settings.base import *  # noqa: F403 - settings build on each other by name
from cms.logs.lines import logging_settings
from exporters.targets.roots import overlap, problem_of

DEBUG = False
REFUSE_DEMO = True

problems: list[str] = []


def required(name: str) -> str:
    """Return the value of ``name``, or note that it is missing."""
    try:
        value = env.text(name)
    except (ImproperlyConfigured, OSError) as error:
        problems.append(str(error))
        return ""
    if not value:
        problems.append(f"{name} is empty.")
    return value


SECRET_KEY = required("SECRET_KEY")
SECOND_FACTOR_REQUIRED = True
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS").split(",") if host.strip()]
WAGTAILADMIN_BASE_URL = required("ADMIN_BASE_URL")
for name in ("DATABASE_URL", "RELEASE_PUBLISHER", "RELEASE_BASE_URL", "RELEASE_LICENCE", "RELEASE_STORE_URL"):
    required(name)
WEBHOOK_KEYS = [word.strip() for word in required("WEBHOOK_KEYS").split(",") if word.strip()]

if SECRET_KEY.startswith("demo-key"):
    problems.append("SECRET_KEY is the key of the demo, which everybody can read.")
elif SECRET_KEY and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5):
    problems.append("SECRET_KEY has fewer than 50 characters, or hardly any different ones.")
if any(word.startswith("demo-key") for word in WEBHOOK_KEYS):
    problems.append("WEBHOOK_KEYS holds the key of the demo, which everybody can read.")
elif any(len(word) < 32 or len(set(word)) < 5 for word in WEBHOOK_KEYS):
    problems.append("WEBHOOK_KEYS holds a word of fewer than 32 characters, or of hardly any different ones.")
if env.text("WEBHOOK_ALLOW_PRIVATE", "") == "1":
    problems.append("WEBHOOK_ALLOW_PRIVATE is on: messages could be sent into this network.")
TARGET_ROOTS = env.words("TARGET_ROOTS")
for root in TARGET_ROOTS:
    if problem := problem_of(root):
        problems.append(f"TARGET_ROOTS: {root.partition('://')[0]}://… {problem}")
    elif overlap(root, env.text("RELEASE_STORE_URL", "")):
        problems.append(f"TARGET_ROOTS: {root} and RELEASE_STORE_URL lie within each other.")
if 0 < len(METRICS_TOKEN) < 32:  # noqa: F405 - from base
    problems.append("METRICS_TOKEN has fewer than 32 characters.")
if "*" in ALLOWED_HOSTS:
    problems.append("ALLOWED_HOSTS holds *, which is every host.")
if WAGTAILADMIN_BASE_URL and not WAGTAILADMIN_BASE_URL.startswith("https://"):
    problems.append("ADMIN_BASE_URL does not start with https://.")
if env.text("DEBUG", "").lower() not in {"", "0", "false", "no", "off"}:
    problems.append("DEBUG is on.")
if problems:
    raise ImproperlyConfigured("\n".join(["Production may not start:", *(f"- {problem}" for problem in problems)]))

# The admin is reached over TLS only. A proxy that ends TLS says so in a header that it sets itself on every request.
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^gezondheid(/|$)"]  # a monitor on this machine asks the process itself
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
if env.text("TLS_PROXY", "") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the limit on trying to sign in counts callers, and not the proxy
SILENCED_SYSTEM_CHECKS = [
    "security.W021",  # preloading HSTS binds a whole domain: its owner decides that
]

LOGGING = logging_settings(as_json=True, level=LOG_LEVEL or "INFO")  # noqa: F405 - from base
