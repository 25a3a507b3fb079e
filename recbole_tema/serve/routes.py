"""The endpoints."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Optional, Union

from fastapi import APIRouter, Query
from starlette.responses import FileResponse, PlainTextResponse, Response

from recbole_tema.serve.errors import Refusal
from recbole_tema.serve.schemas import About, Answer, Asked, Failure, Found, Health, Name, WholeItem, asked_within
from recbole_tema.serve.service import Service
from recbole_tema.serve.settings import Settings

PAGE = Path(__file__).parent / "page"
_SCRIPT = "text/javascript"
_FILES = {
    "app.js": _SCRIPT,
    "api.js": _SCRIPT,
    "view.js": _SCRIPT,
    "style.css": "text/css",
    "icon.svg": "image/svg+xml",
}
# Scripts, styles and data of this service alone; pictures come as blobs, since an <img> cannot send a token.
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


def _failures(*statuses: int) -> dict[Union[int, str], dict[str, Any]]:
    return {status: {"model": Failure} for status in statuses}


_WHAT_MAY_COME = (400, 401, 408, 413, 422, 503, 504)


def asking(service: Service, settings: Settings) -> APIRouter:
    """Routes for recommendations and items."""
    router = APIRouter(responses=_failures(*_WHAT_MAY_COME))

    async def recommend(asked: Asked) -> Response:
        """The best items for a history, in each domain that is asked for."""
        answer = await service.answer(asked)
        return Response(answer.model_dump_json(exclude_defaults=True), media_type="application/json")

    # The body's model has this service's limits, which the description then tells.
    recommend.__annotations__["asked"] = asked_within(settings)
    router.post("/recommend", response_model=Answer)(recommend)

    @router.get("/items")
    def search(
        q: Annotated[str, Query(max_length=200, description="Words of a title, or an id.")] = "",
        domain: Annotated[Optional[Name], Query(description="Items of this domain alone.")] = None,
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
    ) -> Found:
        """Items by words of their titles."""
        return service.catalogue.search(q, domain, limit)

    @router.get("/items/{item_id:path}", responses=_failures(404))
    async def item(item_id: str) -> WholeItem:
        """Everything of an item."""
        return service.catalogue.whole(item_id)

    @router.get("/pictures/{item_id:path}", response_class=FileResponse, responses=_failures(404))
    async def picture(item_id: str) -> FileResponse:
        """An item's picture."""
        path, kind = service.catalogue.picture(item_id)
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"}
        return FileResponse(path, media_type=kind, headers=headers)

    @router.get("/domains")
    async def domains() -> About:
        """What is served."""
        return service.about()

    return router


def watching(service: Service) -> APIRouter:
    """Routes for those who run the service."""
    router = APIRouter()

    @router.get("/healthz")
    async def alive() -> Health:
        """The process answers."""
        return Health(status="alive")

    @router.get("/readyz", responses=_failures(503))
    async def ready() -> Health:
        """The model is loaded."""
        if not service.ready:
            raise Refusal(503, "The model is being loaded.", headers={"Retry-After": "1"})
        return Health(status="ready")

    @router.get("/metrics", response_class=PlainTextResponse, responses=_failures(401))
    async def metrics() -> PlainTextResponse:
        """Counters for Prometheus."""
        return PlainTextResponse(service.metrics.page(), media_type="text/plain; version=0.0.4; charset=utf-8")

    return router


def page() -> APIRouter:
    """Routes of the page."""
    router = APIRouter(include_in_schema=False)
    files = {name: (PAGE / name).read_bytes() for name in [*_FILES, "index.html"]}

    @router.get("/")
    async def index() -> Response:
        return Response(files["index.html"], headers=PAGE_HEADERS, media_type="text/html")

    @router.get("/page/{name}")
    async def asset(name: str) -> Response:
        if name not in _FILES:
            raise Refusal(404, "There is no such file.")
        return Response(files[name], headers=PAGE_HEADERS, media_type=_FILES[name])

    return router
