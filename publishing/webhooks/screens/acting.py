"""What a person does with a subscriber: each a page with a form, then the subscriber again, or its new key."""

from functools import partial
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cms.accounts.seen import SeesOthersEdits
from publishing.attempts.tasks import nudge
from publishing.releases.delivering.replaying import deliver_again
from publishing.releases.delivering.work import DELIVERY
from publishing.releases.screens.managed import ActingView
from publishing.releases.screens.reasons import NothingForm, ReasonForm
from publishing.webhooks.keys import OVERLAP, rotate_key
from publishing.webhooks.managing import add_subscriber, change_subscriber
from publishing.webhooks.models import Subscriber
from publishing.webhooks.reading import deliveries_of
from publishing.webhooks.screens.access import ADD, CHANGE, REPLAY, SubscribersView, SubscriberView
from publishing.webhooks.screens.forms import RotateForm, SubscriberForm
from publishing.webhooks.switching import switch_off, switch_on


class GivesKey(SubscribersView, ActingView):
    """Something of which a key comes."""

    def with_key(self, subscriber: Subscriber, key: str) -> HttpResponse:
        """Return the one page on which ``key`` is ever seen; it goes into no session and no address."""
        context = {"form": None, "subscriber": subscriber, "key": key}
        return self.response_class(
            request=self.request,
            template=["webhooks/key.html"],
            context=self.get_context_data(**context),
            headers={"Cache-Control": "no-store, private"},
        )


class AddSubscriber(GivesKey):
    """Begin to tell somebody."""

    permission = ADD
    page_title = "Afnemer toevoegen"
    form_class = SubscriberForm
    what_it_does = (
        "De afnemer krijgt bericht van elke uitgave die gepubliceerd, teruggezet of ingetrokken wordt, en van "
        "mededelingen en wissingen.",
        "Je krijgt één keer een sleutel te zien. Daarmee controleert de afnemer dat een bericht van ons is.",
    )

    def act(self, form: Any) -> HttpResponse:
        made, key = add_subscriber(**form.cleaned_data, by=self.person, at=timezone.now())
        return self.with_key(made, key)


class ActingOnSubscriber(SubscriberView, ActingView):
    """Something that is done to one subscriber."""

    permission = CHANGE


class ChangeSubscriber(SeesOthersEdits, ActingOnSubscriber):
    """Another name or address."""

    page_title = "Afnemer wijzigen"
    button = "Bewaren"
    form_class: type[forms.Form] = SubscriberForm
    what_it_does = ("Wat nog op aflevering wacht, gaat naar het nieuwe webadres.",)

    def get_initial(self) -> dict[str, Any]:
        return self.initial_of(self.subscriber)

    def initial_of(self, held: Subscriber) -> dict[str, Any]:
        return {"name": held.name, "url": held.url}

    def act(self, form: Any) -> HttpResponse:
        change_subscriber(
            subscriber=self.subscriber,
            **form.cleaned_data,
            by=self.person,
            at=timezone.now(),
            look=self.require_as_seen,
        )
        return self.done("De afnemer is bewaard.")


class RotateKey(ActingOnSubscriber, GivesKey):
    """A new key."""

    page_title = "Sleutel vernieuwen"
    form_class = RotateForm
    what_it_does = (
        "Er komt een nieuwe sleutel. Je ziet hem één keer, en geeft hem door aan de afnemer.",
        f"De oude en de nieuwe sleutel ondertekenen allebei, {OVERLAP.days} dagen lang. Zo mist de afnemer niets.",
    )

    def get_initial(self) -> dict[str, Any]:
        return {"replacing": self.subscriber.keys.get(until=None).pk}

    def act(self, form: Any) -> HttpResponse:
        key = rotate_key(subscriber=self.subscriber, **form.cleaned_data, by=self.person, at=timezone.now())
        return self.with_key(self.subscriber, key)


class SwitchOff(ActingOnSubscriber):
    """No more messages."""

    page_title = "Afnemer uitzetten"
    form_class = ReasonForm
    what_it_does = (
        "De afnemer krijgt geen berichten meer, ook niet wat nog wacht.",
        "Wat er al verstuurd is, blijft hier staan. Je kunt de afnemer later weer aanzetten.",
    )

    def act(self, form: Any) -> HttpResponse:
        switch_off(subscriber=self.subscriber, **form.cleaned_data, by=self.person, at=timezone.now())
        return self.done("De afnemer staat uit.")


class SwitchOn(ActingOnSubscriber):
    """Messages again."""

    page_title = "Afnemer aanzetten"
    form_class = NothingForm
    what_it_does = (
        "De afnemer krijgt bericht van wat er vanaf nu gebeurt.",
        "Wat hij heeft gemist, lever je zo nodig opnieuw af op zijn pagina.",
    )

    def act(self, form: Any) -> HttpResponse:
        switch_on(subscriber=self.subscriber, by=self.person, at=timezone.now())
        return self.done("De afnemer staat aan.")


class Replay(ActingOnSubscriber):
    """The same message again, under the same id."""

    permission = REPLAY
    page_title = "Opnieuw afleveren"
    form_class = ReasonForm
    what_it_does = (
        "Hetzelfde bericht gaat nog een keer naar de afnemer, met hetzelfde kenmerk.",
        "Een afnemer die het al kende, doet niets. Wat eerder gebeurde, blijft staan.",
    )

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.entry = get_object_or_404(deliveries_of(self.subscriber), pk=kwargs["pk"])

    def act(self, form: Any) -> HttpResponse:
        deliver_again(entry=self.entry, **form.cleaned_data, by=self.person, at=timezone.now())
        transaction.on_commit(partial(nudge, DELIVERY.kind, str(self.entry.pk)))
        return self.done("Het bericht wordt opnieuw afgeleverd.")
