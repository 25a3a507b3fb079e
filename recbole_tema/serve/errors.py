"""What goes wrong with a request, always as ``{"error": {"status", "message", "details"}}``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Optional

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from recbole_tema.errors import TEMAError

_SHOWN, _LONGEST = 10, 300


class Refusal(Exception):
    """A request that is not answered.

    Parameters
    ----------
    status : int
    message : str
    details : sequence of mapping
        Which parts of the request are at fault: ``where`` and ``message``.
    headers : mapping of str to str, optional
    """

    def __init__(
        self,
        status: int,
        message: str,
        details: Sequence[Mapping[str, str]] = (),
        headers: Optional[Mapping[str, str]] = None,
    ) -> None:
        super().__init__(message)
        self.status, self.message, self.details, self.headers = status, message, list(details), dict(headers or {})


def response(refusal: Refusal) -> Response:
    """A refusal as it is sent."""
    error = {"status": refusal.status, "message": refusal.message[:_LONGEST], "details": refusal.details[:_SHOWN]}
    # ASCII: half a character, which JSON can hold, cannot be sent as UTF-8.
    body = json.dumps({"error": error}, ensure_ascii=True)
    return Response(body, refusal.status, refusal.headers, "application/json")


def add_handlers(app: FastAPI) -> None:
    """Make an app answer every error in our shape."""

    @app.exception_handler(Refusal)
    async def refused(request: Request, error: Refusal) -> Response:
        return response(error)

    @app.exception_handler(TEMAError)
    async def at_fault(request: Request, error: TEMAError) -> Response:
        # Not str(error): it may name a file of ours.
        return response(Refusal(422, " ".join(filter(None, [error.problem, error.remedy]))))

    @app.exception_handler(HTTPException)
    async def by_the_framework(request: Request, error: HTTPException) -> Response:
        return response(Refusal(error.status_code, f"{_phrase(error.status_code)}.", headers=error.headers))

    @app.exception_handler(RequestValidationError)
    async def not_valid(request: Request, error: RequestValidationError) -> Response:
        found = error.errors()
        if any(one["type"] == "json_invalid" for one in found):
            return response(Refusal(400, "The body is not JSON."))
        return response(Refusal(422, "The request does not fit.", [_detail(one) for one in found]))

    @app.exception_handler(Exception)
    async def ours(request: Request, error: Exception) -> Response:
        # The framework raises it again after this, for the log.
        return response(Refusal(500, "Something broke here."))


def _detail(error: Mapping[str, Any]) -> dict[str, str]:
    # Without what was sent: it may be large.
    where = ".".join(str(part) for part in error["loc"])
    return {"where": where[:_LONGEST], "message": str(error["msg"])[:_LONGEST]}


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Refused"
