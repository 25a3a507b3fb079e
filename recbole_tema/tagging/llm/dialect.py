"""What a server with OpenAI's API accepts, learned from the requests that it rejects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from recbole_tema.errors import BackendDownError
from recbole_tema.tagging.llm.replies import ServerMessage

# vLLM needs the first two fields to continue the last message instead of starting a new one; llama.cpp does so by
# itself, but only if hybrid models do not think.
CONTINUE_LAST_MESSAGE: Mapping[str, Any] = {
    "continue_final_message": True,
    "add_generation_prompt": False,
    "chat_template_kwargs": {"enable_thinking": False},
}
_OPTIONAL = ("temperature", "seed", "response_format", *CONTINUE_LAST_MESSAGE)
_LENGTHS = ("max_tokens", "max_completion_tokens")
_UNSUPPORTED = re.compile(
    r"unsupported|not (?:\w+ )?(?:support|permitted|allowed|recogni|available|enabled)|unrecogni|unknown|unexpected"
    r"|extra|deprecated|forbidden|cannot find|instead",
    re.IGNORECASE,
)
_MAXIMUM = re.compile(r"more than|greater|at most|max|exceed|less than|between|<=|≤|up to|range", re.IGNORECASE)
_MINIMUM = re.compile(r"at least|minimum|below|too (?:low|small)|>=|≥", re.IGNORECASE)
_FORMAT = re.compile(r"format|schema|grammar|json", re.IGNORECASE)
_SYSTEM_ROLE = re.compile(r"system[' ]*(?:role|message|prompt|instruction)|role[:' ]*system|'system'", re.IGNORECASE)

Request = Mapping[str, Any]


class Dialect:
    """Parameters that a server accepts.

    A request is a mapping of parameters, except that ``response_format`` is a list of formats to try, strictest first.
    """

    def __init__(self) -> None:
        self._dropped: set[str] = set()
        self._renamed: dict[str, str] = {}
        self._min_tokens = 1
        self._top_logprobs = 20
        self._no_system_role = False
        # By the type of the first format's schema: which format is used, and whether it was accepted.
        self._format_index: dict[str, int] = {}
        self._accepted_formats: set[str] = set()
        self._accepts_continue = False

    def body(self, request: Request) -> dict[str, Any]:
        """The request as this server accepts it."""
        body = {self._renamed.get(name, name): value for name, value in request.items() if name not in self._dropped}
        for name in _LENGTHS:
            if name in body:
                body[name] = max(body[name], self._min_tokens)
        if "top_logprobs" in body:
            body["top_logprobs"] = self._top_logprobs
        if "response_format" in body:
            chosen = body["response_format"][self.format_index(request)]
            body["response_format"] = chosen
            if chosen is None:
                del body["response_format"]
        if self._no_system_role:
            body["messages"] = _without_system_role(body["messages"])
        return body

    def format_index(self, request: Request) -> int:
        """Index of the response format that is used for a request."""
        return self._format_index.get(_kind(request), 0)

    def accepted(self, request: Request, body: Mapping[str, Any]) -> None:
        """The server accepted a request."""
        if "response_format" in body:
            self._accepted_formats.add(_kind(request))
        if "continue_final_message" in body:
            self._accepts_continue = True

    def adapt(self, request: Request, body: Mapping[str, Any], message: ServerMessage) -> bool:
        """Learn from the rejection of a request.

        Parameters
        ----------
        request : mapping
        body : mapping
            The request as it was sent.
        message : ServerMessage
            The server's reason.

        Returns
        -------
        bool
            Whether the request would now be sent differently.

        Raises
        ------
        BackendDownError
            If the server gives no token probabilities.
        """
        name = _named_parameter(body, message)
        if name in _LENGTHS:
            self._adapt_length(name, message.text)
        elif name in ("logprobs", "top_logprobs"):
            self._adapt_logprobs(body, message.text)
        elif name == "response_format" or (name is None and self._may_be_format(request, body, message)):
            index = request["response_format"].index(body["response_format"]) + 1
            self._format_index[_kind(request)] = max(self.format_index(request), index)
        elif name is not None:
            self._dropped.add(name)
        elif _SYSTEM_ROLE.search(message.text):
            self._no_system_role = True
        elif "continue_final_message" in body and not self._accepts_continue:
            self._dropped |= set(CONTINUE_LAST_MESSAGE)
        # Another request, sent at the same time, may have been rejected before for the same reason.
        return self.body(request) != body

    def _adapt_length(self, name: str, text: str) -> None:
        if _UNSUPPORTED.search(text) and not _MINIMUM.search(text):
            if name == "max_tokens":
                self._renamed[name] = "max_completion_tokens"
            else:
                self._dropped.add("max_tokens")  # neither name is accepted
        elif _MINIMUM.search(text):
            self._min_tokens = max([self._min_tokens, *(n for n in map(int, re.findall(r"\d+", text)) if n <= 4096)])

    def _adapt_logprobs(self, body: Mapping[str, Any], text: str) -> None:
        sent = body.get("top_logprobs", 0)
        fewer = [n for n in map(int, re.findall(r"\d+", text)) if 2 <= n < sent]
        if not _MAXIMUM.search(text) or not fewer:
            raise BackendDownError(
                f"The server gives no token probabilities: {text}.",
                reason="no token probabilities",
                remedy="Use --score rating.",
            )
        self._top_logprobs = min(self._top_logprobs, max(fewer))

    def _may_be_format(self, request: Request, body: Mapping[str, Any], message: ServerMessage) -> bool:
        """Whether a rejection may concern the response format; one that was accepted before is not the reason."""
        is_new = "response_format" in body and _kind(request) not in self._accepted_formats
        return is_new and bool(_FORMAT.search(message.text))


def _kind(request: Request) -> str:
    formats = request.get("response_format") or [None]
    schema = (formats[0] or {}).get("json_schema", {}).get("schema", {})
    return str(schema.get("type"))


def _plain(name: str) -> str:
    """A name without the differences between ``top_logprobs`` and ``topLogprobs``."""
    return re.sub("[_-]", "", name.lower())


def _named_parameter(body: Mapping[str, Any], message: ServerMessage) -> str | None:
    """The parameter of a request that a server rejects, as far as its message names one."""
    names = {_plain(name): name for name in (*_OPTIONAL, *_LENGTHS, "logprobs", "top_logprobs") if name in body}
    if message.parameter:
        return names.get(_plain(re.split(r"[.\[]", message.parameter.removeprefix("body."))[0]))
    text = _plain(message.text)
    found = {
        match.start(): name
        for plain, name in names.items()
        if (match := re.search(rf"(?<![a-z]){plain}(?![a-z])", text))
    }
    return found[min(found)] if found else None


def _without_system_role(messages: list[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Messages whose first one, of the system, is put before the user's."""
    if len(messages) < 2 or messages[0]["role"] != "system":
        return messages
    merged = {**messages[1], "content": f"{messages[0]['content']}\n\n{messages[1]['content']}"}
    return [merged, *messages[2:]]
