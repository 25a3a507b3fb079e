"""`recbole-tema report` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from recbole_tema.cli.report import report_command
from recbole_tema.errors import DataError
from tests.report.doubles import write_run

app = typer.Typer()
app.command()(report_command)


def test_one_page_over_several_runs(toy: Path, tmp_path: Path) -> None:
    runs = [str(write_run(tmp_path / name, toy)) for name in ("one", "two")]
    arguments = [*runs, "--data_path", str(toy), "--output", "out/page.html", "--metric", "mrr"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert done.output == "Written to out/page.html\n"
    page = Path("out/page.html").read_text(encoding="utf-8")
    assert all(f"From {run}." in page for run in runs)
    assert page.count('<section id="part-') == 2 and "mrr by domain" in page


def test_the_page_is_report_html_by_default(toy: Path, tmp_path: Path) -> None:
    assert CliRunner().invoke(app, [str(write_run(tmp_path / "run", toy))]).exit_code == 0
    assert Path("report.html").is_file()


def test_errors_reach_the_command_line(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, [str(tmp_path / "nowhere")])
    assert isinstance(done.exception, DataError) and "nowhere: no such file" in str(done.exception)
    assert CliRunner().invoke(app, []).exit_code == 2


@pytest.mark.parametrize("option", ["--data_path", "--output", "--protocol", "--metric"])
def test_help_names_every_option(option: str) -> None:
    assert option in CliRunner().invoke(app, ["--help"], env={"COLUMNS": "120"}).output
