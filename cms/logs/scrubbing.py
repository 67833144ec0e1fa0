"""Takes out of what is told to others whatever opens a door or names a person.

By the name that stands with it, by what it looks like, and by its value where the settings hold it. It errs on the side
of leaving out: a log line that misses a word can be asked about, one that gave a key away cannot be taken back.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signals import setting_changed

GONE = "[weggelaten]"
_NAMES = (
    r"pass(?:word|wd|code)?|pwd|wachtwoord|secret|geheim|token|sleutel|api[_-]?key|private[_-]?key|authori[sz]ation|"
    r"cookie|session(?:id|[_-]?key)?|csrf\w*|credentials?|signature|otp|dsn|recovery[_-]?codes?"
)
_SENSITIVE = re.compile(rf"(?:^|[\W_])(?:{_NAMES})s?(?:$|[\W_])", re.IGNORECASE)
_SHAPES = (
    # The header fields that carry a key run to the end of their line.
    (re.compile(r"(?i)\b((?:proxy-)?authorization|(?:set-)?cookie)(['\"]?\s*[:=]\s*)[^\r\n]+"), rf"\1\2{GONE}"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}"), rf"\1 {GONE}"),
    (re.compile(r"whsec_[\w+/=-]*"), GONE),
    # RFC 3986 3.2.1: what stands before @ in an address. Up to the last @ of the authority.
    (re.compile(r"(?<=://)[^\s/?#]*@"), f"{GONE}@"),
    (
        re.compile(
            rf"(?i)((?:^|[\W_])(?:{_NAMES})s?['\"]?\s*(?:=>|[:=])\s*)(\"[^\"\n]*\"|'[^'\n]*'|['\"]?[^\s,;&'\"]+)"
        ),
        rf"\1{GONE}",
    ),
    (re.compile(r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mailadres]"),
    # What our own keys look like: secrets.token_urlsafe(32), keys of sessions and of forms. A digest is hexadecimal.
    (re.compile(r"(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*\d)[\w-]{43}(?![\w-])"), GONE),
    (re.compile(r"\b(?=[A-Za-z0-9]*[g-zG-Z])(?:[A-Za-z0-9]{64}|[A-Za-z0-9]{32})\b"), GONE),
)
_SETTINGS = ("SECRET_KEY", "SECRET_KEY_FALLBACKS", "WEBHOOK_KEYS", "EMAIL_HOST_PASSWORD", "METRICS_TOKEN", "SENTRY_DSN")
_SHORTEST = 8  # a shorter word is no key, and may be any word


def scrubbed(value: Any) -> Any:
    """Return ``value`` without secrets: text, and everything within a mapping or a list; the rest as text."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(name): scrubbed_member(str(name), one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [scrubbed(one) for one in value]
    return scrubbed_text(value if isinstance(value, str) else str(value))


def scrubbed_member(name: str, value: Any) -> Any:
    """Return the value that goes by ``name``, or GONE when the name says that it is a secret."""
    return GONE if value and is_sensitive(name) else scrubbed(value)


def is_sensitive(name: str) -> bool:
    """Say whether what goes by this name stays here."""
    return _SENSITIVE.search(name) is not None


def scrubbed_text(text: str) -> str:
    """Return ``text`` with GONE in place of each secret."""
    for secret in _known():
        text = text.replace(secret, GONE)
    for shape, instead in _SHAPES:
        text = shape.sub(instead, text)
    return text


@lru_cache(maxsize=1)
def _known() -> tuple[str, ...]:
    """Return the secrets of these settings, the longest first: one may hold another."""
    held: list[Any] = []
    for name in _SETTINGS:
        value = getattr(settings, name, None)
        held += value if isinstance(value, list | tuple) else [value]
    held += [one.get("PASSWORD") for one in getattr(settings, "DATABASES", {}).values()]
    held.append(urlsplit(getattr(settings, "CELERY_BROKER_URL", "")).password)
    held.append(getattr(settings, "OIDC", {}).get("secret"))
    return tuple(sorted({one for one in held if one and len(one) >= _SHORTEST}, key=len, reverse=True))


def forget_settings(**_kwargs: Any) -> None:
    """Let the settings be read again: tests change them."""
    _known.cache_clear()


setting_changed.connect(forget_settings, dispatch_uid="cms.logs.forget_settings")
