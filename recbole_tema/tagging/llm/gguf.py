"""GGUF files, run inside this process by llama.cpp."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Optional

from recbole_tema.errors import BackendError, MissingExtraError
from recbole_tema.files.storage import sha256
from recbole_tema.tagging.llm.base import Messages, next_tokens, yes_share

# Tokens that are read at once. Beyond this llama.cpp takes other kernels, and a probability then depends, by some
# hundredths, on how much of the prompt had been read before; up to it, it does not (seen on 4-bit weights, one thread).
UBATCH = 32


class GGUFBackend:
    """A GGUF model in this process, through ``xllamacpp``; greedy, so that answers can be repeated.

    Parameters
    ----------
    path : Path
        The ``.gguf`` file.
    threads : int, optional
        Processor threads; all where None.
    context : int
        Tokens of prompt and answer together.
    parallel : int
        Requests that are answered together. Two cores gained nothing from more than one; and sums are then taken in
        another order each time, so that single answers differ from run to run.

    Raises
    ------
    BackendError
        If the file is missing or cannot be loaded.
    MissingExtraError
        If ``xllamacpp`` is not installed.
    """

    def __init__(self, path: Path, threads: Optional[int] = None, context: int = 2048, parallel: int = 1) -> None:
        self.path = Path(path)
        if not self.path.is_file():
            raise BackendError("no such model file.", path=self.path, remedy="Give the path of a .gguf file.")
        try:
            import gguf  # noqa: F401  read at the end, missed at once
            import xllamacpp
        except ImportError:
            raise MissingExtraError("xllamacpp and gguf", "llm") from None
        threads = threads or os.cpu_count() or 1
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(self.path)
        parameters.n_parallel = parallel
        parameters.n_ctx = context * parallel
        parameters.n_ubatch = UBATCH
        parameters.cpuparams.n_threads = threads
        parameters.cpuparams_batch.n_threads = threads
        parameters.verbosity = -1  # what goes wrong comes back as an error
        try:
            self._server = xllamacpp.Server(parameters)
        except Exception as error:  # the binding raises bare RuntimeError and others
            raise BackendError(
                f"could not be loaded as a language model ({error}).", path=self.path, remedy="Is it a whole GGUF file?"
            ) from error
        self.parallel = parallel
        self._pool = ThreadPoolExecutor(parallel)
        self._sha256 = sha256(self.path)
        self.identity = f"gguf ubatch={UBATCH} {self._sha256}"
        self.name = self._own_name()

    def _own_name(self) -> str:
        """The name that the file itself gives its model; the file's own where it gives none."""
        from gguf import GGUFReader

        field = GGUFReader(self.path).fields.get("general.name")
        return self.path.stem if field is None else str(field.contents())

    def describe(self) -> dict[str, Any]:
        """The model, for the record."""
        return {"name": self.name, "runtime": "xllamacpp", "sha256": self._sha256, "parallel": self.parallel}

    async def chat(self, messages: Messages, schema: Mapping[str, Any], max_tokens: int) -> str:
        """See :class:`~recbole_tema.tagging.llm.base.Backend`."""
        body = {"messages": list(messages), "max_tokens": max_tokens, "temperature": 0.0, "json_schema": schema}
        choice = await self._run(self._ask, body)
        return str(choice["message"]["content"])

    async def agreement(self, messages: Messages, openings: Sequence[str]) -> list[float]:
        """See :class:`~recbole_tema.tagging.llm.base.Backend`; what openings share is read once."""
        shares: list[float] = await self._run(self._shares, messages, openings)
        return shares

    async def close(self) -> None:
        """Let go of the threads; the model goes with the object."""
        self._pool.shutdown(wait=True)

    async def _run(self, function: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._pool, function, *arguments)

    def _shares(self, messages: Messages, openings: Sequence[str]) -> list[float]:
        shares = []
        for opening in openings:
            # llama.cpp goes on with an answer that has been begun.
            begun = [*messages, {"role": "assistant", "content": opening}]
            body = {"messages": begun, "max_tokens": 1, "temperature": 0.0, "logprobs": True, "top_logprobs": 20}
            shares.append(yes_share(next_tokens(self._ask(body))))
        return shares

    def _ask(self, body: dict[str, Any]) -> dict[str, Any]:
        try:
            answer = self._server.handle_chat_completions({**body, "cache_prompt": True})
        except Exception as error:  # the binding raises bare RuntimeError and others
            raise BackendError(f"the language model failed: {error}") from error
        if not isinstance(answer, dict) or not answer.get("choices"):
            raise BackendError(f"the language model gave no answer: {str(answer)[:200]}")
        choice: dict[str, Any] = answer["choices"][0]
        return choice
