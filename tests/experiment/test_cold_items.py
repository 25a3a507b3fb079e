"""Experiments with cold items: training without them, ranks among them, results, tables and saved runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from torch import nn

from recbole_tema.config import Config
from recbole_tema.data import cold_split
from recbole_tema.data.interactions import Interactions
from recbole_tema.data.preparation import prepare_data
from recbole_tema.errors import ConfigError
from recbole_tema.evaluation import ExperimentResult
from recbole_tema.experiment.run import run_experiment
from recbole_tema.experiment.saved_run import open_run
from recbole_tema.files.atomic import write_atomic
from recbole_tema.model.baselines.content_knn import ContentKNN
from recbole_tema.model.embeddings import IdEmbedding
from recbole_tema.model.names import CONTENT_MODELS, WHOLE_SEQUENCE_MODELS
from recbole_tema.model.registry import own_model
from recbole_tema.recommend import Recommender
from recbole_tema.report.breakdowns import interaction_stats
from recbole_tema.report.page import write_page
from tests.toy import write_toy

COLD = {"split": {"cold_items": 0.3}}
KEYS = {
    "eval_args": COLD,
    "MAX_ITEM_LIST_LENGTH": 8,
    "teachers": 0,
    "hidden_size": 16,
    "inner_size": 16,
    "epochs": 2,
    "n_experts": 2,
}
ITEMS = [*(f"w{n}" for n in range(12)), *(f"c{n}" for n in range(4))]


def run(toy: Path, output: Path, models: Any = CONTENT_MODELS, **keys: Any) -> ExperimentResult:
    settings = {**KEYS, "data_path": str(toy), **keys}
    return run_experiment(models, "toy", seeds=[1], output_dir=output, config_dict=settings)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the dataset, ``data``, and an experiment of all models by content, ``out``."""
    folder = tmp_path_factory.mktemp("cold")
    run(write_toy(folder / "data"), folder / "out")
    return folder


@pytest.fixture
def result(finished: Path) -> ExperimentResult:
    return ExperimentResult.read(finished / "out")


def naive_rank(scores: np.ndarray, target: int, candidates: np.ndarray) -> float:
    others = scores[[i for i in candidates if i != target]]
    return float(1 + (others > scores[target]).sum() + 0.5 * (others == scores[target]).sum())


@pytest.mark.parametrize("model", CONTENT_MODELS)
def test_ranks_by_a_loop_over_the_scores_of_the_saved_model(
    result: ExperimentResult, finished: Path, model: str
) -> None:
    saved = open_run(finished / f"out/{model}-1", finished / "data")
    data, domain = saved.data, saved.data.domains.of_item.numpy()
    cold = data.split.cold_items()
    assert cold is not None
    for part in ("valid", "test"):
        evaluated = getattr(data, part)
        targets = evaluated.targets
        assert (cold[targets.items] == (part == "test")).all() and not cold[targets.history_items].any()
        scores = saved.model.full_sort_predict(evaluated.dataset[torch.arange(len(targets))]).detach().numpy()
        rows = result.ranks.query("model == @model and split == @part")
        assert set(rows["protocol"]) == {"domain", "catalog", "sampled", *(["cold"] if part == "test" else [])}
        for protocol in set(rows["protocol"]) - {"sampled"}:
            allowed = {
                "cold": cold,
                # Validation targets are not ranked among cold items.
                "domain": ~cold if part == "valid" else domain > 0,
                "catalog": ~cold if part == "valid" else domain > 0,
            }[protocol]
            expected = []
            for row, item in enumerate(targets.items):
                same = np.ones(len(domain), dtype=bool) if protocol == "catalog" else domain == domain[item]
                expected.append(naive_rank(scores[row], item, np.flatnonzero(allowed & same & (domain > 0))))
            ranks = rows[rows["protocol"] == protocol]["rank"].tolist()
            assert ranks == pytest.approx(expected), (part, protocol)


def test_results_state_the_cold_items(result: ExperimentResult, finished: Path, tmp_path: Path) -> None:
    record = result.to_dict()["dataset"]
    assert record["split"]["kind"] == "cold_items" and record["split"]["cold_items"] == 8
    assert {name: counts["cold_items"] for name, counts in record["domains"].items()} == {"d0": 4, "d1": 4}
    assert record["interactions"] == 509 and record["users"] == 40  # of the dataset, not of the split
    assert result.protocols == ["cold", "domain", "catalog", "sampled"]
    for entry in result.runs:
        assert "cold" not in entry.valid and not entry.groups
        assert entry.test["cold"]["overall"]["users"] == record["split"]["test"]["targets"]
    assert {test.protocol for test in result.paired_tests} == {"cold", "domain", "catalog", "sampled"}
    page = (finished / "out/comparison.md").read_text()
    assert "Split by cold items: 8 items are held out of training." in page
    write_page([finished / "out"], tmp_path / "page.html", data_path=finished / "data")
    assert "Split by cold items" in (tmp_path / "page.html").read_text()
    stats = interaction_stats(finished / "data/toy", cold_share=0.3)
    assert (stats.targets["n_train_interactions"] == 0).all()
    tested = result.ranks.query("model == 'TEMA' and split == 'test' and protocol == 'cold'")
    assert set(zip(stats.targets["user_id"], stats.targets["item_id"])) == set(
        zip(tested["user_id"], tested["item_id"])
    )


def id_tables(model: nn.Module) -> list[torch.Tensor]:
    tables = [module.table.weight for module in model.modules() if isinstance(module, IdEmbedding)]
    return [*tables, *([model.item_embedding.weight] if hasattr(model, "item_embedding") else [])]


@pytest.mark.parametrize(
    ("model", "keys"),
    [
        ("TEMA", {"id_shrinkage": 0}),
        ("TEMA", {"id_shrinkage": 0, "loss_negatives": 0, "weight_average": 0.9}),
        ("TEMA", {"id_shrinkage": 0, "fusion": "late"}),
        ("UniSRec", {}),
        ("UniSRec", {"loss_negatives": 5, "weight_decay": 0.1}),
    ],
)
def test_id_embedding_of_a_cold_item_is_zero_after_training(
    toy: Path, tmp_path: Path, model: str, keys: dict[str, Any]
) -> None:
    run(toy, tmp_path / "out", model, modalities=["id", "text"], **keys)
    saved = open_run(tmp_path / f"out/{model}-1", toy)
    cold = torch.from_numpy(saved.data.split.cold_items())
    tables = id_tables(saved.model)
    assert tables
    for table in tables:
        assert (table[cold] == 0).all()
        assert (table[~cold][1:] != 0).any(dim=1).all()


@pytest.mark.parametrize("model", ["TEMA", "UniSRec"])
def test_negatives_are_warm(toy: Path, model: str) -> None:
    settings = Config(model, "toy", (), {**KEYS, "data_path": str(toy)})
    data = prepare_data(settings)
    cold = data.split.cold_items()
    assert cold is not None
    negatives = torch.cat(settings.model_class(settings, data.dataset).negatives)
    assert sorted(negatives.tolist()) == [i for i in range(1, len(cold)) if not cold[i]]


def test_the_same_twice_whatever_the_seed_of_training(result: ExperimentResult, toy: Path, tmp_path: Path) -> None:
    again = run(toy, tmp_path / "again")
    assert [entry.test for entry in again.runs] == [entry.test for entry in result.runs]
    other = prepare_data(Config("TEMA", "toy", (), {**KEYS, "data_path": str(toy), "seed": 9}))
    first = prepare_data(Config("TEMA", "toy", (), {**KEYS, "data_path": str(toy), "seed": 1}))
    np.testing.assert_array_equal(first.split.cold_items(), other.split.cold_items())


def test_models_without_content_are_refused_before_any_training(toy: Path, tmp_path: Path) -> None:
    for model in ("SASRec", "SASRecF", "Pop", "BPR", "SASRecW", "ABXI"):
        with pytest.raises(ConfigError, match=f"{model} cannot rank the cold items"):
            run(toy, tmp_path / "out", ["TEMA", model])
    with pytest.raises(ConfigError, match="Add one of tag, text, image"):
        run(toy, tmp_path / "out", modalities=["id"])
    assert not (tmp_path / "out").exists()


def test_the_protocol_cold_needs_the_split(toy: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="has none"):
        run(toy, tmp_path / "out", eval_args={}, protocols=["cold", "domain"])
    with pytest.raises(ConfigError, match="Add domain to protocols"):
        run(toy, tmp_path / "out", protocols=["cold"])
    chosen = run(toy, tmp_path / "out", "ContentKNN", protocols=["domain", "cold"])
    assert chosen.protocols == ["cold", "domain"]


def test_names_of_models_by_content() -> None:
    assert tuple(name for name in WHOLE_SEQUENCE_MODELS if own_model(name).content_modalities) == CONTENT_MODELS


class Reversed(ContentKNN):
    """A user's model by content."""


def test_a_model_of_the_user_by_content(toy: Path, tmp_path: Path) -> None:
    result = run(toy, tmp_path / "out", [ContentKNN, Reversed], epochs=1)
    assert result.runs[0].test == result.runs[1].test


def test_histories_of_a_saved_run_are_whole(finished: Path) -> None:
    recommender = Recommender.load(finished / "out/TEMA-1", finished / "data")
    rows = (finished / "data/toy/toy.inter").read_text().splitlines()[1:]
    lengths = [sum(line.startswith(f"u{n}\t") for line in rows) for n in range(40)]
    assert [len(recommender.history_of(f"u{n}").items) for n in range(40)] == lengths


@pytest.mark.parametrize("domains", [1, 3])
def test_other_numbers_of_domains(tmp_path: Path, domains: int) -> None:
    write_toy(tmp_path / "data", domains=domains)
    result = run(tmp_path / "data", tmp_path / "out", "ContentKNN", metrics=["NDCG", "ItemCoverage"], topk=[5])
    assert set(result.runs[0].test["cold"]) == {"overall", *(f"d{d}" for d in range(domains))}
    assert len(result.dataset.domains) == domains


def write_histories(folder: Path, histories: dict[str, list[str]]) -> Path:
    """Write the histories as ``toy``, with times; items starting with c are cold once drawn by name."""
    rows = [
        (user, item, float(rank), 1e9 + 3e6 * rank)
        for user, items in histories.items()
        for rank, item in enumerate(items)
    ]
    kinds = {"user_id": "token", "item_id": "token", "timestamp": "float", "time": "float"}
    write_atomic(pd.DataFrame(rows, columns=list(kinds)), folder / "toy/toy.inter", kinds)
    item = pd.DataFrame({"item_id": ITEMS, "domain": [f"d{n % 2}" for n in range(len(ITEMS))]})
    write_atomic(item, folder / "toy/toy.item", {"item_id": "token", "domain": "token"})
    text = pd.DataFrame({"txt_item_id": ITEMS, "txt_emb": [*np.random.default_rng(0).normal(size=(len(ITEMS), 6))]})
    write_atomic(text, folder / "toy/toy.txt", {"txt_item_id": "token", "txt_emb": "float_seq"})
    return folder


@pytest.mark.parametrize("model", ["TEMA", "UniSRec"])
def test_nothing_of_a_cold_item_or_after_a_target_is_learned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: str
) -> None:
    """Whatever the rows that are left out, weights and validation are the same to the last bit."""

    def by_name(interactions: Interactions, item_domain: np.ndarray, share: float) -> np.ndarray:
        return np.char.startswith(interactions.item_tokens.astype(str), "c")

    monkeypatch.setattr(cold_split, "draw_cold_items", by_name)
    rng, first, second = np.random.default_rng(5), {"all": [*ITEMS]}, {"all": [*ITEMS]}  # the same internal ids
    for user in range(20):
        warm = [f"w{n}" for n in rng.integers(0, 12, 6)]
        first[f"u{user}"] = [warm[0], "c0", *warm[1:], "c1", "w1", "w2"]
        second[f"u{user}"] = [warm[0], "c3", *warm[1:], "c2", "w5"]
    states = []
    for name, histories in (("a", first), ("b", second)):
        data = write_histories(tmp_path / name, histories)
        result = run(data, tmp_path / f"out-{name}", model, load_col=None, id_shrinkage=0)
        saved = open_run(tmp_path / f"out-{name}/{model}-1", data)
        states.append((saved.model.state_dict(), result.runs[0].losses, result.runs[0].valid))
    (weights, *numbers), (other_weights, *other_numbers) = states
    assert numbers == other_numbers
    assert all(torch.equal(weights[key], other_weights[key]) for key in weights)
