"""Answers of models behind servers, good and unusable ones in the same run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.tagging import tag_items
from tests.tagging.doubles import write_items
from tests.tagging.llm.dialects import ITEMS, THOUGHTS, Body, text_for
from tests.tagging.llm.faulty_server import FaultyServer, Reply, answer

pytest.importorskip("openai")
LONG = "a description that is far too long for a tag"
# For each item: the server's answer to the request for its tags, and the tags or the problem expected from it.
ANSWERS: list[tuple[Reply, list[str] | str]] = [
    (answer('["amber", "basil"]'), ["amber", "basil"]),
    (answer(f'<think>\n{THOUGHTS}\n</think>\n["cedar", "dahlia"]'), ["cedar", "dahlia"]),
    (answer('Here they are:\n```json\n["ebony", "fern"]\n```\nTell me [if] you want more.'), ["ebony", "fern"]),
    (answer(json.dumps({"tags": ["ginger", "hazel"]})), ["ginger", "hazel"]),
    (answer([{"type": "text", "text": '["indigo", '}, {"type": "text", "text": '"jasmine"]'}]), ["indigo", "jasmine"]),
    (answer(None, reasoning_content='["kelp", "laurel"]'), ["kelp", "laurel"]),
    (answer(json.dumps(["maple", LONG, 7, "nettle"])), ["maple", "nettle"]),
    # Truncated after a complete answer.
    (answer('["olive", "poppy"]\n\nThese tags were chosen because', finish="length"), ["olive", "poppy"]),
    (answer('["quince",\n   \n   \n', finish="length"), r"truncated at max_tokens \(\d+\): '\[\"quince\",'"),
    (answer(None, refusal="I cannot help with that."), "refused to answer: 'I cannot help with that.'"),
    (answer("I'm sorry, but I can't help with that."), 'no valid answer .*"I\'m sorry, but'),
    (answer(""), "no valid answer .*it is empty"),
]  # fmt: skip


def _title(body: Body) -> str | None:
    """Title of the item whose tags are requested; None for other requests."""
    written = "\n".join(message["content"] for message in body["messages"] if message["role"] == "user")
    titles = re.findall(r"<item>(.*)</item>\nFacets", written)
    return titles[-1] if titles else None


def _run(folder: Path, reply: Any) -> tuple[dict[str, Any], list[str]]:
    """The record of a run, and the titles of the items whose tags it requested."""
    with FaultyServer(otherwise=reply) as server:
        record = tag_items(
            write_items(folder / "d", ITEMS), f"openai:m@{server.url}", cache=folder / "cache",
            score="rating", rounds=0, sample=0, list_size=100, parallel=2, retries=0,
        )  # fmt: skip
    return record, [title for _, body in server.seen if (title := _title(body))]


def test_each_answer_is_used_or_its_problem_is_named(tmp_path: Path) -> None:
    replies = {title: reply for (_, _, title), (reply, _) in zip(ITEMS, ANSWERS)}

    def reply(body: Body) -> Reply:
        title = _title(body)
        text = text_for(body)
        return replies[title] if title else answer(text.replace("1", "9"))  # every tag fits

    record, _ = _run(tmp_path, reply)
    tags = {tag for domain in record["domains"].values() for tag in domain["tags"]}
    assert tags == {tag for _, expected in ANSWERS if isinstance(expected, list) for tag in expected}
    problems = {failure["item_id"]: failure["problem"] for failure in record["failures"]}
    expected = {item: problem for (item, _, _), (_, problem) in zip(ITEMS, ANSWERS) if isinstance(problem, str)}
    assert set(problems) == set(expected)
    for item, problem in expected.items():
        assert re.search(problem, problems[item]), problems[item]

    # Only valid answers are cached: once the server is corrected, the others are requested, and only those.
    record, requested = _run(tmp_path, lambda body: answer(text_for(body)))
    assert record["failures"] == []
    failed = [title for (_, _, title), (_, expected) in zip(ITEMS, ANSWERS) if isinstance(expected, str)]
    assert sorted(requested) == sorted(failed)
