"""Generate the tables of README.md and of the benchmark pages from the committed result files.

    python -m benchmarks.tables           # report pages that differ from their result files
    python -m benchmarks.tables --write   # write the tables into the pages

A page marks the place of a table by `<!-- table: NAME -->` and `<!-- end -->`; benchmarks/pages.py defines the names.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.pages import PAGES, Table
from recbole_tema.files.storage import replacing

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"<!-- table: (?P<name>[^>]+?) -->\n.*?<!-- end -->", re.DOTALL)


def fill(text: str, tables: Mapping[str, Table]) -> str:
    """A page's text with its tables generated.

    Parameters
    ----------
    text : str
    tables : mapping of str to callable
        What makes each table that the page may name.

    Raises
    ------
    ValueError
        If the page names a table that is not defined, or a marker has no end.
    """

    def block(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in tables:
            raise ValueError(f"Unknown table {name!r}. Tables of this page: {', '.join(tables)}.")
        return "\n".join([f"<!-- table: {name} -->", *tables[name](), "<!-- end -->"])

    if text.count("<!-- table: ") != len(_BLOCK.findall(text)):
        raise ValueError("A table marker has no <!-- end --> marker before the next one.")
    return _BLOCK.sub(block, text)


def names_in(text: str) -> list[str]:
    """Names of the tables that a page marks."""
    return [match["name"] for match in _BLOCK.finditer(text)]


def main() -> None:
    """Compare or write every page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the tables into the pages")
    arguments = parser.parse_args()
    stale = []
    for page, tables in PAGES.items():
        path = ROOT / page
        text = path.read_text(encoding="utf-8")
        filled = fill(text, tables)
        if filled != text:
            stale.append(page)
            if arguments.write:
                with replacing(path) as file:
                    file.write(filled)
    if stale and not arguments.write:
        sys.exit(f"Tables differ from the result files in {', '.join(stale)}. Run python -m benchmarks.tables --write.")


if __name__ == "__main__":
    main()
