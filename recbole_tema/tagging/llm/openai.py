"""Language models behind a server with OpenAI's API: vLLM, Ollama, llama.cpp, or a hosted service."""

from __future__ import annotations

import asyncio
import json
import os
import re
import time
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from recbole_tema.errors import BackendDownError, BackendError, MissingExtraError, first_line_of
from recbole_tema.tagging.concurrency import map_concurrently
from recbole_tema.tagging.llm.base import (
    AnswerError,
    Messages,
    RejectedRequestError,
    TruncatedAnswerError,
    answer_text,
    next_token_probabilities,
    yes_probability,
)
from recbole_tema.tagging.llm.dialect import CONTINUE_LAST_MESSAGE, Dialect
from recbole_tema.tagging.llm.replies import ServerMessage, parse_reply, server_message

# Seconds. A rate limit may reset only after a day; instead of waiting longer than this, the next 429 is reported.
MAX_PAUSE = 60.0
CONNECT_TIMEOUT = 10.0
TIMEOUT = 120.0
RETRIES = 5
_UNITS = {"ms": 0.001, "s": 1.0, "": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
# Parts of messages that may be a key: servers quote the first and last characters of an invalid one.
_KEY_LIKE = re.compile(r"\b(?:sk|gsk|pk|rk)-[\w*.-]{4,}|(?<=[Bb]earer )\S+")
CHECK_URL = "Check the URL, which often ends in /v1, and whether a proxy or a login page answers in its place."


class _InvalidRequestError(RejectedRequestError):
    """The server rejects the request as invalid, with its message."""

    def __init__(self, problem: str, message: ServerMessage, reason: str) -> None:
        super().__init__(problem, reason=reason)
        self.message = message


class OpenAIBackend:
    """A model behind a server, decoded greedily.

    The ``openai`` client retries temporary failures and respects ``Retry-After``. Parameters that the server rejects
    are left out or renamed for all further requests.

    Parameters
    ----------
    model : str
        Name of the model on the server.
    base_url : str, optional
        URL of the server, often ending in ``/v1``; by default ``OPENAI_BASE_URL`` or OpenAI's own. A query, such as
        Azure's ``?api-version=2024-10-21``, is sent with every request.
    parallel : int
        Number of concurrent requests.
    timeout : float
        Seconds without an answer after which a request is sent again.
    retries : int
        How often a request is sent again at most.
    api_key : str, optional
        By default ``OPENAI_API_KEY``, for Azure ``AZURE_OPENAI_API_KEY`` if it is set; a server of your own often needs
        none.

    Raises
    ------
    BackendError
        If the key for OpenAI's own server is missing, or the URL is invalid.
    MissingExtraError
        If ``openai`` is not installed.
    """

    def __init__(
        self,
        model: str,
        base_url: str | None = None,
        *,
        parallel: int = 8,
        timeout: float = TIMEOUT,
        retries: int = RETRIES,
        api_key: str | None = None,
    ) -> None:
        try:
            import openai
        except ImportError:
            raise MissingExtraError("openai", "llm") from None
        url = base_url or os.environ.get("OPENAI_BASE_URL") or None
        address = _address(url)
        azure_key = os.environ.get("AZURE_OPENAI_API_KEY") if address.is_azure else None
        self._key = (api_key or azure_key or os.environ.get("OPENAI_API_KEY") or "").strip() or None
        if self._key is None and url is None:
            raise BackendError(
                "The API key for OpenAI's server is missing.",
                remedy="Set OPENAI_API_KEY, or name another server: openai:MODEL@http://host:port/v1.",
            )
        if self._key is not None and not self._key.isascii():
            raise BackendError("The API key has characters that no key has.", remedy="Set OPENAI_API_KEY again.")
        self._server = address.public
        self.name = model
        # Without the URL: the same model on another port must find its cached answers.
        self.identity = f"openai {model} temperature=0 seed=0"
        self.parallel = parallel
        self._timeout, self._attempts = timeout, retries + 1
        try:
            self._client = openai.AsyncOpenAI(
                api_key=self._key or "none",  # the client requires one
                base_url=address.url,
                default_query=address.query,
                default_headers={"api-key": self._key} if address.is_azure and self._key else None,
                timeout=openai.Timeout(timeout, connect=min(timeout, CONNECT_TIMEOUT)),
                max_retries=retries,
            )
        except (ImportError, OSError, ValueError) as error:
            raise BackendError(
                f"No connection can be set up ({first_line_of(error)}).",
                remedy="Check the variables of the environment for proxies and certificates.",
            ) from None
        self._semaphore = asyncio.Semaphore(parallel)
        self._resume_at = 0.0
        self._dialect = Dialect()

    def describe(self) -> dict[str, Any]:
        """Description of the model for the provenance record, without the key."""
        return {"name": self.name, "runtime": "openai", "server": self._server, "parallel": self.parallel}

    async def chat(self, messages: Messages, schema: Mapping[str, Any], max_tokens: int) -> str:
        """See :class:`~recbole_tema.tagging.llm.base.Backend`.

        If a server rejects the schema, later requests ask for plain JSON, and finally for text.
        """
        request: dict[str, Any] = {**_deterministic(messages), "max_tokens": max_tokens}
        if schema:
            request["response_format"] = _response_formats(schema)
        try:
            choice = await self._complete(request)
        except _InvalidRequestError as error:
            # OpenAI's answer to a model that thinks to the end of its tokens.
            if re.search(r"could not finish|output limit was reached", error.message.text, re.IGNORECASE):
                raise TruncatedAnswerError("", max_tokens, is_thinking=True) from None
            raise
        return answer_text(choice, schema, max_tokens)

    async def yes_probabilities(self, messages: Messages, answer_prefixes: Sequence[str]) -> list[float]:
        """See :class:`~recbole_tema.tagging.llm.base.Backend`."""

        async def one(prefix: str) -> float:
            return yes_probability(next_token_probabilities(await self._continue(messages, prefix)))

        # The first prefix is sent alone, so that a server with a prompt cache processes what they share once.
        first = [await one(prefix) for prefix in answer_prefixes[:1]]
        return first + await map_concurrently(one, answer_prefixes[1:], self.parallel)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _continue(self, messages: Messages, answer_prefix: str) -> dict[str, Any]:
        conversation = [*messages, {"role": "assistant", "content": answer_prefix}]
        request = {**_deterministic(conversation), "max_tokens": 1, "logprobs": True, "top_logprobs": 20}
        try:
            return await self._complete({**request, **CONTINUE_LAST_MESSAGE})
        except _InvalidRequestError as error:
            error.remedy = (
                "If the server does not continue an answer that starts with a given prefix, use --score rating."
            )
            raise

    async def _complete(self, request: dict[str, Any]) -> dict[str, Any]:
        """The server's answer to a request, which is adapted until the server accepts its parameters."""
        while True:
            body = self._dialect.body(request)
            try:
                choice = await self._send(body)
            except _InvalidRequestError as error:
                if not self._dialect.adapt(request, body, error.message):
                    raise
                continue
            self._dialect.accepted(request, body)
            return choice

    async def _send(self, body: dict[str, Any]) -> dict[str, Any]:
        from openai import OpenAIError

        async with self._semaphore:
            while (wait := self._resume_at - time.monotonic()) > 0:
                await asyncio.sleep(wait)
            messages = body["messages"]
            parameters = {name: value for name, value in body.items() if name != "messages"}
            try:
                raw = await self._client.chat.completions.with_raw_response.create(
                    model=self.name, messages=messages, extra_body=parameters
                )
            except OpenAIError as error:
                # Not chained, since the server's message may quote the key.
                raise self._as_backend_error(error) from None
            self._apply_rate_limit(raw.headers)
        return self._choice(raw.content)

    def _apply_rate_limit(self, headers: Mapping[str, str]) -> None:
        """Delay all requests if the server reports that none is left."""
        if headers.get("x-ratelimit-remaining-requests") == "0":
            wait = min(_parse_duration(headers.get("x-ratelimit-reset-requests", "")), MAX_PAUSE)
            self._resume_at = max(self._resume_at, time.monotonic() + wait)

    def _choice(self, content: bytes) -> dict[str, Any]:
        """The answer in a reply with status 200."""
        reply = parse_reply(content)
        choices = reply.get("choices") if isinstance(reply, dict) else None
        choice = choices[0] if isinstance(choices, list) and choices else None
        if isinstance(choice, dict) and isinstance(choice.get("message"), dict) and not choice.get("error"):
            return choice
        message = self._message(json.dumps(choice).encode() if choice else content)
        if message.code == "400":  # a proxy reports the rejection of another server
            raise self._invalid(400, message)
        if "HTML page" in message.text:
            raise BackendError(
                f"{self._server} gave no answer, but {message.text}.", reason="an HTML page", remedy=CHECK_URL
            )
        text = message.text or "an empty reply"
        raise BackendError(f"{self._server} gave no answer: {text}.", reason=f"no answer: {text}")

    def _message(self, content: bytes) -> ServerMessage:
        """The server's message without the key."""
        message = server_message(content)
        text = message.text if self._key is None else message.text.replace(self._key, "***")
        return message._replace(text=_KEY_LIKE.sub("***", text))

    def _as_backend_error(self, error: Exception) -> BackendError:
        """Error to raise after the last attempt of a request failed."""
        response = getattr(error, "response", None)
        if response is not None:
            return self._status_error(response.status_code, self._message(response.content))
        cause = error.__cause__ or error
        text = self._message(str(cause).encode()).text
        # By name, since the client's HTTP library is httpx or httpx2, depending on its version.
        if type(cause).__name__ in ("ConnectError", "ConnectTimeout"):
            return BackendDownError(
                f"{self._server} cannot be reached ({text}).",
                remedy="Check that the server is running and the URL is right.",
            )
        if "Timeout" in type(error).__name__:
            return BackendError(
                f"{self._server} did not answer any of {self._attempts} attempts within {self._timeout:g} seconds.",
                reason="timeout",
                remedy="Raise --timeout, or lower --parallel.",
            )
        return BackendError(
            f"The connection to {self._server} failed ({text}).",
            reason="connection failed",
            remedy="Check that the server is still running.",
        )

    def _invalid(self, status: int, message: ServerMessage) -> BackendError:
        problem = f"{self._server} answered {status}: {message.text}."
        if re.search(
            r"content.?filter|content.?policy|content management policy|ResponsibleAI",
            " ".join((message.code, message.text)),
            re.IGNORECASE,
        ):
            return AnswerError(problem, reason="refused by the content filter")
        return _InvalidRequestError(problem, message, f"status {status}: {message.text}")

    def _status_error(self, status: int, message: ServerMessage) -> BackendError:
        text = message.text
        if status in (400, 422) or (status == 403 and "logprobs" in text):
            return self._invalid(status, message)
        if status in (401, 403):
            return BackendDownError(
                f"{self._server} does not accept the API key ({status}: {text}).",
                remedy="Set OPENAI_API_KEY to a key with access.",
            )
        if status == 407:
            return BackendDownError(
                f"A proxy requires a login ({status}: {text}).", remedy="Set HTTPS_PROXY or NO_PROXY."
            )
        if status in (404, 405):
            is_model = re.search("model|deployment", text, re.IGNORECASE)
            what = f"does not have the model {self.name!r}" if is_model else "has no chat completions at this URL"
            return BackendDownError(
                f"{self._server} {what} ({status}: {text}).",
                remedy="Check the model's name and the URL, which often ends in /v1.",
            )
        if status in (402, 429, 502, 503):
            # Independent of the item: the next requests would fail too.
            return BackendDownError(
                f"{self._server} accepts no more requests ({status}: {text}).", remedy="Run the same command later."
            )
        return BackendError(
            f"{self._server} answered {status}: {text}.",
            reason=f"status {status}: {text}",
            remedy="Look for the cause in the log of the server.",
        )


def _deterministic(messages: Messages) -> dict[str, Any]:
    return {"messages": list(messages), "temperature": 0, "seed": 0}


class _Address(NamedTuple):
    """URL of a server without its query, the query, the URL for people, and whether the server is Azure's."""

    url: str | None
    query: dict[str, str]
    public: str
    is_azure: bool


def _address(url: str | None) -> _Address:
    """Address of a server; Azure's read the key from a header of their own.

    Raises
    ------
    BackendError
        If the URL is invalid.
    """
    if url is None:
        return _Address(None, {}, "OpenAI", False)
    try:
        parts = urlsplit(url)
        is_valid = (
            parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and not re.search(r"\s", url)
        )
    except ValueError:  # a port above 65535, half an IPv6 address
        is_valid = False
    if not is_valid:
        raise BackendError("The URL of the server is invalid.", remedy="Write it as http://host:port/v1.")
    query = dict(parse_qsl(parts.query))
    public = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"  # without credentials
    is_azure = "api-version" in query or str(parts.hostname).endswith(".azure.com")
    return _Address(urlunsplit(parts._replace(query="", fragment="")), query, public, is_azure)


def _response_formats(schema: Mapping[str, Any]) -> list[dict[str, Any] | None]:
    """Response formats to try, strictest first."""
    if not schema:
        return [None]
    if schema.get("type") == "object":
        return [_json_schema_format(schema), {"type": "json_object"}, None]
    # OpenAI's own server requires an object at the top level. `parse_answer` finds the array within it.
    wrapped = {
        "type": "object",
        "properties": {"answer": schema},
        "required": ["answer"],
        "additionalProperties": False,
    }
    return [_json_schema_format(schema), _json_schema_format(wrapped), None]


def _json_schema_format(schema: Mapping[str, Any]) -> dict[str, Any]:
    # Servers reject "strict" for objects with additional or optional properties.
    closed = schema.get("additionalProperties") is False
    strict = closed and set(schema.get("required", ())) == set(schema.get("properties", ()))
    return {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema, "strict": strict}}


def _parse_duration(text: str) -> float:
    """Seconds of a duration such as ``1s``, ``6m0s`` or ``20ms``."""
    return sum(float(number) * _UNITS[unit] for number, unit in re.findall(r"(\d+(?:\.\d+)?)(ms|[smhd]?)", text))
