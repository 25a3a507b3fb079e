"""Values written as text: literals are read, nothing is evaluated, paths and names stay text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from recbole_tema.config import Config
from recbole_tema.literals import FlowLoader, SettingsLoader, read_literal, read_value
from recbole_tema.settings_files import read_settings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("1e-3", 0.001),
        (".5", 0.5),
        ("-1", -1),
        ("TRUE", True),
        ("false", False),
        ("~", None),
        ("None", None),
        ("null", None),
        ("", None),
        ("adam", "adam"),
        ("'adam'", "adam"),
        ("['id', 'tag']", ["id", "tag"]),
        ("[id, tag]", ["id", "tag"]),
        ("(1, 2)", (1, 2)),
        ("{'max_norm': 5}", {"max_norm": 5}),
        ("{max_norm: 5e-1}", {"max_norm": 0.5}),
        ("[5,inf)", "[5,inf)"),
        ("{'rating': '[3,inf)'}", {"rating": "[3,inf)"}),
        # Not literals: text.
        ("1/0", "1/0"),
        ("10**6", "10**6"),
        ("2024-01-31", "2024-01-31"),
        ("[2024-01-31]", ["2024-01-31"]),
        ("007", "007"),
        ("b'x'", "b'x'"),
        ("{1, 2}", "{1, 2}"),
        ("1+2j", "1+2j"),
        ("inf", "inf"),
        ("__import__('os').getcwd()", "__import__('os').getcwd()"),
        ("[__import__('os').getcwd()]", ["__import__('os').getcwd()"]),
        ("!!python/name:os.system x", "!!python/name:os.system x"),
        ("[!!python/object/apply:os.getcwd []]", "[!!python/object/apply:os.getcwd []]"),
        ("[&a [x, x], [*a, *a]]", "[&a [x, x], [*a, *a]]"),
        ("[" * 3000, "[" * 3000),
    ],
)
def test_text_is_a_literal_or_itself(text: str, value: Any) -> None:
    read = read_literal(text)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize("name", ["2024", "1e3", "None", "True", "~", "['a']"])
def test_paths_and_names_stay_text(name: str) -> None:
    assert read_value("data_path", name) == name
    assert Config("Pop", "any", config_dict={"data_path": name})["data_path"] == f"{name}/any"
    assert read_value("USER_ID_FIELD", name) == name
    assert read_value("epochs", "2024") == 2024


def test_a_config_file_has_paths_as_text_and_numbers_as_in_recbole(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("data_path: 1e3\ndataset: 2024\nTIME_FIELD: yes\nlearning_rate: 1e-3\ncheckpoint_dir: ~\n")
    expected = {"data_path": "1e3", "dataset": "2024", "TIME_FIELD": "yes", "learning_rate": 0.001}
    assert read_settings(file) == {**expected, "checkpoint_dir": None}


@pytest.mark.parametrize("loader", [FlowLoader, SettingsLoader])
def test_loaders_are_safe_and_leave_other_loaders_as_they_are(loader: Any) -> None:
    assert issubclass(loader, yaml.SafeLoader)
    assert not any(tag and "python" in tag for tag in loader.yaml_constructors)
    assert yaml.safe_load("1e-3") == "1e-3"


def test_recboles_own_files_are_read_as_recbole_reads_them() -> None:
    import recbole.config

    folder = Path(recbole.config.__file__).parents[1] / "properties"
    loader = recbole.config.Config._build_yaml_loader(None)
    for file in folder.rglob("*.yaml"):
        assert read_settings(file) == (yaml.load(file.read_text(encoding="utf-8"), Loader=loader) or {}), file
