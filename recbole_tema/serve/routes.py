"""Routes of the service."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import FileResponse, PlainTextResponse, Response

from recbole_tema.serve.errors import ApiError
from recbole_tema.serve.headers import PAGE_POLICY
from recbole_tema.serve.schemas import (
    ErrorResponse,
    Health,
    ItemDetails,
    Name,
    Readiness,
    RecommendRequest,
    RecommendResponse,
    SearchResponse,
    ServiceInfo,
    limited_request,
)
from recbole_tema.serve.service import Service
from recbole_tema.serve.settings import Settings

_PAGE_FOLDER = Path(__file__).parent / "page"
_SCRIPT = "text/javascript"
_PAGE_FILES = {
    "app.js": _SCRIPT,
    "api.js": _SCRIPT,
    "view.js": _SCRIPT,
    "style.css": "text/css",
    "icon.svg": "image/svg+xml",
}
_PAGE_HEADERS = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-cache"}


def _errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return {status: {"model": ErrorResponse} for status in statuses}


_COMMON_ERRORS = (400, 401, 408, 413, 422, 503, 504)


def recommendation_routes(service: Service, settings: Settings) -> APIRouter:
    """Routes for recommendations and items."""
    router = APIRouter(responses=_errors(*_COMMON_ERRORS))

    async def recommend(request: RecommendRequest) -> Response:
        """Top-k recommendations for a history, one list per requested domain."""
        response = await service.recommend(request)
        return Response(response.model_dump_json(exclude_defaults=True), media_type="application/json")

    # The schema has the limits of this service, so that the OpenAPI description states them.
    recommend.__annotations__["request"] = limited_request(settings)
    router.post("/recommend", response_model=RecommendResponse)(recommend)

    @router.get("/items")
    def search(
        q: Annotated[str, Query(max_length=200, description="Words of a title, or an item id.")] = "",
        domain: Annotated[Name | None, Query(description="Only items of this domain.")] = None,
        limit: Annotated[int, Query(ge=1, le=100, description="Maximum number of items.")] = 20,
    ) -> SearchResponse:
        """Search items by words of their titles."""
        return service.items.search(q, domain, limit)

    @router.get("/items/{item_id:path}", responses=_errors(404))
    async def item(item_id: str) -> ItemDetails:
        """An item with all its columns."""
        return service.items.details(item_id)

    @router.get("/images/{item_id:path}", response_class=FileResponse, responses=_errors(404))
    def image(item_id: str) -> Response:
        """Image of an item."""
        image, media_type = service.items.images.read(item_id)
        headers = {"Cache-Control": "private, max-age=3600"}
        if isinstance(image, Path):
            return FileResponse(image, media_type=media_type, headers=headers)
        return Response(image, media_type=media_type, headers=headers)

    @router.get("/info")
    async def info() -> ServiceInfo:
        """Dataset, model and domains of the service."""
        return service.info()

    return router


def operations_routes(service: Service, settings: Settings) -> APIRouter:
    """Health checks, metrics, and loading of a new model."""
    router = APIRouter()

    @router.get("/healthz")
    async def alive() -> Health:
        """Whether the process is alive."""
        return Health(status="alive")

    @router.get("/readyz", responses=_errors(503))
    async def ready() -> Readiness:
        """Whether a model is loaded, and which one."""
        return Readiness(status="ready", weights_sha256=service.info().weights_sha256)

    @router.get("/metrics", response_class=PlainTextResponse, responses=_errors(401))
    async def metrics() -> PlainTextResponse:
        """Metrics for Prometheus."""
        return PlainTextResponse(service.metrics(), media_type="text/plain; version=0.0.4; charset=utf-8")

    @router.post("/reload", responses=_errors(401, 403, 409))
    async def reload() -> ServiceInfo:
        """Load the run again from its folder; the previous model answers until the new one is ready, or if it fails."""
        if settings.token is None:
            # Without a token, any web page could make a browser on this machine send this request.
            raise ApiError(403, "Loading a model by request requires a token.")
        return await service.reload()

    return router


def page_routes() -> APIRouter:
    """Routes of the demo page."""
    router = APIRouter(include_in_schema=False)
    files = {name: (_PAGE_FOLDER / name).read_bytes() for name in [*_PAGE_FILES, "index.html"]}

    @router.get("/")
    async def index() -> Response:
        return Response(files["index.html"], headers=_PAGE_HEADERS, media_type="text/html")

    @router.get("/page/{name}")
    async def asset(name: str) -> Response:
        if name not in _PAGE_FILES:
            raise ApiError(404, "Unknown file.")
        return Response(files[name], headers=_PAGE_HEADERS, media_type=_PAGE_FILES[name])

    return router
