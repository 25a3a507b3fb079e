"""Estimated requests, compared with the requests of the run."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import DataError
from recbole_tema.tagging import TagOptions, tag_items
from recbole_tema.tagging.cost import StepCost, estimate_costs
from recbole_tema.tagging.prompts import Templates, load_templates
from tests.tagging.doubles import Request, Scripted, default_answer, fraction, review, some_items, write_items


def _estimated(
    folder: Path, options: dict[str, Any], templates: Templates | None = None, **arguments: Any
) -> dict[str, StepCost]:
    costs = estimate_costs(
        folder,
        TagOptions(**options),
        templates or load_templates(),
        **{"cache": folder.parent / "cache", "identity": "scripted", **arguments},
    )
    return {cost.step: cost for cost in costs}


@pytest.mark.parametrize("score", ["probability", "rating"])
@pytest.mark.parametrize("rounds", [0, 1, 3])
@pytest.mark.parametrize("sample", [0, 5])
def test_estimate_against_the_run(tmp_path: Path, score: str, rounds: int, sample: int) -> None:
    folder = some_items(tmp_path / "d")
    # Items that share a text share an answer.
    path = folder / "d.item"
    path.write_text(path.read_text().replace("number 12\n", "number 10\n"))
    options = {"sample": sample, "rounds": rounds, "score": score, "candidates": 4}
    costs = _estimated(folder, options)
    added = count()

    def chat(request: Request) -> str:
        if request.kind != "review":
            return default_answer(request)
        return review(3, add=[f"new {chr(97 + next(added) % 26) * 3}" for _ in range(6)])

    backend = Scripted(chat, parallel=3)
    tag_items(folder, backend, cache=tmp_path / "cache", **options)
    requests = backend.kinds()
    n_facet_requests = requests["facets"] + requests.get("review facets", 0)
    assert costs["facets, at most"].calls == n_facet_requests == (4 if rounds else 2)
    assert costs["propose"].calls == requests["propose"] and costs["propose"].cached == 0
    assert costs["review, at most"].calls == 2 * rounds >= requests.get("review", 0)
    assert ("judge, at most" in costs) == ("judge" in requests) == (score == "probability" and rounds > 0)
    if "judge" in requests:
        assert costs["judge, at most"].calls >= requests["judge"]
    matched = requests["match" if score == "probability" else "rate"]
    assert costs["match, at most"].calls == (96 if score == "probability" else 24) >= matched
    remaining = _estimated(folder, options)
    assert (remaining["facets, at most"].calls, remaining["facets, at most"].cached) == (0, n_facet_requests)
    after = remaining["propose"]
    assert (after.calls, after.cached, after.prompt_tokens) == (0, requests["propose"], 0)
    # The cache has no answers of another model, or for another description.
    assert _estimated(folder, options, identity="other")["propose"].calls == requests["propose"]
    assert 0 < _estimated(folder, options, about={"film": "films"})["propose"].cached < requests["propose"]


def test_run_may_need_all_estimated_requests(tmp_path: Path) -> None:
    """Every item gets five distinct tags, by templates without facets, and every round adds six."""
    templates = load_templates()
    propose = templates.propose.model_copy(update={"user": "<item>$item</item>"})
    templates = templates.model_copy(update={"propose": propose})
    folder = write_items(tmp_path / "d", [(str(n), "film", f"Title {n}") for n in range(4)])
    words = ("".join(letters) for letters in (chr(97 + i // 26) * 2 + chr(97 + i % 26) * 2 for i in range(600)))

    def chat(request: Request) -> str:
        new = [next(words) for _ in range(6)]
        return review(3, add=new) if request.kind == "review" else json.dumps(new[:5])

    options = {"rounds": 3, "candidates": 4, "list_size": 30}
    backend = Scripted(chat, lambda text, prefix: 0.3 + fraction(text, prefix) / 2)
    costs = _estimated(folder, options, templates=templates)
    tag_items(folder, backend, cache=tmp_path / "cache", templates=templates, **options)
    assert backend.kinds() == {"propose": 4, "judge": 4 * 5 + 3 * 6, "review": 3, "match": 16}
    assert {step.partition(",")[0]: cost.calls for step, cost in costs.items()} == backend.kinds()


def test_tokens_by_hand(tmp_path: Path) -> None:
    folder = write_items(tmp_path / "d", [("1", "film", "Alien"), ("2", "film", "Heat")])
    plain = Templates.model_validate(
        {
            "version": "test",
            "propose": {"system": "12345678", "user": "<item>$item</item>"},
            "judge": {"system": "1234", "user": "$item", "answer_prefix": "$tag:"},
            "review": {"system": "1234", "user": "$tags"},
            "match": {"system": "123", "user": "<item>$item</item>", "answer_prefix": "$tag:"},
            "rate": {"system": "123", "user": "<item>$item</item>$tags"},
            "repair": {"user": ""},
        }
    )
    options = TagOptions(rounds=2, candidates=3, list_size=2)
    assert estimate_costs(folder, options, plain, cache=tmp_path / "cache") == [
        StepCost("propose", 2, 0, (2 * (8 + 13) + 9) // 4, 2 * 24),
        StepCost("judge, at most", 22, 0, 2 * 22, 22),  # 2 * 5 + 2 * 6 tags; "1234" and "film"
        StepCost("review, at most", 2, 0, 2 * (4 + len("a tag, a tag")) // 4, 2 * 120),
        StepCost("match, at most", 6, 0, 3 * ((2 * (3 + 13) + 9) // 4), 6),
    ]
    rating = estimate_costs(folder, TagOptions(rounds=0, candidates=3, score="rating"), plain, cache=tmp_path / "cache")
    assert [cost.step for cost in rating] == ["propose", "review, at most", "match, at most"]
    assert rating[2] == StepCost("match, at most", 2, 0, (2 * (3 + 13 + len("a tag, a tag, a tag")) + 9) // 4, 18)


def test_unknown_domain(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="Domain 'book' does not exist"):
        _estimated(some_items(tmp_path / "d"), {}, about={"book": "books"})
