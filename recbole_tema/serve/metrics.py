"""Metrics of the service for Prometheus."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_METHODS = {"GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"}


class Metrics:
    """Metrics in their own registry, so that one process can hold several services."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        name = "recbole_tema_"
        self.requests = Counter(
            f"{name}requests", "Completed requests.", ["route", "method", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            f"{name}request_seconds", "Duration of requests.", ["route"], buckets=_BUCKETS, registry=self.registry
        )
        self.in_flight = Gauge(f"{name}requests_in_flight", "Requests being handled.", registry=self.registry)
        self.waiting = Gauge(f"{name}requests_waiting", "Requests that wait for the model.", registry=self.registry)
        self.batch_size = Histogram(
            f"{name}batch_size",
            "Requests that were scored together.",
            buckets=(1, 2, 4, 8, 16, 32, 64),
            registry=self.registry,
        )
        self.ready = Gauge(f"{name}ready", "Whether the model is loaded.", registry=self.registry)
        # A single series, whose labels are replaced with the model.
        self.model = Info(f"{name}model", "The model that is served.", registry=self.registry)
        self.reloads = Counter(f"{name}reloads", "Attempts to load a new model.", ["result"], registry=self.registry)

    def exposition(self) -> bytes:
        """All metrics in the text format of Prometheus."""
        return generate_latest(self.registry)


class CountRequests:
    """Middleware (ASGI) that counts requests by route, method and status, and measures their duration."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, start = 500, time.perf_counter()

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._metrics.in_flight.inc()
        try:
            await self._app(scope, receive, send_and_note)
        finally:
            self._metrics.in_flight.dec()
            # The route instead of the path, since callers could create any number of series.
            route = getattr(scope.get("route"), "path", "other")
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self._metrics.requests.labels(route, method, str(status)).inc()
            self._metrics.seconds.labels(route).observe(time.perf_counter() - start)
