"""Tables wider than the terminal: every number is shown at any width."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.table import Table

from recbole_tema.evaluation.layout import fitting, full_width


def table_of(n_columns: int) -> Table:
    table = Table("model", "domain", title="kitchen (10 users)", caption="a note")
    for i in range(n_columns):
        table.add_column(f"metric@{i}", justify="right")
    for model in ("TEMA", "SASRec"):
        table.add_row(model, "kitchen", *(f"0.{i}{i}{i}{i} ± 0.00{i}{i}" for i in range(n_columns)))
    return table


def lines_of(table: Table, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width)
    console.print(*fitting(table, width), sep="\n")
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("width", "n_parts"), [(200, 1), (80, 3), (60, 4), (10_000, 1)])
def test_a_wide_table_is_divided_by_columns(width: int, n_parts: int) -> None:
    parts = fitting(table_of(7), width)
    assert len(parts) == n_parts and sum(len(part.columns) - 2 for part in parts) == 7
    assert all([column.header for column in part.columns][:2] == ["model", "domain"] for part in parts)
    lines = lines_of(table_of(7), width)
    text = "\n".join(lines)
    assert max(map(len, lines)) <= width and "…" not in text
    for i in range(7):
        assert text.count(f"0.{i}{i}{i}{i} ± 0.00{i}{i}") == 2 and f"metric@{i}" in text
    assert text.count("kitchen (10 users)") == 1 and text.count("a note") == 1


def test_a_single_column_that_does_not_fit_is_wrapped() -> None:
    lines = lines_of(table_of(2), 24)
    assert max(map(len, lines)) <= 24
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in lines if line.startswith("│")]
    digits = "".join(row[-1] for row in rows if row)
    assert digits.count("0.1111") == 2 and "…" not in "".join(lines)


def test_a_table_that_fits_is_unchanged() -> None:
    table = table_of(2)
    assert fitting(table, 80) == [table]
    assert full_width([table]) == 80 and full_width([table_of(7)]) > 120
