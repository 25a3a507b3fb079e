"""`recbole-tema serve` on the command line."""

from __future__ import annotations

import signal
import socket
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Optional

import typer
from rich.console import Console

from recbole_tema.errors import ConfigError, MissingExtraError

if TYPE_CHECKING:
    from recbole_tema.serve import Settings

_PACKAGES = ("fastapi", "uvicorn", "prometheus_client")
# Threads that wait for Python's lock wait so long, at every call into PyTorch; 5 ms is more than a whole answer takes.
_SWITCH_SECONDS = 0.0001
_LIMITS = "Limits"


def serve_command(
    run: Path = typer.Argument(..., help="A run's folder."),
    data_path: Path = typer.Option(Path("atomic_data"), "--data_path", help="The folder above the dataset's."),
    host: str = typer.Option("127.0.0.1", help="Where to listen; any but this machine needs RECBOLE_TEMA_TOKEN."),
    port: int = typer.Option(8000, min=0, max=65535, help="0 takes a free one."),
    max_k: int = typer.Option(100, min=1, help="Recommendations in one list.", rich_help_panel=_LIMITS),
    max_history: int = typer.Option(1000, min=1, help="Items of a history.", rich_help_panel=_LIMITS),
    max_body: int = typer.Option(256 * 1024, min=1024, help="Bytes of a request.", rich_help_panel=_LIMITS),
    timeout: float = typer.Option(10.0, min=0.1, help="Seconds for an answer.", rich_help_panel=_LIMITS),
    upload_timeout: float = typer.Option(
        10.0, min=0.1, help="Seconds for a request to arrive, headers and body each.", rich_help_panel=_LIMITS
    ),
    batch: int = typer.Option(64, min=1, help="Requests scored together.", rich_help_panel=_LIMITS),
    index: str = typer.Option("", help="Look items up in an index: hnsw or ivf; made where there is none."),
    threads: Optional[int] = typer.Option(
        None, min=1, help="Threads that score; as many as there are cores by default, fewer where they have other work."
    ),
) -> None:
    """Serve a trained model over HTTP, with a page to try it on.

    With RECBOLE_TEMA_TOKEN set, callers must send it as a bearer token. SIGTERM lets running requests end.
    """
    for package in _PACKAGES:
        if find_spec(package) is None:
            raise MissingExtraError(package, "serve")
    from recbole_tema.serve import Settings
    from recbole_tema.serve.settings import token_for

    settings = Settings(
        most_items=max_k,
        longest_history=max_history,
        largest_body=max_body,
        seconds=timeout,
        upload_seconds=upload_timeout,
        batch=batch,
        token=token_for(host),
    )
    sys.setswitchinterval(_SWITCH_SECONDS)
    _serve(run, data_path, host, port, settings, threads, index)


def _serve(
    run: Path, data_path: Path, host: str, port: int, settings: Settings, threads: Optional[int], index: str
) -> None:
    import torch
    import uvicorn

    from recbole_tema.recommend import Recommender, load_recommender
    from recbole_tema.serve import create_app
    from recbole_tema.serve.connections import impatient

    failures: list[BaseException] = []

    def give_up(error: BaseException) -> None:
        failures.append(error)
        server.should_exit = True

    def load() -> Recommender:
        # Threads wait for each other at every step: on cores that others use, fewer are faster.
        torch.set_num_threads(threads or torch.get_num_threads())
        return load_recommender(run, data_path, index)

    app = create_app(load, settings, give_up)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http=impatient(settings.upload_seconds),
        ws="none",
        log_level="warning",
        access_log=False,  # what people search and have is not for a log
        server_header=False,
        limit_concurrency=settings.most_connections,
        timeout_graceful_shutdown=int(settings.seconds + settings.upload_seconds) + 1,
    )
    listening = _listen(host, port)
    at = listening.getsockname()
    name = f"[{at[0]}]" if ":" in at[0] else at[0]
    Console().print(f"Serving {run} on http://{name}:{at[1]}", markup=False, highlight=False, soft_wrap=True)
    server = uvicorn.Server(config)
    # uvicorn raises what stopped it once more when all is done.
    before = {stop: signal.signal(stop, lambda *_: None) for stop in (signal.SIGINT, signal.SIGTERM)}
    try:
        server.run(sockets=[listening])
    finally:
        for stop, handler in before.items():
            signal.signal(stop, handler)
    if failures:
        raise failures[0]


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named, or asyncio does not see TCP and leaves Nagle's algorithm on: 40 ms an answer.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host.strip("[]"), port))
        listening.listen(512)
    except OSError as error:
        listening.close()
        raise ConfigError(f"cannot listen on {host}, port {port} ({error.strerror}).", remedy="Take another.") from None
    return listening
