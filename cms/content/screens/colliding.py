"""Two people who save one item: who comes second sees what differs and chooses, and loses no word.

Wagtail warns in the browser that somebody saved, and then overwrites. Here the server compares the version on which the
form was opened with the newest one, under a lock on the item, so that it holds for two at once and without scripts.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from wagtail.admin import messages
from wagtail.models import Page, Revision

from cms.content.colliding.composing import compose, keep_composed
from cms.content.colliding.differences import Difference, Whose, differences
from cms.content.colliding.opened import Opened
from cms.content.colliding.pieces import pieces_of, relations_in

CHOICE = "keuze-"  # before the key of a piece, in the form in which is chosen
SEEN = "gezien"  # the version that stood beside one's own on the screen
ALL = "alles"
_OURS = ("csrfmiddlewaretoken", SEEN, ALL)


class Collision:
    """The screen on which one chooses, for an item of any kind."""

    def __init__(self, *, request: HttpRequest, item: Any, form: Any, base: Any, newest: Revision) -> None:
        """``form`` is valid and bound to ``base``, or to the newest version when there is no base any more."""
        self.request, self.item, self.newest = request, item, newest
        before = pieces_of(base, form) if base is not None else None
        self.mine = form.save(commit=False)
        self.theirs = newest.as_object()
        self.relations = relations_in(form)
        self.differences = list(differences(before, pieces_of(self.theirs, form), pieces_of(self.mine, form)))

    def answer(self, *, back: str, is_locked: bool) -> HttpResponse:
        """Return the screen, or the way ``back`` to the editor when all has been chosen or nothing differs."""
        if not self.differences:
            messages.info(self.request, f"{self._who()} bewaarde intussen hetzelfde als jij. Er is niets verloren.")
            return redirect(back)
        chosen = self._chosen()
        has_chosen = self.request.POST.get(SEEN) == str(self.newest.pk)
        if has_chosen and len(chosen) == len(self.differences) and not is_locked:
            made = compose(theirs=self.theirs, mine=self.mine, chosen=chosen, relations=self.relations)
            keep_composed(item=made, by=self.request.user)
            messages.success(self.request, "Bewaard als concept. Kijk na wat je koos en zet het klaar als het goed is.")
            return redirect(back)
        if has_chosen:
            problem = "Dit item is op slot gezet." if is_locked else "Kies bij elk verschil welke tekst blijft."
            messages.error(self.request, problem)
        return self._screen(back, chosen)

    def _chosen(self) -> dict[str, str]:
        sent = self.request.POST
        if sent.get(ALL) in Whose.values:
            return {one.key: sent[ALL] for one in self.differences}
        found = {one.key: sent.get(CHOICE + one.key, "") for one in self.differences}
        return {key: whose for key, whose in found.items() if whose in Whose.values}

    def _screen(self, back: str, chosen: Mapping[str, str]) -> HttpResponse:
        shown = [(one, chosen.get(one.key) or one.usual) for one in self.differences]
        context = {
            "item": self.item,
            "who": self._who(),
            "newest": self.newest,
            "differences": shown,
            "both": sum(not one.usual for one in self.differences),
            "carried": list(_carried(self.request, self.differences)),
            "back": back,
        }
        return TemplateResponse(self.request, "content/collision.html", context, status=409)

    def _who(self) -> str:
        if self.newest.user_id == self.request.user.pk:
            return "Jij (in een ander venster)"
        return str(self.newest.user or "Een import")


class PageCollides:
    """Mixed into Wagtail's editor of pages."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> Any:
        if request.method == "POST":
            _hold(Page, page_id)
        return super().dispatch(request, page_id, **kwargs)  # type: ignore[misc]  # stands before a view

    def post(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save what was opened on the newest version; for what was not, show the difference."""
        opened = Opened.read(request.POST)
        if self.latest_revision is None or opened == Opened.on(self.latest_revision):
            return super().post(request, *args, **kwargs)  # type: ignore[misc]  # stands before a view
        if self.expects_json_response:
            return self.json_error_response("invalid_revision", "Iemand anders bewaarde een nieuwere versie.")
        version = opened.version_of(self.real_page_record)
        on = version.as_object() if version else self.page
        form = self.form_class(
            request.POST,
            request.FILES,
            instance=on,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=request.user,
        )
        form.defer_required_fields()
        is_valid = form.is_valid()
        form.restore_required_fields()
        if not is_valid:
            self.page, self.form = _as_opened(on, opened), form
            self.latest_revision_created_at = opened.created_at
            return self.form_invalid(form)
        base = version.as_object() if version else None
        made = Collision(request=request, item=self.page, form=form, base=base, newest=self.latest_revision)
        return made.answer(back=self.get_edit_url(), is_locked=self.locked_for_user)


class SnippetCollides:
    """Mixed into Wagtail's editor of snippets."""

    request: HttpRequest

    def get_object(self: Any, queryset: Any = None) -> Any:
        if self.request.method == "POST":
            _hold(self.model, self.object_pk)
        return super().get_object(queryset)  # type: ignore[misc]  # stands before a view

    def post(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save what was opened on the newest version; for what was not, show the difference."""
        if not hasattr(self, "object"):
            self.object = self.get_object()
        newest, opened = self.object.latest_revision, Opened.read(request.POST)
        if newest is None or opened == Opened.on(newest):
            return super().post(request, *args, **kwargs)  # type: ignore[misc]  # stands before a view
        if self.expects_json_response:
            return self.json_error_response("invalid_revision", "Iemand anders bewaarde een nieuwere versie.")
        item, version = self.object, opened.version_of(self.object)
        self.object = _as_opened(version.as_object() if version else newest.as_object(), opened)
        form = self.get_form()
        form.defer_required_fields()
        is_valid = form.is_valid()
        form.restore_required_fields()
        if not is_valid:
            self.produced_error_message = self.get_error_message()
            self.latest_revision_created_at = opened.created_at
            return self.form_invalid(form)
        base = version.as_object() if version else None
        made = Collision(request=request, item=item, form=form, base=base, newest=newest)
        return made.answer(back=self.get_edit_url(), is_locked=bool(self.locked_for_user))


def _hold(model: Any, key: Any) -> None:
    """Lock the row until the request ends: who saves at the same moment waits here and then sees a newer version."""
    list(model._base_manager.select_for_update().filter(pk=key).values_list("pk"))


def _as_opened(item: Any, opened: Opened) -> Any:
    """Return ``item`` so that a form shown again says on which version it was opened, and not the newest."""
    item.latest_revision_id = int(opened.key) if opened.key.isdecimal() else None
    return item


def _carried(request: HttpRequest, found: list[Difference]) -> Any:
    """Yield name and value of all that was typed, to be sent along once more."""
    choices = {CHOICE + one.key for one in found}
    for name, values in request.POST.lists():
        if name not in choices and name not in _OURS and not name.startswith("action-"):
            yield from ((name, value) for value in values)
