"""The service as an ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI

from recbole_tema import __version__
from recbole_tema.recommend import Recommender
from recbole_tema.serve.access import Access
from recbole_tema.serve.errors import add_handlers
from recbole_tema.serve.limits import Limits
from recbole_tema.serve.metrics import CountRequests, Metrics
from recbole_tema.serve.routes import asking, page, watching
from recbole_tema.serve.service import Service
from recbole_tema.serve.settings import Settings

DEFAULTS = Settings()


def create_app(
    load: Callable[[], Recommender],
    settings: Settings = DEFAULTS,
    on_failure: Callable[[BaseException], object] = lambda error: None,
) -> FastAPI:
    """A service that loads its model when it starts, and answers ``/healthz`` meanwhile.

    Parameters
    ----------
    load : callable
        Makes the recommender, on a thread of its own.
    settings : Settings
    on_failure : callable
        Called with the error if that fails; the service then never becomes ready.
    """
    metrics = Metrics()
    service = Service(load, settings, metrics, on_failure)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        loading = asyncio.create_task(service.start())
        yield
        loading.cancel()
        service.stop()

    app = FastAPI(
        title="recbole_tema",
        version=__version__,
        description="Recommendations across domains, with reasons.",
        lifespan=lifespan,
        docs_url=None,  # these two take scripts from elsewhere
        redoc_url=None,
    )
    add_handlers(app)
    for router in (asking(service, settings), watching(service), page()):
        app.include_router(router)
    # The last one added comes first.
    app.add_middleware(Limits, settings=settings)
    app.add_middleware(Access, settings=settings)
    app.add_middleware(CountRequests, metrics=metrics)
    app.state.service = service
    return app
