"""Recommendations, with their links."""

from cms.content.models import RecommendationPage
from publishing.documents.kinds.recommendation import InterventionLink, Recommendation, Substantiation
from publishing.freezing.context import FreezeContext
from publishing.freezing.rich_text import published_html

_STEP_LENGTH = 4  # characters per level in treebeard's path


def recommendation(item: RecommendationPage, context: FreezeContext) -> Recommendation:
    """Return the document of a recommendation; a link to nothing stays as ``onbekend``, which is a finding."""
    _, domain_uid = context.domains_by_path.get(item.path[:-_STEP_LENGTH], (0, None))
    return Recommendation(
        id=context.id_of("aanbeveling", item.uid),
        title=item.title,
        domain=context.id_of("domein", domain_uid),
        body=published_html(item.body, context.page_addresses),
        preventive=item.preventive,
        indicated=item.indicated,
        substantiation=[Substantiation(text=row.text.strip(), url=row.url) for row in item.substantiations.all()],
        interventions=[
            InterventionLink(
                intervention=context.id_of("interventie", row.intervention and row.intervention.uid),
                tailored_text=published_html(row.tailored_text, context.page_addresses),
            )
            for row in item.intervention_links.all()
        ],
        practice_examples=[
            context.id_of("praktijkvoorbeeld", row.practice_example and row.practice_example.uid)
            for row in item.practice_links.all()
        ],
    )
