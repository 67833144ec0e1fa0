"""What a person does with a subscriber: each a page with a form, then the subscriber again, or its new key."""

from functools import partial
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic.edit import FormView
from wagtail.admin import messages

from publishing.attempts.tasks import nudge
from publishing.releases.delivering.replaying import deliver_again
from publishing.releases.delivering.work import DELIVERY
from publishing.releases.errors import RefusedError
from publishing.webhooks.keys import OVERLAP, rotate_key
from publishing.webhooks.managing import add_subscriber, change_subscriber
from publishing.webhooks.models import Subscriber
from publishing.webhooks.reading import deliveries_of
from publishing.webhooks.screens.access import ADD, CHANGE, REPLAY, SubscribersView, SubscriberView
from publishing.webhooks.screens.forms import NothingForm, ReasonForm, RotateForm, SubscriberForm
from publishing.webhooks.switching import switch_off, switch_on


class ActingView(SubscribersView, FormView):
    """Something that is done after a form was filled in."""

    permission = CHANGE
    template_name = "webhooks/form.html"
    what_it_does: tuple[str, ...] = ()
    button = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"what_it_does": self.what_it_does, "button": self.button or self.get_page_title()}
        return super().get_context_data(**kwargs) | told

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return self.act(form.cleaned_data)
        except RefusedError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)

    def act(self, filled_in: dict[str, Any]) -> HttpResponse:
        """Do it and return where to go; raise RefusedError when it cannot be done."""
        raise NotImplementedError

    def with_key(self, subscriber: Subscriber, key: str) -> HttpResponse:
        """Return the one page on which ``key`` is ever seen; it goes into no session and no address."""
        context = {"form": None, "subscriber": subscriber, "key": key}
        return self.response_class(
            request=self.request,
            template=["webhooks/key.html"],
            context=self.get_context_data(**context),
            headers={"Cache-Control": "no-store, private"},
        )


class AddSubscriber(ActingView):
    """Begin to tell somebody."""

    permission = ADD
    page_title = "Afnemer toevoegen"
    form_class = SubscriberForm
    what_it_does = (
        "De afnemer krijgt bericht van elke uitgave die gepubliceerd, teruggedraaid of ingetrokken wordt.",
        "Je krijgt één keer een sleutel te zien. Daarmee controleert de afnemer dat een bericht van ons is.",
    )

    def act(self, filled_in: dict[str, Any]) -> HttpResponse:
        made, key = add_subscriber(**filled_in, by=self.person, at=timezone.now())
        return self.with_key(made, key)


class ActingOnOneView(ActingView, SubscriberView):
    """Something that is done to one subscriber."""

    def done(self, told: str) -> HttpResponse:
        """Tell what was done, on the page of the subscriber."""
        messages.success(self.request, told)
        return redirect(self.back)


class ChangeSubscriber(ActingOnOneView):
    """Another name or address."""

    page_title = "Afnemer wijzigen"
    button = "Bewaren"
    form_class: type[forms.Form] = SubscriberForm
    what_it_does = ("Wat nog op aflevering wacht, gaat naar het nieuwe webadres.",)

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.subscriber.name, "url": self.subscriber.url}

    def act(self, filled_in: dict[str, Any]) -> HttpResponse:
        change_subscriber(subscriber=self.subscriber, **filled_in, by=self.person, at=timezone.now())
        return self.done("De afnemer is bewaard.")


class RotateKey(ActingOnOneView):
    """A new key."""

    page_title = "Sleutel vernieuwen"
    form_class = RotateForm
    what_it_does = (
        "Er komt een nieuwe sleutel. Je ziet hem één keer, en geeft hem door aan de afnemer.",
        f"De oude en de nieuwe sleutel ondertekenen allebei, {OVERLAP.days} dagen lang. Zo mist de afnemer niets.",
    )

    def get_initial(self) -> dict[str, Any]:
        return {"replacing": self.subscriber.keys.get(until=None).pk}

    def act(self, filled_in: dict[str, Any]) -> HttpResponse:
        key = rotate_key(subscriber=self.subscriber, **filled_in, by=self.person, at=timezone.now())
        return self.with_key(self.subscriber, key)


class SwitchOff(ActingOnOneView):
    """No more messages."""

    page_title = "Afnemer uitzetten"
    form_class = ReasonForm
    what_it_does = (
        "De afnemer krijgt geen berichten meer, ook niet wat nog wacht.",
        "Wat er al verstuurd is, blijft hier staan. Je kunt de afnemer later weer aanzetten.",
    )

    def act(self, filled_in: dict[str, Any]) -> HttpResponse:
        switch_off(subscriber=self.subscriber, **filled_in, by=self.person, at=timezone.now())
        return self.done("De afnemer staat uit.")


class SwitchOn(ActingOnOneView):
    """Messages again."""

    page_title = "Afnemer aanzetten"
    form_class = NothingForm
    what_it_does = (
        "De afnemer krijgt bericht van wat er vanaf nu gebeurt.",
        "Wat hij heeft gemist, lever je zo nodig opnieuw af op zijn pagina.",
    )

    def act(self, filled_in: dict[str, Any]) -> HttpResponse:
        switch_on(subscriber=self.subscriber, by=self.person, at=timezone.now())
        return self.done("De afnemer staat aan.")


class Replay(ActingOnOneView):
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

    def act(self, filled_in: dict[str, Any]) -> HttpResponse:
        deliver_again(entry=self.entry, **filled_in, by=self.person, at=timezone.now())
        transaction.on_commit(partial(nudge, DELIVERY.kind, str(self.entry.pk)))
        return self.done("Het bericht wordt opnieuw afgeleverd.")
