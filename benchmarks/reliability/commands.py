"""Commands in processes of their own that have imported everything, so that a kill hits the work and not an import."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import ibis.backends.duckdb  # noqa: F401  imported before the processes fork
import numpy as np
import openai  # noqa: F401
import pyarrow.parquet  # noqa: F401
import torch

from recbole_tema.cli import main
from recbole_tema.encoding import pipeline

_CONTEXT: Any = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__])
_WORDS = ("bread", "olive", "green", "steel", "fresh", "sharp", "sweet", "small")


@dataclass(frozen=True)
class Outcome:
    """End of a command: exit code (negative for a signal), seconds, and what it printed."""

    code: int
    seconds: float
    printed: str

    @property
    def has_traceback(self) -> bool:
        """Whether it showed or logged a traceback."""
        return self.code == 1 or "Traceback" in self.printed or "Unexpected error" in self.printed

    @property
    def message(self) -> str:
        """The last line that it printed."""
        return (self.printed.strip().splitlines() or [""])[-1]


class HashedTexts:
    """A text encoder without weights: a vector from the hash of the text, as slow as a small model."""

    dim = 8

    def describe(self) -> dict[str, Any]:
        """Description for the provenance record."""
        return {"name": "hashed", "dim": 8}

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of float32, shape (n_texts, 8)."""
        time.sleep(0.01)
        seeds = [int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) for text in texts]
        return np.stack([np.random.default_rng(seed).normal(size=8) for seed in seeds]).astype(np.float32)

    def is_truncated(self, texts: Sequence[str]) -> np.ndarray:
        """Never."""
        return np.zeros(len(texts), dtype=bool)


def run_command(
    arguments: Sequence[str], folder: Path, *, kill_after: float | None = None, log: Path | None = None
) -> Outcome:
    """Run a command in a folder.

    Parameters
    ----------
    arguments : sequence of str
    folder : Path
        Its working folder.
    kill_after : float, optional
        Seconds after which the process is killed.
    log : Path, optional
        File of what it prints; by default beside the folder.
    """
    log = log or folder.with_name(f"{folder.name}.log")
    started = time.monotonic()
    process = _CONTEXT.Process(target=_work, args=(list(arguments), str(folder), str(log)))
    process.start()
    process.join(600 if kill_after is None else kill_after)
    if process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
        process.join()
    return Outcome(process.exitcode, time.monotonic() - started, log.read_text(encoding="utf-8", errors="replace"))


def _work(arguments: list[str], folder: str, log: str) -> None:
    output = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o644)
    os.dup2(output, 1)
    os.dup2(output, 2)
    # Open to the end of the process.
    sys.stdout = open(1, "w", closefd=False, encoding="utf-8")  # noqa: SIM115
    sys.stderr = open(2, "w", closefd=False, encoding="utf-8", errors="backslashreplace", buffering=1)  # noqa: SIM115
    os.chdir(folder)
    sys.argv = ["recbole-tema"]
    torch.set_num_threads(1)
    replaced: Any = pipeline
    replaced.SHARD_SIZE = 4
    replaced.open_text_encoder = lambda spec: HashedTexts()
    main(arguments)


def _answer(schema: Mapping[str, Any], digest: bytes) -> Any:
    """An answer to a JSON schema of arrays of words or numbers, or of an object of such arrays."""
    if schema["type"] == "object":
        texts = {name: digest + name.encode() for name in schema["properties"]}
        return {
            name: _answer(schema["properties"][name], hashlib.sha256(text).digest()) for name, text in texts.items()
        }
    if schema["items"]["type"] == "integer":
        return [byte % 11 for byte in digest[: schema.get("minItems", 3)]]
    return [_WORDS[byte % len(_WORDS)] for byte in digest[: schema.get("minItems", 3)]]


class _Model(BaseHTTPRequestHandler):
    """Answers that follow the schema and depend only on the request."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        digest = hashlib.sha256(json.dumps(body["messages"]).encode()).digest()
        schema = body["response_format"]["json_schema"]["schema"]
        answer = _answer(schema, digest)
        content = json.dumps({"choices": [{"message": {"role": "assistant", "content": json.dumps(answer)}}]})
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        time.sleep(0.003)
        self.wfile.write(content.encode())

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def language_model() -> Iterator[str]:
    """A server on the loopback interface that behaves as a language model; its address for ``--llm``."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Model)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"openai:model@http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
