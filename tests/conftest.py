"""Fixtures that all tests share, the marker ``slow``, and the option ``--fail-on-skip``."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# Set before torch is imported, for this process and those that tests start: xdist starts one process per core.
os.environ.setdefault("OMP_NUM_THREADS", "1" if "PYTEST_XDIST_WORKER" in os.environ else "2")

import torch

from recbole_tema.recommend import Recommender
from tests.toy import write_toy
from tests.trained import train, train_shop, working_in

torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
# The first call of a property may import modules for seconds; no property test is about time.
settings.register_profile("no-deadline", deadline=None)
settings.load_profile("no-deadline")

# Allowed reasons of a skip under --fail-on-skip: data that are not public.
ALLOWED_SKIPS = ("no ABXI files here", "no LLMCDSR files here")
_unexpected_skips: list[tuple[str, str]] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--fail-on-skip``, which .ci/run uses."""
    parser.addoption("--fail-on-skip", action="store_true", help="fail on a skip that tests/conftest.py does not list")


# Fixtures that take long to start; a test that uses one is marked slow.
SLOW_FIXTURES = {"browser", "servers", "server", "spark", "wheel"}
# Files whose tests share the Spark session, which takes long to start, and files whose tests share nothing.
ON_SPARK = (
    "prepare/test_engines.py",
    "prepare/test_times.py",
    *(f"prepare/sources/test_{name}.py" for name in ("douban", "goodreads", "steam")),
)
ALONE = ("benchmarks/test_campaigns.py", "training/test_ddp.py")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by their fixtures, before ``-m`` selects; the longest come first, so that processes end together."""
    for item in items:
        if SLOW_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("slow")
    items.sort(key=lambda item: not item.nodeid.partition("::")[0].endswith((*ALONE, *ON_SPARK)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """As ``--dist=loadfile``, but with one process for all tests on Spark, and any process for tests of ``ALONE``."""
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file: str = super()._split_scope(nodeid)
            return "spark" if file.endswith(ON_SPARK) else nodeid if file.endswith(ALONE) else file

    return Scheduling(config, log)


def _note_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    reason = report.longrepr[2] if report.skipped and isinstance(report.longrepr, tuple) else ""
    if reason and not any(allowed in reason for allowed in ALLOWED_SKIPS):
        _unexpected_skips.append((report.nodeid, reason))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note a test that was skipped."""
    _note_skip(report)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """Note a module that was skipped."""
    _note_skip(report)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail if there were unexpected skips."""
    if session.config.getoption("--fail-on-skip") and _unexpected_skips and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """List the unexpected skips."""
    if config.getoption("--fail-on-skip") and _unexpected_skips:
        terminalreporter.section("unexpected skips", red=True)
        for test, reason in sorted(set(_unexpected_skips)):
            terminalreporter.line(f"{test}: {reason}")


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """RecBole reads sys.argv and writes to the working directory: each test has its own."""
    monkeypatch.setattr(sys, "argv", ["pytest"])
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """The folder that holds the dataset ``toy``."""
    return write_toy(tmp_path / "data")


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with ``data`` and ``runs/TEMA-1``, a TEMA with two networks; tests must not write to it."""
    folder = tmp_path_factory.mktemp("trained")
    with working_in(folder):
        train(folder, ensemble=2, neighbours=3)
    return folder


@pytest.fixture
def recommender(trained: Path) -> Recommender:
    """A recommender of the run in ``trained``."""
    return Recommender.load(trained / "runs/TEMA-1", trained / "data")


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the tables, the dataset ``my-shop`` and its runs, under the names that documentation uses."""
    folder = tmp_path_factory.mktemp("shop")
    with working_in(folder):
        train_shop(folder)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium; tests skip if there is none."""
    driver, chromium = pytest.importorskip("playwright.sync_api"), shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs chromium on PATH")
    with driver.sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()
