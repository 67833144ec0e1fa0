"""Takes away the second factor of who lost phone and recovery codes, so that they can make another."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from cms.accounts.announcing import subject_of
from cms.accounts.models import User
from cms.acts.act import Act, WorkshopAction, announce


class SignInError(Exception):
    """What was asked about somebody's way in cannot be done; says why."""


@transaction.atomic
def remove_second_factor(*, person: User, reason: str, by: Any, at: datetime) -> None:
    """Remove every second factor of ``person``, who is told by mail; raise SignInError.

    Never one's own: whoever sits at an open screen could else get rid of it with a password alone.
    """
    if by.pk == person.pk:
        raise SignInError("Je eigen tweede factor neemt een ander weg. Vraag een andere beheerder.")
    if not reason.strip():
        raise SignInError("Zeg waarom: dat staat in het logboek.")
    removed, _ = Authenticator.objects.filter(user=person).delete()
    if not removed:
        raise SignInError(f"{person} heeft geen tweede factor.")
    action, subject = WorkshopAction.SECOND_FACTOR_REMOVED, subject_of(person)
    announce(Act(action=action, subject=subject, by=by, at=at, reason=reason.strip()))
    if person.email:
        transaction.on_commit(lambda: _tell(person.email), robust=True)  # it is done, also when no mail goes out


def _tell(address: str) -> None:
    subject = f"{settings.WAGTAIL_SITE_NAME}: je tweede factor is weggenomen"
    send_mail(subject, render_to_string("accounts/second_factor_removed.txt"), None, [address])
