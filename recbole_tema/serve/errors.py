"""API errors, always sent as ``{"error": {"status", "message", "details"}}``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from recbole_tema.errors import TEMAError
from recbole_tema.serve.headers import SECURITY_HEADERS

_MAX_DETAILS, _MAX_LENGTH = 10, 300


class ApiError(Exception):
    """A request that cannot be answered.

    Parameters
    ----------
    status : int
        HTTP status code.
    message : str
    details : sequence of mapping
        Invalid parts of the request: ``where`` and ``message``.
    headers : mapping of str to str, optional
        Additional headers of the response.
    """

    def __init__(
        self,
        status: int,
        message: str,
        details: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.message, self.details, self.headers = status, message, list(details), dict(headers or {})


def error_response(error: ApiError) -> Response:
    """HTTP response for an error."""
    # With the headers here too: the response to an unforeseen error does not pass the middleware.
    return Response(_body(error), error.status, {**SECURITY_HEADERS, **error.headers}, "application/json")


def error_bytes(error: ApiError) -> bytes:
    """The same as bytes, for connections whose requests do not reach the app; the connection has to be closed."""
    body = _body(error)
    headers = {
        **SECURITY_HEADERS,
        **error.headers,
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "close",
    }
    lines = [f"HTTP/1.1 {error.status} {_phrase(error.status)}", *(f"{name}: {text}" for name, text in headers.items())]
    return "\r\n".join([*lines, "", body]).encode("ascii")


def _body(error: ApiError) -> str:
    content = {"status": error.status, "message": error.message[:_MAX_LENGTH], "details": error.details[:_MAX_DETAILS]}
    # ASCII, since lone surrogates are valid in JSON but cannot be encoded as UTF-8.
    return json.dumps({"error": content}, ensure_ascii=True)


def add_handlers(app: FastAPI) -> None:
    """Make an app send every error in the same format."""

    @app.exception_handler(ApiError)
    async def api_error(request: Request, error: ApiError) -> Response:
        return error_response(error)

    @app.exception_handler(TEMAError)
    async def tema_error(request: Request, error: TEMAError) -> Response:
        # Not str(error), which may contain a path of this machine.
        return error_response(ApiError(422, " ".join(filter(None, [error.problem, error.remedy]))))

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        return error_response(ApiError(error.status_code, f"{_phrase(error.status_code)}.", headers=error.headers))

    @app.exception_handler(RequestValidationError)
    async def validation_error(request: Request, error: RequestValidationError) -> Response:
        errors = error.errors()
        if any(detail["type"] == "json_invalid" for detail in errors):
            return error_response(ApiError(400, "The body is not valid JSON."))
        return error_response(ApiError(422, "The request is invalid.", [_detail(detail) for detail in errors]))

    @app.exception_handler(Exception)
    async def internal_error(request: Request, error: Exception) -> Response:
        # The framework raises the error again after this, so that it is logged.
        return error_response(ApiError(500, "Internal server error."))


def _detail(error: Mapping[str, Any]) -> dict[str, str]:
    # Without the input, which may be large.
    where = ".".join(str(part) for part in error["loc"])
    return {"where": where[:_MAX_LENGTH], "message": str(error["msg"])[:_MAX_LENGTH]}


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"
