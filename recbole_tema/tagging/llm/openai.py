"""Language models behind a server with OpenAI's API: vLLM, Ollama, llama.cpp, or a hosted service."""

from __future__ import annotations

import asyncio
import json
import os
import re
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from recbole_tema.errors import BackendDownError, BackendError, MissingExtraError
from recbole_tema.tagging.concurrency import map_concurrently
from recbole_tema.tagging.llm.base import Messages, next_token_probabilities, strip_code_fence, yes_probability

# Seconds. A rate limit may reset only after a day; instead of waiting longer than this, the next 429 is reported.
MAX_PAUSE = 60.0
CONNECT_TIMEOUT = 10.0
# vLLM needs these fields to continue the last message instead of starting a new one; llama.cpp does so by itself.
CONTINUE_LAST_MESSAGE = {"continue_final_message": True, "add_generation_prompt": False}
_UNITS = {"ms": 0.001, "s": 1.0, "": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


class _InvalidRequestError(BackendError):
    """The server rejects the request as invalid (400 or 422)."""


class OpenAIBackend:
    """A model behind a server, decoded greedily.

    The ``openai`` client retries temporary failures and respects ``Retry-After``.

    Parameters
    ----------
    model : str
        Name of the model on the server.
    base_url : str, optional
        URL of the server, often ending in ``/v1``; by default ``OPENAI_BASE_URL`` or OpenAI's own.
    parallel : int
        Number of concurrent requests.
    timeout : float
        Seconds without an answer after which a request is sent again.
    attempts : int
        How often a request is sent at most.
    api_key : str, optional
        By default ``OPENAI_API_KEY``; a server of your own often needs none.

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
        timeout: float = 120.0,
        attempts: int = 6,
        api_key: str | None = None,
    ) -> None:
        try:
            import openai
        except ImportError:
            raise MissingExtraError("openai", "llm") from None
        url = base_url or os.environ.get("OPENAI_BASE_URL") or None
        self._key = api_key or os.environ.get("OPENAI_API_KEY") or None
        if self._key is None and url is None:
            raise BackendError(
                "The API key for OpenAI's server is missing.",
                remedy="Set OPENAI_API_KEY, or name another server: openai:MODEL@http://host:port/v1.",
            )
        self._server = _public_url(url)
        self.name = model
        # Without the URL: the same model on another port must find its cached answers.
        self.identity = f"openai {model} temperature=0 seed=0"
        self.parallel = parallel
        self._timeout, self._attempts = timeout, attempts
        self._client = openai.AsyncOpenAI(
            api_key=self._key or "none",  # the client requires one
            base_url=url,
            timeout=openai.Timeout(timeout, connect=min(timeout, CONNECT_TIMEOUT)),
            max_retries=attempts - 1,
        )
        self._semaphore: asyncio.Semaphore | None = None
        self._resume_at = 0.0
        # Features that the server has accepted: the index in _response_formats by whether the schema is an object, and
        # CONTINUE_LAST_MESSAGE (None until the first request).
        self._accepted_format: dict[bool, int] = {}
        self._accepts_continue: bool | None = None

    def describe(self) -> dict[str, Any]:
        """Description of the model for the provenance record, without the key."""
        return {"name": self.name, "runtime": "openai", "server": self._server, "parallel": self.parallel}

    async def chat(self, messages: Messages, schema: Mapping[str, Any], max_tokens: int) -> str:
        """See :class:`~recbole_tema.tagging.llm.base.Backend`.

        If a server rejects the schema, later requests ask for plain JSON, and finally for text.
        """
        formats = _response_formats(schema)
        is_object = schema.get("type") == "object"
        for level in range(self._accepted_format.get(is_object, 0), len(formats)):
            body: dict[str, Any] = {"messages": list(messages), "max_tokens": max_tokens}
            if formats[level] is not None:
                body["response_format"] = formats[level]
            try:
                choice = await self._send(body)
            except _InvalidRequestError as error:
                # A format that was accepted before is not the reason of this rejection.
                is_accepted = self._accepted_format.get(is_object) == level
                if is_accepted or level + 1 == len(formats) or not _concerns_format(error):
                    raise
                continue
            self._accepted_format.setdefault(is_object, level)
            text = self._content(choice)
            return _unwrapped(text) if level == 1 and not is_object else strip_code_fence(text)
        raise AssertionError("unreachable")

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
        body = {"messages": conversation, "max_tokens": 1, "logprobs": True, "top_logprobs": 20}
        if self._accepts_continue is not False:
            try:
                choice = await self._send({**body, "extra_body": CONTINUE_LAST_MESSAGE})
            except _InvalidRequestError:
                if self._accepts_continue:
                    raise
            else:
                self._accepts_continue = True
                return choice
        choice = await self._send(body)
        self._accepts_continue = False
        return choice

    async def _send(self, body: dict[str, Any]) -> dict[str, Any]:
        from openai import OpenAIError

        if self._semaphore is None:
            # Created here, since on Python 3.9 a semaphore belongs to the event loop it is created in.
            self._semaphore = asyncio.Semaphore(self.parallel)
        async with self._semaphore:
            while (wait := self._resume_at - time.monotonic()) > 0:
                await asyncio.sleep(wait)
            try:
                raw = await self._client.chat.completions.with_raw_response.create(
                    model=self.name, temperature=0, seed=0, **body
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
        try:
            choice: dict[str, Any] = json.loads(content)["choices"][0]
            choice["message"]
        except (ValueError, LookupError, TypeError):
            response = self._without_key(content.decode("utf-8", "replace"))
            raise BackendError(f"{self._server} gave no answer: {response}.") from None
        return choice

    def _content(self, choice: Mapping[str, Any]) -> str:
        text = choice["message"].get("content")
        if text is None:
            reason = choice["message"].get("refusal") or choice.get("finish_reason")
            raise BackendError(f"{self._server} gave an answer without text ({self._without_key(str(reason))}).")
        return str(text)

    def _without_key(self, text: str) -> str:
        return (text if self._key is None else text.replace(self._key, "***"))[:200]

    def _as_backend_error(self, error: Exception) -> BackendError:
        """Error to raise after the last attempt of a request failed."""
        response = getattr(error, "response", None)
        if response is not None:
            return self._status_error(response.status_code, self._without_key(response.text))
        cause = error.__cause__ or error
        # By name, since the client's HTTP library is httpx or httpx2, depending on its version.
        if type(cause).__name__ in ("ConnectError", "ConnectTimeout"):
            return BackendDownError(
                f"{self._server} cannot be reached.", remedy="Check that the server is running and the URL is right."
            )
        if "Timeout" in type(error).__name__:
            return BackendError(
                f"{self._server} did not answer any of {self._attempts} attempts within {self._timeout:g} seconds."
            )
        return BackendError(f"The connection to {self._server} failed ({self._without_key(str(cause))}).")

    def _status_error(self, status: int, text: str) -> BackendError:
        if status in (401, 403):
            return BackendDownError(
                f"{self._server} does not accept the API key ({status}).",
                remedy="Set OPENAI_API_KEY to a key with access.",
            )
        if status == 404:
            return BackendDownError(
                f"{self._server} does not have the model {self.name!r} (404: {text}).",
                remedy="Check the model's name and the URL, which often ends in /v1.",
            )
        if status in (429, 502, 503):
            # Independent of the item: the next requests would fail too.
            return BackendDownError(
                f"{self._server} accepts no more requests ({status}: {text}).", remedy="Run the same command later."
            )
        error_type = _InvalidRequestError if status in (400, 422) else BackendError
        return error_type(f"{self._server} answered {status}: {text}.")


def _public_url(url: str | None) -> str:
    """URL of the server without credentials."""
    if url is None:
        return "OpenAI"
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BackendError("The URL of the server is invalid.", remedy="Write it as http://host:port/v1.")
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _response_formats(schema: Mapping[str, Any]) -> list[dict[str, Any] | None]:
    """Response formats to try, strictest first."""
    if not schema:
        return [None]
    if schema.get("type") == "object":
        return [_json_schema_format(schema), {"type": "json_object"}, None]
    # OpenAI's own server requires an object at the top level, and so does "json_object".
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


def _concerns_format(error: _InvalidRequestError) -> bool:
    return any(word in error.problem.lower() for word in ("format", "schema", "grammar", "json"))


def _unwrapped(text: str) -> str:
    try:
        return json.dumps(json.loads(text)["answer"], ensure_ascii=False)
    except (ValueError, LookupError, TypeError):
        return text  # the caller validates it


def _parse_duration(text: str) -> float:
    """Seconds of a duration such as ``1s``, ``6m0s`` or ``20ms``."""
    return sum(float(number) * _UNITS[unit] for number, unit in re.findall(r"(\d+(?:\.\d+)?)(ms|[smhd]?)", text))
