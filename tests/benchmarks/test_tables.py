"""The tables of every page equal the committed result files, and the numbers of its text stand in them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from benchmarks.pages import PAGES
from benchmarks.quality.ablations import GROUPS_FILE, read_rows
from benchmarks.records import RESULTS, format_json, read_record
from benchmarks.tables import fill, names_in
from recbole_tema.settings_files import known_keys

ROOT = Path(__file__).parents[2]
FILES = sorted(RESULTS.rglob("*.json"))
EXPERIMENT_FILES = [file for file in FILES if file.parent != RESULTS]
# Options of run_tema.py that are not configuration keys.
RUN_OPTIONS = {"models", "seeds", "tuned", "output_dir", "config_files", "dataset"}
KINDS = {"main", "baselines", "ablations", "paired"}
# Thresholds such as p < .05 have fewer digits.
_DECIMAL = re.compile(r"(?<![\w.])\d*\.\d{3,}\b")


@pytest.mark.parametrize("page", PAGES)
def test_tables_equal_the_result_files(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert fill(text, PAGES[page]) == text, "run `python -m benchmarks.tables --write`"


@pytest.mark.parametrize("page", [page for page in PAGES if page != "README.md"])
def test_every_table_is_shown_and_every_decimal_of_the_text_stands_in_one(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert sorted(names_in(text)) == sorted(PAGES[page])
    prose = re.sub(r"<!-- table: .*?<!-- end -->|```.*?```|`.*?`", "", text, flags=re.DOTALL)
    tables = "\n".join(line for line in text.splitlines() if line.startswith("|"))
    assert set(_DECIMAL.findall(prose)) <= set(_DECIMAL.findall(tables))


def test_every_result_file_belongs_to_a_page() -> None:
    for file in FILES:
        if file.parent != RESULTS:
            assert file.stem in KINDS and f"benchmarks/results/{file.parent.name}.md" in PAGES
    assert {file.stem for file in FILES if file.parent == RESULTS} == {"models", "reliability", "speed"}
    assert {f"benchmarks/results/{page.name}" for page in RESULTS.glob("*.md")} <= PAGES.keys()


@pytest.mark.parametrize("file", FILES, ids=lambda file: "/".join(file.parts[-2:]))
def test_result_files_have_the_form_that_the_scripts_write(file: Path) -> None:
    record = read_record(file)
    assert file.read_text(encoding="utf-8") == format_json(record) + "\n"


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.parent != RESULTS], ids=lambda f: "/".join(f.parts[-2:])
)
def test_every_experiment_names_its_command_commit_and_date_or_its_source(file: Path) -> None:
    for experiment in read_record(file)["experiments"].values():
        if "source" not in experiment:
            assert experiment["command"]
            assert re.fullmatch(r"[0-9a-f]{7,}", experiment["commit"]) and re.fullmatch(
                r"\d{4}-\d\d-\d\d", experiment["date"]
            )
        for run in experiment.get("runs", []):
            assert not {"config", "losses", "scores"} & run.keys()


def commands_of(file: Path) -> list[list[str]]:
    record = read_record(file)
    entries = record.get("experiments") or {**record, **{k: v for part in record.values() for k, v in part.items()}}
    commands = [entry["command"] for entry in entries.values() if isinstance(entry, dict) and "command" in entry]
    return [shlex.split(command) for command in dict.fromkeys(commands)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: "/".join(file.parts[-2:]))
def test_commands_name_scripts_options_keys_and_files_that_exist(file: Path) -> None:
    assert commands_of(file)
    for program, *words in commands_of(file):
        if program == "python" and words[0] == "-m":
            assert (ROOT / f"{words[1].replace('.', '/')}.py").is_file()
        elif program == "python":
            assert words[0] == "run_tema.py" and set(keys_in(words)) <= known_keys() | RUN_OPTIONS
        else:
            assert (program, words[0]) in {("recbole-tema", "compare"), ("recbole-tema", "search")}
        for word in words:
            if "properties/" in word:
                assert (ROOT / word.partition("=")[2]).is_file()
        if "--groups" in words:
            rest = words[words.index("--groups") + 1 :]
            groups = rest[: next(i for i, word in enumerate(rest) if word.startswith("--"))]
            assert read_rows(ROOT / GROUPS_FILE, groups)


def keys_in(words: list[str]) -> list[str]:
    return [word[2:].partition("=")[0] for word in words if word.startswith("--")]


def test_links_lead_somewhere() -> None:
    for page in [*PAGES, "benchmarks/LOG.md"]:
        path = ROOT / page
        for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{page}: {link}"


def test_tables_are_replaced_and_the_text_around_them_is_kept() -> None:
    text = "a\n<!-- table: x -->\nold\n<!-- end -->\nb\n<!-- table: y z -->\n<!-- end -->\n"
    tables = {"x": lambda: ["| 1 |"], "y z": lambda: ["| 2 |", "| 3 |"]}
    filled = "a\n<!-- table: x -->\n| 1 |\n<!-- end -->\nb\n<!-- table: y z -->\n| 2 |\n| 3 |\n<!-- end -->\n"
    assert fill(text, tables) == filled and fill(filled, tables) == filled and names_in(text) == ["x", "y z"]


def test_unknown_tables_and_open_markers_are_refused() -> None:
    with pytest.raises(ValueError, match=r"Unknown table 'y'\. Tables of this page: x\."):
        fill("<!-- table: y -->\n<!-- end -->\n", {"x": list})
    with pytest.raises(ValueError, match="no <!-- end -->"):
        fill("<!-- table: x -->\n", {"x": list})
    with pytest.raises(ValueError, match="no <!-- end -->"):
        fill("<!-- table: x -->\n<!-- table: x -->\n<!-- end -->\n", {"x": list})
