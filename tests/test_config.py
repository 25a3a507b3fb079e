"""Settings: one table of options behind defaults, YAML files, `recbole-tema config` and validation; tuned settings."""

from __future__ import annotations

import pickle
import pickletools
import re
import sys
from collections import OrderedDict
from pathlib import Path
from typing import Any

import pytest
import torch
import yaml

from recbole_tema.cli import main
from recbole_tema.config import Config, RunOptions, option_tables, plain_settings
from recbole_tema.errors import ConfigError
from recbole_tema.experiment.run import run_experiment
from recbole_tema.experiment.search import Space
from recbole_tema.model import get_model
from recbole_tema.model.settings_file import option_rows, yaml_block, yaml_text
from recbole_tema.options import Option, options_of
from recbole_tema.settings_files import known_keys, properties_folder
from tests.toy import write_toy

PROPERTIES = properties_folder()
OPTIONS = [
    (model, name, option)
    for model in ("TEMA", "SASRecW")
    for table in (*option_tables(get_model(model)), *([RunOptions] if model == "TEMA" else []))
    for name, option in options_of(table).items()
]
ids = [f"{model}-{name}" for model, name, _ in OPTIONS]
SMALL = {"MAX_ITEM_LIST_LENGTH": 8, "teachers": 0, "hidden_size": 16, "modalities": ["id"], "epochs": 1}


@pytest.mark.parametrize("model", ["TEMA", "SASRecW"])
def test_settings_file_of_a_model_is_written_from_its_options(model: str) -> None:
    text = (PROPERTIES / f"model/{model}.yaml").read_text(encoding="utf-8")
    assert text == yaml_text(get_model(model))
    options = [name for table in option_tables(get_model(model)) for name in options_of(table)]
    assert list(yaml.safe_load(text)) == [*options, "train_neg_sample_args"]


def test_settings_file_of_all_runs_contains_the_run_options() -> None:
    text = (PROPERTIES / "overall.yaml").read_text(encoding="utf-8")
    assert text.endswith("\n\n" + yaml_block(RunOptions))


@pytest.mark.parametrize(("model", "name", "option"), OPTIONS, ids=ids)
def test_default_of_an_option(model: str, name: str, option: Option) -> None:
    default = list(option.default) if option.many else option.default
    assert Config(model, "any")[name] == default
    assert option.spec.help.endswith(".")


def wrong_values(option: Option) -> list[Any]:
    """A value of a wrong type, and one outside of each bound or of the choices."""
    if option.many:
        return [["no-such-choice"]]
    if option.choices:
        return ["no-such-choice"]
    spec = option.spec
    outside = [] if spec.minimum is None else [spec.minimum - 1]
    outside += [bound for bound in (spec.above, spec.below) if bound is not None]
    return [*outside, "text" if option.type in (int, float) else 3]


@pytest.mark.parametrize(("model", "name", "option"), OPTIONS, ids=ids)
def test_wrong_value_of_an_option_is_refused_in_one_form(model: str, name: str, option: Option) -> None:
    for value in wrong_values(option):
        with pytest.raises(ConfigError) as caught:
            Config(model, "any", config_dict={name: value})
        shown = value[0] if option.many else value
        kinds = "at least|at most|above|below|one of|a number|a whole number|true or false|text|a mapping"
        form = rf"{name} \({re.escape(repr(shown))}\) must be ({kinds}).*\. (The default is|Meaning:) .*\."
        assert re.fullmatch(form, str(caught.value)), str(caught.value)


@pytest.mark.parametrize(
    ("model", "keys", "message"),
    [
        (
            "TEMA",
            {"hidden_size": 100, "n_heads": 3},
            "hidden_size (100) must be divisible by n_heads (3). Change one of them.",
        ),
        (
            "SASRecW",
            {"hidden_size": 100, "n_heads": 3},
            "hidden_size (100) must be divisible by n_heads (3). Change one of them.",
        ),
        ("TEMA", {"dropout": 1.0}, "dropout (1.0) must be below 1. The default is 0.4."),
        ("TEMA", {"dropout": "high"}, "dropout ('high') must be a number. The default is 0.4."),
        ("TEMA", {"ensemble": 1.5}, "ensemble (1.5) must be a whole number. The default is 1."),
        ("TEMA", {"mask_history": "maybe"}, "mask_history ('maybe') must be true or false. The default is False."),
        ("TEMA", {"fusion": "middle"}, "fusion ('middle') must be one of early, late. The default is early."),
        ("TEMA", {"modalities": "id"}, "modalities ('id') must be a list. The default is ['id', 'text']."),
        ("Pop", {"eval_negatives": 0}, "eval_negatives (0) must be at least 1. The default is 999."),
        ("BPR", {"selection_metric": "auc"}, "selection_metric ('auc') must be one of "),
        (
            "TEMA",
            {"protocols": ["domain"], "selection_protocol": "catalog"},
            "selection_protocol ('catalog') must be one of domain.",
        ),
        (
            "TEMA",
            {"train_neg_sample_args": {"distribution": "uniform", "sample_num": 1}},
            "TEMA draws its own negatives, so train_neg_sample_args must be empty. ",
        ),
    ],
)
def test_messages_of_wrong_values(model: str, keys: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Config(model, "any", config_dict=keys)
    assert str(caught.value).startswith(message)


def test_precedence(tmp_path: Path) -> None:
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    first.write_text("epochs: 7\nlearning_rate: 0.5\nn_heads: 4\n")
    second.write_text("learning_rate: 0.25\nn_heads: 8\n")
    config = Config("TEMA", "any", [first, str(second)], {"n_heads": 16})
    assert (config["epochs"], config["learning_rate"], config["n_heads"]) == (7, 0.25, 16)
    assert Config("ABXI", "any")["stopping_step"] == 61  # ABXI.yaml, above overall.yaml
    assert Config("BPR", "any")["stopping_step"] == 10  # overall.yaml, above RecBole
    assert Config("BPR", "any")["train_batch_size"] == 2048  # RecBole


def test_command_line_of_the_program_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["program", "--epochs=7", "--no_such_key=1", "--model=BPR"])
    config = Config("TEMA", "any")
    assert (config["epochs"], config["model"]) == (60, "TEMA")


def test_text_is_converted_as_on_recboles_command_line() -> None:
    config = Config("TEMA", "any", config_dict={"epochs": "3", "modalities": "['id', 'tag']", "mask_history": "True"})
    assert (config["epochs"], config["modalities"], config["mask_history"]) == (3, ["id", "tag"], True)


def test_unknown_key_names_its_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("epochs: 1\nhiden_size: 3\n")
    with pytest.raises(ConfigError) as caught:
        Config("TEMA", "any", [file])
    assert str(caught.value).startswith(f"Unknown key 'hiden_size' in {file}. Did you mean hidden_size")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- epochs\n", "must hold `key: value` lines."),
        ("a: [\n", "is not valid YAML"),
        ("learning_rate: 2024-13-45\n", "is not valid YAML ('2024-13-45' is not a value of its type)."),
        ("1: 2\n", "is not valid YAML (the key 1 is not a text)."),
        ("a: " + "[" * 3000, "is not valid YAML"),
        ("a: !!python/object/apply:os.getcwd []\n", "is not valid YAML"),
        (None, "no such file."),
    ],
)
def test_malformed_config_file_is_named(tmp_path: Path, text: Any, message: str) -> None:
    file = tmp_path / "settings.yaml"
    if text is not None:
        file.write_text(text)
    with pytest.raises(ConfigError, match=re.escape(message)) as caught:
        Config("TEMA", "any", [file])
    assert caught.value.path == file and caught.value.remedy


def test_removed_keys_are_unknown() -> None:
    keys = known_keys()
    assert keys is not None
    assert not {"gaps", "epoch_targets", "train_rows", "scale_init", "TAG_SUFFIX"} & keys


def test_pickled_config_is_a_mapping_of_plain_values() -> None:
    """RecBole's Trainer saves its Config inside checkpoints, which are read without unpickling objects."""
    config = Config("TEMA", "any", config_dict={"epochs": 3})
    pickled = pickle.dumps(config, protocol=2)
    classes = {argument for code, argument, _ in pickletools.genops(pickled) if code.name == "GLOBAL"}
    assert classes == {"collections OrderedDict"}
    values = pickle.loads(pickled)
    assert type(values) is OrderedDict and (values["epochs"], values["model"]) == (3, "TEMA")


def test_recorded_settings_leave_out_what_does_not_change_a_run() -> None:
    settings = [
        plain_settings(Config("TEMA", "any", config_dict={"data_path": path, "show_progress": shown}))
        for path, shown in (("a", True), ("b", False))
    ]
    assert settings[0] == settings[1]
    assert settings[0]["protocols"] == ["domain", "catalog", "sampled"] and settings[0]["ensemble"] == 1


@pytest.mark.parametrize("model", ["TEMA", "SASRecW", "BPR"])
def test_command_prints_every_option(model: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["config", "--model", model])
    printed = capsys.readouterr().out
    for table in (*option_tables(get_model(model)), RunOptions):
        for key, default, _, _ in option_rows(table):
            assert re.search(rf"│ {key} +│ {re.escape(default)} +│", printed), key


def test_command_prints_the_settings_file(capsys: pytest.CaptureFixture[str]) -> None:
    main(["config", "--model=TEMA", "--yaml"])
    assert capsys.readouterr().out == (PROPERTIES / "model/TEMA.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--model=TEMMA"], "There is no model 'TEMMA'. Did you mean TEMA"),
        (["--model=BPR", "--yaml"], "BPR has no settings of this package."),
    ],
)
def test_command_refuses_other_models(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["config", *arguments])
    assert message in capsys.readouterr().err


TUNED = sorted(file for file in (PROPERTIES / "tuned").glob("*/*.yaml") if file.stem in ("TEMA", "SASRecW"))


@pytest.mark.parametrize("file", TUNED, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_tuned_settings_are_valid_and_differ_from_the_defaults(file: Path) -> None:
    tuned, default = Config(file.stem, file.parent.name, [file]), Config(file.stem, file.parent.name)
    values = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert all(tuned[key] == value for key, value in values.items())
    assert any(default[key] != value for key, value in values.items())


@pytest.mark.parametrize("file", sorted((PROPERTIES / "search").glob("*.yaml")), ids=lambda file: file.stem)
def test_every_choice_of_a_search_space_is_valid(file: Path) -> None:
    for key, choices in Space.read(file).keys.items():
        for value in choices if isinstance(choices, list) else (choices["low"], choices["high"]):
            assert Config(file.stem, "any", config_dict={key: value})[key] == value


def run(data: Path, output: Path, *models: str, **arguments: Any) -> dict[str, Any]:
    """Settings of each model of a run on a dataset with the name of one that has tuned settings."""
    settings = {**SMALL, "data_path": str(data), **arguments.pop("config_dict", {})}
    result = run_experiment(models, "food-kitchen", seeds=[1], output_dir=output, config_dict=settings, **arguments)
    return {run.model: run.config for run in result.runs}


def test_tuned_settings_apply_only_on_request(tmp_path: Path) -> None:
    data = write_toy(tmp_path / "data", name="food-kitchen")
    tuned = yaml.safe_load((PROPERTIES / "tuned/food-kitchen/SASRecW.yaml").read_text(encoding="utf-8"))
    assert (tuned["hidden_size"], tuned["weight_decay"], tuned["learning_rate"]) == (128, 0.633, 0.00179)
    default = run(data, tmp_path / "default", "SASRecW")["SASRecW"]
    assert (default["weight_decay"], default["learning_rate"]) == (0.1, 0.001)
    above = tmp_path / "above.yaml"
    above.write_text("n_heads: 2\nweight_average: 0\n")
    configs = run(
        data,
        tmp_path / "tuned",
        "SASRecW",
        "Pop",
        tuned=True,
        config_file_list=[above],
        config_dict={"weight_average": 0.5},
    )
    requested = configs["SASRecW"]
    assert (requested["weight_decay"], requested["learning_rate"]) == (0.633, 0.00179)
    assert (requested["n_heads"], requested["weight_average"]) == (2, 0.5)
    assert "hidden_dropout_prob" not in configs["Pop"]


def test_tuned_settings_without_a_file_are_refused(tmp_path: Path) -> None:
    data = write_toy(tmp_path / "data")
    message = "There are no tuned settings of TEMA, Pop on toy. Leave out `tuned`, or search for settings"
    with pytest.raises(ConfigError, match=f"^{re.escape(message)}"):
        run_experiment(["TEMA", "Pop"], "toy", config_dict={"data_path": str(data)}, tuned=True)
    with pytest.raises(ConfigError, match="no tuned settings of BPR on food-kitchen"):
        run_experiment("BPR", "food-kitchen", config_dict={"data_path": str(data)}, tuned=True)


def test_use_gpu_false_takes_the_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")  # RecBole sets it; restored after the test
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    devices = [Config("Pop", "any", config_dict={"use_gpu": use_gpu})["device"].type for use_gpu in (True, False)]
    assert devices == ["cuda", "cpu"]


def test_model_is_required() -> None:
    with pytest.raises(ConfigError, match="No model is given"):
        Config(dataset="any")
