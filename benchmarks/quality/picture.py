"""Draw the tables of a results.json as the terminal shows them, as an SVG file: the picture of README.md.

python -m benchmarks.quality.picture runs/ml-100k-cross/results.json docs/ml-100k-cross.svg
"""

from __future__ import annotations

import argparse
import io
from pathlib import Path

from rich.console import Console

from recbole_tema.evaluation import ExperimentResult
from recbole_tema.files.storage import replacing


def main() -> None:
    """Read the results and write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    console = Console(record=True, width=84, file=io.StringIO())
    for table in ExperimentResult.read(arguments.results).tables():
        console.print(table)
    with replacing(arguments.output) as file:
        file.write(console.export_svg(title="python run_tema.py"))


if __name__ == "__main__":
    main()
