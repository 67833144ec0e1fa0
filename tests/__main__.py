"""``python -m tests [pytest arguments]``: every test, each on what it needs, and a line for what could not run.

Without DATABASE_URL the suite runs on SQLite, then the tests marked postgres or services run on a PostgreSQL and a
Redis, where those answer. With DATABASE_URL (and CELERY_BROKER_URL) the whole suite runs on those, once.

| variable | default | means |
|---|---|---|
| TEST_DATABASE_URL | postgres://postgres@127.0.0.1:5432/postgres | a server where test_postgres is made and dropped |
| TEST_BROKER_URL | redis://127.0.0.1:6379/15 | a Redis database for queues of tests |
| SERVICES | | ``later``: leave the marked tests to a later run |
| ONLY | | ``database``: leave out what touches neither a database nor a service (tests/once.py) |
| PART | | ``short`` or ``long``: leave the other part to a later run (tests/parts.py) |
| COVERAGE | | ``1``: measure branches and report |
| CI | | ``true``: what is not there is a failure |
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

import dj_database_url
import psycopg
import redis

from tests.services.presence import chromium, node

ON_SERVICES = "postgres or services"
DATABASE_URL = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
BROKER_URL = os.environ.get("TEST_BROKER_URL", "redis://127.0.0.1:6379/15")
# The settings are named here, because a DJANGO_SETTINGS_MODULE in the environment wins from pyproject.toml.
OPTIONS = ["--ds=cms.config.settings.test", "-n", "2", "--dist", "worksteal", "-q"]
COVERAGE = os.environ.get("COVERAGE") == "1"


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def missing_services() -> list[str]:
    """Return what keeps the services from being used, one line each."""
    problems = []
    database = dj_database_url.parse(DATABASE_URL)
    server = {name.lower(): str(database.get(name) or "") for name in ("HOST", "PORT", "USER", "PASSWORD")}
    try:
        psycopg.connect(psycopg.conninfo.make_conninfo(dbname="postgres", connect_timeout=3, **server)).close()
    except psycopg.OperationalError as error:
        problems.append(f"PostgreSQL: {str(error).strip().splitlines()[-1]}")
    try:
        redis.Redis.from_url(BROKER_URL, socket_connect_timeout=3).ping()
    except redis.RedisError as error:
        problems.append(f"Redis: {error}")
    return problems


def pytest(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run pytest on both cores and return its exit code."""
    measure = ["coverage", "run", "-m"] if COVERAGE else []
    command = [sys.executable, "-m", *measure, "pytest", *OPTIONS, *arguments]
    # Without compiled modules each of the hundreds of processes that tests start compiles them anew: two seconds.
    environment = {**os.environ, **environment, "PYTHONDONTWRITEBYTECODE": ""}
    return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 - ours


def on_the_embedded_default(arguments: Sequence[str]) -> int:
    """Run the suite on SQLite, then the marked tests on the services that answer."""
    say("== Tests on SQLite")
    code = pytest(["-m", f"not ({ON_SERVICES})", *arguments], {})
    if os.environ.get("SERVICES") == "later":
        say("== Tests on PostgreSQL and Redis: left to a later run (SERVICES=later)")
        return code
    if problems := missing_services():
        say("== Tests on PostgreSQL and Redis: NOT RUN, because these do not answer:")
        for problem in problems:
            say(f"   {problem}")
        return 1 if os.environ.get("CI") == "true" else code
    say("== Tests on PostgreSQL and Redis")
    there = {"DATABASE_URL": DATABASE_URL, "CELERY_BROKER_URL": BROKER_URL}
    return pytest(["-m", ON_SERVICES, *arguments], there) or code


def main(arguments: Sequence[str]) -> int:
    if not chromium():
        say("== Browser tests: NOT RUN, because Chromium is not there (apt install chromium-headless-shell)")
    if not node():
        say("== Tests with Node.js: NOT RUN, because node and npm are not there (apt install nodejs npm)")
    if COVERAGE:
        subprocess.run([sys.executable, "-m", "coverage", "erase"], check=True)
    if os.environ.get("DATABASE_URL"):
        say("== Tests on the services of DATABASE_URL and CELERY_BROKER_URL")
        code = pytest(arguments, {})
    else:
        code = on_the_embedded_default(arguments)
    if COVERAGE:
        subprocess.run([sys.executable, "-m", "coverage", "combine", "-q"], check=False)
        report = [sys.executable, "-m", "coverage", "report", "--skip-covered", "--skip-empty"]
        code = subprocess.run(report, check=False).returncode or code  # noqa: S603 - ours
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
