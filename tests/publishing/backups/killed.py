"""Runs a command and dies at the step that the first argument names: ``killed.py STEP COMMAND …``."""

import os
import signal
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.config.settings.dev")
django.setup()

from django.core.management import call_command

from publishing.attempts.steps import Step, told


def die_at(step: Step) -> None:
    if step.name == sys.argv[1]:
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    with told(die_at):
        call_command(*sys.argv[2:])
