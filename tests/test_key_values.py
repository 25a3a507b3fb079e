"""Values of RecBole's keys: the defaults of every model are taken, values out of range are refused with their key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import recbole.config
import yaml

from recbole_tema.config import Config
from recbole_tema.errors import ConfigError
from recbole_tema.key_values import check_values, values_of
from recbole_tema.settings_files import read_settings

PROPERTIES = Path(recbole.config.__file__).parents[1] / "properties"
OURS = Path(__file__).parents[1] / "properties"


@pytest.mark.parametrize(
    "file",
    [*PROPERTIES.rglob("*.yaml"), *OURS.glob("[!s]*/**/*.yaml")],
    ids=lambda file: f"{file.parent.name}-{file.stem}",
)
def test_defaults_are_taken(file: Path) -> None:
    if file.name != "ablations.yaml":
        check_values(read_settings(file), read_settings(file), of_recbole=True)


REFUSED: dict[str, list[Any]] = {
    "learning_rate": [-1, 0, [], None, "x", float("nan"), float("inf")],
    "train_batch_size": [0, -1, 1.5, 1e9, "64x", True],
    "eval_batch_size": [0, -1],
    "epochs": [-1, 2.5, None],
    "weight_decay": [-1, None],
    "seed": [-1, 1 << 32, "abc", 1.5],
    "worker": [-1],
    "learner": ["x", 3, None],
    "clip_grad_norm": ["x", 5, {}, {"max_norm": 0}, {"max_norm": 1, "x": 1}],
    "user_inter_num_interval": ["[100,inf", "x", 5, "[9,3]", "[a,b]"],
    "val_interval": ["x", {"rating": "x"}, {"rating": 3}],
    "load_col": ["x", ["a"], {"inter": 3}, {"inter": [1]}],
    "topk": [0, [], [0], ["5"], None, 1.5],
    "metrics": [3, [], None, [3]],
    "valid_metric": [3, None],
    "eval_args": [3, {"mode": "unix"}, {"mode": 3}, {"order": "x"}, {"group_by": 3}],
    "MAX_ITEM_LIST_LENGTH": [0, -1, 2.5, 10**9],
    "gpu_id": ["x", "0;1", 1.5],
    "train_neg_sample_args": [3, {"sample_num": 0}, {"distribution": "x"}, {"alpha": -1}, {"x": 1}],
    "rm_dup_inter": ["x", 1],
    "threshold": [3, {"rating": "x"}],
    "transform": ["x", 3],
    "embedding_size": [0, -4, 1.5, 10**6],
    "dropout_prob": [-1, 1, 2],
    "n_layers": [-1, 10**9],
    "reg_weight": [-1, "x"],
    "data_path": [3, None],
    "use_gpu": ["x", None],
}


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in REFUSED.items() for value in values])
def test_values_out_of_range_are_refused_with_their_key(key: str, value: Any) -> None:
    with pytest.raises(ConfigError) as caught:
        Config("BPR", "any", config_dict={"n_layers": 2, key: value})
    assert re.fullmatch(rf"{key} \(.*\) must be [^.].*\. (The default is|Example:|Remove) .*\.", str(caught.value))


@pytest.mark.parametrize(
    ("model", "key", "value"),
    [
        ("BPR", "save_dataset", True),
        ("BPR", "save_dataloaders", True),
        ("BPR", "dataset_save_path", "a.pth"),
        ("BPR", "dataloaders_save_path", "a.pth"),
        ("ConvNCF", "pre_model_path", "a.pth"),
        ("NeuMF", "mf_pretrain_path", "a.pth"),
        ("NAIS", "pretrain_path", "a.pth"),
        ("LDiffRec", "n_cate", 2),
    ],
)
def test_keys_that_make_recbole_unpickle_or_evaluate_are_refused(model: str, key: str, value: Any) -> None:
    with pytest.raises(ConfigError, match=f"^{key} "):
        Config(model, "any", config_dict={key: value})
    with pytest.raises(ConfigError, match=r"^teacher "):
        check_values({"teacher": "__import__('os')"}, {}, of_recbole=True)


def test_names_of_a_users_model_may_have_another_meaning() -> None:
    assert values_of("n_layers", of_recbole=False) is None
    assert values_of("learning_rate", of_recbole=False) is not None


@pytest.mark.parametrize("text", ["[5,inf)", "(0,1];[3,4)", "[ 2 , 3 ]", "[-1,1e3]"])
def test_intervals(text: str) -> None:
    values = values_of("user_inter_num_interval")
    assert values is not None and values.holds(text)
    assert yaml.safe_load(yaml.safe_dump(text)) == text
