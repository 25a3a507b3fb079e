"""Runs that go on: from the cache, after a change, after a kill."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.tagging import TagOptions, tag_dataset
from recbole_tema.tagging.cache import AnswerCache
from recbole_tema.tagging.llm.base import Messages
from recbole_tema.tagging.prompts import Templates, load_templates
from tests.tagging.doubles import (
    OPTIONS,
    Request,
    Scripted,
    item_in,
    numbered,
    share,
    silent,
    some_items,
    tagged,
)


def test_a_second_run_asks_nothing(tmp_path: Path) -> None:
    folder = some_items(tmp_path / "d")
    first = Scripted()
    written = tagged(folder, first)
    assert set(first.kinds()) == {"propose", "judge", "review", "match"}
    answers = (tmp_path / "cache/answers.jsonl").read_bytes()
    assert tagged(folder, Scripted(silent, silent)) == written
    assert (tmp_path / "cache/answers.jsonl").read_bytes() == answers
    fresh = Scripted()
    assert tagged(folder, fresh, cache=tmp_path / "other") == written
    assert fresh.requests == first.requests


def test_a_changed_title_is_asked_about_alone(tmp_path: Path) -> None:
    folder = some_items(tmp_path / "d")
    before = tagged(folder, Scripted(numbered))
    path = folder / "d.item"
    path.write_text(path.read_text().replace("Title number 4\n", "Title number 4, revised\n"))
    backend = Scripted(numbered)
    after = tagged(folder, backend)
    assert backend.kinds() == {"propose": 1, "match": 6}
    assert {item_in(request.text) for request in backend.requests} == {"Title number 4, revised"}
    others = [line for line in before["d.tag"].splitlines() if not line.startswith(b"i4\t")]
    assert [line for line in after["d.tag"].splitlines() if not line.startswith(b"i4\t")] == others


def _edited(part: str, name: str) -> Templates:
    ours = load_templates()
    stage = getattr(ours, part)
    return ours.model_copy(update={part: stage.model_copy(update={name: getattr(stage, name) + " (edited)"})})


@pytest.mark.parametrize(
    ("score", "part", "name"),
    [
        ("probability", "propose", "system"),
        ("probability", "judge", "opening"),
        ("probability", "judge", "user"),
        ("probability", "review", "user"),
        ("probability", "match", "opening"),
        ("probability", "match", "system"),
        ("probability", "rate", "system"),
        ("probability", "repair", "user"),
        ("rating", "rate", "user"),
        ("rating", "match", "system"),
    ],
)
def test_an_edited_template_is_asked_anew_alone(tmp_path: Path, score: str, part: str, name: str) -> None:
    options = TagOptions(sample=None, rounds=1, candidates=4, score=score)
    folder = some_items(tmp_path / "d")

    def agree(text: str, opening: str) -> float:  # whatever the words of the template
        return share(item_in(text), opening[: opening.index(":")])

    def chat(request: Request) -> str:
        return "[1, 2, 3, 4]" if request.kind == "rate" else numbered(request)

    first, second = Scripted(chat, agree), Scripted(chat, agree)
    before = tagged(folder, first, options)
    after = tagged(folder, second, options, templates=_edited(part, name))
    assert second.kinds() == {kind: count for kind, count in first.kinds().items() if kind == part}
    assert before["d.tag"] == after["d.tag"]
    assert before["record"]["templates"]["sha256"] != after["record"]["templates"]["sha256"]


class Mortal(Scripted):
    """Writes down what it has answered, and kills its own process instead of one answer."""

    def __init__(self, log: Path, fatal: int) -> None:
        chance = random.Random(fatal)
        super().__init__(parallel=3, delay=lambda: 0.003 * chance.random())
        self._log = log.open("a", encoding="utf-8")
        self._left = fatal

    def _answered(self, requests: Sequence[Request]) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self._log.writelines(f"{_line(request)}\n" for request in requests)
        self._log.flush()

    async def chat(self, messages: Messages, schema: Mapping[str, Any], max_tokens: int) -> str:
        request = Request("propose" if schema["type"] == "array" else "review", messages)
        answer = await super().chat(messages, schema, max_tokens)
        self._answered([request])
        return answer

    async def agreement(self, messages: Messages, openings: Sequence[str]) -> list[float]:
        shares = await super().agreement(messages, openings)
        self._answered([Request("", messages, opening) for opening in openings])
        return shares


def _line(request: Request) -> str:
    return json.dumps([list(request.messages), request.opening])


def _mortal_run(folder: str, log: str, fatal: int) -> None:
    tag_dataset(Path(folder), Mortal(Path(log), fatal), OPTIONS, cache=Path(folder).parent / "cache")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGKILL")
# Among proposals, in the judging and reviewing of the first list, and among matches; and from outside.
@pytest.mark.parametrize("fatal", [7, 25, 26, 40, 0])
def test_a_killed_run_repeats_no_answer(tmp_path: Path, fatal: int) -> None:
    folder, log = some_items(tmp_path / "killed/d"), tmp_path / "log"
    log.touch()
    process = multiprocessing.get_context("forkserver").Process(target=_mortal_run, args=(str(folder), str(log), fatal))
    process.start()
    if not fatal:
        while process.is_alive() and log.read_bytes().count(b"\n") < 30:
            time.sleep(0.001)
        process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert not (folder / "d.tag").exists()
    answered = set(log.read_text().splitlines())
    with AnswerCache(tmp_path / "killed/cache/answers.jsonl") as cache:
        kept = len(cache)
    resumed = Scripted(parallel=3)
    written = tagged(folder, resumed)
    asked = {_line(request) for request in resumed.requests}
    # From outside it may die between saying that it has answered and keeping that: one request, of however many tags.
    lost = asked & answered
    assert len(answered) - kept == len(lost)
    assert len({json.dumps(json.loads(line)[0]) for line in lost}) <= (1 if not fatal else 0)
    whole = Scripted()
    assert tagged(some_items(tmp_path / "whole/d"), whole) == written
    assert asked | answered == {_line(request) for request in whole.requests}
