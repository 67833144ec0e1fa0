"""What a person does with a target: each a page with a form, then the target again."""

from functools import partial
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from cms.accounts.screens import PostOnly
from cms.accounts.seen import SeesOthersEdits
from exporters.targets.managing import add_target, change_target, pause_target, resume_target
from exporters.targets.models import Delivery, Target
from exporters.targets.ordering import KIND, ask_delivery, ask_delivery_over
from exporters.targets.reading import shown_target
from exporters.targets.screens.access import ADD, CHANGE, DELIVER, TargetsView, TargetView
from exporters.targets.screens.choosing import choices_for
from exporters.targets.screens.forms import (
    ReleaseAndReasonForm,
    ReleaseForm,
    TargetForm,
    filled_in,
)
from publishing.attempts.tasks import nudge
from publishing.releases.models import Release
from publishing.releases.screens.managed import ActingView
from publishing.releases.screens.reasons import NothingForm, ReasonForm
from publishing.releases.screens.trying import try_again

_WHY = "Gevraagd op de pagina van het doel."


class AddTarget(TargetsView, ActingView):
    """Begin to deliver somewhere."""

    permission = ADD
    page_title = "Doel toevoegen"
    form_class = TargetForm
    what_it_does = (
        "Op een doel leggen wij de exportbestanden van een uitgave klaar, allemaal of geen.",
        "Er wordt nog niets afgeleverd. Bekijk daarna eerst wat er zou veranderen.",
    )

    def get_initial(self) -> dict[str, Any]:
        return {"channel": "live"}

    def act(self, form: Any) -> HttpResponse:
        made = add_target(values=form.values, by=self.person, at=timezone.now())
        messages.success(self.request, "Het doel is toegevoegd.")
        return redirect(reverse("doelen:show", args=[made.slug]))


class ActingOnTarget(TargetView, ActingView):
    """Something that is done to one target."""

    permission = CHANGE

    def begun(self, delivery: Delivery | None, told: str) -> HttpResponse:
        """Let a worker begin with ``delivery``, and tell so."""
        if delivery is not None:
            transaction.on_commit(partial(nudge, KIND, str(delivery.pk)))
        return self.done(told)


class ChangeTarget(SeesOthersEdits, ActingOnTarget):
    """Another place, or other files."""

    page_title = "Doel wijzigen"
    button = "Bewaren"
    form_class: type[forms.Form] = TargetForm
    what_it_does = (
        "Lezers merken dit bij de volgende aflevering.",
        "Verhuist het doel, dan blijft op de oude plek liggen wat er ligt. Ruim dat zelf op.",
    )

    def get_initial(self) -> dict[str, Any]:
        return self.initial_of(self.target)

    def initial_of(self, held: Target) -> dict[str, Any]:
        return filled_in(held)

    def act(self, form: Any) -> HttpResponse:
        change_target(
            target=self.target, values=form.values, by=self.person, at=timezone.now(), look=self.require_as_seen
        )
        return self.done("Het doel is bewaard.")


class PauseTarget(ActingOnTarget):
    """Nothing more for now."""

    page_title = "Doel pauzeren"
    button = "Pauzeren"
    form_class = ReasonForm
    what_it_does = (
        "Er wordt niets meer afgeleverd tot iemand het doel hervat. Wat nu bezig is, loopt nog af.",
        "Wat er ligt, blijft liggen, ook als er intussen iets wordt gewist. Dan volgt er een melding.",
    )

    def act(self, form: Any) -> HttpResponse:
        pause_target(target=self.target, **form.cleaned_data, by=self.person, at=timezone.now())
        return self.done("Het doel is gepauzeerd.")


class ResumeTarget(ActingOnTarget):
    """On again."""

    page_title = "Doel hervatten"
    button = "Hervatten"
    form_class = NothingForm
    what_it_does = ("Wat het doel heeft gemist, wordt nu afgeleverd.",)

    def act(self, form: Any) -> HttpResponse:
        missed = resume_target(target=self.target, by=self.person, at=timezone.now())
        return self.begun(missed, "Het doel is hervat.")


class DeliveringView(ActingOnTarget):
    """Has a release delivered that a person chooses."""

    permission = DELIVER

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"choices": choices_for(self.target)}

    @staticmethod
    def chosen(form: Any) -> Release:
        """Return the release that was chosen."""
        return Release.objects.get(digest=form.cleaned_data["release"])


class Deliver(DeliveringView):
    """Now."""

    page_title = "Nu afleveren"
    form_class = ReleaseForm
    what_it_does = (
        "Alle bestanden komen naast wat er nu ligt. Pas als alles er is en klopt, zien lezers de nieuwe uitgave.",
        "Wat er al gelijk ligt, wordt niet opnieuw verstuurd.",
    )

    def act(self, form: Any) -> HttpResponse:
        release = self.chosen(form)
        asked = ask_delivery(target=self.target, release=release, by=self.person, at=timezone.now())
        return self.begun(asked, f"Uitgave {release.number} wordt afgeleverd.")


class DeliverOver(DeliveringView):
    """Over what others changed."""

    page_title = "Over wijzigingen heen afleveren"
    button = "Toch afleveren"
    form_class = ReleaseAndReasonForm
    what_it_does = (
        "Alle bestanden worden opnieuw neergezet, in een nieuwe map. Lezers zien daarna weer wat wij afleveren.",
        "Wat anderen wijzigden, blijft nog liggen zolang een oude uitgave er blijft. Je naam en reden blijven bewaard.",
    )

    def act(self, form: Any) -> HttpResponse:
        release, reason = self.chosen(form), form.cleaned_data["reason"]
        asked = ask_delivery_over(target=self.target, release=release, reason=reason, by=self.person, at=timezone.now())
        return self.begun(asked, f"Uitgave {release.number} wordt afgeleverd, over de wijzigingen heen.")


class RetryDelivery(TargetView, PostOnly):
    """What went wrong, again."""

    permission = DELIVER

    @property
    def show_url(self) -> str:
        return self.back

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        still_open = shown_target(self.target, at=timezone.now()).open
        progress = None if still_open is None else still_open.progress
        try_again(request, progress, told="De aflevering begint opnieuw.", why=_WHY)
        return redirect(self.show_url)
