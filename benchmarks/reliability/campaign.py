"""What the campaigns share: options, counts of failures, and their record, which grows with each try."""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.records import RELIABILITY_FILE, read_record, save_reliability
from benchmarks.reliability.commands import language_model
from benchmarks.reliability.workplace import Workplace

FAILURES = ("wrong", "tracebacks", "leftovers", "failed")
#: One try: a workplace and a source of chance give what was done, whether it was hit, and failures by kind.
Try = Callable[[Workplace, int, random.Random], tuple[str, bool, Mapping[str, Any]]]


def run_campaign(name: str, doc: str, one_try: Try, count: int, work: str = "/tmp/recbole-tema-reliability") -> int:
    """Parse options, do the tries that the record lacks, and write the record after each.

    Returns
    -------
    int
        Exit code: 1 if there was any failure.
    """
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--count", type=int, default=count, help="total number of tries, those of earlier calls included"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true", help="start from the first try")
    parser.add_argument("--work", type=Path, default=Path(work) / name, help="working folder")
    parser.add_argument("--output", type=Path, default=RELIABILITY_FILE)
    options = parser.parse_args()
    empty = {"tries": 0, "hit": 0, **dict.fromkeys(FAILURES, 0), "by_command": {}, "examples": []}
    counts: dict[str, Any] = {**empty, **({} if options.again else read_record(options.output).get(name, {}))}
    with language_model() as llm:
        place = Workplace(options.work, llm)
        while counts["tries"] < options.count:
            number = counts["tries"]
            what, hit, failures = one_try(place, number, random.Random(f"{options.seed} {number}"))
            _add(counts, what, hit, failures)
            print(
                f"{number + 1}/{options.count} {what}: {dict(failures) or ('as expected' if hit else 'not hit')}",
                flush=True,
            )
            save_reliability(options.output, name, counts)
    return int(any(counts[failure] for failure in FAILURES))


def _add(counts: dict[str, Any], what: str, hit: bool, failures: Mapping[str, Any]) -> None:
    counts["tries"] += 1
    counts["hit"] += hit
    counts["by_command"][what.split()[0]] = counts["by_command"].get(what.split()[0], 0) + 1
    for kind, example in failures.items():
        counts[kind] += 1
        if len(counts["examples"]) < 20:
            counts["examples"].append(f"{what}: {kind}: {example}")
