"""The screens of interventions: with what the registers say today, without a query per row."""

from typing import Any

import django_filters
from django.db.models import Prefetch
from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.chooser import BaseSnippetChooseView, ChooseResultsView, ChooseView, SnippetChooserViewSet

from cms.content.models import Intervention
from cms.content.screens.filters import ContentFilterSet, UsedFilter
from cms.content.screens.menu import SUBMENU_HOOK
from cms.content.screens.snippets import ContentList, ContentViewSet, EditItem, ReadItem, state_and_date
from cms.vetting.levels import RecognitionLevel, Register
from cms.vetting.models import Observation
from cms.vetting.recognised import interventions_recognised
from cms.vetting.screens.merged_away import LeadsToKept
from cms.vetting.screens.merging import MERGE
from cms.vetting.screens.panel import RecognitionsPanel, recognitions_context
from cms.vetting.timeline import summary

STANDING = Prefetch("observations", Observation.objects.standing(), to_attr="standing_observations")


def recognitions_today(intervention: Any) -> str:
    """Return what counts today in one line; the list fetched the observations beforehand."""
    return summary(intervention.standing_observations, timezone.localdate()) or "geen erkenning bekend"


RECOGNITIONS = Column("recognitions", label="Erkend, vandaag", accessor=recognitions_today, width="28%")


class InterventionFilterSet(ContentFilterSet):
    gebruik = UsedFilter()
    register = django_filters.MultipleChoiceFilter(
        choices=Register.choices, method="filter_recognised", label="Erkend in", widget=CheckboxSelectMultiple
    )
    niveau = django_filters.MultipleChoiceFilter(
        choices=RecognitionLevel.choices, method="filter_recognised", label="Niveau", widget=CheckboxSelectMultiple
    )

    def filter_recognised(self, queryset: Any, name: str, value: list[str]) -> Any:
        """Both filters look at one recognition: a level in that register, as it counts today."""
        wanted = self.form.cleaned_data
        found = interventions_recognised(
            registers=wanted["register"], levels=wanted["niveau"], day=timezone.localdate()
        )
        return queryset.filter(pk__in=found) if value else queryset


class InterventionList(ContentList):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().with_recommendation_count().prefetch_related(STANDING)


class _WithRecognitions(BaseSnippetChooseView):
    """The columns by which an editor knows one intervention from another."""

    def get_object_list(self) -> Any:
        return super().get_object_list().with_state().prefetch_related(STANDING)

    @property
    def columns(self) -> list[Any]:
        title, *others = super().columns
        return [title, Column("owner", label="Eigenaar"), RECOGNITIONS, *others]


class ChooseIntervention(_WithRecognitions, ChooseView):
    pass


class ChooseInterventionResults(_WithRecognitions, ChooseResultsView):
    pass


class InterventionChooser(SnippetChooserViewSet):
    choose_view_class = ChooseIntervention
    choose_results_view_class = ChooseInterventionResults


class EditIntervention(LeadsToKept, EditItem):
    """With a way to merge the intervention with another one."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = super().header_more_buttons
        if self.request.user.has_perm(MERGE):
            url = reverse("samenvoegingen:choose", args=[self.object.pk])
            buttons.append(Button("Samenvoegen met een andere…", url=url, icon_name="resubmit", priority=15))
        return buttons


class ReadIntervention(LeadsToKept, ReadItem):
    view_name = "inspect"
    template_name = "vetting/read_intervention.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | recognitions_context(self.object, self.request.user)


class InterventionViewSet(ContentViewSet):
    model = Intervention
    icon = "group"
    menu_hook = SUBMENU_HOOK
    index_view_class = InterventionList
    edit_view_class = EditIntervention
    inspect_view_class = ReadIntervention
    inspect_template_name = "vetting/read_intervention.html"
    filterset_class = InterventionFilterSet
    chooser_viewset_class = InterventionChooser
    list_display = (
        "name",
        RECOGNITIONS,
        Column("recommendation_count", label="Aanbevelingen", sort_key="recommendation_count", width="10%"),
        *state_and_date(),
    )
    empty_text = "Er staan nog geen interventies. Hier komen de erkende interventies waar aanbevelingen naar verwijzen."
    edit_handler = TabbedInterface(
        [
            ObjectList(Intervention.panels, heading="Inhoud"),
            ObjectList([RecognitionsPanel()], heading="Erkenningen"),
        ]
    )
