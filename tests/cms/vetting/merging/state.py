"""Everything that a merge can touch, as plain values to compare before and after."""

from typing import Any

from cms.content.models import Intervention, InterventionLink, RecommendationPage
from cms.vetting.models import Observation


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of interventions, observations and links, with what is said of each page and its draft."""
    return {
        "interventions": list(Intervention.every.order_by("pk").values_list()),
        "observations": list(Observation.objects.order_by("pk").values_list()),
        "links": list(InterventionLink.objects.order_by("pk").values_list()),
        "pages": [
            (page.pk, page.live, page.has_unpublished_changes, page.body, page.title, drafted(page))
            for page in RecommendationPage.objects.order_by("pk").select_related("latest_revision")
        ],
    }


def links(page: RecommendationPage) -> list[tuple[int, str]]:
    """Return the intervention and text of each link that is ready."""
    shown = InterventionLink.objects.filter(recommendation=page).order_by("sort_order")
    return list(shown.values_list("intervention_id", "tailored_text"))


def drafted(page: RecommendationPage) -> list[dict[str, Any]]:
    """Return the link rows of the latest version."""
    latest = RecommendationPage.objects.select_related("latest_revision").get(pk=page.pk).latest_revision
    found: list[dict[str, Any]] = [] if latest is None else latest.content["intervention_links"]
    return found


def draft_links(page: RecommendationPage) -> list[tuple[int, str]]:
    """Return the intervention and text of each link of the latest version."""
    return [(row["intervention"], row["tailored_text"]) for row in drafted(page)]
