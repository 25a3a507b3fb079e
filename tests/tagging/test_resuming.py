"""Runs that continue from the cache: after a change, after a kill."""

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

from recbole_tema.tagging import profile_items, tag_items
from recbole_tema.tagging.cache import AnswerCache
from recbole_tema.tagging.llm.base import Messages
from recbole_tema.tagging.prompts import Templates, load_templates
from tests.tagging.doubles import (
    OPTIONS,
    Request,
    Scripted,
    fraction,
    item_in,
    numbered,
    some_items,
    tag_and_read,
    unexpected,
)


def test_second_run_makes_no_request(tmp_path: Path) -> None:
    folder = some_items(tmp_path / "d")
    first = Scripted()
    written = tag_and_read(folder, first)
    assert set(first.kinds()) == {"facets", "review facets", "propose", "judge", "review", "match"}
    answers = (tmp_path / "cache/answers.jsonl").read_bytes()
    assert tag_and_read(folder, Scripted(unexpected, unexpected)) == written
    assert (tmp_path / "cache/answers.jsonl").read_bytes() == answers
    fresh = Scripted()
    assert tag_and_read(folder, fresh, cache=tmp_path / "other") == written
    assert fresh.requests == first.requests


def test_changed_title_causes_only_its_requests(tmp_path: Path) -> None:
    folder = some_items(tmp_path / "d")
    before = tag_and_read(folder, Scripted(numbered))
    path = folder / "d.item"
    path.write_text(path.read_text().replace("Title number 4\n", "Title number 4, revised\n"))
    backend = Scripted(numbered)
    after = tag_and_read(folder, backend)
    # The facets of its domain are reviewed again, since it is among the items that are shown for this.
    assert backend.kinds() == {"review facets": 1, "propose": 1, "match": 6}
    assert {item_in(request.text) for request in backend.requests[1:]} == {"Title number 4, revised"}
    others = [line for line in before["d.tag"].splitlines() if not line.startswith(b"i4\t")]
    assert [line for line in after["d.tag"].splitlines() if not line.startswith(b"i4\t")] == others


def _edited(part: str, name: str) -> Templates:
    templates = load_templates()
    stage = getattr(templates, part)
    return templates.model_copy(update={part: stage.model_copy(update={name: getattr(stage, name) + " (edited)"})})


@pytest.mark.parametrize(
    ("score", "part", "name"),
    [
        ("probability", "propose", "system"),
        ("probability", "judge", "answer_prefix"),
        ("probability", "judge", "user"),
        ("probability", "review", "user"),
        ("probability", "match", "answer_prefix"),
        ("probability", "match", "system"),
        ("probability", "rate", "system"),
        ("probability", "repair", "user"),
        ("rating", "rate", "user"),
        ("rating", "match", "system"),
    ],
)
def test_edited_template_causes_only_its_requests(tmp_path: Path, score: str, part: str, name: str) -> None:
    options = {"sample": 0, "rounds": 1, "candidates": 4, "score": score}
    folder = some_items(tmp_path / "d")

    def yes(text: str, prefix: str) -> float:  # independent of the words of the template
        return fraction(item_in(text), prefix[: prefix.index(":")])

    def chat(request: Request) -> str:
        return "[1, 2, 3, 4]" if request.kind == "rate" else numbered(request)

    first, second = Scripted(chat, yes), Scripted(chat, yes)
    before = tag_and_read(folder, first, options)
    after = tag_and_read(folder, second, options, templates=_edited(part, name))
    assert second.kinds() == {kind: count for kind, count in first.kinds().items() if kind == part}
    assert before["d.tag"] == after["d.tag"]
    assert before["record"]["templates"]["sha256"] != after["record"]["templates"]["sha256"]


class KillingModel(Scripted):
    """A model that logs its answers, and kills its process instead of giving one of them."""

    def __init__(self, log: Path, fatal: int) -> None:
        rng = random.Random(fatal)
        super().__init__(parallel=3, delay=lambda: 0.003 * rng.random())
        self._log = log.open("a", encoding="utf-8")
        self._remaining = fatal

    def _answered(self, requests: Sequence[Request]) -> None:
        self._remaining -= 1
        if self._remaining == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self._log.writelines(f"{_line(request)}\n" for request in requests)
        self._log.flush()

    async def chat(self, messages: Messages, schema: Mapping[str, Any], max_tokens: int) -> str:
        request = Request("", messages)
        answer = await super().chat(messages, schema, max_tokens)
        self._answered([request])
        return answer

    async def yes_probabilities(self, messages: Messages, answer_prefixes: Sequence[str]) -> list[float]:
        probabilities = await super().yes_probabilities(messages, answer_prefixes)
        self._answered([Request("", messages, prefix) for prefix in answer_prefixes])
        return probabilities


def _line(request: Request) -> str:
    return json.dumps([list(request.messages), request.answer_prefix])


def _killed_run(folder: str, log: str, fatal: int) -> None:
    tag_items(folder, KillingModel(Path(log), fatal), cache=Path(folder).parent / "cache", **OPTIONS)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
# While proposing, judging and reviewing the first list, and matching; and from another process (0).
@pytest.mark.parametrize("fatal", [7, 25, 26, 40, 0])
def test_killed_run_repeats_no_answer(tmp_path: Path, fatal: int) -> None:
    folder, log = some_items(tmp_path / "killed/d"), tmp_path / "log"
    log.touch()
    process = multiprocessing.get_context("forkserver").Process(target=_killed_run, args=(str(folder), str(log), fatal))
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
    written = tag_and_read(folder, resumed)
    requested = {_line(request) for request in resumed.requests}
    # Killed from another process, it may die between logging an answer and caching it: one request of several tags.
    lost = requested & answered
    assert len(answered) - kept == len(lost)
    assert len({json.dumps(json.loads(line)[0]) for line in lost}) <= (1 if not fatal else 0)
    whole = Scripted()
    assert tag_and_read(some_items(tmp_path / "whole/d"), whole) == written
    assert requested | answered == {_line(request) for request in whole.requests}


def _killed_profiles(folder: str, log: str, fatal: int) -> None:
    profile_items(folder, KillingModel(Path(log), fatal), cache=Path(folder).parent / "cache")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_run_of_profiles_repeats_no_answer(tmp_path: Path) -> None:
    folder, log = some_items(tmp_path / "killed/d"), tmp_path / "log"
    arguments = (str(folder), str(log), 10)
    process = multiprocessing.get_context("forkserver").Process(target=_killed_profiles, args=arguments)
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL and not (folder / "d.profile").exists()
    answered = log.read_text().splitlines()
    resumed = Scripted(parallel=3)
    profile_items(folder, resumed, cache=tmp_path / "killed/cache")
    # Nine answers were kept; those of the two other requests in flight were never given.
    assert len(answered) == 9 and resumed.kinds() == {"profile": 15}
    assert not {_line(request) for request in resumed.requests} & set(answered)
    whole = some_items(tmp_path / "whole/d")
    profile_items(whole, Scripted(), cache=tmp_path / "whole/cache")
    assert (folder / "d.profile").read_bytes() == (whole / "d.profile").read_bytes()
