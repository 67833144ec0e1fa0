"""A stored comparison never changes: the database refuses it, whoever asks (publishing/guarding)."""

from publishing.guarding.guard import Guard
from publishing.releases.comparing.models import ComparisonRecord

GUARD = Guard((ComparisonRecord,), message="stored comparisons never change", function="refuse_comparison_change")
