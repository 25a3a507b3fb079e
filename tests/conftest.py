"""A small dataset, a trained run of it, and a clean command line for RecBole's Config."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

# Before torch is there, for this process and those that tests start: each core has a process of tests of its own.
os.environ.setdefault("OMP_NUM_THREADS", "1" if "PYTEST_XDIST_WORKER" in os.environ else "2")

import torch

from recbole_tema.recommend import Recommender
from tests.toy import write_toy
from tests.trained import at_home, train

torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))

# Reasons for which a test may be skipped under --fail-on-skip, which .ci/run gives: data that are not public, and
# torchvision and open_clip, which have to be of the same build as torch.
ALLOWED_SKIPS = ("no ABXI files here", "no LLMCDSR files here", "'torchvision", "'open_clip'")
_unexpected_skips: list[tuple[str, str]] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--fail-on-skip``: a run in which every test has to run."""
    parser.addoption("--fail-on-skip", action="store_true", help="fail on a skip that tests/conftest.py does not list")


# What takes long to start: a test that uses one of these is marked slow.
SLOW_FIXTURES = {"browser", "servers", "server", "spark", "wheel"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by their fixtures, before ``-m`` selects."""
    for item in items:
        if SLOW_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("slow")


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
    """Fail a run with unexpected skips, where that is asked for."""
    if session.config.getoption("--fail-on-skip") and _unexpected_skips and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name the unexpected skips."""
    if config.getoption("--fail-on-skip") and _unexpected_skips:
        terminalreporter.section("unexpected skips", red=True)
        for test, reason in sorted(set(_unexpected_skips)):
            terminalreporter.line(f"{test}: {reason}")


@pytest.fixture(autouse=True)
def _own_argv_and_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """RecBole reads sys.argv and writes to the working directory; neither may touch a test's neighbours."""
    monkeypatch.setattr(sys, "argv", ["pytest"])
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """The folder that holds the dataset ``toy``."""
    return write_toy(tmp_path / "data")


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder above the data and the run of a TEMA with two networks: to be read, not written to."""
    folder = tmp_path_factory.mktemp("trained")
    with at_home(folder):
        train(folder, ensemble=2, neighbours=3)
    return folder


@pytest.fixture
def recommender(trained: Path) -> Recommender:
    """A recommender of that run."""
    return Recommender.load(trained / "runs/TEMA-1", trained / "data")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium, where there is one."""
    driver, chromium = pytest.importorskip("playwright.sync_api"), shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs chromium on PATH")
    with driver.sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()
