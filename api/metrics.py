"""Figures for Prometheus: requests by route and status, the queue, the store, the process.

Labels are route patterns, known methods and statuses: no ids, no names, and not as many series as
somebody cares to make up.
"""

from fastapi import APIRouter, Request, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from api.auth.permissions import allow
from api.pressure import Queue
from api.services import Services, Serving
from geo_patrol.errors import Unavailable
from geo_patrol.store.schema import require_head

router = APIRouter(tags=["health"], include_in_schema=False)

BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8)


class QueueCollector(Collector):
    """Reads a queue when the figures are asked for."""

    def __init__(self, queue: Queue) -> None:
        self.queue = queue

    def collect(self) -> list[Metric]:
        """Return the queue's figures."""
        return [
            GaugeMetricFamily(
                "geo_patrol_requests_running", "Requests being worked on.", self.queue.running
            ),
            GaugeMetricFamily(
                "geo_patrol_requests_waiting", "Requests waiting in line.", self.queue.waiting
            ),
            GaugeMetricFamily(
                "geo_patrol_requests_receiving",
                "Requests whose body arrives slowly.",
                self.queue.receiving,
            ),
            CounterMetricFamily(
                "geo_patrol_requests_shed", "Requests turned away as too many.", self.queue.shed
            ),
        ]


class Metrics:
    """The figures of one application, in a registry of its own."""

    def __init__(self, queue: Queue) -> None:
        self.queue = queue
        self.registry = CollectorRegistry()
        self.registry.register(QueueCollector(queue))
        ProcessCollector(registry=self.registry)
        self._store_up = Gauge(
            "geo_patrol_store_up",
            "1 while the store answers with the schema of this program.",
            registry=self.registry,
        )
        self._requests = Counter(
            "geo_patrol_requests",
            "Requests answered.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "geo_patrol_request_seconds",
            "Time to answer, in seconds.",
            ("method", "route"),
            buckets=BUCKETS_S,
            registry=self.registry,
        )

    def count(self, method: str, route: str, status: int, taken_s: float) -> None:
        """Count an answer; see `api.envelope.Count`."""
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(method, route).observe(taken_s)

    def page(self, services: Services) -> bytes:
        """Return all figures in Prometheus' text form."""
        try:
            require_head(services.store)
        except Unavailable:
            self._store_up.set(0)
        else:
            self._store_up.set(1)
        return generate_latest(self.registry)


@router.get("/metrics", dependencies=[allow("metrics.read")])
def read(request: Request, services: Serving) -> Response:
    """Return the figures of this process."""
    metrics: Metrics = request.app.state.metrics
    return Response(metrics.page(services), media_type=CONTENT_TYPE_LATEST)
