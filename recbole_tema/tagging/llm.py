"""Language model backends: GGUF files run inside this process by llama.cpp."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Optional

from recbole_tema.atomic import sha256
from recbole_tema.errors import BackendError, MissingExtraError

Message = Mapping[str, str]


class GGUFBackend:
    """A GGUF model in this process, through ``xllamacpp``; greedy, so that answers can be repeated.

    Parameters
    ----------
    path : Path
        The ``.gguf`` file.
    threads : int
        Processor threads.
    context : int
        Tokens of prompt and answer together.

    Raises
    ------
    BackendError
        If the file is missing or cannot be loaded.
    MissingExtraError
        If ``xllamacpp`` is not installed.
    """

    def __init__(self, path: Path, threads: int = 2, context: int = 2048) -> None:
        self.path = Path(path)
        if not self.path.is_file():
            raise BackendError("no such model file.", path=self.path, remedy="Give the path of a .gguf file.")
        try:
            import gguf  # noqa: F401  read at the end, missed at once
            import xllamacpp
        except ImportError:
            raise MissingExtraError("xllamacpp and gguf", "llm") from None
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(self.path)
        parameters.n_parallel = 1
        parameters.n_ctx = context
        parameters.cpuparams.n_threads = threads
        parameters.cpuparams_batch.n_threads = threads
        parameters.verbosity = -1  # what goes wrong comes back as an error
        try:
            self._server = xllamacpp.Server(parameters)
        except Exception as error:  # the binding raises bare RuntimeError and others
            raise BackendError(
                f"could not be loaded as a language model ({error}).", path=self.path, remedy="Is it a whole GGUF file?"
            ) from error

    @cached_property
    def model_name(self) -> str:
        """The name that the file itself gives its model; the file's own where it gives none."""
        from gguf import GGUFReader

        field = GGUFReader(self.path).fields.get("general.name")
        return self.path.stem if field is None else str(field.contents())

    @cached_property
    def model_sha256(self) -> str:
        """SHA-256 of the model file."""
        return sha256(self.path)

    def chat(self, messages: Sequence[Message], schema: Optional[Mapping[str, Any]], max_tokens: int) -> str:
        """The model's answer.

        Parameters
        ----------
        messages : sequence of mapping
            ``role`` and ``content``.
        schema : mapping, optional
            JSON schema that constrains the answer.
        max_tokens : int
            The answer is cut there.

        Raises
        ------
        BackendError
            If the model gives no answer.
        """
        body: dict[str, Any] = {"messages": list(messages), "max_tokens": max_tokens, "temperature": 0.0}
        if schema is not None:
            body["json_schema"] = schema
        return str(self._ask(body)["message"]["content"])

    def next_token(self, messages: Sequence[Message], top: int = 200) -> dict[str, float]:
        """Probabilities of the answer's first token, for the ``top`` most likely ones.

        Raises
        ------
        BackendError
            If the model gives no answer.
        """
        body = {
            "messages": list(messages),
            "max_tokens": 1,
            "temperature": 0.0,
            "logprobs": True,
            "top_logprobs": top,
        }
        choice = self._ask(body)
        try:
            tokens = choice["logprobs"]["content"][0]["top_logprobs"]
        except (KeyError, IndexError, TypeError):
            raise BackendError("the model gave no token probabilities.", remedy="Choose scoring written.") from None
        probabilities: dict[str, float] = {}
        for token in tokens:
            text = token["token"]
            # Six digits: enough for any score, and the same text in the cache on every machine's JSON.
            probabilities[text] = round(probabilities.get(text, 0.0) + math.exp(token["logprob"]), 6)
        return {text: p for text, p in probabilities.items() if p > 0}

    def _ask(self, body: dict[str, Any]) -> dict[str, Any]:
        try:
            answer = self._server.handle_chat_completions({**body, "cache_prompt": True})
        except Exception as error:  # the binding raises bare RuntimeError and others
            raise BackendError(f"the language model failed: {error}") from error
        if not isinstance(answer, dict) or not answer.get("choices"):
            raise BackendError(f"the language model gave no answer: {str(answer)[:200]}")
        choice: dict[str, Any] = answer["choices"][0]
        return choice
