"""Out-of-range settings: each must end a `run` with one message that names the key, before anything is trained.

    python -m benchmarks.reliability.settings --count 150

The values are drawn from the tables of RecBole's keys and of this package's options: every key with values of other
types, outside of its bounds, and not finite. Prints those that are not refused.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.records import RELIABILITY_FILE, save_reliability
from recbole_tema.cli import main as command_line
from recbole_tema.config import RunOptions, option_tables
from recbole_tema.errors import ConfigError
from recbole_tema.key_values import VALUES
from recbole_tema.literals import read_value
from recbole_tema.model import get_model
from recbole_tema.options import Option, options_of
from recbole_tema.prepare.demo import DEMO_NAME

TEXTS = (
    *("-1", "0", "1.5", "-0.5", "2", "1e9", "1e308", "inf", "nan", "10**30"),
    *("x", "[]", "{}", "None", "True", "[-1]", "["),
)
# Keys that the command line takes as options of its own, or that are refused before their value is read.
LEFT_OUT = {"seed", "data_path", "checkpoint_dir", "eval_args", "neg_sampling"}
MODELS = ("TEMA", "BPR", "SASRec")


def _holds(option: Option, value: Any) -> bool:
    try:
        option.check(tuple(value) if isinstance(value, list) else value)
    except ConfigError:
        return False
    return True


def _is_taken(holds: Any, value: Any) -> bool:
    try:
        return bool(holds(value))
    except (TypeError, ValueError, AttributeError, OverflowError, KeyError):
        return False


def wrong_settings(count: int, seed: int = 7) -> list[tuple[str, str, str]]:
    """Model, key and text of settings that the tables exclude."""
    cases = []
    tables = (RunOptions, *option_tables(get_model("TEMA")))
    for name, option in (item for table in tables for item in options_of(table).items()):
        cases += [("TEMA", name, text) for text in TEXTS if not _holds(option, read_value(name, text))]
    for key in sorted(VALUES.keys() - LEFT_OUT):
        excluded = [text for text in TEXTS if not _is_taken(VALUES[key].holds, read_value(key, text))]
        cases += [(model, key, text) for text in excluded for model in MODELS]
    return random.Random(seed).sample(cases, min(count, len(cases)))


def outcome(model: str, key: str, text: str) -> str:
    """How a command with one wrong setting ends: "refused", or what else happened."""
    errors = io.StringIO()
    with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
        try:
            command_line(["run", f"--dataset={DEMO_NAME}", f"--models={model}", "--epochs=1", f"--{key}={text}"])
            return "accepted"
        except SystemExit as stopped:
            code = stopped.code
        except BaseException as error:  # what a user would see as a traceback
            return f"traceback ({type(error).__name__})"
    lines = [line for line in errors.getvalue().splitlines() if line.startswith("Error: ")]
    if code != 2 or len(lines) != 1 or "Traceback" in errors.getvalue():
        return f"exit {code} with {len(lines)} messages"
    return "refused" if key in lines[0] else f"refused without the key: {lines[0][:100]}"


def campaign(count: int) -> dict[tuple[str, str, str], str]:
    """Outcome of each setting, in an empty working directory."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            return {case: outcome(*case) for case in wrong_settings(count)}
        finally:
            os.chdir(here)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=150, help="number of settings")
    parser.add_argument("--output", type=Path, default=RELIABILITY_FILE)
    options = parser.parse_args()
    results = campaign(options.count)
    failures = {case: ended for case, ended in results.items() if ended != "refused"}
    for (model, key, text), ended in failures.items():
        print(f"{model} --{key}={text}: {ended}")
    tracebacks = sum(ended.startswith("traceback") for ended in failures.values())
    record = {
        "tries": len(results),
        "hit": len(results) - len(failures),
        "tracebacks": tracebacks,
        "failed": len(failures) - tracebacks,
        "examples": [f"{model} --{key}={text}: {ended}" for (model, key, text), ended in failures.items()][:20],
    }
    save_reliability(options.output, "settings", record)
    print(f"{record['hit']} of {len(results)} refused")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
