"""The public API: its names, and the lines of RecBole's tutorials with models of this package and of RecBole."""

from __future__ import annotations

import ast
import math
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from logging import getLogger
from pathlib import Path
from typing import Any

import pytest
import recbole.data
import torch
from recbole.data.dataset import SequentialDataset
from recbole.data.interaction import Interaction
from recbole.model.sequential_recommender import SASRec
from recbole.trainer import Trainer
from recbole.utils import get_trainer as get_recbole_trainer
from recbole.utils import init_logger, init_seed
from recbole.utils.case_study import full_sort_scores, full_sort_topk

import recbole_tema
from recbole_tema import (
    TEMA,
    Config,
    SASRecW,
    create_dataset,
    data_preparation,
    get_model,
    get_trainer,
    load_data_and_model,
    run_experiment,
    run_recbole_tema,
)
from recbole_tema.data.preparation import prepare_data
from recbole_tema.training.registry import ReadableCheckpoints
from recbole_tema.training.trainer import TEMATrainer
from tests.helpers import RecBoleConfig, config
from tests.toy import write_toy
from tests.trained import working_in

PUBLIC_NAMES = [
    "Config",
    "Recommender",
    "SASRecW",
    "TEMA",
    "TEMADataset",
    "TEMAError",
    "create_dataset",
    "data_preparation",
    "encode_items",
    "get_model",
    "get_trainer",
    "load_data_and_model",
    "prepare_dataset",
    "profile_items",
    "run_experiment",
    "run_recbole_tema",
    "search",
    "tag_items",
]
KEYS = {
    "MAX_ITEM_LIST_LENGTH": 8,
    "teachers": 0,
    "hidden_size": 16,
    "inner_size": 16,
    "embedding_size": 16,
    "epochs": 2,
}
MODELS = ["TEMA", "SASRecW", "SASRec", "BPR"]


def test_public_names_are_those_of_the_documentation() -> None:
    assert recbole_tema.__all__ == PUBLIC_NAMES
    assert set(dir(recbole_tema)) == {*PUBLIC_NAMES, "__version__"}
    for name in PUBLIC_NAMES:
        assert callable(getattr(recbole_tema, name)), name
    with pytest.raises(AttributeError, match="has no attribute 'TEMAA'"):
        _ = recbole_tema.TEMAA


def test_type_checkers_see_every_public_name() -> None:
    tree = ast.parse(Path(recbole_tema.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    imported = [alias.asname for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert sorted(map(str, imported)) == PUBLIC_NAMES


def test_import_is_fast_and_imports_neither_torch_nor_recbole() -> None:
    code = (
        "import sys, time; start = time.perf_counter(); import recbole_tema; print(time.perf_counter() - start);"
        "assert not {'torch', 'recbole', 'pandas', 'numpy'} & set(sys.modules)"
    )
    root = Path(recbole_tema.__file__).parents[1]
    # The fastest of three: other processes of the machine may delay one.
    seconds = [
        float(subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    ]
    assert min(seconds) < 0.2


@dataclass(frozen=True)
class Tutorial:
    """What the lines of RecBole's tutorial return for one model."""

    data: Path
    config: Any
    dataset: Any
    loaders: tuple[Any, Any, Any]
    model: Any
    trainer: Trainer
    best_valid_score: float
    test_result: dict[str, float]


@pytest.fixture(scope="module", params=MODELS)
def tutorial(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tutorial]:
    """RecBole's tutorial with one model, trained by RecBole's own trainer."""
    folder = tmp_path_factory.mktemp("tutorial")
    data = write_toy(folder / "data")
    with working_in(folder):
        config = Config(
            model=request.param,
            dataset="toy",
            config_dict={**KEYS, "data_path": str(data), "checkpoint_dir": str(folder / "saved")},
        )
        init_seed(config["seed"], config["reproducibility"])
        init_logger(config)
        logger = getLogger()
        logger.info(config)
        dataset = create_dataset(config)
        logger.info(dataset)
        train_data, valid_data, test_data = data_preparation(config, dataset)
        model = get_model(config["model"])(config, train_data.dataset).to(config["device"])
        logger.info(model)
        trainer = Trainer(config, model)
        best_valid_score, _ = trainer.fit(train_data, valid_data)
        # RecBole's own trainer cannot reload its checkpoint on torch 2.6 and newer; that of get_trainer can.
        test_result = trainer.evaluate(test_data, load_best_model=False)
        loaders = (train_data, valid_data, test_data)
        yield Tutorial(data, config, dataset, loaders, model, trainer, best_valid_score, test_result)


def test_tutorial_trains_and_evaluates_with_recboles_trainer(tutorial: Tutorial) -> None:
    names = [f"{metric}@{k}" for metric in ("hit", "ndcg", "mrr") for k in (5, 10)]
    assert sorted(tutorial.test_result) == sorted(names)
    assert all(0 <= value <= 1 for value in tutorial.test_result.values())
    assert 0 < tutorial.best_valid_score <= 1


class ReloadingTrainer(ReadableCheckpoints, Trainer):
    """What :func:`recbole_tema.get_trainer` makes of RecBole's trainer."""


def test_readable_checkpoints_reload_the_best_weights(tutorial: Tutorial) -> None:
    """``torch.load`` of torch 2.6 and newer reads them without unpickling objects."""
    model = get_model(tutorial.config["model"])(tutorial.config, tutorial.loaders[0].dataset)
    trainer = ReloadingTrainer(tutorial.config, model)
    trainer.fit(tutorial.loaders[0], tutorial.loaders[1])
    checkpoint = torch.load(trainer.saved_model_file, weights_only=True)
    assert checkpoint["config"]["model"] == tutorial.config["model"]
    result = trainer.evaluate(tutorial.loaders[2])
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(1.0)
    assert trainer.evaluate(tutorial.loaders[2]) == result
    for name, tensor in model.state_dict().items():
        assert torch.equal(tensor, checkpoint["state_dict"][name]), name


def test_printed_config_dataset_and_model(tutorial: Tutorial) -> None:
    assert "epochs" in str(tutorial.config) and "hidden_size" in str(tutorial.config)
    assert "The number of items" in str(tutorial.dataset)
    assert tutorial.config["model"] in str(tutorial.model) and "Trainable parameters" in str(tutorial.model)
    if tutorial.config["model"] in ("TEMA", "SASRecW"):
        assert "Domains: d0 (15 items), d1 (15 items)" in str(tutorial.dataset)


def test_config_accepts_name_and_class(tutorial: Tutorial) -> None:
    name = tutorial.config["model"]
    settings = {**KEYS, "data_path": str(tutorial.data), "checkpoint_dir": tutorial.config["checkpoint_dir"]}
    by_class = Config(model=get_model(name), dataset="toy", config_dict=settings)
    assert by_class.final_config_dict == tutorial.config.final_config_dict
    assert by_class.model_class is get_model(name)
    by_keys = Config(config_dict={**settings, "model": name, "dataset": "toy"})
    assert by_keys.final_config_dict == tutorial.config.final_config_dict


def test_case_study_scores_equal_those_of_the_model(tutorial: Tutorial) -> None:
    dataset, test_data = tutorial.dataset, tutorial.loaders[2]
    users = dataset.token2id(dataset.uid_field, ["u7", "u5", "u20"])
    scores = full_sort_scores(users, tutorial.model, test_data, device=tutorial.config["device"])
    assert scores.shape == (3, dataset.item_num)
    with torch.no_grad():
        expected = torch.cat([_scores_by_hand(tutorial, int(user)) for user in users])
    assert torch.isinf(scores[:, 0]).all()
    visible = ~torch.isinf(scores)
    torch.testing.assert_close(scores[visible], expected[visible])
    if tutorial.config["model"] != "BPR":  # RecBole hides the history of general models only
        assert visible[:, 1:].all()
    top_scores, top_items = full_sort_topk(users, tutorial.model, test_data, k=4, device=tutorial.config["device"])
    for row in range(3):
        order = sorted(range(1, dataset.item_num), key=lambda item: -scores[row, item].item())
        assert top_items[row].tolist() == order[:4]
        assert torch.equal(top_scores[row], scores[row, order[:4]])


def _scores_by_hand(tutorial: Tutorial, user: int) -> torch.Tensor:
    """Scores of all items after the history of a user before the test target."""
    lines = [line.split("\t") for line in (tutorial.data / "toy/toy.inter").read_text().splitlines()[1:]]
    token = tutorial.dataset.id2token("user_id", user)
    rows = sorted((row for row in lines if row[0] == token), key=lambda row: float(row[2]))[:-1][-8:]
    items = tutorial.dataset.token2id("item_id", [row[1] for row in rows])
    history = {
        "user_id": torch.tensor([user]),
        "item_id_list": torch.tensor(items)[None],
        "time_list": torch.tensor([[float(row[3]) for row in rows]]),
        "item_length": torch.tensor([len(rows)]),
    }
    scores = tutorial.model.eval().full_sort_predict(Interaction(history).to(tutorial.config["device"]))
    return scores.view(1, -1)


def test_get_trainer_returns_a_trainer_with_fit_and_evaluate(tutorial: Tutorial) -> None:
    trainer_class = get_trainer(tutorial.config["MODEL_TYPE"], tutorial.config["model"])
    if tutorial.config["model"] in ("TEMA", "SASRecW"):
        assert trainer_class is TEMATrainer
    else:
        assert issubclass(trainer_class, get_recbole_trainer(tutorial.config["MODEL_TYPE"], tutorial.config["model"]))
    init_seed(3, True)
    model = get_model(tutorial.config["model"])(tutorial.config, tutorial.loaders[0].dataset)
    trainer = trainer_class(tutorial.config, model)
    epochs: list[int] = []
    score, result = trainer.fit(
        tutorial.loaders[0], tutorial.loaders[1], callback_fn=lambda epoch, value: epochs.append(epoch)
    )
    assert epochs == [0, 1]
    assert score == result["ndcg@10"] and list(result) == list(tutorial.test_result)
    test_result = trainer.evaluate(tutorial.loaders[2])
    assert trainer.evaluate(tutorial.loaders[2], load_best_model=False) == test_result


def test_run_recbole_tema_returns_what_run_recbole_returns(tutorial: Tutorial, tmp_path: Path) -> None:
    settings = {**KEYS, "data_path": str(tutorial.data), "checkpoint_dir": str(tmp_path / "saved")}
    results = [
        run_recbole_tema(model=tutorial.config["model"], dataset="toy", config_dict=settings, saved=saved)
        for saved in (False, True)
    ]
    assert list(results[0]) == ["best_valid_score", "valid_score_bigger", "best_valid_result", "test_result"]
    assert results[0]["valid_score_bigger"] is True
    assert results[0]["best_valid_score"] == results[0]["best_valid_result"]["ndcg@10"]
    assert list(results[0]["test_result"]) == list(tutorial.test_result)
    assert results[1]["best_valid_result"] == results[0]["best_valid_result"]
    assert len(list((tmp_path / "saved").iterdir())) == 1  # of saved=True


@pytest.mark.parametrize("name", ["TEMA", "SASRecW"])
def test_trained_model_is_loaded_from_the_folder_of_its_trainer(toy: Path, tmp_path: Path, name: str) -> None:
    settings = config(toy, name, checkpoint_dir=str(tmp_path / "saved"))
    train_data, valid_data, test_data = data_preparation(settings, create_dataset(settings))
    model = get_model(name)(settings, train_data.dataset)
    trainer = get_trainer(settings["MODEL_TYPE"], name)(settings, model)
    trainer.fit(train_data, valid_data)
    result = trainer.evaluate(test_data)
    loaded = load_data_and_model(str(trainer.folder), str(toy))
    assert len(loaded) == 6 and loaded[0]["model"] == name
    assert loaded[2].item_num == train_data.dataset.item_num
    assert_same_scores(loaded, model, test_data)
    reloaded = get_trainer(settings["MODEL_TYPE"], name)(loaded[0], loaded[1])
    assert reloaded.evaluate(loaded[5], load_best_model=False) == result


def test_two_trainers_have_two_folders(toy: Path, tmp_path: Path) -> None:
    """Within one second too, so that the second does not continue the training of the first."""
    settings = config(toy, checkpoint_dir=str(tmp_path / "saved"))
    dataset = create_dataset(settings)
    trainers = [TEMATrainer(settings, TEMA(settings, dataset)) for _ in range(2)]
    assert trainers[0].folder != trainers[1].folder


@pytest.mark.parametrize("name", ["TEMA", "SASRecW"])
def test_trained_model_is_loaded_from_the_folder_of_an_experiment(toy: Path, tmp_path: Path, name: str) -> None:
    settings = {**KEYS, "data_path": str(toy)}
    result = run_experiment(name, "toy", seeds=[1], output_dir=tmp_path / "runs", config_dict=settings)
    loaded = load_data_and_model(tmp_path / f"runs/{name}-1", toy)
    saved_config, model, dataset, train_data, valid_data, test_data = loaded
    assert (saved_config["seed"], dataset.item_num) == (1, 31) and train_data.dataset.item_num == 31
    metrics = [
        TEMATrainer(saved_config, model, tmp_path / "unused").evaluate(loader) for loader in (valid_data, test_data)
    ]
    run = result.runs[0]
    for split, values in zip((run.valid, run.test), metrics):
        for metric in ("ndcg@10", "hit@10"):
            assert values[metric] == pytest.approx(split["catalog"]["overall"][metric], abs=1e-4)


def assert_same_scores(loaded: tuple[Any, ...], model: Any, test_data: Any) -> None:
    batch = next(iter(test_data))[0]
    with torch.no_grad():
        assert torch.equal(loaded[1].full_sort_predict(batch), model.eval().full_sort_predict(batch))


@pytest.mark.parametrize("model_class", [TEMA, SASRecW])
def test_loss_of_recbole_rows_equals_that_of_whole_sequences(toy: Path, model_class: type) -> None:
    """Every prefix of a whole sequence is one padded row of RecBole's own loader, with the same mean loss."""
    keys = {"MAX_ITEM_LIST_LENGTH": 30, "loss_negatives": 0, "n_layers": 1, "inner_size": 16}
    settings = config(toy, model_class.__name__, train_batch_size=10_000, **keys)
    data = prepare_data(settings)
    init_seed(1, True)
    model = model_class(settings, data.dataset).eval()
    (whole,) = list(data.train)
    rows_settings = config(toy, "SASRec", train_batch_size=10_000, MAX_ITEM_LIST_LENGTH=30)
    loader, _, _ = recbole.data.data_preparation(rows_settings, SequentialDataset(rows_settings))
    (rows,) = list(loader)
    assert "target_list" in whole and "target_list" not in rows
    assert len(rows) == int((whole["target_list"] > 0).sum())
    expected = model.calculate_loss(whole).item()
    assert model.calculate_loss(rows).item() == pytest.approx(expected, abs=1e-5) and math.isfinite(expected)


@pytest.mark.parametrize("model_class", [TEMA, SASRecW])
def test_loss_of_one_recbole_row_by_hand(toy: Path, model_class: type) -> None:
    """A whole sequence with one supervised position equals the row that ends there."""
    settings = config(toy, model_class.__name__, loss_negatives=0, n_layers=1, inner_size=16)
    data = prepare_data(settings)
    init_seed(1, True)
    model = model_class(settings, data.dataset).eval()
    batch = next(batch for batch in data.train if batch["item_id_list"].shape[1] == 8)
    row = int(batch["target_list"][:, 4].argmax())
    items, times, target = (batch[key][row] for key in ("item_id_list", "time_list", "target_list"))
    assert target[4] > 0
    supervised = torch.zeros_like(target)
    supervised[4] = target[4]
    whole = {"item_id_list": items[None], "time_list": times[None], "target_list": supervised[None]}
    before = torch.arange(8) < 5
    padded = {
        "item_id_list": (items * before)[None],
        "time_list": (times * before)[None],
        "item_length": torch.tensor([5]),
        "item_id": target[4:5],
    }
    losses = [model.calculate_loss(Interaction(fields)).item() for fields in (whole, padded)]
    assert losses[0] == pytest.approx(losses[1], abs=1e-6)


def test_stock_config_and_class_of_recbole_fall_back_to_recbole(toy: Path) -> None:
    settings = RecBoleConfig(
        model="SASRec",
        dataset="toy",
        config_dict={
            "data_path": str(toy),
            "load_col": {"inter": ["user_id", "item_id", "timestamp"]},
            "train_neg_sample_args": None,
        },
    )
    dataset = create_dataset(settings)
    assert type(dataset) is SequentialDataset
    train_data, _, _ = data_preparation(settings, dataset)
    model = get_model("SASRec")(settings, train_data.dataset)
    assert type(model) is SASRec and issubclass(get_trainer(settings["MODEL_TYPE"], "SASRec"), Trainer)


def test_a_subclass_of_tema_is_trained_as_tema(toy: Path) -> None:
    class MyTEMA(TEMA):
        pass

    settings = config(toy, MyTEMA)
    assert get_trainer(settings["MODEL_TYPE"], settings.model_class) is TEMATrainer
