"""What a run will cost, held against what it then asks for."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import DataError
from recbole_tema.tagging import TagOptions, tag_dataset
from recbole_tema.tagging.plan import Cost, plan
from recbole_tema.tagging.prompts import Templates, load_templates
from tests.tagging.doubles import Request, Scripted, chatty, review, share, some_items, write_items


def _planned(folder: Path, options: TagOptions, **more: Any) -> dict[str, Cost]:
    costs = plan(
        folder, options, load_templates(), **{"cache": folder.parent / "cache", "identity": "scripted", **more}
    )
    return {cost.step: cost for cost in costs}


@pytest.mark.parametrize("score", ["probability", "rating"])
@pytest.mark.parametrize("rounds", [0, 1, 3])
@pytest.mark.parametrize("sample", [None, 5])
def test_a_plan_against_the_run(tmp_path: Path, score: str, rounds: int, sample: int) -> None:
    folder = some_items(tmp_path / "d")
    # Items that share a text share an answer.
    path = folder / "d.item"
    path.write_text(path.read_text().replace("number 12\n", "number 10\n"))
    options = TagOptions(sample=sample, rounds=rounds, score=score, candidates=4)
    costs = _planned(folder, options)
    added = count()

    def chat(request: Request) -> str:
        if request.kind != "review":
            return chatty(request)
        return review(3, add=[f"new {chr(97 + next(added) % 26) * 3}" for _ in range(6)])

    backend = Scripted(chat, parallel=3)
    tag_dataset(folder, backend, options, cache=tmp_path / "cache")
    asked = backend.kinds()
    assert costs["propose"].calls == asked["propose"] and costs["propose"].cached == 0
    assert costs["review, at most"].calls == 2 * rounds >= asked.get("review", 0)
    assert ("judge, at most" in costs) == ("judge" in asked) == (score == "probability" and rounds > 0)
    if "judge" in asked:
        assert costs["judge, at most"].calls >= asked["judge"]
    matched = asked["match" if score == "probability" else "rate"]
    assert costs["match, at most"].calls == (96 if score == "probability" else 24) >= matched
    after = _planned(folder, options)["propose"]
    assert (after.calls, after.cached, after.prompt_tokens) == (0, asked["propose"], 0)
    # Another model, or another description, has not answered.
    assert _planned(folder, options, identity="other")["propose"].calls == asked["propose"]
    assert 0 < _planned(folder, options, about={"film": "films"})["propose"].cached < asked["propose"]


def test_a_run_may_need_all_that_was_planned(tmp_path: Path) -> None:
    """Every item gets five tags of its own, and every round adds six."""
    folder = write_items(tmp_path / "d", [(str(n), "film", f"Title {n}") for n in range(4)])
    words = ("".join(letters) for letters in (chr(97 + i // 26) * 2 + chr(97 + i % 26) * 2 for i in range(600)))

    def chat(request: Request) -> str:
        own = [next(words) for _ in range(6)]
        return review(3, add=own) if request.kind == "review" else json.dumps(own[:5])

    options = TagOptions(rounds=3, candidates=4, list_size=30)
    backend = Scripted(chat, lambda text, opening: 0.3 + share(text, opening) / 2)
    costs = _planned(folder, options)
    tag_dataset(folder, backend, options, cache=tmp_path / "cache")
    assert backend.kinds() == {"propose": 4, "judge": 4 * 5 + 3 * 6, "review": 3, "match": 16}
    assert {step.partition(",")[0]: cost.calls for step, cost in costs.items()} == backend.kinds()


def test_tokens_by_hand(tmp_path: Path) -> None:
    folder = write_items(tmp_path / "d", [("1", "film", "Alien"), ("2", "film", "Heat")])
    plain = Templates.model_validate(
        {
            "version": "test",
            "propose": {"system": "12345678", "user": "<item>$item</item>"},
            "judge": {"system": "1234", "user": "$item", "opening": "$tag:"},
            "review": {"system": "1234", "user": "$tags"},
            "match": {"system": "123", "user": "<item>$item</item>", "opening": "$tag:"},
            "rate": {"system": "123", "user": "<item>$item</item>$tags"},
            "repair": {"user": ""},
        }
    )
    options = TagOptions(rounds=2, candidates=3, list_size=2)
    assert plan(folder, options, plain, cache=tmp_path / "cache") == [
        Cost("propose", 2, 0, (2 * (8 + 13) + 9) // 4, 2 * 24),
        Cost("judge, at most", 22, 0, 2 * 22, 22),  # 2 * 5 + 2 * 6 tags; "1234" and "film"
        Cost("review, at most", 2, 0, 2 * (4 + len("a tag, a tag")) // 4, 2 * 120),
        Cost("match, at most", 6, 0, 3 * ((2 * (3 + 13) + 9) // 4), 6),
    ]
    rating = plan(folder, TagOptions(rounds=0, candidates=3, score="rating"), plain, cache=tmp_path / "cache")
    assert [cost.step for cost in rating] == ["propose", "review, at most", "match, at most"]
    assert rating[2] == Cost("match, at most", 2, 0, (2 * (3 + 13 + len("a tag, a tag, a tag")) + 9) // 4, 18)


def test_a_domain_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="has no domain 'book'"):
        _planned(some_items(tmp_path / "d"), TagOptions(), about={"book": "books"})
