"""Merge two interventions that are one: choose the other, compare, confirm; the list of merges, and undo."""

from functools import cache
from typing import Any

from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.generic import TemplateView
from django.views.generic.edit import FormView
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSet

from cms.accounts.menu import item_for
from cms.accounts.screens import Crumb, GuardedScreen, crumb
from cms.content.models import Intervention
from cms.content.screens.menu import SUBMENU_HOOK
from cms.vetting.merging.comparison import compare_interventions
from cms.vetting.merging.forms import MergeForm, OtherForm
from cms.vetting.merging.guards import why_not_undone
from cms.vetting.merging.merge import merge_interventions
from cms.vetting.merging.undo import undo_merge
from cms.vetting.models import Merge, MergeError
from cms.vetting.released import last_freeze

MERGE = "content.merge_intervention"
VIEW = "vetting.view_merge"
PER_PAGE = 50


def screen(view: str, *args: Any) -> str:
    """Return the address of a screen of interventions."""
    return reverse(Intervention.snippet_viewset.get_url_name(view), args=args)


class MergingView(GuardedScreen):
    """What these screens share: the right to open them, and where they stand."""

    permission = MERGE
    header_icon = "resubmit"

    def above(self) -> list[Crumb]:
        return [crumb("Interventies", screen("list"))]


class ChooseOther(MergingView, FormView):
    """The first step: with which one, and which of both stays."""

    template_name = "vetting/merge_choose.html"
    page_title = "Samenvoegen met een andere"
    form_class = OtherForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.intervention = get_object_or_404(Intervention, pk=kwargs["pk"])

    def above(self) -> list[Crumb]:
        return [*super().above(), crumb(str(self.intervention), screen("edit", self.intervention.pk))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "intervention": self.intervention}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        back_url = screen("edit", self.intervention.pk)
        return context | {"intervention": self.intervention, "submit_label": "Vergelijken", "back_url": back_url}

    def form_valid(self, form: BaseForm) -> HttpResponse:
        pair = [self.intervention.pk, form.cleaned_data["other"].pk]
        kept, gone = pair if form.cleaned_data["stays"] == "this" else reversed(pair)
        return redirect("samenvoegingen:compare", kept, gone)


class CompareTwo(MergingView, FormView):
    """The second step: both beside each other, what will happen, and yes."""

    template_name = "vetting/merge_compare.html"
    page_title = "Vergelijken en samenvoegen"
    form_class = MergeForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        kept = get_object_or_404(Intervention, pk=kwargs["kept"])
        gone = get_object_or_404(Intervention, pk=kwargs["gone"])
        if kept == gone:
            raise Http404
        self.comparison = compare_interventions(kept=kept, gone=gone, day=timezone.localdate())

    def above(self) -> list[Crumb]:
        kept = self.comparison.kept
        return [*super().above(), crumb(str(kept), screen("edit", kept.pk))]

    def get_initial(self) -> dict[str, Any]:
        return {"seen": self.comparison.seen}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "comparison": self.comparison}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept, gone = self.comparison.kept, self.comparison.gone
        return super().get_context_data(**kwargs) | {
            "comparison": self.comparison,
            "swap_url": reverse("samenvoegingen:compare", args=[gone.pk, kept.pk]),
            "back_url": screen("edit", kept.pk),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        kept, gone = self.comparison.kept, self.comparison.gone
        try:
            merge = merge_interventions(
                kept=kept,
                gone=gone,
                reason=form.cleaned_data["reason"],
                texts_of_gone=form.texts_of_gone,
                seen=form.cleaned_data["seen"],
                by=self.request.user,
                at=timezone.now(),
            )
        except MergeError as error:
            form.add_error(None, str(error))
            form.data = {**form.data.dict(), "seen": self.comparison.seen}  # the screen below shows what is there now
            return self.form_invalid(form)
        undo = messages.button(reverse("samenvoegingen:undo", args=[merge.pk]), "Ongedaan maken")
        messages.success(self.request, f"'{gone}' is samengevoegd met '{kept}'.", buttons=[undo])
        return redirect(screen("edit", kept.pk))


class UndoMerge(MergingView, TemplateView):
    """Says what will be undone, and does so."""

    template_name = "vetting/merge_undo.html"
    page_title = "Samenvoeging ongedaan maken"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.merge = get_object_or_404(Merge.objects.select_related("kept", "gone", "merged_by"), pk=kwargs["pk"])

    def above(self) -> list[Crumb]:
        return [*super().above(), crumb("Samenvoegingen", reverse("samenvoegingen:index"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"merge": self.merge, "refusal": why_not_undone(self.merge)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            undone = undo_merge(merge=self.merge, by=request.user, at=timezone.now())
        except MergeError as error:
            messages.error(request, str(error))
            return redirect("samenvoegingen:index")
        messages.success(request, f"'{self.merge.gone_name}' staat weer op zichzelf.")
        if undone.left:
            titles = ", ".join(f"'{title}'" for title in undone.left)
            messages.warning(
                request,
                f"Sindsdien bewerkt, en daarom niet teruggezet: {titles}. Kijk na welke interventie daar hoort.",
            )
        return redirect("samenvoegingen:index")


class MergeList(MergingView, TemplateView):
    """Every merge, newest first, with an undo while that can be."""

    template_name = "vetting/merges.html"
    page_title = "Samenvoegingen"
    permission = VIEW

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        merges = Merge.objects.select_related("kept__merged_into", "gone", "merged_by", "undone_by")
        page = Paginator(merges, PER_PAGE).get_page(self.request.GET.get("p"))
        frozen = cache(last_freeze)
        may = self.request.user.has_perm(MERGE)
        rows = [(merge, why_not_undone(merge, frozen)) for merge in page]
        return super().get_context_data(**kwargs) | {"rows": rows, "page": page, "may_undo": may}


class MergingViewSet(ViewSet):
    """The four addresses, and the list in the menu *Inhoud*."""

    name = "samenvoegingen"
    icon = "resubmit"
    menu_label = "Samenvoegingen"
    menu_hook = SUBMENU_HOOK
    menu_item_class = item_for(VIEW)

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.construct_view(MergeList), name="index"),
            path("kiezen/<int:pk>/", self.construct_view(ChooseOther), name="choose"),
            path("vergelijken/<int:kept>/<int:gone>/", self.construct_view(CompareTwo), name="compare"),
            path("ongedaan-maken/<int:pk>/", self.construct_view(UndoMerge), name="undo"),
        ]
