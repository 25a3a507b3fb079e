"""Whole runs with a scripted model: files, options, failures, concurrency."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recbole_tema.errors import BackendDownError, BackendError, DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.storage import sha256
from recbole_tema.tagging import pipeline, tag_items
from recbole_tema.tagging.cache import AnswerCache
from recbole_tema.tagging.prompts import load_templates
from recbole_tema.tagging.similarity import TextSimilarity
from tests.tagging.doubles import (
    OPTIONS,
    TAGS,
    Request,
    Scripted,
    default_answer,
    fraction,
    item_in,
    numbered,
    review,
    some_items,
    tag_and_read,
    unexpected,
    write_items,
)


def _tags(folder: Path) -> dict[str, list[str]]:
    frame = read_atomic(folder / f"{folder.name}.tag")
    return dict(zip(frame["tag_item_id"], frame["tags"]))


def test_small_dataset_by_hand(tmp_path: Path) -> None:
    folder = write_items(
        tmp_path / "d",
        [
            ("1", "film", "Alien"),
            ("2", "film", "Titanic"),
            ("3", "film", "Heat"),
            ("4", "film", ""),
            ("5", "shop", "Pan"),
        ],
    )
    proposals = {
        "Alien": ["Space", "horror"],
        "Titanic": ["ocean", "romance"],
        "Heat": ["crime", "great"],
        "Pan": ["iron"],
    }
    quality = {"ocean": 0.1, "romance": 0.6}  # too few tags for any to be dropped
    fit = {("Alien", "space"): 0.9, ("Alien", "horror"): 0.95, ("Alien", "crime"): 0.5, ("Heat", "crime"): 0.3}

    def chat(request: Request) -> str:
        if request.kind == "review":
            return review(add=["western"]) if "about films" in request.messages[0]["content"] else review()
        return json.dumps(proposals[item_in(request.text)])

    def yes(text: str, prefix: str) -> float:
        tag = prefix[2:-1]
        return fit.get((item_in(text), tag), 0.1) if "<item>" in text else quality.get(tag, 0.5)

    templates = load_templates()
    edited = templates.review.model_copy(update={"system": "Say more about $about."})
    backend = Scripted(chat, yes)
    written = tag_and_read(
        folder,
        backend,
        {"rounds": 1, "list_size": 5, "tau": 0.5, "floor": 0.2},
        about={"film": "films"},
        templates=templates.model_copy(update={"review": edited}),
    )
    assert written["d.tag"].decode() == (
        "tag_item_id:token\ttags:token_seq\ttag_scores:float_seq\n1\thorror space crime\t0.95 0.9 0.5\n3\tcrime\t0.3\n"
    )
    record = written["record"]
    # "iron" is proposed for all items of its domain, so that the list of the shop is empty.
    assert record["domains"] == {
        "film": {
            "about": "films",
            "facets": ["kind", "theme", "place"],
            "tags": ["crime", "horror", "ocean", "romance", "space", "western"],
            "self_scores": [0.44],  # (.1 + .6 + 3 * .5) / 5
            "dropped": [],
        },
        "shop": {
            "about": "shop",
            "facets": ["kind", "theme", "place"],
            "tags": [],
            "self_scores": [],
            "dropped": [{"tag": "iron", "round": 0, "why": "proposed for too many items"}],
        },
    }
    assert record["counts"] == {
        "items_with_text": 4,
        "items_proposed_for": 4,
        "items_tagged": 2,
        "tags_used": 3,
        "tags_shared_by_domains": 0,
        "tags_per_item": 2.0,
        "failures": 0,
    }
    assert record["model"] == {"name": "scripted"} and record["failures"] == []
    assert record["sha256"] == sha256(folder / "d.tag") and record["inputs"] == {"d.item": sha256(folder / "d.item")}
    vocabulary = {row["tag"]: row["in"]["film"] for row in json.loads(written["d.vocabulary.json"])}
    assert vocabulary["crime"] == {
        "support": 1,
        "items_tagged": 2,
        "examples": ["3"],
        "history": ["round 0: proposed for 1 items"],
    }
    assert vocabulary["western"]["history"] == ["round 1: added by the model"]
    assert backend.kinds() == {
        "facets": 2,
        "review facets": 2,
        "propose": 4,
        "judge": 6,
        "review": 1,
        "match": 18,
    }


def test_options_select_items_and_texts(tmp_path: Path) -> None:
    folder = some_items(tmp_path / "d")
    backend = Scripted()
    written = tag_and_read(folder, backend, {"sample": 2, "rounds": 0, "limit": 9, "candidates": 1})
    assert backend.kinds() == {"facets": 2, "propose": 4, "match": 9}
    of_items = [request for request in backend.requests if request.kind != "facets"]
    assert {item_in(request.text) for request in of_items} == {f"Title number {n}" for n in range(9)}
    assert written["record"]["counts"]["items_with_text"] == 9


def test_rating_mode(tmp_path: Path) -> None:
    folder = some_items(tmp_path / "d")
    backend = Scripted()
    tag_and_read(folder, backend, {"sample": 0, "rounds": 1, "score": "rating", "candidates": 4})
    assert backend.kinds() == {"facets": 2, "review facets": 2, "propose": 24, "review": 2, "rate": 24}
    scores = np.concatenate(read_atomic(folder / "d.tag")["tag_scores"].tolist())
    assert np.allclose(scores * 10, np.round(scores * 10), atol=1e-5)


# Failures


def test_item_with_invalid_answers_fails_alone(tmp_path: Path) -> None:
    bad = "<item>Title number 6</item>"

    def is_bad(request: Request) -> bool:  # also its repair
        return any(message["content"].startswith(bad) for message in request.messages)

    def chat(request: Request) -> str:
        return "nonsense" if is_bad(request) else numbered(request)

    def yes(text: str, prefix: str) -> float:
        if text == bad:
            raise BackendError("neither yes nor no")
        return fraction(text, prefix)

    folder = some_items(tmp_path / "d")
    written = tag_and_read(folder, Scripted(chat, yes, parallel=4))
    assert written["record"]["failures"] == [
        {"item_id": "i6", "step": "match", "problem": "neither yes nor no"},
        {
            "item_id": "i6",
            "step": "propose",
            "problem": "The model gave no valid answer (repair requests: 1): 'nonsense'.",
        },
    ]
    assert written["record"]["counts"]["failures"] == 2
    # The others are tagged as if the model proposed no usable tag for that item.
    vague = Scripted(lambda request: '["great"]' if is_bad(request) else numbered(request))
    tag_and_read(some_items(tmp_path / "vague/d"), vague)
    expected = _tags(tmp_path / "vague/d")
    assert expected.pop("i6")
    assert _tags(folder) == expected


def test_invalid_review_leaves_the_list_unchanged(tmp_path: Path) -> None:
    def chat(request: Request) -> str:
        is_bad = request.kind == "review" and "catalogue of <domain>film</domain>" in request.messages[0]["content"]
        return "nonsense" if is_bad else numbered(request)

    record = tag_and_read(some_items(tmp_path / "d"), Scripted(chat))["record"]
    assert [(f["domain"], f["step"]) for f in record["failures"]] == [("film", "refine")]
    # Each tag has three items, so the order is alphabetical.
    assert record["domains"]["film"]["tags"] == sorted(TAGS[:12]) and record["domains"]["film"]["dropped"] == []
    assert record["counts"]["items_tagged"] > 20


@pytest.mark.parametrize("parallel", [1, 4])
def test_model_that_is_down_ends_the_run_and_answers_are_kept(tmp_path: Path, parallel: int) -> None:
    remaining = 30

    def failing(text: str, prefix: str) -> float:
        nonlocal remaining
        remaining -= 1
        if remaining < 0:
            raise BackendDownError("the server is down")
        return fraction(text, prefix)

    folder = some_items(tmp_path / "d")
    backend = Scripted(yes=failing, parallel=parallel)
    with pytest.raises(BackendDownError, match="the server is down"):
        tag_items(folder, backend, cache=tmp_path / "cache", **OPTIONS)
    assert backend.closed and not (folder / "d.tag").exists()
    with AnswerCache(tmp_path / "cache/answers.jsonl") as answers:
        kept = len(answers)
    assert kept > 24
    resumed, whole = Scripted(), Scripted()
    assert tag_and_read(folder, resumed) == tag_and_read(some_items(tmp_path / "whole/d"), whole)
    assert len(resumed.requests) == len(whole.requests) - kept


def test_model_that_goes_down_while_proposing_or_reviewing(tmp_path: Path) -> None:
    for kind in ("propose", "review"):

        def chat(request: Request, kind: str = kind) -> str:
            if request.kind == kind:
                raise BackendDownError("down")
            return default_answer(request)

        with pytest.raises(BackendDownError):
            tag_items(some_items(tmp_path / "d"), Scripted(chat), cache=tmp_path / kind, **OPTIONS)


def test_datasets_that_cannot_be_tagged(tmp_path: Path) -> None:
    folder = some_items(tmp_path / "d")
    with pytest.raises(BackendError, match="gave no item a tag"):
        tag_items(folder, Scripted(yes=lambda *_: 0.0), cache=tmp_path / "c", **OPTIONS)
    assert not (folder / "d.tag").exists()
    with pytest.raises(DataError, match=r"Domain 'book' does not exist\. The domains are: film, game"):
        tag_items(folder, Scripted(unexpected), cache=tmp_path / "c", about={"book": "books"}, **OPTIONS)
    with pytest.raises(DataError, match="No item has any text"):
        tag_items(write_items(tmp_path / "e", [("1", "x", "")]), Scripted(unexpected), cache=tmp_path / "c")


# Encoders


class SyntheticEncoder:
    """Random vectors by text, the same ones for "war" and "romance"."""

    def encode(self, texts: Sequence[str], **settings: Any) -> np.ndarray:
        seeds = [int(1e6 * fraction("romance" if text == "war" else text)) for text in texts]
        vectors = np.stack([np.random.default_rng(seed).normal(size=64) for seed in seeds])
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


class SyntheticSimilarity(TextSimilarity):
    def __init__(self, encoder: str) -> None:
        self._encoder, self._vectors = SyntheticEncoder(), {}


def test_encoder_merges_synonyms_and_finds_candidates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "TextSimilarity", SyntheticSimilarity)
    folder = some_items(tmp_path / "d")
    path = folder / "d.item"
    # A domain with an empty list: its only proposal fits all of its items.
    path.write_text(path.read_text() + "z1\tzoo\tTitle number 0\nz2\tzoo\tTitle number 0\n")
    options = {"sample": 0, "rounds": 1, "candidates": 2, "encoder": "synthetic", "list_size": 12}
    backend = Scripted(numbered, lambda text, prefix: 0.5)
    record = tag_and_read(folder, backend, options)["record"]
    film = record["domains"]["film"]
    assert {"tag": "war", "round": 1, "why": "synonym of romance (cosine 1.00)"} in film["dropped"]
    assert sorted(film["tags"]) == sorted(set(TAGS[:12]) - {"war"})
    assert record["domains"]["zoo"]["tags"] == []
    candidates = {
        n: {
            request.answer_prefix[2:-1]
            for request in backend.requests
            if request.kind == "match" and item_in(request.text) == f"Title number {n}"
        }
        for n in (0, 2)
    }
    # Proposed: war, which was merged into romance, romance and horror.
    assert candidates[0] == {"romance", "horror"}
    # Proposed: romance, space and family; the two most similar of these are the candidates.
    proposed = ["romance", "space", "family"]
    vectors = SyntheticEncoder().encode(["Title number 2", *proposed])
    assert candidates[2] == {proposed[i] for i in np.argsort(-vectors[1:] @ vectors[0])[:2]}


# Concurrency


@pytest.mark.parametrize("seed", range(3))
def test_order_of_answers_changes_nothing(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    one = tag_and_read(some_items(tmp_path / "one/d"), Scripted())
    many = Scripted(parallel=4, delay=lambda: 0.003 * rng.random())
    assert tag_and_read(some_items(tmp_path / "many/d"), many) == one
