"""Models of users: in an experiment by class, on the command line as module:Class, with settings from a YAML file."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from recbole_tema import TEMA, Config, get_model, run_experiment, run_recbole_tema
from recbole_tema.cli import main
from recbole_tema.errors import ConfigError

SEQUENTIAL = '''
import torch
from recbole.model.abstract_recommender import SequentialRecommender


class MyModel(SequentialRecommender):
    """Scores by the mean embedding of the history."""

    def __init__(self, config, dataset):
        super().__init__(config, dataset)
        self.embedding = torch.nn.Embedding(self.n_items, config["width"], padding_idx=0)
        torch.nn.init.normal_(self.embedding.weight, std=0.1)

    def forward(self, interaction):
        items, length = interaction[self.ITEM_SEQ], interaction[self.ITEM_SEQ_LEN]
        return self.embedding(items).sum(dim=1) / length[:, None]

    def calculate_loss(self, interaction):
        scores = self.full_sort_predict(interaction)
        return torch.nn.functional.cross_entropy(scores, interaction[self.POS_ITEM_ID])

    def predict(self, interaction):
        return (self.forward(interaction) * self.embedding(interaction[self.ITEM_ID])).sum(dim=1)

    def full_sort_predict(self, interaction):
        return self.forward(interaction) @ self.embedding.weight.T


NOT_A_MODEL = 3


class Plain:
    pass
'''
SEQUENTIAL_SETTINGS = "width: 12\nloss_type: CE\ntrain_neg_sample_args: ~\nlearning_rate: 0.02\n"
GENERAL = '''
import torch
from recbole.model.abstract_recommender import GeneralRecommender
from recbole.model.loss import BPRLoss
from recbole.utils import InputType


class MyGeneral(GeneralRecommender):
    """One bias per item, trained on pairs."""

    input_type = InputType.PAIRWISE

    def __init__(self, config, dataset):
        super().__init__(config, dataset)
        self.bias = torch.nn.Embedding(self.n_items, 1)
        self.loss = BPRLoss()

    def calculate_loss(self, interaction):
        positive, negative = (self.bias(interaction[key])[:, 0] for key in (self.ITEM_ID, self.NEG_ITEM_ID))
        return self.loss(positive, negative)

    def predict(self, interaction):
        return self.bias(interaction[self.ITEM_ID])[:, 0]

    def full_sort_predict(self, interaction):
        return self.bias.weight[:, 0].expand(len(interaction[self.USER_ID]), -1)
'''
SMALL = {"MAX_ITEM_LIST_LENGTH": 8, "teachers": 0, "hidden_size": 16, "epochs": 2, "modalities": ["id"]}


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module of a user in the working directory, with the settings of one of its models."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    for name in ("my_module", "my_general"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    (tmp_path / "my_module.py").write_text(SEQUENTIAL)
    (tmp_path / "MyModel.yaml").write_text(SEQUENTIAL_SETTINGS)
    (tmp_path / "my_general.py").write_text(GENERAL)
    return importlib.import_module("my_module")


def test_model_joins_an_experiment(module: ModuleType, toy: Path, tmp_path: Path) -> None:
    result = run_experiment(
        ["TEMA", "Pop", module.MyModel],
        "toy",
        seeds=[1, 2],
        output_dir=tmp_path / "out",
        config_dict={**SMALL, "data_path": str(toy)},
    )
    assert result.models == ["TEMA", "Pop", "MyModel"]
    assert {(test.model, test.baseline) for test in result.paired_tests} == {("TEMA", "Pop"), ("TEMA", "MyModel")}
    run = next(run for run in result.runs if run.model == "MyModel")
    assert (run.config["width"], run.config["learning_rate"], run.config["epochs"]) == (12, 0.02, 2)
    assert run.params == 31 * 12 and run.losses[1] < run.losses[0]
    targets = result.ranks.groupby(["model", "split", "protocol"]).size().unstack("model")
    assert targets["MyModel"].equals(targets["TEMA"])


def test_command_line_imports_the_module_of_the_working_directory(
    module: ModuleType, toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # As a console script, which does not have the working directory on its path.
    monkeypatch.delitem(sys.modules, "my_module")
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path not in ("", str(tmp_path))])
    keys = [f"--{key}={value}" for key, value in SMALL.items()]
    models = "--models=TEMA,my_module:MyModel,my_general:MyGeneral"
    main(["run", models, "--dataset=toy", f"--data_path={toy}", "--output_dir=out", *keys, "--width=6"])
    assert "MyModel" in capsys.readouterr().out
    runs = json.loads((tmp_path / "out/results.json").read_text())["runs"]
    assert [run["model"] for run in runs] == ["TEMA", "MyModel", "MyGeneral"]
    assert runs[1]["params"] == 31 * 6


def test_model_without_a_settings_file_accepts_any_key(module: ModuleType, toy: Path) -> None:
    settings = {"data_path": str(toy), "any_key": 3}
    config = Config(model="my_general:MyGeneral", dataset="toy", config_dict=settings)
    assert config["model"] == "MyGeneral" and config["any_key"] == 3
    assert config["protocols"] == ["domain", "catalog", "sampled"]


def test_model_runs_with_recboles_metrics(module: ModuleType, toy: Path) -> None:
    result = run_recbole_tema(module.MyModel, "toy", config_dict={"data_path": str(toy), "epochs": 1})
    assert 0 <= result["test_result"]["ndcg@10"] <= 1


class NarrowTEMA(TEMA):
    """A variant of TEMA, whose settings are those of TEMA."""


def test_subclass_has_the_settings_of_its_base_below_its_own(module: ModuleType, toy: Path, tmp_path: Path) -> None:
    settings = {"data_path": str(toy), **SMALL}
    config = Config(NarrowTEMA, "toy", config_dict=settings)
    assert (config["n_heads"], config["weight_decay"]) == (2, 0.1)  # of TEMA.yaml
    with pytest.raises(ConfigError, match=r"n_heads \(0\) must be at least 1"):
        Config(NarrowTEMA, "toy", config_dict={**settings, "n_heads": 0})
    result = run_experiment([TEMA, NarrowTEMA], "toy", seeds=[1], output_dir=tmp_path / "out", config_dict=settings)
    assert result.runs[0].test == result.runs[1].test
    (tmp_path / "my_variant.py").write_text("from recbole.model.sequential_recommender import GRU4Rec\n\n\n")
    with (tmp_path / "my_variant.py").open("a") as file:
        file.write("class MyVariant(GRU4Rec):\n    pass\n")
    (tmp_path / "MyVariant.yaml").write_text("num_layers: 2\n")
    variant = Config("my_variant:MyVariant", "toy", config_dict={"data_path": str(toy)})
    base = Config("GRU4Rec", "toy", config_dict={"data_path": str(toy)})
    assert (variant["num_layers"], variant["dropout_prob"]) == (2, base["dropout_prob"])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no_such_module:MyModel", "There is no module 'no_such_module' for the model 'no_such_module:MyModel'."),
        ("json.nothing.at_all:MyModel", "There is no module 'json.nothing.at_all'"),
        (":MyModel", "There is no module ''"),
        ("my_module:MyModle", "my_module has no class 'MyModle'. Did you mean MyModel?"),
        ("my_module:", "my_module has no class ''."),
        ("my_module:Plain", "my_module:Plain is not a RecBole model. Subclass SequentialRecommender or Gen"),
        ("my_module:NOT_A_MODEL", "my_module:NOT_A_MODEL is not a RecBole model."),
        ("MyModel", "There is no model 'MyModel'."),
        (dict, "dict is not a RecBole model."),
    ],
)
def test_wrong_model_is_one_clear_message(
    module: ModuleType, toy: Path, tmp_path: Path, name: Any, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for call in (
        lambda: get_model(name),
        lambda: Config(name, "toy", config_dict={"data_path": str(toy)}),
        lambda: run_experiment(["Pop", name], "toy", output_dir="out", config_dict={"data_path": str(toy)}),
    ):
        with pytest.raises(ConfigError) as caught:
            call()
        assert str(caught.value).startswith(message) and caught.value.remedy
    if isinstance(name, str):
        with pytest.raises(SystemExit, match="2"):
            main(["run", f"--models=Pop,{name}", "--dataset=toy", f"--data_path={toy}", "--output_dir=out"])
        error = capsys.readouterr().err
        assert f"Error: {message}" in error.replace("\n", " ") and "Traceback" not in error
    assert not (tmp_path / "out").exists()


def test_unknown_key_of_a_model_with_a_settings_file_is_refused(module: ModuleType, toy: Path) -> None:
    with pytest.raises(ConfigError, match=r"Unknown key 'widht' in the given settings\. Did you mean width"):
        Config(module.MyModel, "toy", config_dict={"data_path": str(toy), "widht": 3})
    settings = {"data_path": str(toy), "width": 3}
    with pytest.raises(ConfigError, match="Unknown key 'width' in the given settings"):
        Config("TEMA", "toy", config_dict=settings)
    # In an experiment all models share the settings.
    assert Config("TEMA", "toy", config_dict=settings, other_models=[module.MyModel])["width"] == 3


def test_malformed_settings_file_is_refused(module: ModuleType, toy: Path, tmp_path: Path) -> None:
    (tmp_path / "MyModel.yaml").write_text("width: [1\n")
    with pytest.raises(ConfigError, match=r"MyModel\.yaml, line 2: is not valid YAML"):
        Config(module.MyModel, "toy", config_dict={"data_path": str(toy)})
