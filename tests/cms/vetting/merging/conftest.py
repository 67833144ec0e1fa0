"""Two interventions that are one, and an editor who knows it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.content.models import DomainPage, Intervention
from cms.vetting.merging.merge import merge_interventions
from cms.vetting.models import Merge
from tests.factories import content
from tests.factories.people import person

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Pair:
    """Two interventions with an observation each, the domain for their recommendations, and the editor."""

    kept: Intervention
    gone: Intervention
    domain: DomainPage
    editor: User

    def merge(self, **changes: Any) -> Merge:
        """Merge the two."""
        values: dict[str, Any] = {
            "kept": self.kept,
            "gone": self.gone,
            "reason": "Dezelfde eigenaar en hetzelfde lesboek.",
            "by": self.editor,
            "at": AT,
        }
        return merge_interventions(**(values | changes))


@pytest.fixture
def pair(db: None) -> Pair:
    kept, gone = content.intervention("Rustig Leren"), content.intervention("Rustig leren VO")
    content.observation(kept, record="1400001")
    content.observation(gone, record="1400002")
    return Pair(kept, gone, content.domain(), person("redacteur", Role.EDITOR))
