"""What a service counts, for Prometheus."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_METHODS = {"GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"}


class Metrics:
    """Counters in a registry of their own, so that one process can hold several services."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        name = "recbole_tema_"
        self.requests = Counter(
            f"{name}requests", "Requests that were answered.", ["route", "method", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            f"{name}request_seconds", "From headers to answer.", ["route"], buckets=_SECONDS, registry=self.registry
        )
        self.in_flight = Gauge(f"{name}requests_in_flight", "Requests under way.", registry=self.registry)
        self.waiting = Gauge(f"{name}requests_waiting", "Requests that wait for the model.", registry=self.registry)
        self.batch_size = Histogram(
            f"{name}batch_size",
            "Requests that were scored together.",
            buckets=(1, 2, 4, 8, 16, 32, 64),
            registry=self.registry,
        )
        self.ready = Gauge(f"{name}ready", "Whether the model is loaded.", registry=self.registry)

    def page(self) -> bytes:
        """Everything as text."""
        return generate_latest(self.registry)


class CountRequests:
    """ASGI middleware that counts requests by route, method and status, and times them."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status, start = 500, time.perf_counter()

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self.metrics.in_flight.inc()
        try:
            await self.app(scope, receive, watched)
        finally:
            self.metrics.in_flight.dec()
            # The route, never the path: callers could make up as many series as they like.
            route = getattr(scope.get("route"), "path", "other")
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self.metrics.requests.labels(route, method, str(status)).inc()
            self.metrics.seconds.labels(route).observe(time.perf_counter() - start)
