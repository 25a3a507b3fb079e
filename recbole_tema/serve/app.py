"""The service as an ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI

from recbole_tema import __version__
from recbole_tema.recommend import Recommender
from recbole_tema.serve.access import AccessControl
from recbole_tema.serve.errors import add_handlers
from recbole_tema.serve.headers import SecurityHeaders
from recbole_tema.serve.limits import RequestLimits
from recbole_tema.serve.metrics import CountRequests, Metrics
from recbole_tema.serve.routes import operations_routes, page_routes, recommendation_routes
from recbole_tema.serve.service import Service
from recbole_tema.serve.settings import Settings

_DEFAULTS = Settings()


def create_app(
    load: Callable[[], Recommender],
    settings: Settings = _DEFAULTS,
    on_failure: Callable[[BaseException], object] = lambda error: None,
    report: Callable[[str], object] = lambda line: None,
) -> FastAPI:
    """Create a service that loads its model on startup and answers ``/healthz`` meanwhile.

    Parameters
    ----------
    load : callable
        Returns the recommender; called on another thread, and again for each reload.
    settings : Settings
    on_failure : callable
        Called with the error if the first model cannot be loaded; the service then never becomes ready.
    report : callable
        Called with one line for the log after each reload.
    """
    metrics = Metrics()
    service = Service(load, settings, metrics, on_failure, report)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        loading = asyncio.create_task(service.start())
        yield
        loading.cancel()
        service.stop()

    app = FastAPI(
        title="recbole_tema",
        version=__version__,
        description="Cross-domain sequential recommendations with explanations.",
        lifespan=lifespan,
        docs_url=None,  # these pages load scripts from other hosts
        redoc_url=None,
    )
    add_handlers(app)
    for router in (recommendation_routes(service, settings), operations_routes(service, settings), page_routes()):
        app.include_router(router)
    # The middleware that is added last runs first.
    app.add_middleware(RequestLimits, settings=settings)
    app.add_middleware(AccessControl, settings=settings)
    app.add_middleware(CountRequests, metrics=metrics)
    app.add_middleware(SecurityHeaders)
    app.state.service = service
    return app
