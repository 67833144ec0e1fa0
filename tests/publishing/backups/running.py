"""Runs commands of the installation in WEGWIJZER_VAR, each in a process of its own: run as a process.

Each line that comes in is a command as JSON, with the step at which its process is killed, if any; each line that goes
out tells what came of it. What commands are made of is imported once, so that a process of its own costs a moment.
"""

import json
import os
import signal
import sys
import tempfile
import traceback
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.config.settings.dev")
django.setup()

from django.core.management import execute_from_command_line

from publishing.attempts.steps import Step, told


def carried_out(arguments: list[str], die_at: str) -> int:
    """Run the command in this process, as manage.py does, and return its exit code."""

    def die(step: Step) -> None:
        if step.name == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        with told(die):
            execute_from_command_line(["manage.py", *arguments])
    except SystemExit as stopped:
        return int(stopped.code or 0)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def in_a_process(arguments: list[str], die_at: str) -> dict[str, Any]:
    """Run the command in a new process; return its exit code and what it printed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), sys.stdout.fileno())
            os.dup2(err.fileno(), sys.stderr.fileno())
            code = carried_out(arguments, die_at)
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        for printed in (out, err):
            printed.seek(0)
        return {"returncode": code, "stdout": out.read().decode(), "stderr": err.read().decode()}


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(json.dumps(in_a_process(**json.loads(line))) + "\n")
        sys.stdout.flush()
