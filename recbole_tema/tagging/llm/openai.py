"""Models behind a server that speaks OpenAI's protocol: vLLM, Ollama, llama.cpp, or a hosted one."""

from __future__ import annotations

import asyncio
import json
import os
import re
import time
from collections.abc import Mapping, Sequence
from typing import Any, Optional
from urllib.parse import urlsplit

from recbole_tema.errors import BackendDownError, BackendError, MissingExtraError
from recbole_tema.tagging.client import bounded
from recbole_tema.tagging.llm.base import Messages, next_tokens, unfenced, yes_share

# Seconds. A reset may be a day away; longer than this, the server's next 429 says better what to do.
LONGEST_PAUSE = 60.0
CONNECT_TIMEOUT = 10.0
# vLLM begins a new answer without them; llama.cpp goes on with a begun one by itself.
CONTINUE = {"continue_final_message": True, "add_generation_prompt": False}
_UNITS = {"ms": 0.001, "s": 1.0, "": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


class _Refused(BackendError):
    """The server does not accept the request as it is (400 or 422)."""


class OpenAIBackend:
    """A model behind a server, greedy; ``openai``'s client repeats what fails in passing and heeds ``Retry-After``.

    Parameters
    ----------
    model : str
        The name that the server knows it by.
    base_url : str, optional
        The server, often ending in ``/v1``; by default ``OPENAI_BASE_URL`` or OpenAI's own.
    parallel : int
        Requests under way at once.
    timeout : float
        Seconds without an answer after which a request is repeated.
    attempts : int
        Times that one request is sent at most.
    api_key : str, optional
        By default ``OPENAI_API_KEY``; servers with a URL of their own often need none.

    Raises
    ------
    BackendError
        If there is no key for OpenAI's own server, or the URL is none.
    MissingExtraError
        If ``openai`` is not installed.
    """

    def __init__(
        self,
        model: str,
        base_url: Optional[str] = None,
        *,
        parallel: int = 8,
        timeout: float = 120.0,
        attempts: int = 6,
        api_key: Optional[str] = None,
    ) -> None:
        try:
            import openai
        except ImportError:
            raise MissingExtraError("openai", "llm") from None
        url = base_url or os.environ.get("OPENAI_BASE_URL") or None
        self._key = api_key or os.environ.get("OPENAI_API_KEY") or None
        if self._key is None and url is None:
            raise BackendError(
                "there is no key for OpenAI's server.",
                remedy="Set OPENAI_API_KEY, or name another server: openai:MODEL@http://host:port/v1.",
            )
        self._server = _shown(url)
        self.name = model
        # The server is no part of it: the same model, restarted at another port, must find its answers again.
        self.identity = f"openai {model} temperature=0 seed=0"
        self.parallel = parallel
        self._timeout, self._attempts = timeout, attempts
        self._client = openai.AsyncOpenAI(
            api_key=self._key or "none",  # the client insists on one
            base_url=url,
            timeout=openai.Timeout(timeout, connect=min(timeout, CONNECT_TIMEOUT)),
            max_retries=attempts - 1,
        )
        self._gate: Optional[asyncio.Semaphore] = None
        self._resume = 0.0
        # What the server turned out to accept: the place in _formats by kind of schema, and CONTINUE.
        self._format: dict[bool, int] = {}
        self._continues: Optional[bool] = None

    def describe(self) -> dict[str, Any]:
        """The model, for the record; without the key."""
        return {"name": self.name, "runtime": "openai", "server": self._server, "parallel": self.parallel}

    async def chat(self, messages: Messages, schema: Mapping[str, Any], max_tokens: int) -> str:
        """See :class:`~recbole_tema.tagging.llm.base.Backend`.

        A server that refuses the schema is asked for less, from then on: plain JSON, and then just text.
        """
        formats = _formats(schema)
        kind = schema.get("type") == "object"
        for level in range(self._format.get(kind, 0), len(formats)):
            body: dict[str, Any] = {"messages": list(messages), "max_tokens": max_tokens}
            if formats[level] is not None:
                body["response_format"] = formats[level]
            try:
                choice = await self._send(body)
            except _Refused as error:
                # A format that it has accepted before is not what it refuses now.
                if self._format.get(kind) == level or level + 1 == len(formats) or not _about_format(error):
                    raise
                continue
            self._format.setdefault(kind, level)
            text = self._content(choice)
            return _unwrapped(text) if level == 1 and not kind else unfenced(text)
        raise AssertionError("unreachable")

    async def agreement(self, messages: Messages, openings: Sequence[str]) -> list[float]:
        """See :class:`~recbole_tema.tagging.llm.base.Backend`."""

        async def share(opening: str) -> float:
            return yes_share(next_tokens(await self._continue(messages, opening)))

        # The first goes alone: a server that keeps what it has read then reads what they share once.
        first = [await share(opening) for opening in openings[:1]]
        return first + await bounded(share, openings[1:], self.parallel)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _continue(self, messages: Messages, opening: str) -> dict[str, Any]:
        begun = [*messages, {"role": "assistant", "content": opening}]
        body = {"messages": begun, "max_tokens": 1, "logprobs": True, "top_logprobs": 20}
        if self._continues is not False:
            try:
                choice = await self._send({**body, "extra_body": CONTINUE})
            except _Refused:
                if self._continues:
                    raise
            else:
                self._continues = True
                return choice
        choice = await self._send(body)
        self._continues = False
        return choice

    async def _send(self, body: dict[str, Any]) -> dict[str, Any]:
        from openai import OpenAIError

        if self._gate is None:
            # Not before: on Python 3.9 it belongs to the loop it is made in.
            self._gate = asyncio.Semaphore(self.parallel)
        async with self._gate:
            while (wait := self._resume - time.monotonic()) > 0:
                await asyncio.sleep(wait)
            try:
                raw = await self._client.chat.completions.with_raw_response.create(
                    model=self.name, temperature=0, seed=0, **body
                )
            except OpenAIError as error:
                # Not chained: what the server says may quote the key.
                raise self._problem(error) from None
            self._heed(raw.headers)
        return self._choice(raw.content)

    def _heed(self, headers: Mapping[str, str]) -> None:
        """Hold all requests back once the server says that none is left."""
        if headers.get("x-ratelimit-remaining-requests") == "0":
            wait = min(_seconds(headers.get("x-ratelimit-reset-requests", "")), LONGEST_PAUSE)
            self._resume = max(self._resume, time.monotonic() + wait)

    def _choice(self, content: bytes) -> dict[str, Any]:
        try:
            choice = json.loads(content)["choices"][0]
            choice["message"]
        except (ValueError, LookupError, TypeError):
            said = self._quoted(content.decode("utf-8", "replace"))
            raise BackendError(f"{self._server} gave no answer: {said}") from None
        found: dict[str, Any] = choice
        return found

    def _content(self, choice: Mapping[str, Any]) -> str:
        text = choice["message"].get("content")
        if text is None:
            why = choice["message"].get("refusal") or choice.get("finish_reason")
            raise BackendError(f"{self._server} gave an answer without text ({self._quoted(str(why))}).")
        return str(text)

    def _quoted(self, text: str) -> str:
        return (text if self._key is None else text.replace(self._key, "***"))[:200]

    def _problem(self, error: Exception) -> BackendError:
        """What a request came to after its last attempt."""
        response = getattr(error, "response", None)
        if response is not None:
            return self._refusal(response.status_code, self._quoted(response.text))
        cause = error.__cause__ or error
        # By name: the client's HTTP library is httpx or httpx2, by version.
        if type(cause).__name__ in ("ConnectError", "ConnectTimeout"):
            return BackendDownError(f"{self._server} cannot be reached.", remedy="Is the server up, and the URL right?")
        if "Timeout" in type(error).__name__:
            took = f"{self._attempts} times within {self._timeout:g} seconds"
            return BackendError(f"{self._server} did not answer {took}.")
        return BackendError(f"the connection to {self._server} broke ({self._quoted(str(cause))}).")

    def _refusal(self, status: int, text: str) -> BackendError:
        if status in (401, 403):
            return BackendDownError(
                f"{self._server} does not accept the key ({status}).",
                remedy="Set OPENAI_API_KEY to one that may use it.",
            )
        if status == 404:
            return BackendDownError(
                f"{self._server} has no model {self.name!r} (404: {text}).",
                remedy="Check the model's name, and the URL: it often ends in /v1.",
            )
        if status in (429, 502, 503):
            # Not about one item: each of the next would fail as well.
            return BackendDownError(f"{self._server} takes no more requests ({status}: {text}).", remedy="Go on later.")
        kind = _Refused if status in (400, 422) else BackendError
        return kind(f"{self._server} answered {status}: {text}")


def _shown(url: Optional[str]) -> str:
    """The server, without any password in its URL."""
    if url is None:
        return "OpenAI"
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BackendError("the server's URL is none.", remedy="Write it as http://host:port/v1.")
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _formats(schema: Mapping[str, Any]) -> list[Optional[dict[str, Any]]]:
    """What to ask a server for, best first."""
    if not schema:
        return [None]
    if schema.get("type") == "object":
        return [_by_schema(schema), {"type": "json_object"}, None]
    # OpenAI itself wants an object on top, and "json_object" allows nothing else.
    wrapped = {
        "type": "object",
        "properties": {"answer": schema},
        "required": ["answer"],
        "additionalProperties": False,
    }
    return [_by_schema(schema), _by_schema(wrapped), None]


def _by_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    # Servers refuse "strict" for objects that are open, or have optional parts.
    closed = schema.get("additionalProperties") is False
    strict = closed and set(schema.get("required", ())) == set(schema.get("properties", ()))
    return {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema, "strict": strict}}


def _about_format(error: _Refused) -> bool:
    return any(word in error.problem.lower() for word in ("format", "schema", "grammar", "json"))


def _unwrapped(text: str) -> str:
    try:
        return json.dumps(json.loads(text)["answer"], ensure_ascii=False)
    except (ValueError, LookupError, TypeError):
        return text  # the caller checks it


def _seconds(text: str) -> float:
    """Of ``1s``, ``6m0s``, ``20ms``."""
    return sum(float(number) * _UNITS[unit] for number, unit in re.findall(r"(\d+(?:\.\d+)?)(ms|[smhd]?)", text))
