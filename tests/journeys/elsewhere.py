"""Builds the demo on another database, day, time zone and hash seed, and prints the digests: run as a process."""

import json
import os
import sys

import django
import time_machine

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.config.settings.dev")
django.setup()

from django.core.management import call_command

from publishing.releases.models import Release
from publishing.releases.verify import verify_store

if __name__ == "__main__":
    with time_machine.travel(os.environ["DAY"]):
        call_command("migrate", verbosity=0)
        call_command("build_demo", stdout=sys.stderr)
        digests = dict(Release.objects.values_list("number", "digest"))
        sys.stdout.write(json.dumps({"digests": digests, "differences": verify_store()}))
