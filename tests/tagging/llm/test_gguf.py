"""A small real model in this process: a whole run, repeated and resumed."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import BackendError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.tags import slug
from recbole_tema.prepare.demo import ensure_demo
from recbole_tema.tagging import tag_items
from recbole_tema.tagging.llm.base import TruncatedAnswerError
from recbole_tema.tagging.llm.gguf import GGUFBackend
from recbole_tema.tagging.prompts import Templates, load_templates, match_answer_prefix, match_messages
from recbole_tema.tagging.propose import proposal_limits
from tests.tagging.doubles import small_model

pytestmark = pytest.mark.slow
OPTIONS: dict[str, Any] = {"fields": ("title", "genre"), "limit": 50, "sample": 6, "candidates": 4, "rounds": 1}


@pytest.fixture(scope="module")
def backend() -> Iterator[GGUFBackend]:
    """One model for all tests."""
    # One thread, since a second one stalls if another process keeps a core busy.
    model = GGUFBackend(small_model(), threads=1)
    yield model
    asyncio.run(model.close())


def _short() -> Templates:
    """The package's templates with one example each, since every word costs time here."""
    templates = load_templates()
    stages = {name: getattr(templates, name) for name in ("propose", "judge", "match")}
    short = {name: stage.model_copy(update={"examples": stage.examples[:1]}) for name, stage in stages.items()}
    return templates.model_copy(update=short)


def _tag(folder: Path, cache: Path) -> bytes:
    about = {"spectacle": "films of action"}
    tag_items(folder, str(small_model()), threads=1, cache=cache, templates=_short(), about=about, **OPTIONS)
    return (folder / "ml-100k-cross.tag").read_bytes()


def test_fifty_items_through_all_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_model()
    folder = ensure_demo(tmp_path)
    for path in folder.glob("*.tag*"):
        path.unlink()
    written = _tag(folder, tmp_path / "cache")
    record = json.loads((folder / "ml-100k-cross.tag.json").read_text())
    _check(folder, record)
    answers = (tmp_path / "cache/answers.jsonl").read_bytes()
    # Decoding is greedy, so the model repeats its answers.
    assert _tag(folder, tmp_path / "fresh") == written
    assert sorted((tmp_path / "fresh/answers.jsonl").read_bytes().splitlines()) == sorted(answers.splitlines())
    # With cached answers it receives no request.
    monkeypatch.setattr(GGUFBackend, "_complete", lambda self, body: pytest.fail("unexpected request"))
    assert _tag(folder, tmp_path / "cache") == written
    assert (tmp_path / "cache/answers.jsonl").read_bytes() == answers


def _check(folder: Path, record: dict[str, Any]) -> None:
    assert "smollm2" in record["model"]["name"].lower() and len(record["model"]["sha256"]) == 64
    assert record["counts"]["items_with_text"] == 50 and record["counts"]["items_proposed_for"] <= 20
    lists = {domain: tag_list["tags"] for domain, tag_list in record["domains"].items()}
    assert all(len(tags) == len(set(tags)) >= 5 for tags in lists.values()) and len(lists) == 2
    # Every list is judged.
    scores_of = [tag_list["self_scores"] for tag_list in record["domains"].values()]
    assert all(scores and 0 <= scores[0] <= 1 for scores in scores_of)
    items = read_atomic(folder / "ml-100k-cross.item").set_index("item_id")
    tagged = read_atomic(
        folder / "ml-100k-cross.tag", require={"tag_item_id": "token", "tags": "token_seq", "tag_scores": "float_seq"}
    )
    assert set(tagged["tag_item_id"]) <= set(items.index[:50])
    assert len(tagged) == record["counts"]["items_tagged"] > 20
    for item, tags, scores in zip(tagged["tag_item_id"], tagged["tags"], tagged["tag_scores"]):
        assert 1 <= len(tags) == len(scores) == len(set(tags)) <= 4
        assert set(tags) <= set(lists[items.loc[item, "domain"]]) and tags == [slug(tag) for tag in tags]
        assert list(scores) == sorted(scores, reverse=True)
        assert min(scores) >= (0.5 if len(tags) > 1 else 0.2) and max(scores) <= 1


def test_answer_prefixes_with_a_shared_prompt_are_scored_as_if_alone(
    backend: GGUFBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = match_messages(load_templates(), "films", "Toy Story (1995)")
    prefixes = [
        match_answer_prefix(load_templates(), tag) for tag in ("animated", "war", "deep space", "family", "toy")
    ]
    together = asyncio.run(backend.yes_probabilities(messages, prefixes))
    alone = []
    with monkeypatch.context() as patch:
        patch.setattr(backend, "_complete", lambda body: _without_prompt_cache(backend, body))
        for prefix in reversed(prefixes):
            alone += asyncio.run(backend.yes_probabilities(messages, [prefix]))
    assert together == pytest.approx(alone[::-1], abs=2e-3)
    assert len(set(together)) == 5 and all(0 < probability < 1 for probability in together)


def _without_prompt_cache(backend: GGUFBackend, body: dict[str, Any]) -> dict[str, Any]:
    """One answer for which the whole prompt is processed again."""
    response = backend._server.handle_chat_completions({**body, "cache_prompt": False})
    choice: dict[str, Any] = response["choices"][0]
    return choice


def test_answer_follows_its_schema(backend: GGUFBackend) -> None:
    schema = {"type": "array", "items": {"enum": ["red", "blue"]}, "minItems": 2, "maxItems": 2}
    question = [{"role": "user", "content": "Tell me a long story."}]
    answer = asyncio.run(backend.chat(question, schema, 60))
    assert len(json.loads(answer)) == 2 and set(json.loads(answer)) <= {"red", "blue"}
    assert asyncio.run(backend.chat(question, schema, 60)) == answer
    with pytest.raises(TruncatedAnswerError) as caught:
        asyncio.run(backend.chat(question, schema, 2))
    assert answer.startswith(caught.value.text) and len(caught.value.text) < len(answer)


def test_models_that_cannot_be_loaded(tmp_path: Path) -> None:
    with pytest.raises(BackendError, match="The model file does not exist"):
        GGUFBackend(tmp_path / "none.gguf")
    if find_spec("xllamacpp") is None:
        pytest.skip("needs xllamacpp")
    (tmp_path / "half.gguf").write_bytes(b"GGUF and then nothing")
    with pytest.raises(BackendError, match="could not be loaded as a language model"):
        GGUFBackend(tmp_path / "half.gguf")


def test_grammar_of_other_alphabets(backend: GGUFBackend) -> None:
    question = [{"role": "user", "content": 'Repeat as a JSON array: ["чайник", "电影", "crème brûlée", "ชา", "tea"]'}]
    schema, max_tokens = proposal_limits("чайник")
    answer = json.loads(asyncio.run(backend.chat(question, schema, max_tokens)))
    assert len(answer) == 5 and not "".join(answer).isascii()
    assert all(re.fullmatch(schema["items"]["pattern"], tag) for tag in answer)
