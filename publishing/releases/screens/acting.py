"""What is done to a release with one button: approve, take that back, cancel a planning, see an alarm."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from wagtail.admin import messages

from cms.accounts.screens import PostOnly
from publishing.releases.alarms import see_alarm
from publishing.releases.approving import agreement_on, approve_release, take_back_approval
from publishing.releases.errors import RefusedError
from publishing.releases.models import Alarm, Planning
from publishing.releases.planning import cancel_planning
from publishing.releases.screens.access import PUBLISH, ReleaseAction, ReleasesView


class ApproveRelease(ReleaseAction):
    """For who holds a role that approves: the service judges that, whoever asks."""

    def act(self, sent: Any) -> str:
        approve_release(release=self.release, by=self.person, at=timezone.now(), note=sent.get("opmerking", ""))
        missing = agreement_on(self.release).missing
        return f"Je keurde uitgave {self.release.number} goed. {missing or 'Zij kan nu gepubliceerd worden.'}"


class TakeBackApproval(ReleaseAction):
    """For who approved."""

    def act(self, sent: Any) -> str:
        reason = sent.get("reden", "")
        take_back_approval(release=self.release, by=self.person, at=timezone.now(), reason=reason)
        return f"Je goedkeuring van uitgave {self.release.number} telt niet meer."


class CancelPlanning(ReleaseAction):
    permission = PUBLISH

    def act(self, sent: Any) -> str:
        planning = Planning.objects.waiting().filter(release=self.release).first()
        if planning is None:
            raise RefusedError("Deze planning is al voorbij. Bekijk wat ervan kwam.")
        cancel_planning(planning=planning, reason=sent.get("reden", ""), by=self.person, at=timezone.now())
        return f"De publicatie van uitgave {self.release.number} is afgezegd."


class SeeAlarm(ReleasesView, PostOnly):
    """Takes an alarm from every page, once somebody saw it."""

    permission = PUBLISH
    seen_at = "uitgaven:index"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        see_alarm(alarm=get_object_or_404(Alarm, pk=pk), by=self.person, at=timezone.now())
        messages.success(request, "Gezien. Het alarm staat niet meer boven de pagina's.")
        return redirect(self.show_url)
