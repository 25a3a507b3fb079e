"""UniSRec against plain implementations of its parts."""

from __future__ import annotations

import math
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from recbole.data.interaction import Interaction
from recbole.model.sequential_recommender import SASRec
from torch import nn
from torch.nn import functional as F

from recbole_tema.data.preparation import PreparedData, prepare_data
from recbole_tema.errors import ConfigError, DataError
from recbole_tema.experiment.run import run_experiment
from recbole_tema.model.baselines.unisrec import ExpertMixture, UniSRec
from recbole_tema.model.loss import draw_candidates
from recbole_tema.model.settings_file import yaml_text
from recbole_tema.recommend import Recommender
from recbole_tema.settings_files import properties_folder
from tests.helpers import config
from tests.toy import write_toy

SMALL = {"inner_size": 20, "n_layers": 1, "n_experts": 3}
TRANSDUCTIVE, INDUCTIVE = ["id", "text"], ["text"]


def prepare(toy: Path, **keys: Any) -> tuple[UniSRec, PreparedData]:
    """A small model away from its start, where gates and centers are zero, and its data."""
    settings = config(toy, "UniSRec", **{**SMALL, **keys})
    data = prepare_data(settings)
    torch.manual_seed(1)
    model = UniSRec(settings, data.dataset).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
    return model, data


@pytest.fixture(params=[TRANSDUCTIVE, INDUCTIVE], ids=["transductive", "inductive"])
def prepared(request: pytest.FixtureRequest, toy: Path) -> tuple[UniSRec, PreparedData]:
    """A small model in each setting of the paper."""
    return prepare(toy, modalities=request.param)


def random_mixture() -> ExpertMixture:
    """Three experts of random weights."""
    torch.manual_seed(1)
    mixture = ExpertMixture(input_size=6, hidden_size=4, n_experts=3, dropout=0.0)
    with torch.no_grad():
        for parameter in mixture.parameters():
            parameter.normal_()
    return mixture


def mixture_by_loops(mixture: ExpertMixture, vector: list[float], logits: list[float]) -> list[float]:
    """Weighted sum of the whitened vectors of the experts."""
    total = sum(math.exp(logit) for logit in logits)
    result = [0.0] * 4
    for logit, expert in zip(logits, mixture.experts):
        center, weight = expert.center.tolist(), expert.weight.tolist()
        for row in range(4):
            whitened = sum(weight[row][f] * (vector[f] - center[f]) for f in range(6))
            result[row] += math.exp(logit) / total * whitened
    return result


def test_expert_mixture_by_loops() -> None:
    mixture, vectors = random_mixture().eval(), torch.randn(5, 6)
    gate = mixture.gate.tolist()
    expected = [
        mixture_by_loops(mixture, vector, [sum(vector[f] * gate[f][k] for f in range(6)) for k in range(3)])
        for vector in vectors.tolist()
    ]
    torch.testing.assert_close(mixture(vectors), torch.tensor(expected), rtol=1e-4, atol=1e-5)


def test_gate_is_noisy_in_training() -> None:
    mixture, vectors = random_mixture().train(), torch.randn(5, 6)
    torch.manual_seed(2)
    result = mixture(vectors)
    torch.manual_seed(2)
    draws = torch.randn(5, 3).tolist()
    gate, noise = mixture.gate.tolist(), mixture.noise.tolist()
    for row, vector in enumerate(vectors.tolist()):
        logits = []
        for k in range(3):
            spread = math.log1p(math.exp(sum(vector[f] * noise[f][k] for f in range(6)))) + 0.01
            logits.append(sum(vector[f] * gate[f][k] for f in range(6)) + draws[row][k] * spread)
        expected = torch.tensor(mixture_by_loops(mixture, vector, logits))
        torch.testing.assert_close(result[row], expected, rtol=1e-4, atol=1e-5)


def test_experts_start_equal_in_weight_and_centers_at_zero() -> None:
    mixture, vectors = ExpertMixture(6, 4, 3, 0.0).eval(), torch.randn(5, 6)
    expected = sum(vectors @ expert.weight.T for expert in mixture.experts) / 3
    torch.testing.assert_close(mixture(vectors), expected)


def test_dropout_is_drawn_for_each_expert() -> None:
    mixture = ExpertMixture(50, 4, 2, 0.5).train()
    with torch.no_grad():
        for expert in mixture.experts:
            expert.weight.fill_(1.0)
    first, second = (expert(torch.ones(3, 50)) for expert in mixture.experts)
    assert not torch.equal(first, second)


def test_text_vectors_are_scaled_to_a_root_mean_square_of_one(toy: Path) -> None:
    model, data = prepare(toy)
    lines = (toy / "toy/toy.txt").read_text().splitlines()[1:]
    file = {token: [float(x) for x in text.split()] for token, text in (line.split("\t") for line in lines)}
    scale = math.sqrt(np.mean([x * x for vector in file.values() for x in vector]))
    tokens = data.dataset.field2id_token["item_id"]
    for item in range(1, int(model.n_items)):
        expected = [x / scale for x in file.get(str(tokens[item]), [0.0] * 6)]
        assert model.text[item].tolist() == pytest.approx(expected, rel=1e-5)
        assert bool(model.has_text[item]) == (str(tokens[item]) in file)


def rows_of(model: UniSRec) -> np.ndarray:
    """Vectors of all items."""
    return model.item_vectors(torch.arange(int(model.n_items))).detach().numpy()


def cosine(state: np.ndarray, vector: np.ndarray) -> float:
    """0 if a vector is zero."""
    return float(state @ vector) / max(math.sqrt(sum(state**2)) * math.sqrt(sum(vector**2)), 1e-12)


def item_without_text(data: PreparedData) -> int:
    return int(data.dataset.field2token_id["item_id"]["i0"])


def test_item_without_text_has_its_item_embedding_alone(toy: Path) -> None:
    model, data = prepare(toy, modalities=TRANSDUCTIVE)
    item = item_without_text(data)
    torch.testing.assert_close(model.item_vectors(torch.tensor([item]))[0], model.item_embedding.weight[item])


def test_item_without_text_scores_zero_in_the_inductive_setting(toy: Path) -> None:
    model, data = prepare(toy, modalities=INDUCTIVE)
    item, batch = item_without_text(data), next(iter(data.train))
    assert model.item_embedding is None and not any("item_embedding" in name for name, _ in model.named_parameters())
    items, _ = model.supervised(batch)
    scores = model.full_sort_predict(Interaction({model.ITEM_SEQ: items, model.ITEM_SEQ_LEN: (items > 0).sum(dim=1)}))
    assert torch.count_nonzero(scores[:, item]) == 0
    assert torch.count_nonzero(scores) == scores.numel() - len(scores)


def test_item_vector_is_the_sum_of_text_and_item_embedding(toy: Path) -> None:
    model, _ = prepare(toy, modalities=TRANSDUCTIVE)
    items = torch.arange(1, int(model.n_items))[model.has_text[1:, 0] > 0]
    expected = model.adaptor(model.text[items]) + model.item_embedding.weight[items]
    torch.testing.assert_close(model.item_vectors(items), expected)


def test_states_equal_those_of_recboles_sasrec_on_the_item_vectors(prepared: tuple[UniSRec, PreparedData]) -> None:
    model, data = prepared
    items, _ = model.supervised(next(iter(data.train)))
    states = model.user_states(items)
    model.item_embedding = nn.Embedding.from_pretrained(model.item_vectors(torch.arange(int(model.n_items))))
    for step in range(items.shape[1]):
        rows = items[:, step] > 0
        before = F.pad(items[rows, : step + 1], (0, items.shape[1] - step - 1))
        expected = SASRec.forward(model, before, torch.full((int(rows.sum()),), step + 1))
        torch.testing.assert_close(states[rows, step], expected / expected.norm(dim=1, keepdim=True))


def test_later_items_change_no_state(prepared: tuple[UniSRec, PreparedData]) -> None:
    model, data = prepared
    items, _ = model.supervised(next(iter(data.train)))
    row = int((items > 0).sum(dim=1).argmax())
    items = items[row : row + 1, :5]
    for step in range(1, 5):
        changed = items.clone()
        changed[0, step:] = items[0, step:] % (int(model.n_items) - 1) + 1
        before, after = model.user_states(items), model.user_states(changed)
        torch.testing.assert_close(before[0, :step], after[0, :step])
        assert not torch.allclose(before[0, step], after[0, step])


def test_scores_are_cosines_of_the_states_that_training_would_give(prepared: tuple[UniSRec, PreparedData]) -> None:
    model, data = prepared
    items, _ = model.supervised(next(iter(data.train)))
    states, length = model.user_states(items), (items > 0).sum(dim=1)
    history = {model.ITEM_SEQ: items, model.ITEM_SEQ_LEN: length}
    scores = model.full_sort_predict(Interaction(history))
    vectors = rows_of(model)
    for row, values in enumerate(scores.tolist()):
        state = states[row, length[row] - 1].detach().numpy()
        expected = [cosine(state, vector) for vector in vectors[1:]]
        assert values[1:] == pytest.approx(expected, abs=1e-5)
    assert torch.isneginf(scores[:, 0]).all()
    wanted = torch.arange(len(items)) % (int(model.n_items) - 1) + 1
    predicted = model.predict(Interaction({**history, model.ITEM_ID: wanted}))
    torch.testing.assert_close(predicted, scores[torch.arange(len(items)), wanted])


def test_frozen_items_give_the_same_scores_and_are_released(prepared: tuple[UniSRec, PreparedData]) -> None:
    model, data = prepared
    items, _ = model.supervised(next(iter(data.train)))
    history = Interaction({model.ITEM_SEQ: items, model.ITEM_SEQ_LEN: (items > 0).sum(dim=1)})
    expected = model.full_sort_predict(history)
    with model.frozen_items():
        assert not model.item_vectors(items.flatten()).requires_grad
        torch.testing.assert_close(model.full_sort_predict(history), expected)
    assert model.item_vectors(items.flatten()).requires_grad


def loss_by_loops(model: UniSRec, batch: Interaction, candidates: set[int]) -> float:
    """Mean cross-entropy of the targets among the candidates, the target itself included."""
    items, targets = model.supervised(batch)
    states = model.user_states(items).detach().numpy()
    vectors = rows_of(model)
    losses = []
    for row, step in torch.nonzero(targets).tolist():
        target, logits = int(targets[row, step]), {}
        for item in candidates | {target}:
            logits[item] = cosine(states[row, step], vectors[item]) / 0.07
        losses.append(math.log(sum(math.exp(logit) for logit in logits.values())) - logits[target])
    return float(np.mean(losses))


def test_loss_is_cross_entropy_over_the_items_of_all_domains(prepared: tuple[UniSRec, PreparedData]) -> None:
    model, data = prepared
    batch = next(iter(data.train))
    every_item = set(range(1, int(model.n_items)))
    assert model.calculate_loss(batch).item() == pytest.approx(loss_by_loops(model, batch, every_item), rel=1e-4)


def test_loss_over_sampled_candidates_of_every_domain(toy: Path) -> None:
    model, data = prepare(toy, loss_negatives=3)
    batch = next(iter(data.train))
    torch.manual_seed(4)
    loss = model.calculate_loss(batch).item()
    torch.manual_seed(4)
    drawn = draw_candidates(model.negatives, 3)
    assert [len(items) for items in drawn] == [3, 3]
    candidates = {item for items in drawn for item in items.tolist()}
    assert loss == pytest.approx(loss_by_loops(model, batch, candidates), rel=1e-4)


@pytest.mark.parametrize("domains", [1, 3])
def test_number_of_domains_does_not_matter(tmp_path: Path, domains: int) -> None:
    model, data = prepare(write_toy(tmp_path, domains=domains))
    batch = next(iter(data.train))
    every_item = set(range(1, int(model.n_items)))
    assert model.n_domains == domains
    assert model.calculate_loss(batch).item() == pytest.approx(loss_by_loops(model, batch, every_item), rel=1e-4)


def numbers(toy: Path, output: Path, seed: int, **keys: Any) -> list[Any]:
    settings = {"data_path": str(toy), "MAX_ITEM_LIST_LENGTH": 8, "hidden_size": 16, "epochs": 2, **SMALL, **keys}
    record = run_experiment("UniSRec", "toy", seeds=[seed], output_dir=output, config_dict=settings).to_dict()
    return [{key: run[key] for key in ("losses", "scores", "valid", "test")} for run in record["runs"]]


@pytest.mark.parametrize("modalities", [TRANSDUCTIVE, INDUCTIVE])
def test_training_is_deterministic_and_its_model_recommends(toy: Path, tmp_path: Path, modalities: list[str]) -> None:
    first, second, other = (
        numbers(toy, tmp_path / name, seed, modalities=modalities) for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert first == second != other
    assert len(first[0]["losses"]) == 2 and np.isfinite(first[0]["losses"]).all()
    recommender = Recommender.load(tmp_path / "a/UniSRec-1", toy)
    assert len(recommender.recommend(["i1", "i4"], k=3)) == 3
    with pytest.raises(ConfigError, match="UniSRec cannot represent items that are added after training"):
        recommender.with_items(pd.DataFrame({"item_id": ["new"], "domain": ["d0"]}))


def test_missing_text_file_is_reported_before_another_model_is_trained(toy: Path, tmp_path: Path) -> None:
    (toy / "toy/toy.txt").unlink()
    with pytest.raises(DataError, match=r"toy\.txt: UniSRec needs the text vectors .*Create it with `recbole-tema enc"):
        run_experiment(["Pop", "UniSRec"], "toy", output_dir=tmp_path / "out", config_dict={"data_path": str(toy)})
    assert not (tmp_path / "out").exists()


def test_items_without_titles_and_text_vectors_give_the_same_error_without_a_warning(toy: Path) -> None:
    (toy / "toy/toy.txt").unlink()
    path = toy / "toy/toy.item"
    pd.read_csv(path, sep="\t", dtype=str).drop(columns="title:token_seq").to_csv(path, sep="\t", index=False)
    with warnings.catch_warnings(), pytest.raises(DataError, match="UniSRec needs the text vectors"):
        warnings.filterwarnings("error", message=".*have no text")
        config(toy, "UniSRec")


def test_modalities_without_text_are_refused(toy: Path) -> None:
    with pytest.raises(ConfigError, match=r"UniSRec needs the modality 'text', and modalities is \['id'\]\. Add"):
        config(toy, "UniSRec", modalities=["id"])


def test_settings_of_a_dataset_that_does_not_exist_yet_are_not_refused(tmp_path: Path) -> None:
    assert config(tmp_path, "UniSRec")["modalities"] == ["id", "text"]


def test_settings_file_is_written_from_the_options() -> None:
    text = (properties_folder() / "model/UniSRec.yaml").read_text(encoding="utf-8")
    assert text == yaml_text(UniSRec)
