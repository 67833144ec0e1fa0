"""How a record names what rounds are about."""

from cms.acts.act import Subject
from publishing.rounds.models import Round, RoundItem


def round_subject(round: Round) -> Subject:
    """Return the subject of what is done to ``round``."""
    return Subject("jaarronde", str(round.year), f"jaarronde {round.year}")


def item_subject(item: RoundItem) -> Subject:
    """Return the subject of what is done to ``item`` in its round."""
    return Subject(item.kind, str(item.uid), f"'{item.title}' in jaarronde {item.round.year}")
