"""GGUF models, run in this process by llama.cpp."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from recbole_tema.errors import BackendError, MissingExtraError
from recbole_tema.files.storage import sha256
from recbole_tema.tagging.llm.base import Messages, answer_text, next_token_probabilities, yes_probability

# Tokens processed at once. With larger micro-batches llama.cpp uses other kernels, and a probability then depends, by
# some hundredths, on how much of the prompt was in its cache; up to this size it does not (observed with 4-bit weights
# and one thread).
MICRO_BATCH = 32
# Hybrid models answer at once. llama.cpp refuses to continue an answer of a model that thinks first.
NO_THINKING = {"chat_template_kwargs": {"enable_thinking": False}}


class GGUFBackend:
    """A GGUF model in this process, by ``xllamacpp``; decoding is greedy, so that answers are reproducible.

    Parameters
    ----------
    path : Path
        The ``.gguf`` file.
    threads : int, optional
        CPU threads; all by default.
    context : int
        Maximum number of tokens of prompt and answer together.
    parallel : int
        Number of concurrent requests. More than one gained nothing on two cores, and makes single answers differ from
        run to run, since sums are then computed in varying order.

    Raises
    ------
    BackendError
        If the file is missing or cannot be loaded.
    MissingExtraError
        If ``xllamacpp`` or ``gguf`` is not installed.
    """

    def __init__(self, path: Path, threads: int | None = None, context: int = 2048, parallel: int = 1) -> None:
        self.path = Path(path)
        if not self.path.is_file():
            raise BackendError(
                "The model file does not exist.", path=self.path, remedy="Give the path of a .gguf file."
            )
        try:
            import gguf  # noqa: F401  needed at the end, so a missing package is reported at once
            import xllamacpp
        except ImportError:
            raise MissingExtraError("xllamacpp and gguf", "llm") from None
        threads = threads or os.cpu_count() or 1
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(self.path)
        parameters.n_parallel = parallel
        parameters.n_ctx = context * parallel
        parameters.n_ubatch = MICRO_BATCH
        parameters.cpuparams.n_threads = threads
        parameters.cpuparams_batch.n_threads = threads
        parameters.verbosity = -1  # errors are raised
        try:
            self._server = xllamacpp.Server(parameters)
        except Exception as error:  # the binding raises bare RuntimeError and others
            raise BackendError(
                f"The file could not be loaded as a language model ({error}).",
                path=self.path,
                remedy="Check that it is a complete GGUF file.",
            ) from error
        self.parallel = parallel
        self._pool = ThreadPoolExecutor(parallel)
        self._sha256 = sha256(self.path)
        self.identity = f"gguf ubatch={MICRO_BATCH} {self._sha256}"
        self.name = self._model_name()

    def _model_name(self) -> str:
        """Name of the model in the file's metadata, or else the file's name."""
        from gguf import GGUFReader

        field = GGUFReader(self.path).fields.get("general.name")
        return self.path.stem if field is None else str(field.contents())

    def describe(self) -> dict[str, Any]:
        """Description of the model for the provenance record."""
        return {"name": self.name, "runtime": "xllamacpp", "sha256": self._sha256, "parallel": self.parallel}

    async def chat(self, messages: Messages, schema: Mapping[str, Any], max_tokens: int) -> str:
        """See :class:`~recbole_tema.tagging.llm.base.Backend`."""
        body = {"messages": list(messages), "max_tokens": max_tokens, "temperature": 0.0}
        if schema:
            body["json_schema"] = schema
        return answer_text(await self._run(self._complete, body), schema, max_tokens)

    async def yes_probabilities(self, messages: Messages, answer_prefixes: Sequence[str]) -> list[float]:
        """See :class:`~recbole_tema.tagging.llm.base.Backend`; what the prefixes share is processed once."""
        probabilities: list[float] = await self._run(self._yes_probabilities, messages, answer_prefixes)
        return probabilities

    async def close(self) -> None:
        """Release the threads; the model is freed with the object."""
        self._pool.shutdown(wait=True)

    async def _run(self, function: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._pool, function, *arguments)

    def _yes_probabilities(self, messages: Messages, answer_prefixes: Sequence[str]) -> list[float]:
        probabilities = []
        for prefix in answer_prefixes:
            # llama.cpp continues a last message whose role is "assistant".
            conversation = [*messages, {"role": "assistant", "content": prefix}]
            body = {"messages": conversation, "max_tokens": 1, "temperature": 0.0, "logprobs": True, "top_logprobs": 20}
            probabilities.append(yes_probability(next_token_probabilities(self._complete(body))))
        return probabilities

    def _complete(self, body: dict[str, Any]) -> dict[str, Any]:
        try:
            response = self._server.handle_chat_completions({**body, **NO_THINKING, "cache_prompt": True})
        except Exception as error:  # the binding raises bare RuntimeError and others
            raise BackendError(f"The language model failed: {error}.") from error
        if not isinstance(response, dict) or not response.get("choices"):
            raise BackendError(f"The language model gave no answer: {str(response)[:200]}.")
        choice: dict[str, Any] = response["choices"][0]
        return choice
