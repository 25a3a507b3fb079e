"""Measure the service on loopback against the model alone: one client, and 16 clients at once, in one run.

    python -m benchmarks.speed.serve_speed runs/food-kitchen/TEMA-1

The model alone is ``full_sort_predict`` of a ready batch (and, for the rate of batches, ``topk`` of 10), on as many
threads as the service scores with and on all cores; ratios are to the faster. The measurements take turns, so that a
busy machine slows all alike. Server and clients share the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from recbole.data.interaction import Interaction
from rich.console import Console
from rich.table import Table

from benchmarks.records import SPEED_FILE, save_speed
from recbole_tema.recommend import History, Recommender

CLIENTS = 16
K = 10
SIZES = (1, CLIENTS, 64)
_HEAD = b"POST /recommend HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
_SERVE = "import sys, typer; from recbole_tema.cli.serve import serve_command; typer.run(serve_command)"


@contextmanager
def serving(run: Path, data_path: Path, threads: int | None) -> Iterator[int]:
    """Run the service in a new process; yields its port."""
    command = [sys.executable, "-W", "ignore", "-c", _SERVE, str(run), "--data_path", str(data_path), "--port", "0"]
    command += [] if threads is None else ["--threads", str(threads)]
    environment = {key: value for key, value in os.environ.items() if key != "RECBOLE_TEMA_TOKEN"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline().rpartition(":")[2])
            while not asyncio.run(_is_ready(port)):
                time.sleep(0.2)
            yield port
        finally:
            process.terminate()


def messages(histories: list[History]) -> list[bytes]:
    """Requests as bytes, composed before the clock starts."""
    requests = []
    for history in histories:
        body = json.dumps({"history": list(history.items), "times": list(history.times or []), "k": K}).encode()
        requests.append(_HEAD + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
    return requests


async def client(port: int, requests: Iterator[bytes], until: float) -> list[float]:
    """Seconds of each answer on one connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    latencies = []
    while time.perf_counter() < until:
        start = time.perf_counter()
        writer.write(next(requests))
        status, body = await _answer(reader)
        latencies.append(time.perf_counter() - start)
        if status != 200:
            raise SystemExit(f"The service answered with status {status}: {body[:200]!r}")
    writer.close()
    return latencies


async def clients(port: int, requests: list[bytes], number: int, seconds: float) -> list[float]:
    """The same on several connections at once, each with its own requests."""
    until = time.perf_counter() + seconds
    requests_by_client = [cycle(requests[i:] + requests[:i]) for i in range(0, number * 7, 7)]
    latencies = await asyncio.gather(*(client(port, own_requests, until) for own_requests in requests_by_client))
    return [latency for of_client in latencies for latency in of_client]


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
    return int(head.split(b" ", 2)[1]), await reader.readexactly(length)


async def _is_ready(port: int) -> bool:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    status, _ = await _answer(reader)
    writer.close()
    return status == 200


def batches(recommender: Recommender, histories: list[History], size: int) -> list[Interaction]:
    """Histories as input of the model, in batches of ``size``."""
    ready = []
    for start in range(0, len(histories) - size + 1, size):
        batch = recommender.histories.read(histories[start : start + size])
        ready.append(recommender.histories.interaction(*batch))
    return ready


def time_calls(call: Callable[[Any], object], inputs: list[Any], seconds: float) -> list[float]:
    """Seconds of each call, repeated for ``seconds``."""
    latencies, until = [], time.perf_counter() + seconds
    for value in cycle(inputs):
        start = time.perf_counter()
        call(value)
        latencies.append(time.perf_counter() - start)
        if time.perf_counter() > until:
            break
    return latencies


def time_model(recommender: Recommender, histories: list[History], seconds: float) -> dict[str, list[float]]:
    """Seconds of each call of the model, by size of batch and threads."""
    model, latencies = recommender.model, {}
    all_threads = torch.get_num_threads()
    for threads in sorted({max(1, all_threads - 1), all_threads}):
        torch.set_num_threads(threads)
        for size in SIZES:
            ready = batches(recommender, histories, size)

            def score(batch: Interaction, size: int = size) -> object:
                scores = model.full_sort_predict(batch)
                return scores if size == 1 else scores.view(size, -1).topk(K)

            with torch.no_grad():
                latencies[f"{size} on {threads}"] = time_calls(score, ready, seconds)
    torch.set_num_threads(all_threads)
    return latencies


def time_service(port: int, requests: list[bytes], seconds: float) -> dict[str, list[float]]:
    """Seconds of each request of one client and of many, and the wall time of the many."""
    one = asyncio.run(clients(port, requests, 1, seconds))
    start = time.perf_counter()
    many = asyncio.run(clients(port, requests, CLIENTS, seconds))
    return {"one": one, "many": many, "wall": [time.perf_counter() - start]}


def summary(latencies: dict[str, list[float]]) -> dict[str, Any]:
    """Latencies and rates."""
    alone = {name: float(np.median(values)) for name, values in latencies.items() if name.startswith("1 on")}
    rates = {
        name: int(name.split()[0]) / float(np.mean(values))
        for name, values in latencies.items()
        if " on " in name and name not in alone
    }
    best = {size: max(rate for name, rate in rates.items() if name.startswith(f"{size} on")) for size in SIZES[1:]}
    fastest, one = min(alone.values()), float(np.median(latencies["one"]))
    many = len(latencies["many"]) / sum(latencies["wall"])
    return {
        "bare_ms": {name: 1e3 * value for name, value in alone.items()},
        "bare_batches_histories_a_second": rates,
        "request_p50_ms": 1e3 * one,
        "request_p95_ms": 1e3 * float(np.quantile(latencies["one"], 0.95)),
        "request_p50_to_bare": one / fastest,
        "clients": CLIENTS,
        "clients_requests_a_second": many,
        "clients_p50_ms": 1e3 * float(np.median(latencies["many"])),
        "clients_p95_ms": 1e3 * float(np.quantile(latencies["many"], 0.95)),
        "clients_to_batches": {str(size): many / rate for size, rate in best.items()},
    }


def as_table(about: dict[str, Any], result: dict[str, Any]) -> Table:
    """The same as a table for the terminal."""
    table = Table("", "", title=f"{about['model']} on {about['dataset']}, {about['items']:,} items")
    for name, value in result["bare_ms"].items():
        table.add_row(f"model alone, {name} threads", f"{value:.2f} ms")
    for name, value in result["bare_batches_histories_a_second"].items():
        table.add_row(f"model alone, batches of {name} threads", f"{value:,.0f} histories/s")
    p50, p95, ratio = (result[f"request_{name}"] for name in ("p50_ms", "p95_ms", "p50_to_bare"))
    table.add_row("one request, p50 and p95", f"{p50:.2f} and {p95:.2f} ms")
    table.add_row("p50, of the model alone", f"{ratio:.2f}")
    table.add_row(f"{CLIENTS} clients", f"{result['clients_requests_a_second']:,.0f} requests/s")
    table.add_row(
        f"{CLIENTS} clients, p50 and p95", f"{result['clients_p50_ms']:.1f} and {result['clients_p95_ms']:.1f} ms"
    )
    for size, ratio in result["clients_to_batches"].items():
        table.add_row(f"{CLIENTS} clients, of the model on batches of {size}", f"{ratio:.2f}")
    return table


def main() -> None:
    """Print the table and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path, help="folder of a trained run")
    parser.add_argument("--data_path", type=Path, default=Path("atomic_data"))
    parser.add_argument("--threads", type=int, help="threads of the service (default: its own)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0, help="seconds of each measurement in a round")
    parser.add_argument("--output", type=Path, default=SPEED_FILE, help="JSON file (default: %(default)s)")
    arguments = parser.parse_args()
    recommender = Recommender.load(arguments.run, arguments.data_path)
    users = np.random.default_rng(0).permutation(recommender.users)
    max_length = recommender.histories.max_length
    whole = [recommender.history_of(user) for user in islice(users, 512)]
    histories = [
        History(history.items[-max_length:], None if history.times is None else history.times[-max_length:])
        for history in whole
    ]
    requests, latencies = messages(histories), dict[str, list[float]]()
    with serving(arguments.run, arguments.data_path, arguments.threads) as port:
        time_service(port, requests, 1.0)  # warms up
        for _ in range(arguments.rounds):
            of_round = time_model(recommender, histories, arguments.seconds)
            of_round.update(time_service(port, requests, arguments.seconds))
            for name, values in of_round.items():
                latencies.setdefault(name, []).extend(values)
    config = recommender.run.config
    about = {"dataset": config["dataset"], "items": len(recommender.items), "model": config["model"]}
    about |= {"service_threads": arguments.threads or torch.get_num_threads()}
    about |= {"networks": config["ensemble"], "cores": os.cpu_count(), "python": platform.python_version()}
    result = summary(latencies)
    Console(width=100).print(as_table(about, result))
    save_speed(arguments.output, "serve_speed", "", {**about, **result})


if __name__ == "__main__":
    main()
