"""YAML files: every malformed one gives one error with its line, and none is a surprise."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from recbole_tema.errors import ConfigError
from recbole_tema.files.yaml_files import read_yaml_mapping

_LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in zip("abcdefg", "bcdefgh")
)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("rate: 1\nwhen: 2024-13-45\n", ", line 2: is not valid YAML ('2024-13-45' is not a value of its type)."),
        ("since: 2014-99-99\n", ", line 1: is not valid YAML ("),
        ("list:\n  - a\n  - 2001-01-01 25:61:00\n", ", line 3: is not valid YAML ("),
        ("x: !!bool maybe\n", ", line 1: is not valid YAML ('maybe' is not a value of its type)."),
        ("x: !!int ten\n", ", line 1: is not valid YAML ("),
        ("x: !!float ten\n", ", line 1: is not valid YAML ("),
        ("x: !!timestamp ten\n", ", line 1: is not valid YAML ("),
        (f"x: {'9' * 5000}\n", ", line 1: is not valid YAML ("),
        ("1: 2\n", ", line 1: is not valid YAML (the key 1 is not a text)."),
        ("a: {b: {2024-01-01: c}}\n", ", line 1: is not valid YAML (the key 2024-01-01 is not a text)."),
        ("a: 1\nyes: 2\n", ", line 2: is not valid YAML (the key yes is not a text)."),
        ("? [a, b]\n: 2\n", ", line 1: is not valid YAML (the key a list or mapping is not a text)."),
        ("a: 1\nb: 2\na: 3\n", ", line 3: is not valid YAML (the key 'a' is given twice)."),
        ("a: {c: 1, c: 2}\n", ", line 1: is not valid YAML (the key 'c' is given twice)."),
        ("[" * 3000 + "]" * 3000, ": is not valid YAML (nested too deeply)."),
        ("a: 1\nb: [1\n", ", line 3: is not valid YAML ("),
        ("a: b: c\n", ", line 1: is not valid YAML ("),
        ("a: 1\n\tb: 2\n", ", line 2: is not valid YAML ("),
        ("a: 1\nb: *unknown\n", ", line 2: is not valid YAML ("),
        ("a: 1\nb: x\x07y\n", ", line 2: is not valid YAML ("),
        ("a: 1\n---\nb: 2\n", ", line 2: is not valid YAML ("),
        ("a: !!python/object/apply:os.system ['touch hacked']\n", ", line 1: is not valid YAML ("),
        ("a: !unknown x\n", ", line 1: is not valid YAML ("),
        (_LAUGHS, ", line 1: is not valid YAML (aliases repeat too much)."),
        ("a: &a [*a]\n", ", line 1: is not valid YAML (aliases repeat too much)."),
        ("- a\n", ": must hold `key: value` lines."),
        ("text\n", ": must hold `key: value` lines."),
    ],
)
def test_malformed_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, problem: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_yaml_mapping(Path("x.yaml"), remedy="Correct it.")
    assert str(caught.value).startswith(f"x.yaml{problem}") and str(caught.value).endswith(" Correct it.")
    assert "\n" not in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["x.yaml"]


def test_files_that_are_not_text(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a: 1\nb: \xe9\n")
    with pytest.raises(ConfigError, match=r"x.yaml, line 2: is not UTF-8 text"):
        read_yaml_mapping(path)
    for missing in (tmp_path, tmp_path / "none", path / "below"):
        with pytest.raises(ConfigError, match=r"no such file\. Check the path\."):
            read_yaml_mapping(missing)


def test_valid_files(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(
        "\ufeffbase: &base {a: 1, b: [x, 2.5, null]}\nmore: {<<: *base, a: 2}\nday: 2024-02-29\nt: 'y'\n", "utf-8"
    )
    assert read_yaml_mapping(path) == {
        "base": {"a": 1, "b": ["x", 2.5, None]},
        "more": {"a": 2, "b": ["x", 2.5, None]},
        "day": datetime.date(2024, 2, 29),
        "t": "y",
    }
    path.write_text("# nothing\n")
    assert read_yaml_mapping(path) == {}
