"""Send generated, hostile and ordinary requests to the service, and count what must not happen.

    python -m benchmarks.reliability.service runs/ml-100k-cross/TEMA-2024

1. `schemathesis`: valid and invalid requests generated from the OpenAPI description; each response must conform to it.
2. `memory`: resident memory while requests of many kinds are sent; the growth is that after the first tenth.
3. `load`: clients at once, while another address opens idle connections without end and the run is loaded again by
   SIGHUP. Counted are responses with another status than the expected one (503 and 504 apart, as overload), and those
   without the security headers.

The exit status is 1 if a count of the result that must be 0 is not.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.records import RELIABILITY_FILE, save_reliability

CLIENTS = 16
MAX_GROWTH_MB = 15
_SERVE = "import sys, typer; from recbole_tema.cli.serve import serve_command; typer.run(serve_command)"
_CONFORMANCE = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)
# Too many requests wait, or a request waited for too long: depends on the machine.
_OVERLOAD = (503, 504)
_MUST_BE_ZERO = ("violations", "server_errors", "unexpected", "without_headers", "tracebacks")


class Server(NamedTuple):
    """A service in a separate process."""

    port: int
    process: subprocess.Popen[str]
    log: Path

    def metric(self, name: str) -> float:
        """Value of a metric without labels."""
        page = request(self.port, "GET", "/metrics").content.decode()
        return next(float(line.split()[1]) for line in page.splitlines() if line.startswith(f"{name} "))

    def resident_mb(self) -> float:
        """Resident memory of the process."""
        return self.metric("process_resident_memory_bytes") / 2**20

    def tracebacks(self) -> int:
        """Number of tracebacks that the server has written."""
        return self.log.read_text().count("Traceback")


class Response(NamedTuple):
    """Response to one request."""

    status: int
    has_headers: bool
    content: bytes


@contextmanager
def serving(run: Path, data_path: Path, log: Path) -> Iterator[Server]:
    """Run the service in a new process."""
    options = ["--data_path", str(data_path), "--port", "0", "--threads", "1"]  # clients share the machine
    command = [sys.executable, "-W", "ignore", "-c", _SERVE, str(run), *options]
    environment = {key: value for key, value in os.environ.items() if key != "RECBOLE_TEMA_TOKEN"}
    with (
        log.open("w") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment) as process,
    ):
        try:
            assert process.stdout is not None
            server = Server(int(process.stdout.readline().rpartition(":")[2]), process, log)
            while request(server.port, "GET", "/readyz").status != 200:
                time.sleep(0.2)
            yield server
        finally:
            process.terminate()


def request(port: int, method: str, path: str, body: Any = None) -> Response:
    """Response to one request; a body that is not bytes is sent as JSON."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    try:
        connection.request(method, path, sent, {"Content-Type": "application/json"})
        response = connection.getresponse()
        content = response.read()
    finally:
        connection.close()
    policy = response.getheader("Content-Security-Policy") or ""
    has_headers = response.getheader("X-Content-Type-Options") == "nosniff" and "default-src 'none'" in policy
    return Response(response.status, has_headers, content)


def mixed_request(port: int, items: list[str], n: int) -> tuple[int, Response]:
    """The n-th of a fixed sequence of requests of many kinds: the expected status and the response."""
    history = [items[(n * step) % len(items)] for step in (1, 7, 31)]
    kinds: list[tuple[int, str, str, Any]] = [
        (200, "POST", "/recommend", {"history": history, "k": 1 + n % 20}),
        (200, "POST", "/recommend", {"history": history[:1], "k": 3, "explain": True}),
        (200, "POST", "/recommend", {"history": [*history, f"unknown-{n}"], "unknown_items": "skip"}),
        (422, "POST", "/recommend", {"history": [f"unknown-{n}"]}),
        (422, "POST", "/recommend", {"history": [], "k": 10**9 + n}),
        (422, "POST", "/recommend", {"history": [0.5], "times": "x" * (n % 1000)}),
        (400, "POST", "/recommend", b"{" * (1 + n % 1000)),
        (400, "POST", "/recommend", b"[" * 100_000),
        (413, "POST", "/recommend", b" " * 300_000),
        (200, "GET", f"/items?q=unknown%20{n}", None),
        (404, "GET", f"/items/unknown-{n}", None),
        (404, "GET", f"/images/..%2f..%2funknown-{n}", None),
        (404, "GET", f"/unknown/{n}", None),
        (403, "POST", "/reload", None),
        (200, "GET", "/info", None),
        (200, "GET", "/", None),
    ]
    status, method, path, body = kinds[n % len(kinds)]
    return status, request(port, method, path, body)


def schemathesis_phase(server: Server, n_requests: int) -> dict[str, Any]:
    """Requests generated from the OpenAPI description, half of them invalid."""
    import schemathesis
    from hypothesis import HealthCheck, given, settings

    schemathesis.checks.load_all_checks()
    schema = schemathesis.openapi.from_url(f"http://127.0.0.1:{server.port}/openapi.json")
    operations = {one.ok().label: one.ok() for one in schema.get_all_operations()}
    negative = [label for label in ("GET /items", "POST /recommend") if label in operations]
    with_input = [*negative, "GET /items/{item_id}", "GET /images/{item_id}"]
    statuses, violations = Counter[int](), list[str]()
    plan = [("NEGATIVE", label) for label in negative] + [("POSITIVE", label) for label in operations]
    share = -(-n_requests // sum(mode == "NEGATIVE" or label in with_input for mode, label in plan))

    def send(mode: str, label: str) -> None:
        names = [*_CONFORMANCE, *(["negative_data_rejection"] if mode == "NEGATIVE" else [])]
        checks = schemathesis.checks.CHECKS.get_by_names(names)

        @given(case=operations[label].as_strategy(generation_mode=schemathesis.GenerationMode[mode]))
        @settings(
            max_examples=share if label in with_input else 2,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            derandomize=True,
        )
        def check(case: Any) -> None:
            response = case.call(timeout=60)
            statuses[response.status_code] += 1
            try:
                case.validate_response(response, checks=checks)
            except Exception as error:  # counted, so that the other requests are sent too
                violations.append(f"{label}: {error}"[:300])

        check()

    for mode, label in plan:
        send(mode, label)
    return _summary(statuses) | {"violations": len(violations), "first_violations": violations[:3]}


@contextmanager
def disturbed(server: Server) -> Iterator[list[int]]:
    """Open idle connections of another address, and load the run again every few seconds.

    Yields a list that finally holds the number of connections that were opened.
    """
    stop, opened = threading.Event(), [0]

    def hold_idle_connections() -> None:
        connections: list[socket.socket] = []
        while not stop.wait(0.01):
            with suppress(OSError):
                address = ("127.0.0.1", server.port)
                connections.append(socket.create_connection(address, 5, source_address=("127.0.0.2", 0)))
                connections[-1].sendall(b"POST /recommend HTTP/1.1\r\n"[: opened[0] % 20])
                opened[0] += 1
            if len(connections) > 600:
                connections.pop(0).close()
        for connection in connections:
            connection.close()

    def reload() -> None:
        while not stop.wait(4):
            server.process.send_signal(signal.SIGHUP)

    threads = [threading.Thread(target=hold_idle_connections), threading.Thread(target=reload)]
    for thread in threads:
        thread.start()
    try:
        yield opened
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def load_phase(server: Server, items: list[str], n_requests: int) -> dict[str, Any]:
    """Many clients at once, beside idle connections of another address and reloads."""
    seconds: list[float] = []
    statuses, unexpected, without_headers = Counter[int](), list[str](), 0

    def send(n: int) -> tuple[int, Response]:
        start = time.perf_counter()
        answer = mixed_request(server.port, items, n)
        seconds.append(time.perf_counter() - start)
        return answer

    with disturbed(server) as opened, ThreadPoolExecutor(CLIENTS) as pool:
        for n, (expected, response) in enumerate(pool.map(send, range(n_requests))):
            statuses[response.status] += 1
            without_headers += not response.has_headers
            if response.status not in (expected, *_OVERLOAD):
                unexpected.append(f"request {n}: {response.status} instead of {expected}")
    return _summary(statuses) | {
        "clients": CLIENTS,
        "idle_connections_opened": opened[0],
        "reloads": server.log.read_text().count("A new model is served"),
        "unexpected": len(unexpected),
        "first_unexpected": unexpected[:3],
        "without_headers": without_headers,
        "p50_ms": round(1e3 * sorted(seconds)[len(seconds) // 2], 1),
        "max_ms": round(1e3 * max(seconds), 1),
    }


def memory_phase(server: Server, items: list[str], n_requests: int) -> dict[str, Any]:
    """Resident memory after each tenth of the requests."""
    statuses, resident, tenth = Counter[int](), list[float](), n_requests // 10
    with ThreadPoolExecutor(8) as pool:
        for start in range(0, n_requests, tenth):
            numbers = range(start, min(start + tenth, n_requests))
            statuses.update(
                answer[1].status for answer in pool.map(lambda n: mixed_request(server.port, items, n), numbers)
            )
            resident.append(round(server.resident_mb(), 1))
    return _summary(statuses) | {"resident_mb": resident, "growth_mb": round(resident[-1] - resident[0], 1)}


def _summary(statuses: Counter[int]) -> dict[str, Any]:
    return {
        "requests": statuses.total(),
        "statuses": {str(status): count for status, count in sorted(statuses.items())},
        "server_errors": sum(count for status, count in statuses.items() if status >= 500 and status not in _OVERLOAD),
        "overload": sum(statuses[status] for status in _OVERLOAD),
    }


def problems(result: dict[str, dict[str, Any]]) -> list[str]:
    """What must not happen and did."""
    counts = {
        f"{phase} {name}": values[name] for phase, values in result.items() for name in _MUST_BE_ZERO if name in values
    }
    failures = [f"{name}: {count}" for name, count in counts.items() if count]
    growth = result["memory"]["growth_mb"]
    return failures + ([f"memory grew by {growth} MB"] if growth > MAX_GROWTH_MB else [])


def main() -> int:
    """Write the JSON and print the problems."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path, help="folder of a trained run")
    parser.add_argument("--data_path", type=Path, default=Path("atomic_data"))
    parser.add_argument("--generated", type=int, default=2000, help="requests of schemathesis")
    parser.add_argument("--load", type=int, default=6000, help="requests under load")
    parser.add_argument("--memory", type=int, default=5000, help="requests while the memory is measured")
    parser.add_argument("--output", type=Path, default=RELIABILITY_FILE, help="JSON file (default: %(default)s)")
    arguments = parser.parse_args()
    result: dict[str, dict[str, Any]] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(arguments.run, arguments.data_path, Path(folder) / "log") as server,
    ):
        search = json.loads(request(server.port, "GET", "/items?limit=100").content)
        items = [item["item_id"] for item in search["items"]]
        about = json.loads(request(server.port, "GET", "/info").content)
        result["schemathesis"] = schemathesis_phase(server, arguments.generated)
        # Before the reloads, after which freed memory could hide a growth.
        result["memory"] = memory_phase(server, items, arguments.memory)
        result["load"] = load_phase(server, items, arguments.load)
        result["log"] = {"tracebacks": server.tracebacks(), "lines": len(server.log.read_text().splitlines())}
        ended = server.process.poll()
    machine = {"cores": os.cpu_count(), "python": platform.python_version()}
    described = {"dataset": about["dataset"], "model": about["model"]}
    save_reliability(arguments.output, "service", {**described, "machine": machine, **result})
    failures = problems(result) + ([] if ended is None else [f"The server ended with {ended}."])
    print(json.dumps(result, indent=1))
    print("\n".join(failures) or "No problem.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
