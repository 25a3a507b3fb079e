"""Answers survive in the cache, however the process ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from recbole_tema.tagging.cache import AnswerCache, cache_key

# Without surrogates, which LLMClient removes.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def test_key_depends_on_every_part_and_not_on_their_order() -> None:
    assert cache_key(model="a", n=1) == cache_key(n=1, model="a")
    keys = {cache_key(model=m, n=n, text=t) for m in "ab" for n in (1, 2) for t in ("", "é", ["é"])}
    assert len(keys) == 12


@given(st.dictionaries(TEXTS, st.one_of(TEXTS, st.floats(0, 1)), max_size=5))
@settings(deadline=None)
def test_stored_answers_are_returned(tmp_path_factory: Any, answers: dict[str, Any]) -> None:
    path = tmp_path_factory.mktemp("cache") / "made" / "a.jsonl"
    with AnswerCache(path) as cache:
        cache.put_many(answers)
        assert {key: cache.get(key) for key in answers} == answers and cache.get("no such key") is None
    with AnswerCache(path) as cache:
        assert {key: cache.get(key) for key in answers} == answers and len(cache) == len(answers)


def test_answer_is_on_disk_at_once(tmp_path: Path) -> None:
    with AnswerCache(tmp_path / "a.jsonl") as cache:
        cache.put("k", "one")
        assert json.loads((tmp_path / "a.jsonl").read_text()) == {"key": "k", "answer": "one"}


def test_line_truncated_at_any_byte_loses_the_last_answer_at_most(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with AnswerCache(path) as cache:
        cache.put("k1", "one\r\n\u2028 line")
        cache.put("k2", {"a": 0.5})
        before = path.stat().st_size
        cache.put("k3", "thé \N{GRINNING FACE}")
    whole = path.read_bytes()
    kept = []
    for size in range(before, len(whole) + 1):
        path.write_bytes(whole[:size])
        with AnswerCache(path) as cache:
            assert (cache.get("k1"), cache.get("k2")) == ("one\r\n\u2028 line", {"a": 0.5})
            assert cache.get("k3") in (None, "thé \N{GRINNING FACE}")
            kept.append(cache.get("k3") is not None)
            cache.put("k4", "four")
        with AnswerCache(path) as cache:
            assert (cache.get("k1"), cache.get("k4")) == ("one\r\n\u2028 line", "four")
            assert (cache.get("k3") is not None) == kept[-1]
    # A record that lacks only its line end is read too.
    assert kept == [False] * (len(whole) - before - 1) + [True, True]


def test_invalid_lines_are_ignored(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"key": "k", "answer": 1}).encode()
    path.write_bytes(b"\n".join([b"[]", b"\x00\x00\x00\x00", b'"text"', b'{"key": []}', b"\xff\xfe", good, b""]))
    with AnswerCache(path) as cache:
        assert len(cache) == 1 and cache.get("k") == 1
