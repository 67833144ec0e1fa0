"""Builds the demo on another database, day, time zone and hash seed, and prints the digests: run as a process."""

import json
import os
import sys

import django
import msgspec
import time_machine

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.config.settings.dev")
django.setup()

from django.core.management import call_command
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import Role
from publishing.releases.corrections.beginning import begin_correction
from publishing.releases.corrections.changing import edit_item
from publishing.releases.corrections.freezing import freeze_correction
from publishing.releases.corrections.held import document_of, items_of
from publishing.releases.corrections.reviewing import review_change
from publishing.releases.models import Release
from publishing.releases.verify import verify_store


def correct_the_live_release() -> None:
    """Freeze a correction of the first step of the demo, whose next round is half done."""
    editor, reviewer = (User.objects.filter(groups__name=role.value).earliest("pk") for role in Role if role in _TWO)
    made = begin_correction(reason="Proef.", summary="Een tikfout.", by=editor, at=timezone.now())
    item = next(one for one in items_of(made.base) if one.entry.kind == "stap")
    document = msgspec.structs.replace(document_of(item.entry), body="<p>Verbeterd.</p>")
    change = edit_item(
        correction=made,
        address=item.address,
        document=document,
        seen=item.entry.digest,
        by=editor,
        at=timezone.now(),
    )
    review_change(change=change, by=reviewer, at=timezone.now())
    freeze_correction(correction=made, by=editor, at=timezone.now())


_TWO = (Role.EDITOR, Role.REVIEWER)

if __name__ == "__main__":
    with time_machine.travel(os.environ["DAY"]):
        call_command("migrate", verbosity=0)
        call_command("build_demo", exported=[], stdout=sys.stderr)
        correct_the_live_release()
        digests = dict(Release.objects.values_list("number", "digest"))
        sys.stdout.write(json.dumps({"digests": digests, "differences": verify_store()}))
