"""A real small model in this process: the whole path, repeated and resumed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import BackendError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.prepare.demo import ensure_demo
from recbole_tema.tagging import TagOptions, open_backend, tag_dataset
from recbole_tema.tagging.llm.gguf import GGUFBackend
from recbole_tema.tagging.names import slug
from recbole_tema.tagging.prompts import Templates, load_templates, match_messages, match_opening
from tests.tagging.doubles import small_model

OPTIONS = TagOptions(fields=("title", "genre"), limit=50, sample=10, candidates=4, rounds=1)


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def backend() -> Iterator[GGUFBackend]:
    """One model for all; each run closes its threads only, so they are given new ones."""
    # One thread: a second one stalls where anything else keeps a core busy.
    made = GGUFBackend(small_model(), threads=1)
    yield made
    asyncio.run(made.close())


def _short() -> Templates:
    """Ours with one example each, since every word costs time here."""
    ours = load_templates()
    stages = {name: getattr(ours, name) for name in ("propose", "judge", "match")}
    short = {name: stage.model_copy(update={"examples": stage.examples[:1]}) for name, stage in stages.items()}
    return ours.model_copy(update=short)


def _tagged(folder: Path, cache: Path) -> dict[str, bytes]:
    backend = open_backend(str(small_model()), threads=1)
    tag_dataset(folder, backend, OPTIONS, cache=cache, templates=_short(), about={"spectacle": "films of action"})
    return {path.name: path.read_bytes() for path in folder.glob("*") if path.suffix in (".tag", ".aug")}


def test_fifty_items_through_all_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_model()
    folder = ensure_demo(tmp_path)
    for made in folder.glob("*.tag*"):
        made.unlink()
    written = _tagged(folder, tmp_path / "cache")
    assert set(written) == {"ml-100k-cross.tag", "ml-100k-cross.aug"}
    record = json.loads((folder / "ml-100k-cross.tag.json").read_text())
    _check(folder, record)
    answers = (tmp_path / "cache/answers.jsonl").read_bytes()
    # Greedy, so that a model that is asked again says the same.
    assert _tagged(folder, tmp_path / "fresh") == written
    assert sorted((tmp_path / "fresh/answers.jsonl").read_bytes().splitlines()) == sorted(answers.splitlines())
    # And with the answers at hand it is not asked.
    monkeypatch.setattr(GGUFBackend, "_ask", lambda self, body: pytest.fail("asked again"))
    assert _tagged(folder, tmp_path / "cache") == written
    assert (tmp_path / "cache/answers.jsonl").read_bytes() == answers


def _check(folder: Path, record: dict[str, Any]) -> None:
    assert "smollm2" in record["model"]["name"].lower() and len(record["model"]["sha256"]) == 64
    assert record["counts"]["items_with_text"] == 50 and record["counts"]["items_proposed_for"] <= 20
    lists = {domain: made["tags"] for domain, made in record["domains"].items()}
    assert all(len(tags) == len(set(tags)) >= 5 for tags in lists.values()) and len(lists) == 2
    # A list is judged, and its review added to it or failed on the record.
    assert all(made["self_scores"] and 0 <= made["self_scores"][0] <= 1 for made in record["domains"].values())
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
    texts = read_atomic(folder / "ml-100k-cross.aug", require={"aug_item_id": "token", "aug_text": "token_seq"})
    assert len(texts) == len(items)


def test_openings_that_share_a_beginning_are_scored_as_if_alone(
    backend: GGUFBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = match_messages(load_templates(), "films", "Toy Story (1995)")
    openings = [match_opening(load_templates(), tag) for tag in ("animated", "war", "deep space", "family", "toy")]
    together = asyncio.run(backend.agreement(messages, openings))
    alone = []
    with monkeypatch.context() as patch:
        patch.setattr(backend, "_ask", lambda body: _cold(backend, body))
        for opening in reversed(openings):
            alone += asyncio.run(backend.agreement(messages, [opening]))
    assert together == pytest.approx(alone[::-1], abs=2e-3)
    assert len(set(together)) == 5 and all(0 < share < 1 for share in together)


def _cold(backend: GGUFBackend, body: dict[str, Any]) -> dict[str, Any]:
    """One answer for which everything is read anew."""
    answer = backend._server.handle_chat_completions({**body, "cache_prompt": False})
    choice: dict[str, Any] = answer["choices"][0]
    return choice


def test_an_answer_is_held_to_its_schema(backend: GGUFBackend) -> None:
    schema = {"type": "array", "items": {"enum": ["red", "blue"]}, "minItems": 2, "maxItems": 2}
    question = [{"role": "user", "content": "Tell me a long story."}]
    answer = asyncio.run(backend.chat(question, schema, 30))
    assert len(json.loads(answer)) == 2 and set(json.loads(answer)) <= {"red", "blue"}
    assert asyncio.run(backend.chat(question, schema, 30)) == answer
    # Cut where it may grow no longer: the caller sees that it is no JSON.
    assert len(asyncio.run(backend.chat(question, schema, 2))) < len(answer)


def test_what_cannot_be_loaded(tmp_path: Path) -> None:
    with pytest.raises(BackendError, match="no such model file"):
        GGUFBackend(tmp_path / "none.gguf")
    if find_spec("xllamacpp") is None:
        pytest.skip("needs xllamacpp")
    (tmp_path / "half.gguf").write_bytes(b"GGUF and then nothing")
    with pytest.raises(BackendError, match="could not be loaded as a language model"):
        GGUFBackend(tmp_path / "half.gguf")
