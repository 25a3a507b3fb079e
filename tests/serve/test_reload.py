"""A new model is loaded while the previous one answers."""

from __future__ import annotations

import gc
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from recbole_tema.errors import CheckpointError
from recbole_tema.recommend import Recommender
from recbole_tema.serve import Settings, create_app
from recbole_tema.serve.service import Service
from tests.serve.conftest import _SERVE, LOOPBACK, Server, client_of, serving, weights_file

TOKEN = "correct-horse-battery"
RIGHT = {"Authorization": f"Bearer {TOKEN}"}
HISTORY = ["i3", "i4"]


@pytest.fixture(scope="module")
def other(other_run: Path, folder: Path) -> Recommender:
    """The recommender of the second run."""
    return Recommender.load(other_run, folder / "data")


def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until a condition holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@contextmanager
def loading(load: Callable[[], Recommender], report: Callable[[str], object] = print) -> Iterator[TestClient]:
    """Client of a service with a token that is ready."""
    app = create_app(load, Settings(token=TOKEN), report=report)
    with TestClient(app, LOOPBACK, headers=RIGHT) as client:
        until(lambda: client.get("/readyz").status_code == 200)
        yield client


def scores(client: TestClient) -> list[float]:
    """Scores of the recommendations for the history."""
    lists = client.post("/recommend", json={"history": HISTORY}).json()["lists"]
    return [item["score"] for item in lists[0]["items"]]


def expected(recommender: Recommender) -> Any:
    return pytest.approx([one.score for one in recommender.recommend(HISTORY)], abs=1e-5)


def test_the_new_model_answers_and_the_previous_one_is_freed(
    folder: Path, other_run: Path, recommender: Recommender, other: Recommender
) -> None:
    runs, loaded, lines = [folder / "runs/TEMA-1", other_run], list[weakref.ref[Recommender]](), list[str]()

    def load() -> Recommender:
        result = Recommender.load(runs[len(loaded)], folder / "data")
        loaded.append(weakref.ref(result))
        return result

    assert expected(recommender) != expected(other).expected
    with loading(load, lines.append) as client:
        assert scores(client) == expected(recommender)
        digest = other.run.weights_sha256
        response = client.post("/reload")
        assert response.status_code == 200 and response.json()["weights_sha256"] == digest
        assert scores(client) == expected(other)
        assert client.get("/info").json() == response.json()
        assert client.get("/readyz").json()["weights_sha256"] == digest
        metrics = client.get("/metrics").text
        (model,) = re.findall(r"^recbole_tema_model_info\{(.*)\} 1\.0$", metrics, re.MULTILINE)
        assert f'weights_sha256="{digest}"' in model
        assert 'recbole_tema_reloads_total{result="done"} 1.0' in metrics
        assert lines == [f"A new model is served, with the weights {digest}."]
        gc.disable()  # the service itself must free it
        try:
            until(lambda: loaded[0]() is None, 5)
        finally:
            gc.enable()
        assert loaded[1]() is not None


def test_the_previous_model_answers_until_the_new_one_is_ready(recommender: Recommender, other: Recommender) -> None:
    entered, go, loads = threading.Event(), threading.Event(), list[Recommender]()

    def load() -> Recommender:
        if not loads:
            loads.append(recommender)
            return recommender
        entered.set()
        assert go.wait(20)
        return other

    with loading(load) as client, ThreadPoolExecutor(1) as pool:
        reload = pool.submit(client.post, "/reload")
        assert entered.wait(10)
        refused = client.post("/reload")
        assert refused.status_code == 409
        assert refused.json()["error"]["message"] == "A model is being loaded already."
        assert scores(client) == expected(recommender)
        assert client.get("/readyz").json()["weights_sha256"] == recommender.run.weights_sha256
        go.set()
        assert reload.result().status_code == 200 and scores(client) == expected(other)


def test_requests_in_flight_end_with_the_model_of_their_start(
    recommender: Recommender, other: Recommender, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered, go, models = threading.Event(), threading.Event(), [other, recommender]
    original = recommender.recommend_batch

    def slow(queries: Any) -> Any:
        if queries[0].history.items:
            entered.set()
            assert go.wait(20)
        return original(queries)

    monkeypatch.setattr(recommender, "recommend_batch", slow)
    with loading(models.pop) as client, ThreadPoolExecutor(3) as pool:
        body = {"history": HISTORY, "k": 3, "explain": True}
        first = pool.submit(client.post, "/recommend", json=body)
        assert entered.wait(10)
        second = pool.submit(client.post, "/recommend", json=body)  # waits for the next batch
        service: Service = client.app.state.service  # type: ignore[attr-defined]
        until(lambda: len(service._scoring) == 1)
        assert client.post("/reload").status_code == 200
        third = pool.submit(client.post, "/recommend", json=body)  # in the same batch as the second
        until(lambda: len(service._scoring) == 2)
        go.set()
        for future, model in ((first, recommender), (second, recommender), (third, other)):
            items = future.result().json()["lists"][0]["items"]
            wanted = model.recommend(HISTORY, 3, explain=True)
            assert [item["item_id"] for item in items] == [one.item_id for one in wanted]
            assert [item["score"] for item in items] == pytest.approx([one.score for one in wanted], abs=1e-5)
            for item, one in zip(items, wanted):
                contributions = item["explanation"]["contributions"]
                assert contributions == pytest.approx(one.explanation.contributions, abs=1e-4)


@pytest.mark.parametrize(
    ("error", "message", "line"),
    [
        (
            CheckpointError("It is damaged.", path="/secret/run", remedy="Copy it."),
            "It is damaged. Copy it.",
            "/secret",
        ),
        (OSError(28, "No space\nleft", "/secret/file"), "OSError", "OSError: [Errno 28] No space left: '/secret"),
        (MemoryError(), "MemoryError", "MemoryError"),
    ],
)
def test_a_model_that_cannot_be_loaded_changes_nothing(
    recommender: Recommender, error: Exception, message: str, line: str
) -> None:
    models: list[Recommender | Exception] = [error, recommender]
    lines: list[str] = []

    def load() -> Recommender:
        model = models.pop()
        if isinstance(model, Exception):
            raise model
        return model

    with loading(load, lines.append) as client:
        problem = "The new model could not be loaded; the previous one is still served."
        response = client.post("/reload")
        assert response.status_code == 409 and response.json()["error"]["message"] == f"{problem} {message}"
        assert len(lines) == 1 and lines[0].startswith(f"{problem} {line}") and "\n" not in lines[0]
        assert scores(client) == expected(recommender)
        assert 'recbole_tema_reloads_total{result="failed"} 1.0' in client.get("/metrics").text
        models.append(recommender)
        assert client.post("/reload").status_code == 200


def test_reloads_by_request_need_a_token(recommender: Recommender) -> None:
    loads: list[int] = []
    with client_of(recommender) as client:
        client.app.state.service._load = lambda: loads.append(1)  # type: ignore[attr-defined]
        response = client.post("/reload")
        assert response.status_code == 403 and "requires a token" in response.json()["error"]["message"]
    with loading(lambda: recommender) as client:
        client.app.state.service._load = lambda: loads.append(1)  # type: ignore[attr-defined]
        assert client.post("/reload", headers={"Authorization": "Bearer wrong"}).status_code == 401
        assert client.get("/reload").status_code == 405
    assert loads == []


def test_a_reload_may_take_longer_than_a_request(recommender: Recommender) -> None:
    loads: list[int] = []

    def load() -> Recommender:
        loads.append(1)
        time.sleep(0.5 * (len(loads) - 1))
        return recommender

    with TestClient(create_app(load, Settings(token=TOKEN, timeout=0.2)), LOOPBACK, headers=RIGHT) as client:
        until(lambda: client.get("/readyz").status_code == 200)
        assert client.post("/reload").status_code == 200


def test_signals_during_a_load_cause_one_more_load(recommender: Recommender) -> None:
    go, loads, lines = threading.Event(), list[int](), list[str]()

    def load() -> Recommender:
        loads.append(1)
        assert len(loads) == 1 or go.wait(20)
        return recommender

    with loading(load, lines.append) as client:
        service: Service = client.app.state.service  # type: ignore[attr-defined]
        service.request_reload()
        until(lambda: len(loads) == 2)
        for _ in range(5):
            service.request_reload()
        time.sleep(0.2)
        go.set()
        until(lambda: len(lines) == 2)
        time.sleep(0.2)
        assert len(loads) == 3


def weights_of(server: Server) -> str:
    status, body = server.request("GET", "/readyz")
    assert status == 200
    return str(body["weights_sha256"])


@pytest.mark.slow
def test_sighup_loads_the_run_again_under_load(
    folder: Path, other_run: Path, recommender: Recommender, other: Recommender, tmp_path: Path
) -> None:
    link, damaged, log = tmp_path / "current", tmp_path / "damaged", tmp_path / "log"
    shutil.copytree(other_run, damaged)
    weights_file(damaged).write_bytes(b"x")
    link.symlink_to(folder / "runs/TEMA-1")
    known = {recommender.run.weights_sha256: recommender, other.run.weights_sha256: other}
    lists = {tuple(one.item_id for one in model.recommend(HISTORY, 10)) for model in known.values()}
    assert len(lists) == 2
    stop, statuses, answers = threading.Event(), list[int](), set[tuple[str, ...]]()

    def replace(target: Path) -> None:
        (tmp_path / "next").symlink_to(target)
        (tmp_path / "next").replace(link)
        server.process.send_signal(signal.SIGHUP)

    def ask() -> None:
        while not stop.is_set():
            status, body = server.request("POST", "/recommend", {"history": HISTORY})
            statuses.append(status)
            answers.add(tuple(item["item_id"] for item in body["lists"][0]["items"]))

    with serving(folder, run=str(link), log=log) as server, ThreadPoolExecutor(4) as pool:
        clients = [pool.submit(ask) for _ in range(4)]
        try:
            assert weights_of(server) == recommender.run.weights_sha256
            replace(other_run)
            until(lambda: weights_of(server) == other.run.weights_sha256)
            replace(damaged)
            until(lambda: "previous one" in log.read_text())
            assert weights_of(server) == other.run.weights_sha256
            replace(folder / "runs/TEMA-1")
            until(lambda: weights_of(server) == recommender.run.weights_sha256)
        finally:
            stop.set()
        for client in clients:
            client.result()
        assert set(statuses) == {200} and answers == lists
    lines = log.read_text().splitlines()
    assert len(lines) == 3 and "Traceback" not in log.read_text()
    assert lines[1].startswith("The new model could not be loaded") and str(damaged) in lines[1]


@pytest.mark.slow
def test_memory_does_not_grow_with_reloads(folder: Path) -> None:
    with serving(folder, token=TOKEN) as server:
        resident = []
        for _ in range(15):
            assert server.request("POST", "/reload", **RIGHT)[0] == 200
            page = server.request("GET", "/metrics", **RIGHT)[1].decode()
            resident.append(float(re.search(r"^process_resident_memory_bytes (.*)$", page, re.MULTILINE)[1]))  # type: ignore[index]
    assert resident[-1] - resident[4] < 16 * 1024 * 1024


@pytest.mark.slow
@pytest.mark.parametrize("ignored", [False, True])
def test_closing_the_terminal_ends_the_server_unless_nohup(folder: Path, ignored: bool) -> None:
    """Started from a shell in a terminal, as users do; a session leader passes the signal on to its jobs."""
    run = [str(folder / "runs/TEMA-1"), "--data_path", str(folder / "data"), "--port", "0"]
    start = "import os, signal, subprocess, sys; " + ("signal.signal(1, signal.SIG_IGN); " if ignored else "")
    shell = (
        f"{start}child = subprocess.Popen([sys.executable, '-W', 'ignore', '-c', {_SERVE!r}, *{run!r}], "
        "stdout=subprocess.PIPE, text=True, restore_signals=False); "
        "print(child.pid, child.stdout.readline().rpartition(':')[2], flush=True); "
        "signal.signal(1, lambda *_: (child.send_signal(1), os._exit(0))); signal.pause()"
    )
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(sys.executable, [sys.executable, "-c", shell], {**os.environ, "OMP_NUM_THREADS": "1"})
    output = b""
    while not re.search(rb"^\d+ \d+\s*\n", output, re.MULTILINE):
        output += os.read(terminal, 4096)
    child, port = map(int, re.search(rb"^(\d+) (\d+)", output, re.MULTILINE).groups())  # type: ignore[union-attr]
    server = Server(port, subprocess.Popen(["true"], text=True))
    server.process.wait()
    try:
        until(lambda: server.request("GET", "/readyz")[0] == 200, 60)
        os.close(terminal)
        os.waitpid(pid, 0)
        if ignored:
            page = b""

            def reloaded() -> bool:
                nonlocal page
                page = server.request("GET", "/metrics")[1]
                return b'recbole_tema_reloads_total{result="done"} 1.0' in page

            until(reloaded)
        else:
            until(lambda: not Path(f"/proc/{child}").exists() or "Z" in _state(child), 60)
    finally:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
