"""Replies of servers with OpenAI's API: the answer, or what the server says about an error."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from recbole_tema.errors import printable

# An answer of some hundred tokens has a few kilobytes, with token probabilities and thoughts at most a megabyte.
MAX_REPLY_BYTES = 8_000_000
MAX_CHARACTERS = 200


class ServerMessage(NamedTuple):
    """What a server says about a request that failed.

    Attributes
    ----------
    text : str
        Its message on one line, truncated.
    parameter : str or None
        The parameter that it rejects, if it names one in a field of its own.
    code : str
        Its code or its own HTTP status, or empty.
    """

    text: str
    parameter: str | None = None
    code: str = ""


def parse_reply(content: bytes) -> Any | None:
    """JSON of a reply, or None if it is something else, too long, or nested too deeply."""
    if len(content) > MAX_REPLY_BYTES:
        return None
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def server_message(content: bytes) -> ServerMessage:
    """The message in a reply without an answer.

    OpenAI, vLLM, Ollama and llama.cpp send ``{"error": {...}}``, some proxies a list of it or a text, older vLLM
    ``{"message": ...}``, servers built on FastAPI ``{"detail": ...}``, and web servers HTML.
    """
    if len(content) > MAX_REPLY_BYTES:
        return ServerMessage(f"{len(content) // 1_000_000} MB")
    reply = parse_reply(content)
    if isinstance(reply, list) and reply:
        reply = reply[0]
    if isinstance(reply, Mapping):
        return _message_of(reply)
    return ServerMessage(_shortened(_title(content.decode("utf-8", "replace"))))


def _message_of(reply: Mapping[str, Any]) -> ServerMessage:
    error = reply.get("error") or reply
    if not isinstance(error, Mapping):
        return ServerMessage(_shortened(str(error)))
    details = error.get("detail")
    if isinstance(details, list) and details and isinstance(details[0], Mapping):
        location = [str(part) for part in details[0].get("loc") or [] if part != "body"]
        parameter = location[0] if location else None
        return ServerMessage(_shortened(f"{parameter}: {details[0].get('msg')}"), parameter)
    parameter = error.get("param")
    code = error.get("code") or error.get("type") or ""
    text = str(error.get("message") or details or json.dumps(reply))
    # OpenRouter quotes the message of the provider, which is the informative one.
    metadata = error.get("metadata")
    if isinstance(metadata, Mapping) and metadata.get("raw"):
        text = f"{text} ({metadata['raw']})"
    return ServerMessage(_shortened(text), parameter if isinstance(parameter, str) else None, str(code))


def _title(text: str) -> str:
    """A text, or for HTML its title."""
    if not re.search(r"<(!doctype html|html|head|body)\b", text, re.IGNORECASE):
        return text
    title = re.search(r"<title[^>]*>(.*?)</title>", text, re.IGNORECASE | re.DOTALL)
    return f"an HTML page titled {title.group(1).strip()!r}" if title else "an HTML page"


def _shortened(text: str) -> str:
    line = printable(" ".join(text.split())).rstrip(".")
    return line if len(line) <= MAX_CHARACTERS else f"{line[:MAX_CHARACTERS]}..."
