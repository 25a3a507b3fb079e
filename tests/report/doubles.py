"""Output folder of a run without training: random ranks, and results computed from them as a run does."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from recbole_tema.evaluation import compare, summarise, write_ranks
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.fingerprint import dataset_fingerprint
from recbole_tema.files.storage import write_json

HOSTILE = "<script>alert(1)</script>"
MODELS = ("TEMA", HOSTILE)
SEEDS = (1, 2)


def toy_targets(data: Path) -> list[tuple[str, str, str, int]]:
    """User, last item, its domain and the interactions before it, of users with three or more."""
    rows = read_atomic(data / "toy/toy.inter")
    domain_of = dict(read_atomic(data / "toy/toy.item")[["item_id", "domain"]].to_numpy().tolist())
    targets = []
    for user in sorted(set(rows["user_id"])):
        history = sorted(zip(*(rows[rows["user_id"] == user][name] for name in ("timestamp", "item_id"))))
        if len(history) >= 3:
            item = history[-1][1]
            targets.append((user, item, domain_of[item], len(history) - 1))
    return targets


def toy_ranks(data: Path) -> pd.DataFrame:
    """Ranks of two models and two seeds; the first model's are better."""
    rng = np.random.default_rng(5)
    rows = [
        (model, seed, split, "domain", *target, float(rng.integers(1, 18 + 15 * place)))
        for split in ("test", "valid")
        for place, model in enumerate(MODELS)
        for seed in SEEDS
        for target in toy_targets(data)
    ]
    names = ["model", "seed", "split", "protocol", "user_id", "item_id", "domain", "history_length", "rank"]
    return pd.DataFrame(rows, columns=names)


def write_run(folder: Path, data: Path) -> Path:
    """``results.json`` and ``ranks.parquet`` of the dataset ``toy``."""
    ranks = toy_ranks(data)
    runs = []
    for (model, seed), rows in ranks[ranks["split"] == "test"].groupby(["model", "seed"], sort=False):
        test = summarise(rows["rank"].to_numpy(), rows["domain"].tolist(), ["d0", "d1"])
        curve = {"losses": [3.0, 2.0, 1.5], "scores": [0.1, 0.3, 0.2], "epochs": 3, "best_epoch": 2}
        runs.append({"model": model, "seed": int(seed), "test": {"domain": test}, **curve, "train_seconds": 61.0})
    rows = read_atomic(data / "toy/toy.inter")
    items = read_atomic(data / "toy/toy.item")
    domain_of = rows["item_id"].map(items.set_index("item_id")["domain"])
    dataset = {
        "name": "toy",
        "fingerprint": dataset_fingerprint(data / "toy", "toy"),
        "users": rows["user_id"].nunique(),
        "items": len(items),
        "interactions": len(rows),
        "domains": {
            name: {"items": int((items["domain"] == name).sum()), "interactions": int((domain_of == name).sum())}
            for name in ("d0", "d1")
        },
    }
    comparison = compare(ranks, MODELS[0], protocol="domain")
    write_json(folder / "results.json", {"schema": 1, "dataset": dataset, "runs": runs, "comparison": comparison})
    write_ranks(folder / "ranks.parquet", ranks)
    return folder


class Tables(HTMLParser):
    """Tables of a page by caption, as rows of texts; ``bold`` has the texts of bold cells."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.by_caption: dict[str, list[list[str]]] = {}
        self.bold: dict[str, list[str]] = {}
        self.loose_headers = 0
        self._into: str | None = None
        self._caption = ""
        self._strong = False
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "caption":
            self._into, self._caption = "caption", ""
        elif tag == "tr":
            self.by_caption.setdefault(self._caption, []).append([])
        elif tag in ("th", "td"):
            self._into = "cell"
            self.by_caption[self._caption][-1].append("")
            self.loose_headers += tag == "th" and dict(attributes).get("scope") not in ("col", "row")
        elif tag == "strong":
            self._strong = True
        elif tag == "br" and self._into == "cell":
            self.by_caption[self._caption][-1][-1] += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in ("caption", "th", "td"):
            self._into = None
        elif tag == "strong":
            self._strong = False

    def handle_data(self, data: str) -> None:
        if self._into == "caption":
            self._caption += data
        elif self._into == "cell":
            self.by_caption[self._caption][-1][-1] += data
            if self._strong:
                self.bold.setdefault(self._caption, []).append(data)


def body_of(page: str) -> str:
    """Body of a page, without the source of plotly."""
    return page[page.index("<body>") :]


def record_of(folder: Path) -> dict[str, Any]:
    """Content of ``results.json``."""
    record: dict[str, Any] = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return record
