"""Hostile inputs whose payload would create a file: the tests of tests/test_security.py, counted.

python -m benchmarks.reliability.hostile
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from benchmarks.records import RELIABILITY_FILE, save_reliability

ROOT = Path(__file__).parents[2]
# Tests that give the package an input of a stranger; the others search the source text.
_SELECTED = "hostile or pickle or model_folder_with_code or zip or html or templates"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=RELIABILITY_FILE)
    output = parser.parse_args().output
    with TemporaryDirectory() as folder:
        report = Path(folder) / "tests.xml"
        options = ["-n", "0", "-p", "no:cacheprovider", "-k", _SELECTED, f"--junitxml={report}"]
        done = subprocess.run([sys.executable, "-m", "pytest", "tests/test_security.py", *options], cwd=ROOT)
        suite = next(ElementTree.parse(report).iter("testsuite"))
    tries, failed = int(suite.get("tests", 0)), int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    save_reliability(output, "hostile", {"tries": tries, "hit": tries - failed, "failed": failed})
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
