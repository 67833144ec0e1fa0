"""What a Prometheus hears of the public process: which catalogue it goes by."""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from publishing.api.library import public_library
from publishing.api.unavailable import UnavailableError


class CatalogueCollector(Collector):
    """The catalogue as metrics; ``wegwijzer_catalogue_readable`` is 0 where there is none to go by."""

    def collect(self) -> Iterator[Metric]:
        """Yield every metric."""
        try:
            catalogue = public_library().catalogue()
        except UnavailableError:
            catalogue = None
        told = "1 when there is a catalogue to go by."
        yield GaugeMetricFamily("wegwijzer_catalogue_readable", told, value=int(catalogue is not None))
        if catalogue is None:
            return
        generation = GaugeMetricFamily("wegwijzer_catalogue_generation", "Generation of the catalogue.")
        generation.add_metric([], catalogue.generation)
        yield generation
        if catalogue.current:
            release = GaugeMetricFamily("wegwijzer_release_info", "The current release.", labels=["number"])
            release.add_metric([catalogue.current], 1)
            yield release
