"""The screens of the snippets that need nothing but content. Interventions stand in cms.vetting: they show levels."""

from typing import Any

from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import BaseSnippetChooseView, ChooseResultsView, ChooseView, SnippetChooserViewSet

from cms.content.models import Definition, PracticeExample, Reference, SelectionQuestion, Step, Text
from cms.content.screens.filters import ContentFilterSet, UsedFilter
from cms.content.screens.snippets import ContentList, ContentViewSet, state_and_date


class TextList(ContentList):
    """Running texts, in their order of appearance unless someone asks for another."""

    def order_queryset(self, queryset: Any) -> Any:
        ordered = super().order_queryset(queryset)
        return ordered if self.is_explicitly_ordered else ordered.in_reading_order()


class TextViewSet(ContentViewSet):
    model = Text
    icon = "doc-full-inverse"
    index_view_class = TextList
    copy_view_enabled = False  # each place has one text
    list_display = ("title", "key", *state_and_date())
    empty_text = "Er staan nog geen teksten. Hier komen de introductie, de verantwoording en de andere lopende teksten."


class StepViewSet(ContentViewSet):
    model = Step
    icon = "tasks"
    copy_view_enabled = False  # each number has one step
    list_display = ("title", "number", *state_and_date())
    ordering = "number"
    empty_text = "Er staan nog geen stappen. Hier komen de zeven stappen van de schoolbrede aanpak."


class SelectionQuestionViewSet(ContentViewSet):
    model = SelectionQuestion
    icon = "help"
    copy_view_enabled = False  # each number has one question
    list_display = ("question", "number", *state_and_date())
    ordering = "number"
    empty_text = "Er staan nog geen keuzevragen. Hier komen de vijf vragen waarmee een team een interventie kiest."


class DefinitionViewSet(ContentViewSet):
    model = Definition
    icon = "openquote"
    list_display = ("term", *state_and_date())
    ordering = "sort_order"
    sort_order_field = "sort_order"
    empty_text = "Er staan nog geen begrippen. Hier komen de woorden die de Wegwijzer uitlegt."


class ReferenceViewSet(ContentViewSet):
    model = Reference
    icon = "link"
    list_display = ("title", "url", *state_and_date())
    ordering = "sort_order"
    sort_order_field = "sort_order"
    empty_text = "Er staan nog geen verwijzingen. Hier komen de links van het overzicht."


class PracticeExampleFilterSet(ContentFilterSet):
    gebruik = UsedFilter()


class PracticeExampleList(ContentList):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().with_recommendation_count()


class _WithSchool(BaseSnippetChooseView):
    """The columns by which an editor knows one practice example from another."""

    def get_object_list(self) -> Any:
        return super().get_object_list().with_state()

    @property
    def columns(self) -> list[Any]:
        title, *others = super().columns
        return [title, Column("organisation", label="School of organisatie"), *others]


class ChooseExample(_WithSchool, ChooseView):
    pass


class ChooseExampleResults(_WithSchool, ChooseResultsView):
    pass


class PracticeExampleChooser(SnippetChooserViewSet):
    choose_view_class = ChooseExample
    choose_results_view_class = ChooseExampleResults


class PracticeExampleViewSet(ContentViewSet):
    model = PracticeExample
    icon = "comment"
    index_view_class = PracticeExampleList
    filterset_class = PracticeExampleFilterSet
    chooser_viewset_class = PracticeExampleChooser
    list_display = (
        "title",
        "organisation",
        "consent_until",
        Column("recommendation_count", label="Aanbevelingen", sort_key="recommendation_count"),
        *state_and_date(),
    )
    empty_text = "Er staan nog geen praktijkvoorbeelden. Hier komt wat scholen doen, met hun toestemming."
