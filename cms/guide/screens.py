"""*Handleiding*: the list of chapters, a chapter, and the year on one page to print."""

from typing import Any

from django.http import Http404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.viewsets.base import ViewSet

from cms.accounts.screens import Crumb, GuardedScreen, crumb
from cms.guide.reading import Chapter, chapters, search
from cms.guide.this_year import dates_of_the_round

TITLE, ICON = "Handleiding", "help"
LONGEST = 200  # characters of what is looked for
YEAR = "het-jaar"  # the chapter that also says the dates of this year


class GuideScreen(GuardedScreen, TemplateView):
    """For everybody who may enter the workshop."""

    permission = "wagtailadmin.access_admin"
    header_icon = ICON
    page_title = TITLE

    def above(self) -> list[Crumb]:
        return [crumb(TITLE, reverse("handleiding:index"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"chapters": chapters().values()}


class Contents(GuideScreen):
    """The chapters; with ``?q=`` the sections in which those words stand."""

    template_name = "guide/contents.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = " ".join(self.request.GET.get("q", "").split())[:LONGEST]
        return super().get_context_data(**kwargs) | {"words": words, "found": search(words)}


class ReadChapter(GuideScreen):
    template_name = "guide/chapter.html"

    @cached_property
    def chapter(self) -> Chapter:
        """The chapter that is asked for; raise Http404 when there is none of that name."""
        found = chapters().get(self.kwargs["slug"])
        if found is None:
            raise Http404
        return found

    def get_page_title(self) -> str:
        return self.chapter.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        every = list(chapters().values())
        place = every.index(self.chapter)
        return super().get_context_data(**kwargs) | {
            "chapter": self.chapter,
            "dates": dates_of_the_round() if self.chapter.slug == YEAR else [],
            "before": every[place - 1] if place else None,
            "behind": every[place + 1] if place + 1 < len(every) else None,
        }


class GuideViewSet(ViewSet):
    """The addresses of the guide, and its place in the menu."""

    name = "handleiding"
    icon = ICON
    menu_label = TITLE
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.construct_view(Contents), name="index"),
            path("<slug:slug>/", self.construct_view(ReadChapter), name="chapter"),
        ]
