"""What a Prometheus hears of the whole installation, found out when it asks."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from publishing.status.facts import Facts, read_facts


class InstallationCollector(Collector):
    """The facts as metrics. What never happened has no sample: an alert rule says ``absent``."""

    def collect(self) -> Iterator[Metric]:
        """Yield every metric."""
        facts = read_facts(at=timezone.now())
        yield _by_label("wegwijzer_work", "Pieces of work by how they stand.", "state", facts.attempts)
        yield from _counts(facts)
        yield from _ages(facts)
        yield from _queues(facts)
        late = {one.task: int(one.is_late) for one in facts.schedules}
        yield _by_label("wegwijzer_schedule_late", "1 when a task of the schedule is late.", "task", late)


def _counts(facts: Facts) -> Iterator[Metric]:
    yield GaugeMetricFamily("wegwijzer_outbox_waiting", "Deliveries that wait.", value=facts.waiting)
    yield GaugeMetricFamily("wegwijzer_alarms_standing", "Alarms that nobody dealt with.", value=facts.alarms)
    yield GaugeMetricFamily("wegwijzer_channel_generation", "Generation of the channel.", value=facts.generation)
    if facts.current:
        yield _by_label("wegwijzer_release_info", "The current release.", "number", {facts.current: 1})
    if facts.store:
        yield GaugeMetricFamily("wegwijzer_store_bytes", "Size of the release store.", value=facts.store.size)


def _ages(facts: Facts) -> Iterator[Metric]:
    oldest = _seconds(facts.at, facts.oldest_waiting) if facts.oldest_waiting else 0.0
    yield GaugeMetricFamily("wegwijzer_outbox_oldest_seconds", "Age of the oldest waiting delivery.", value=oldest)
    for name, since in (("verify", facts.verified_at), ("backup", facts.backup_at), ("beat", facts.beat_at)):
        if since is not None:
            told = f"Seconds since the last {name}."
            yield GaugeMetricFamily(f"wegwijzer_last_{name}_age_seconds", told, value=_seconds(facts.at, since))


def _queues(facts: Facts) -> Iterator[Metric]:
    waiting = {one.key: one.waiting for one in facts.queues}
    silent = {one.key: _seconds(facts.at, one.silent_since) if one.silent_since else 0.0 for one in facts.queues}
    yield _by_label("wegwijzer_queue_waiting", "Pieces of work in a queue, running ones included.", "queue", waiting)
    yield _by_label("wegwijzer_queue_silent_seconds", "How long the longest silent one is.", "queue", silent)


def _seconds(at: datetime, since: datetime) -> float:
    return max(0.0, (at - since).total_seconds())


def _by_label(name: str, told: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(name, told, labels=[label])
    for value, number in sorted(values.items()):
        family.add_metric([value], number)
    return family
