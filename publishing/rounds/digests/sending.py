"""Sends each morning's mail once: to who has work that they were not told of yet, and wants to be told."""

import logging
from datetime import datetime

from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from cms.accounts.models import User
from publishing.rounds.digests.reading import news_for
from publishing.rounds.digests.writing import write_letter
from publishing.rounds.models import Digest

logger = logging.getLogger(__name__)

FROM_HOUR = 7  # of the local day; a worker that was away then sends later that day


def send_digests(*, at: datetime) -> int:
    """Tell everybody what came in for them, unless it is early or they were told today; return how many mails went.

    Mailed first, noted after: a worker that dies in between mails twice, and never not at all. What cannot be sent is
    tried again at the next call.
    """
    if timezone.localtime(at).hour < FROM_HOUR:
        return 0
    people = User.objects.filter(is_active=True).exclude(email="").exclude(groups=None, is_superuser=False)
    return sum(_tell(person, at) for person in people.distinct().order_by("pk"))


@transaction.atomic
def _tell(person: User, at: datetime) -> bool:
    """Tell one person, held meanwhile so that two workers do not both; return whether a mail went."""
    Digest.objects.get_or_create(person=person)
    digest = Digest.objects.select_for_update().get(person=person)
    if digest.told_until is not None and timezone.localdate(digest.told_until) >= timezone.localdate(at):
        return False
    news = news_for(person, since=digest.told_until, until=at)
    if news and digest.wanted:
        letter = write_letter(person, news)
        try:
            send_mail(letter.subject, letter.text, None, [person.email])
        except OSError as error:  # as every error of smtplib
            logger.warning("The morning's mail for person %s could not be sent: %s", person.pk, error)
            return False
    digest.told_until = at
    digest.save(update_fields=["told_until"])
    return bool(news) and digest.wanted
