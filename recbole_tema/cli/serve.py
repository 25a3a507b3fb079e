"""`recbole-tema serve` on the command line."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console

from recbole_tema.cli._options import command_options
from recbole_tema.errors import ConfigError, MissingExtraError
from recbole_tema.serve.settings import Settings, token_for

if TYPE_CHECKING:
    import uvicorn

    from recbole_tema.recommend import Recommender

_PACKAGES = ("fastapi", "uvicorn", "prometheus_client")
# Python's default of 5 ms is longer than a whole request: threads would wait that long at every call into PyTorch.
_SWITCH_INTERVAL = 0.0001


@command_options(panels={"limits": "Limits"}, limits=Settings)
def serve_command(
    limits: dict[str, Any],
    run: Path = typer.Argument(..., help="Folder of a run."),
    data_path: Path = typer.Option(Path("atomic_data"), "--data_path", help="Folder that holds the dataset's folder."),
    host: str = typer.Option("127.0.0.1", help="Address to listen on; others than loopback need RECBOLE_TEMA_TOKEN."),
    port: int = typer.Option(8000, min=0, max=65535, help="Port to listen on; 0 for any free one."),
    index: str | None = typer.Option(
        None, help="Use an approximate index: ivf for that of the run, or its folder. Built if missing."
    ),
    threads: int | None = typer.Option(
        None, min=1, help="Threads for scoring: the number of cores by default; fewer are faster on busy machines."
    ),
) -> None:
    """Serve a trained model over HTTP, with a demo page.

    If RECBOLE_TEMA_TOKEN is set, callers must send it as a bearer token. On SIGHUP the server loads the run again and
    replaces the model without a pause. On SIGTERM it completes requests in flight.
    """
    for package in _PACKAGES:
        if find_spec(package) is None:
            raise MissingExtraError(package, "serve")
    settings = Settings(**limits, token=token_for(host))
    sys.setswitchinterval(_SWITCH_INTERVAL)

    def load() -> Recommender:
        import torch

        from recbole_tema.recommend import Recommender

        torch.set_num_threads(threads or torch.get_num_threads())
        # Resolved at each load: if a link is replaced meanwhile, all files are still those of one run.
        return Recommender.load(run.resolve(), data_path.resolve(), index=index)

    _serve(load, settings, host, port, str(run))


def _serve(load: Any, settings: Settings, host: str, port: int, name: str) -> None:
    import uvicorn

    from recbole_tema.serve import create_app
    from recbole_tema.serve.connections import limited_protocol

    failures: list[BaseException] = []

    def give_up(error: BaseException) -> None:
        failures.append(error)
        server.should_exit = True

    app = create_app(load, settings, give_up, _log)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http=limited_protocol(settings),
        ws="none",
        log_level="warning",
        access_log=False,  # searches and histories are private
        server_header=False,
        timeout_graceful_shutdown=int(settings.timeout + settings.upload_timeout) + 1,
    )
    server = uvicorn.Server(config)
    listening = _listen(host, port)
    # uvicorn raises the signal that stopped it again at the end.
    handlers: dict[signal.Signals, Any] = {stop: lambda *_: None for stop in (signal.SIGINT, signal.SIGTERM)}
    if hasattr(signal, "SIGHUP"):
        handlers[signal.SIGHUP] = _hangup_handler(app.state.service.request_reload, server)
    previous = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    address = listening.getsockname()
    shown_host = f"[{address[0]}]" if ":" in address[0] else address[0]
    message = f"Serving {name} on http://{shown_host}:{address[1]}"
    Console().print(message, markup=False, highlight=False, soft_wrap=True)
    try:
        server.run(sockets=[listening])
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
    if failures:
        raise failures[0]


def _hangup_handler(reload: Callable[[], object], server: uvicorn.Server) -> Callable[..., None]:
    """Handler of SIGHUP, which the system also sends when the terminal of the server is closed."""
    ends_with_terminal = _has_terminal() and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN  # as set by nohup

    def handle(*_: object) -> None:
        if ends_with_terminal and not _has_terminal():
            server.should_exit = True
        else:
            reload()

    return handle


def _has_terminal() -> bool:
    try:
        os.close(os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY))
    except OSError:
        return False
    return True


def _log(line: str) -> None:
    # A closed terminal or pipe must not end the service.
    with suppress(OSError):
        print(line, file=sys.stderr, flush=True)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio recognises TCP and disables Nagle's algorithm, which costs 40 ms per response.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host.strip("[]"), port))
        listening.listen(512)
    except OSError as error:
        listening.close()
        raise ConfigError(
            f"Cannot listen on {host}, port {port} ({error.strerror}).", remedy="Choose another port or host."
        ) from None
    return listening
