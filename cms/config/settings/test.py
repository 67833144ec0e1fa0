"""Tests: the dev settings with quick passwords, eager tasks and a store per test (tests/conftest.py)."""

from cms.config.settings.dev import *  # noqa: F403 - settings build on each other by name

DEBUG = False
WHITENOISE_USE_FINDERS = False
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405 - from base; tests serve no files
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "evidence": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}
CACHES = {name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name} for name in CACHES}  # noqa: F405 - from base
SNAPSHOT_DATABASE = "default"  # a TestCase sees its own uncommitted rows on this connection only
LOGGING = {"version": 1, "disable_existing_loggers": False}  # pytest listens itself
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
