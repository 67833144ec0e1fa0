"""Settings that hold everywhere. What differs per way of running stands in the other files of this folder."""

from pathlib import Path
from typing import Any

import dj_database_url

from cms.config import env
from cms.config.settings.signing_in import *  # noqa: F403 - settings build on each other by name
from cms.logs.lines import logging_settings
from cms.metrics.folder import count_together_in
from publishing.api import framework
from publishing.api.version import BASE_PATH

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(env.text("WEGWIJZER_VAR", str(BASE_DIR / "var")))

INSTALLED_APPS = [
    "cms.config.apps.ConfigConfig",
    "exporters.targets",
    "exporters",
    "publishing.retention",
    "publishing.status",
    "publishing.backups",
    "publishing.webhooks",
    "publishing.releases.asking",
    "publishing.releases.comparing",
    "publishing.releases.corrections",
    "publishing.releases",
    "publishing.releases.notices",
    "publishing.releases.redactions",
    "publishing.releases.previews",
    "publishing.acceptances",
    "publishing.attempts",
    "publishing.rounds",
    "publishing.audit",
    "publishing.freezing",
    "publishing.api",
    "cms.demo",
    "cms.guide",
    "cms.sources",
    "cms.links",
    "cms.vetting",
    "cms.content",
    "cms.acts",
    "cms.logs",
    "cms.accounts",
    "cms.accounts.apps.WorkshopUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",  # this and the next: Wagtail's admin asks for their addresses; nobody may use them
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.config.headers.WorkshopHeaders",  # outside of all: it adds only what nobody within said
    "publishing.api.headers.PublicHeaders",  # first, so that it sees what the rest makes of a bad request
    "publishing.releases.previews.headers.PreviewHeaders",  # as first for what is not public
    "cms.metrics.counting.NamesView",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.logs.middleware.RequestLines",
    "cms.acts.edges.ActingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cms.accounts.signing_in.second_factor.SecondFactorRequired",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "cms.config.urls"
WSGI_APPLICATION = "cms.config.wsgi.application"
APPEND_SLASH = False  # the public API answers 404 to a trailing slash (ADR 2.2); Wagtail's own addresses all end in one

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "cms.config.messages.messages",
            ],
        },
    },
]


def database(url: str) -> dict[str, Any]:
    """Return Django's settings for ``url``; SQLite gets a write-ahead log and waits for its lock."""
    settings: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60))
    settings["ATOMIC_REQUESTS"] = True  # Wagtail's publishing is not atomic by itself
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        VAR_DIR.mkdir(parents=True, exist_ok=True)  # SQLite makes a file, but no folder
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",  # a writer waits at its start and never upgrades late
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;",
        }
    return settings


BACKUP_DATABASES = {name: env.text(f"{name}_DATABASE_URL", "") for name in ("OWNER", "REHEARSAL")}
DATABASES = {"default": database(env.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'wegwijzer.sqlite3'}"))}
# Freezing reads one consistent snapshot, on a connection of its own, and writes on the default one.
DATABASES["snapshot"] = {**DATABASES["default"], "ATOMIC_REQUESTS": False, "TEST": {"MIRROR": "default"}}
if "OPTIONS" in DATABASES["snapshot"]:
    DATABASES["snapshot"]["OPTIONS"] = {**DATABASES["snapshot"]["OPTIONS"], "transaction_mode": "DEFERRED"}
SNAPSHOT_DATABASE = "snapshot"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # What was made of each item the last time (publishing.rounds.kept): may be lost at any time.
    "kept": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR_DIR / "kept"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "nl"  # before the first migrate: Wagtail writes it into the database
LANGUAGES = [("nl", "Nederlands")]
LOCALE_PATHS = [BASE_DIR / "cms" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
FORMS_URLFIELD_ASSUME_HTTPS = True  # Django 6.0 does; an address without a scheme is https

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
    # Private, and apart from MEDIA_ROOT: a view hands these out to who may see verdicts.
    "evidence": {
        "BACKEND": "cms.vetting.evidence.store.PrivateFiles",
        "OPTIONS": {
            "location": VAR_DIR / "evidence",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}

WAGTAIL_SITE_NAME = "Wegwijzer Mentaal Kapitaal"
WAGTAILADMIN_BASE_URL = env.text("ADMIN_BASE_URL", "http://127.0.0.1:8000")
WAGTAIL_I18N_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 0  # autosave doubles inline rows (Wagtail 8.0)
WAGTAIL_WORKFLOW_ENABLED = False  # a workflow is no four-eyes: reviews and verdicts are our own
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no request leaves the workshop
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_USER_TIME_ZONES = ["Europe/Amsterdam"]  # one team, one clock: nobody has to choose
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands")]
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "cms.content.widgets.NamedRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "h3", "h4", "ol", "ul", "link"]},
    },
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

REST_FRAMEWORK = framework.REST_FRAMEWORK
API_SERVER_URL = env.text("API_SERVER_URL", BASE_PATH)
CONTACT_URL = env.text("API_CONTACT_URL", "https://wegwijzer.example/contact")
SPECTACULAR_SETTINGS = framework.spectacular_settings(
    contact_name=env.text("API_CONTACT_NAME", "Beheer Wegwijzer Mentaal Kapitaal"),
    contact_email=env.text("API_CONTACT_EMAIL", "beheer@wegwijzer.example"),
    contact_url=CONTACT_URL,
    server=API_SERVER_URL,
)

# Without a server the queue is a folder (cms/config/broker.py). No broker keeps every task: the outbox and the leases
# are the truth, the queue is a nudge, and beat sweeps.
CELERY_BROKER_URL = env.text("CELERY_BROKER_URL", "filesystem://localhost")
CELERY_TASK_SOFT_TIME_LIMIT = 55 * 60  # the task is told, and can say on its attempt what happened
CELERY_TASK_TIME_LIMIT = 60 * 60  # the process that runs it is ended
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {}
if CELERY_BROKER_URL.startswith("filesystem:"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {"folder": str(VAR_DIR / "broker"), "polling_interval": 0.2}
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False  # one file per command and per worker, read by nobody
elif CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        # Redis hands out again what was not acknowledged by then: later than any task may still run, or it runs twice.
        "visibility_timeout": 2 * CELERY_TASK_TIME_LIMIT,
        "socket_connect_timeout": 5,
        "socket_keepalive": True,  # a connection that a firewall forgot is noticed
    }
# A nudge that does not get through is not waited for: beat asks within the minute.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 2, "interval_start": 0.1, "interval_step": 0.2, "interval_max": 0.5}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_DEFAULT_QUEUE = env.text("CELERY_QUEUE", "wegwijzer")  # two installations can share a broker
CELERY_TASK_IGNORE_RESULT = True  # what came of a task stands in our own tables
CELERY_TASK_ACKS_LATE = True  # running a task twice is harmless, losing one is not
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1  # what one worker has no time for is left to another
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True  # the broker hands them out again
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat")
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "sweep the plans": {"task": "cms.sources.sweep_plans", "schedule": 60.0, "options": {"expires": 60}},
    "sweep what was left": {"task": "publishing.attempts.sweep", "schedule": 60.0, "options": {"expires": 60}},
    "look at what is due": {"task": "publishing.releases.tick", "schedule": 60.0, "options": {"expires": 60}},
    "measure the store": {
        "task": "publishing.status.measure_store",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "tell what came in": {"task": "publishing.rounds.send_digests", "schedule": 900.0, "options": {"expires": 900}},
    "check links": {"task": "cms.links.check_links", "schedule": 3600.0, "options": {"expires": 3600}},
    "clean up": {"task": "publishing.retention.clean_up", "schedule": 86400.0, "options": {"expires": 86400}},
}
# After their end; docs/deploy.md has the reasons.
RETENTION_DAYS = {"sessions": 0, "attempts": 90, "sizes": 730, "leftovers": 1}

# Lines for a person, from warnings up; production writes JSON.
LOG_LEVEL = env.text("LOG_LEVEL", "")
LOGGING = logging_settings(as_json=False, level=LOG_LEVEL or "WARNING")

SENTRY_DSN = env.text("SENTRY_DSN", "")  # the address of an error tracker; without one nobody is told

# Whoever shows this word may read the metrics. Without one there are none, and each process counts for itself.
METRICS_TOKEN = env.text("METRICS_TOKEN", "")
METRICS_DIR = Path(env.text("METRICS_DIR", str(VAR_DIR / "metrics")))
if METRICS_TOKEN:
    count_together_in(METRICS_DIR)

# The link check calls on other people's sites: only when somebody switched it on.
LINK_CHECK = env.text("LINK_CHECK", "") == "1"
LINK_CHECK_CONTACT = CONTACT_URL  # in its User-Agent
LINK_CHECK_SECONDS_PER_HOST = float(env.text("LINK_CHECK_SECONDS_PER_HOST", "2"))
LINK_CHECK_ALLOW_PRIVATE = env.text("LINK_CHECK_ALLOW_PRIVATE", "") == "1"  # a server on this machine, for tests

# Keys of webhook subscribers are stored sealed: the first word seals, each of them opens.
WEBHOOK_KEYS = env.words("WEBHOOK_KEYS")
WEBHOOK_ALLOW_PRIVATE = env.text("WEBHOOK_ALLOW_PRIVATE", "") == "1"  # http and private addresses too, for tests

# A release freezes these in. No licence is guessed: an empty one is a blocking finding.
RELEASE_PUBLISHER = env.text("RELEASE_PUBLISHER", "")
RELEASE_BASE_URL = env.text("RELEASE_BASE_URL", "")
RELEASE_LICENCE = env.text("RELEASE_LICENCE", "")
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")  # alarms are mailed to the publicists
EMAIL_PORT = int(env.text("EMAIL_PORT", "25"))
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.text("EMAIL_USE_TLS", "") == "1"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "wegwijzer@localhost")

# The one origin, such as https://ontwerp.example.nl, whose pages may ask for candidates with a key. None by default.
PREVIEW_ORIGIN = env.text("PREVIEW_ORIGIN", "")
# The roles of the two people who approve a release, the same one twice where that is wanted.
RELEASE_APPROVERS = tuple(env.words("RELEASE_APPROVERS", "beoordelaar,publicist"))
LONGEST_SENTENCE = int(env.text("LONGEST_SENTENCE", "25"))  # words; a longer one is a warning (aim: B1)
RELEASE_STORE_URL = env.text("RELEASE_STORE_URL", (VAR_DIR / "store").as_uri())
RELEASE_STORE_COPIES = VAR_DIR / "copies"  # packs that lie in S3: SQLite reads files of this machine
# Targets may lie below these, as file:///srv/doelen or s3://bucket/folder: a screen only says where below one.
TARGET_ROOTS = env.words("TARGET_ROOTS")
