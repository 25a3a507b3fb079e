"""Keys of RecBole in an experiment: each is honoured, refused, or reported as having no effect."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import pytest
import recbole.config
import yaml
from recbole.utils import dataset_arguments, evaluation_arguments, general_arguments, training_arguments

from recbole_tema.config import RunOptions
from recbole_tema.errors import ConfigError, SettingsWarning
from recbole_tema.experiment.keys import KEYS, check_settings
from recbole_tema.experiment.run import Experiment
from recbole_tema.model import get_model
from recbole_tema.options import options_of

RECBOLE = Path(recbole.config.__file__).parents[1] / "properties"
FILES = ["overall.yaml", "dataset/sample.yaml", "dataset/ml-100k.yaml", *RECBOLE.glob("quick_start_config/*.yaml")]
RECBOLE_KEYS = sorted(
    {key for file in FILES for key in yaml.safe_load((RECBOLE / file).read_text(encoding="utf-8"))}.union(
        general_arguments, training_arguments, evaluation_arguments, dataset_arguments
    )
)


@pytest.mark.parametrize("key", RECBOLE_KEYS)
def test_every_key_of_recbole_is_classified(key: str) -> None:
    described = KEYS[key]
    assert described.effect in ("honoured", "RecBole's models", "refused", "none")
    assert bool(described.note) == (described.effect in ("refused", "none"))


def test_parts_of_eval_args_are_classified() -> None:
    parts = yaml.safe_load((RECBOLE / "overall.yaml").read_text(encoding="utf-8"))["eval_args"]
    assert {f"eval_args.{part}" for part in parts} == {key for key in KEYS if key.startswith("eval_args.")}


def reported(settings: dict[str, Any], *models: str) -> list[str]:
    """Messages of the warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        check_settings(settings, [get_model(model) for model in models])
    assert all(warning.category is SettingsWarning for warning in caught)
    return [str(warning.message) for warning in caught]


def test_one_warning_names_all_keys_without_effect() -> None:
    settings = {"state": "INFO", "epochs": 3, "eval_step": 2, "checkpoint_dir": "saved", "topk": [5]}
    assert reported(settings, "TEMA", "Pop") == [
        "These settings have no effect in this experiment: state (RecBole's log is not shown), eval_step (every epoch"
        " is validated), checkpoint_dir (set output_dir)."
    ]
    assert reported({"epochs": 3}, "TEMA") == []


@pytest.mark.parametrize(
    ("key", "models", "warned"),
    [
        ("n_intra_layers", ["SASRec", "TEMA"], ""),
        ("n_intra_layers", ["SASRec", "Pop"], "n_intra_layers (not read by SASRec, Pop)"),
        ("embedding_size", ["BPR"], ""),  # RecBole's BPR.yaml
        ("embedding_size", ["TEMA"], "embedding_size (not read by TEMA)"),
        ("hidden_size", ["SASRecW"], ""),  # its options
        ("worker", ["TEMA", "BPR"], ""),
        ("shuffle", ["TEMA", "SASRecW"], "shuffle (read by RecBole's models, not by TEMA, SASRecW)"),
        ("weight_average", ["BPR"], ""),  # read by the trainer
        *((key, ["Pop"], "") for key in options_of(RunOptions)),
    ],
)
def test_a_key_of_a_model_has_an_effect_if_a_model_of_the_experiment_reads_it(
    key: str, models: list[str], warned: str
) -> None:
    expected = [f"These settings have no effect in this experiment: {warned}."] if warned else []
    assert reported({key: 1}, *models) == expected


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            {"eval_args": {"mode": "uni100"}},
            "eval_args.mode ('uni100') is not supported in an experiment. Set protocols: [sampled], selection_protocol:"
            " sampled and eval_negatives: 100.",
        ),
        (
            {"eval_args": {"mode": {"valid": "full", "test": "pop50"}}},
            "eval_args.mode ('pop50') is not supported in an experiment. Negatives are uniform: set protocols:"
            " [sampled] and eval_negatives: 50.",
        ),
        ({"eval_args": {"mode": "labeled"}}, "eval_args.mode ('labeled') is not supported in an experiment. Targets"),
        ({"eval_args": {"order": "RO"}}, "eval_args.order ('RO') is not supported in an experiment. The interactions"),
        ({"eval_args": {"group_by": "none"}}, "eval_args.group_by ('none') is not supported in an experiment. The spl"),
        ({"eval_args": {"modus": "full"}}, "Unknown key 'eval_args.modus'. eval_args has the keys split, order"),
        ({"repeatable": False}, "repeatable (False) is not supported in an experiment. Set mask_history: True"),
        ({"config_file": "a.yaml"}, "config_file ('a.yaml') is not supported in an experiment. Use --config_files."),
        ({"benchmark_filename": ["train", "test"]}, "benchmark_filename (['train', 'test']) is not supported in"),
        ({"field_separator": ","}, "field_separator (',') is not supported in an experiment. Columns of atomic files"),
        ({"neg_sampling": {"uniform": 1}}, "neg_sampling (1) is not supported in an experiment. Set train_neg_sample"),
    ],
)
def test_refused_keys_name_what_there_is_instead(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=f"^{re.escape(message)}"):
        check_settings(settings, [get_model("Pop")])


def test_values_that_describe_an_experiment_are_accepted() -> None:
    settings = {
        "eval_args": {"split": {"LS": "valid_and_test"}, "order": "TO", "group_by": "user", "mode": "full"},
        "repeatable": True,
        "benchmark_filename": None,
        "field_separator": "\t",
    }
    assert reported(settings, "Pop") == []


def test_text_of_the_command_line_is_checked_as_its_value() -> None:
    keys = {"eval_args": "{'split':{'LS':'valid_and_test'},'order':'TO','group_by':'user','mode':'uni100'}"}
    with pytest.raises(ConfigError, match=r"^eval_args\.mode \('uni100'\) is not supported"):
        Experiment(["Pop"], "toy", [1], Path("out"), config_dict=keys)


def test_an_unknown_key_is_refused_before_other_keys_are_reported() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ConfigError, match=r"^Unknown key 'learning_rat' in the given settings\. Did you mean"):
            Experiment(["Pop"], "toy", [1], Path("out"), config_dict={"learning_rat": 1, "state": "INFO"})
