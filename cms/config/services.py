"""Serves on services: the admin, the public API as a process of its own, two Celery workers and beat.

    python -m cms.config.services --port 8000       the admin on 8000, the public API on 8001, until Ctrl-C
    python -m cms.config.services --port 8000 --check      only says whether variables and ports are right

The public API gets an environment without the database, the broker and any key. With PUBLIC_AWS_* it also gets
credentials of its own, that need not reach further than ``public/`` in the store.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence

from django.core.exceptions import ImproperlyConfigured

from cms.config import env
from cms.config.parts import ADMIN_NICENESS, beat, pooled_worker, web_process
from cms.config.supervisor import HOST, Part, ServingError, exit_code, require_port, run

ADDRESSES = {
    "DATABASE_URL": "postgres://user:password@host:5432/name",
    "CELERY_BROKER_URL": "redis://host:6379/0",
    "RELEASE_STORE_URL": "s3://bucket/folder",
}
SCHEMES = {
    "DATABASE_URL": ("postgres", "postgresql"),
    "CELERY_BROKER_URL": ("redis", "rediss", "amqp", "amqps"),
    "RELEASE_STORE_URL": ("s3",),
}
# All that the public process is given; what is not named here stays with the workshop.
PUBLIC = {
    "LOG_LEVEL",
    "METRICS_TOKEN",
    "METRICS_TOKEN_FILE",
    "PATH",
    "HOME",
    "LANG",
    "TZ",
    "WEGWIJZER_VAR",
    "RELEASE_STORE_URL",
    "RELEASE_STORE_URL_FILE",
}
PUBLIC_PREFIXES = ("API_", "AWS_", "LC_", "PYTHON", "SSL_CERT_", "COVERAGE_")
IDENTITY = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE")
OWN = "PUBLIC_"


def require_addresses() -> None:
    """Raise ServingError, naming all that is missing or embedded, unless each address leads to a service."""
    problems = [problem for name in ADDRESSES if (problem := _problem(name))]
    if problems:
        raise ServingError("\n".join(["Services need other addresses than these:", *problems]))


def _problem(name: str) -> str:
    try:
        value = env.text(name, "")
    except (ImproperlyConfigured, OSError) as error:
        return f"- {name}: {error}"
    scheme, separator, _ = value.partition("://")
    if not value:
        return f"- {name} is missing. It looks like {ADDRESSES[name]}"
    if not separator or scheme not in SCHEMES[name]:
        given = f"{scheme}://…" if separator else "no address"  # it may hold a password: not repeated
        return f"- {name} is {given}, which is no service. It looks like {ADDRESSES[name]}"
    return ""


def public_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return what the public process gets of ``environment``."""
    given = {name: value for name, value in environment.items() if name in PUBLIC or name.startswith(PUBLIC_PREFIXES)}
    own = {
        name.removeprefix(OWN): value for name, value in environment.items() if name.startswith(f"{OWN}AWS_") and value
    }
    if own:
        given = {name: value for name, value in given.items() if name not in IDENTITY}
    return {**given, **own, "DJANGO_SETTINGS_MODULE": "cms.config.settings.public"}


def parts(port: int) -> list[Part]:
    """Return the five processes; the public API listens on the port after ``port``."""
    return [
        web_process("admin", port, niceness=ADMIN_NICENESS),
        web_process("public API", port + 1, environment=public_environment(os.environ)),
        pooled_worker("first worker", 1),
        pooled_worker("second worker", 2),
        beat("beat"),
    ]


def serve(port: int, *, check: bool) -> None:
    """Run all parts until a signal; raise ServingError when one of them cannot start, ends or never answers."""
    require_addresses()
    for each in (port, port + 1):
        require_port(each)
    if check:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.config.settings.dev")
    addresses = f"http://{HOST}:{port}/admin/ and http://{HOST}:{port + 1}/api/v1/"
    run(parts(port), said=f"Serving {addresses} with two workers and beat. Ctrl-C stops all.")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m cms.config.services", description="Serve on services.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--check", action="store_true", help="only say whether variables and ports are right")
    options = parser.parse_args(arguments)
    return exit_code(lambda: serve(options.port, check=options.check))


if __name__ == "__main__":
    sys.exit(main())
