"""The committed result files, and the command that adds a result to them in short form.

    python -m benchmarks.records runs/my-shop/results.json benchmarks/results/my-shop/main.json --name "TEMA" \\
        --command "python run_tema.py --dataset=my-shop --models=TEMA --seeds=1,2,3"

A file holds the description of the dataset and named experiments. An experiment holds its command, commit and date, and
what the tables need: runs (settings that differ from the defaults, seeds, epochs, seconds, metrics), paired tests, or
breakdowns. Curves and whole configurations are left out. `paired.json` keeps the paired tests of a `results.json` or of
a rescoring, the other files their runs.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
from collections.abc import Collection, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from recbole_tema.files.storage import replacing

RESULTS = Path(__file__).parent / "results"
SPEED_FILE = RESULTS / "speed.json"
RELIABILITY_FILE = RESULTS / "reliability.json"
RUN_FIELDS = (
    "model",
    "seed",
    "params",
    "epochs",
    "best_epoch",
    "stopped",
    "train_seconds",
    "eval_seconds",
    "peak_rss_mb",
    "valid",
    "test",
)
# They say what was run, not how.
_IDENTITY = frozenset(["dataset", "model", "seed"])


def read_record(path: Path) -> dict[str, Any]:
    """A committed result file, or an empty one where there is none yet."""
    if not path.is_file():
        return {}
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return record


def write_record(path: Path, record: Mapping[str, Any]) -> None:
    """Write a result file, with every flat list or mapping on a line of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(format_json(record) + "\n")


def format_json(value: Any, indent: int = 0) -> str:
    """JSON in which a list or mapping without nested ones takes one line."""
    nested = list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, list) else []
    if not any(isinstance(item, (Mapping, list)) for item in nested) or _is_row(value):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    pad, end = " " * (indent + 1), "\n" + " " * indent
    if isinstance(value, Mapping):
        lines = [f"{pad}{json.dumps(key)}: {format_json(item, indent + 1)}" for key, item in value.items()]
        return "{\n" + ",\n".join(lines) + end + "}"
    return "[\n" + ",\n".join(pad + format_json(item, indent + 1) for item in value) + end + "]"


def _is_row(value: Any) -> bool:
    """Whether a mapping is a paired test, whose only list is its interval."""
    return isinstance(value, Mapping) and "ci95" in value


def changed_settings(config: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of a run's configuration whose value is not the default."""
    return {
        key: value
        for key, value in config.items()
        if key not in _IDENTITY and (key not in defaults or defaults[key] != value)
    }


def default_settings(model: str) -> dict[str, Any]:
    """The configuration of a model before any dataset, config file or option changes it, as JSON holds it."""
    from recbole_tema.config import Config

    config: dict[str, Any] = json.loads(json.dumps(Config(model, "").final_config_dict, default=str))
    return config


def short_runs(
    results: Mapping[str, Any], models: Collection[str] | None = None, defaults: Any = default_settings
) -> dict[str, Any]:
    """The runs of a ``results.json`` in short form.

    Parameters
    ----------
    results : mapping
        The content of the file.
    models : collection of str, optional
        Keep the runs of these models only.
    defaults : callable
        Default settings by model name.

    Returns
    -------
    dict
        ``settings`` by model, or of the single model, and ``runs``.

    Raises
    ------
    ValueError
        If runs of one model differ in their settings, or there are no runs of these models.
    """
    settings: dict[str, dict[str, Any]] = {}
    runs = [run for run in results["runs"] if models is None or run["model"] in models]
    if not runs:
        raise ValueError("There are no runs of these models.")
    for run in runs:
        changed = changed_settings(run["config"], defaults(run["model"]))
        if settings.setdefault(run["model"], changed) != changed:
            raise ValueError(f"Runs of {run['model']} differ in their settings. Add them as separate experiments.")
    short = [{field: run[field] for field in RUN_FIELDS if field in run} for run in runs]
    return {"settings": settings if len(settings) > 1 else settings[runs[0]["model"]], "runs": short}


def short_form(record: Mapping[str, Any], paired: bool, models: Collection[str] | None = None) -> dict[str, Any]:
    """What a result file keeps of a script's output.

    Parameters
    ----------
    record : mapping
        A ``results.json``, or the output of a script in ``benchmarks/quality``.
    paired : bool
        Keep the paired tests of a ``results.json``, not its runs.
    models : collection of str, optional
        Keep the runs of these models only.

    Raises
    ------
    ValueError
        If the record is of another kind, or holds no runs or tests.
    """
    if "runs" in record and not paired:
        return short_runs(record, models)
    if "comparison" in record:
        if not record["comparison"]:
            raise ValueError("The results hold no paired tests.")
        kept = {key: record[key] for key in ("alternative", "seeds") if key in record}
        return {**kept, "comparisons": record["comparison"]}
    if "validation" in record:
        return _short_rescoring(record, paired)
    if "questions" in record:
        kept = {key: record[key] for key in ("seeds", "keys", "rare", "changes", "inputs") if key in record}
        return {**kept, "comparisons": record["questions"]}
    if "scored_by" in record:
        name, metrics = list(record["scored_by"].items())[-1]
        return {"runs": [{"model": record["model"], "scored_by": name, **metrics}]}
    if "rows" in record:
        return {"protocol": record["protocol"], "breakdowns": record["rows"]}
    if "tag_quality" in record:
        return {key: record[key] for key in ("tags_sha256", "films", "tag_quality")}
    raise ValueError("The file holds no runs, paired tests, rescored runs, breakdowns or tag quality.")


def _short_rescoring(record: Mapping[str, Any], paired: bool) -> dict[str, Any]:
    if paired:
        return {"comparisons": [row for rows in record["questions"].values() for row in rows]}
    (model, name) = record["test"]
    runs = [
        {"model": model, "scored_by": name, "seed": seed, "test": metrics}
        for seed, metrics in zip(record["seeds"], record["test"][name])
    ]
    return {"weight": record["weight"], "validation_by_weight": record["validation"], "runs": runs}


def save_speed(path: Path, script: str, name: str, record: Mapping[str, Any]) -> None:
    """Write a speed measurement under the key of its script, with the command that is running.

    Parameters
    ----------
    path : Path
        Usually :data:`SPEED_FILE`.
    script : str
        Name of a module of ``benchmarks.speed``.
    name : str
        What was measured, for scripts that measure several things; else empty.
    record : mapping
    """
    words = ["python", "-m", f"benchmarks.speed.{script}", *sys.argv[1:]]
    entry = {"command": shlex.join(words), **_origin(), **record}
    measurements = read_record(path)
    if name:
        measurements.setdefault(script, {})[name] = entry
    else:
        measurements[script] = entry
    write_record(path, measurements)


def save_reliability(path: Path, script: str, record: Mapping[str, Any]) -> None:
    """Write the counts of a campaign under the key of its script, with the command that is running.

    Parameters
    ----------
    path : Path
        Usually :data:`RELIABILITY_FILE`.
    script : str
        Name of a module of ``benchmarks.reliability``.
    record : mapping
    """
    command = shlex.join(["python", "-m", f"benchmarks.reliability.{script}", *sys.argv[1:]])
    write_record(path, {**read_record(path), script: {"command": command, **_origin(), **record}})


def _origin() -> dict[str, str]:
    """The current commit, where this is a checkout, and today's date."""
    command = ["git", "rev-parse", "--short", "HEAD"]
    try:
        commit = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        commit = "unknown"
    return {"commit": commit, "date": datetime.now(timezone.utc).date().isoformat()}


def add_experiment(path: Path, name: str, command: str, content: Mapping[str, Any], dataset: Mapping[str, Any]) -> None:
    """Add an experiment to a result file, or replace it, with today's date and the current commit.

    Parameters
    ----------
    path : Path
        The file; a new one begins with the description of the dataset.
    name, command : str
    content : mapping
        What :func:`short_form` keeps.
    dataset : mapping
    """
    record = read_record(path) or {"dataset": dataset, "experiments": {}}
    record["experiments"][name] = {"command": command, **_origin(), **content}
    write_record(path, record)


def main() -> None:
    """Add one result to one file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "input", type=Path, help="results.json of a run, or the JSON file of a script in benchmarks/quality"
    )
    parser.add_argument(
        "file",
        type=Path,
        help="main.json, baselines.json, ablations.json or paired.json under benchmarks/results/DATASET",
    )
    parser.add_argument("--name", required=True, help="name of the experiment")
    parser.add_argument("--command", required=True, help="the command that made the input")
    parser.add_argument("--models", nargs="+", help="keep the runs of these models only")
    arguments = parser.parse_args()
    record = json.loads(arguments.input.read_text(encoding="utf-8"))
    dataset = record["dataset"] if isinstance(record.get("dataset"), dict) else {"name": record.get("dataset")}
    try:
        content = short_form(record, arguments.file.stem == "paired", arguments.models)
    except ValueError as error:
        parser.error(str(error))
    add_experiment(arguments.file, arguments.name, arguments.command, content, dataset)


if __name__ == "__main__":
    main()
