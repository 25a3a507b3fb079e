"""Models from the Hugging Face hub or a folder in its layout, run in this process by ``transformers``."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import torch

from recbole_tema.errors import BackendError, MissingExtraError, first_line_of
from recbole_tema.files.hub import cached_snapshot, model_source
from recbole_tema.files.model_folder import check_no_code
from recbole_tema.files.storage import sha256
from recbole_tema.tagging.llm.base import (
    Messages,
    TruncatedAnswerError,
    is_only_thinking,
    yes_probability,
)

# Likeliest next tokens that are considered, as many as servers report.
TOP_TOKENS = 20
# Files of a model's folder that determine its answers.
MODEL_SUFFIXES = {".json", ".jinja", ".model", ".safetensors", ".txt"}
R = TypeVar("R")


@dataclass
class _Request:
    messages: Messages
    answer: asyncio.Future[Any] = field(default_factory=lambda: asyncio.get_running_loop().create_future(), init=False)


@dataclass
class _ChatRequest(_Request):
    max_tokens: int


@dataclass
class _YesRequest(_Request):
    answer_prefixes: Sequence[str]


class TransformersBackend:
    """A causal language model with a chat template, decoded greedily; waiting requests are answered as one batch.

    Decoding is not constrained to a schema: the prompt must describe and demonstrate the form of an answer.

    Parameters
    ----------
    model : str
        A Hugging Face id or a folder. Weights are read from safetensors, and no code of a model is run.
    device : str, optional
        By default a GPU if there is one, else the CPU.
    batch : int
        Number of requests that are answered together.
    dtype : str, optional
        By default ``bfloat16`` on a GPU and ``float32`` elsewhere.

    Raises
    ------
    BackendError
        If the model cannot be loaded or has no chat template, or the hub cannot be reached and the model is not in its
        cache.
    MissingExtraError
        If ``transformers`` is not installed.
    """

    def __init__(self, model: str, *, device: str | None = None, batch: int = 8, dtype: str | None = None) -> None:
        self._device = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
        self._dtype = dtype or ("bfloat16" if self._device.type == "cuda" else "float32")
        folder = Path(model).expanduser()
        self._tokenizer, self._model = _load(model, folder, self._device, self._dtype)
        if folder.is_dir():
            self.name, self._version = folder.resolve().name, _folder_sha256(folder)
        else:
            snapshot = cached_snapshot(model, "config.json")  # its name is the commit
            self.name, self._version = model, f"{model}@{snapshot.name if snapshot else 'unknown'}"
        # With the data type, since rounding changes answers.
        self.identity = f"transformers {self._version} {self._dtype}"
        self.parallel = batch
        # One thread, since concurrent forward passes would only compete for the device.
        self._pool = ThreadPoolExecutor(1)
        self._token_texts: dict[int, str] = {}
        self._waiting: list[_Request] = []
        self._worker: asyncio.Task[None] | None = None

    def describe(self) -> dict[str, Any]:
        """Description of the model for the provenance record."""
        return {
            "name": self.name,
            "runtime": "transformers",
            "version": self._version,
            "device": self._device.type,
            "dtype": self._dtype,
            "parallel": self.parallel,
        }

    async def chat(self, messages: Messages, schema: Mapping[str, Any], max_tokens: int) -> str:
        """See :class:`~recbole_tema.tagging.llm.base.Backend`; the schema is not used.

        With the schema in words after the item, Qwen2.5-Coder-1.5B answered all of 400 items with the schema itself;
        without it, the examples of the prompt made it answer 399 with tags.
        """
        answer, is_complete = await self._answer(_ChatRequest(messages, max_tokens))
        if not is_complete:
            raise TruncatedAnswerError(answer, max_tokens, is_only_thinking(answer))
        return str(answer)

    async def yes_probabilities(self, messages: Messages, answer_prefixes: Sequence[str]) -> list[float]:
        """See :class:`~recbole_tema.tagging.llm.base.Backend`; what the prefixes share is processed once."""
        if not answer_prefixes:
            return []
        return [yes_probability(tokens) for tokens in await self._answer(_YesRequest(messages, answer_prefixes))]

    async def close(self) -> None:
        """Release the thread; the model is freed with the object."""
        self._pool.shutdown(wait=True)

    async def _answer(self, request: _Request) -> Any:
        self._waiting.append(request)
        if self._worker is None or self._worker.done():
            self._worker = asyncio.ensure_future(self._work())
        return await request.answer

    async def _work(self) -> None:
        """Answer the waiting requests, one batch of a kind at a time."""
        while self._waiting:
            await asyncio.sleep(0)  # requests of the same moment join the batch
            kind = type(self._waiting[0])
            same_kind = [request for request in self._waiting if type(request) is kind]
            batch = same_kind[: self.parallel]
            others = [request for request in self._waiting if type(request) is not kind]
            self._waiting = others + same_kind[self.parallel :]
            answer_batch: Callable[..., list[Any]] = (
                self._generate if kind is _ChatRequest else self._next_token_probabilities
            )
            try:
                answers = await self._run(answer_batch, batch)
            except Exception as error:  # of any kind, since the callers would wait for ever
                for request in batch:
                    if not request.answer.done():
                        request.answer.set_exception(error)
                continue
            for request, answer in zip(batch, answers):
                if not request.answer.done():
                    request.answer.set_result(answer)

    async def _run(self, function: Callable[..., R], *arguments: Any) -> R:
        def guarded() -> R:
            try:
                with torch.inference_mode():
                    return function(*arguments)
            except BackendError:
                raise
            except torch.cuda.OutOfMemoryError:
                raise BackendError("The GPU is out of memory.", remedy="Lower --parallel.") from None
            except Exception as error:  # templates and models raise errors of any kind
                raise BackendError(f"The language model failed: {str(error)[:200]}.") from error

        return await asyncio.get_running_loop().run_in_executor(self._pool, guarded)

    def _generate(self, requests: Sequence[_ChatRequest]) -> list[tuple[str, bool]]:
        """Answer of each request, and whether it ended before the maximum number of tokens."""
        rows = self._tokens([request.messages for request in requests], continue_last=False)
        tokens, mask = self._padded(rows, left=True)
        longest = max(request.max_tokens for request in requests)
        generated = self._model.generate(input_ids=tokens, attention_mask=mask, max_new_tokens=longest)
        ends = self._model.generation_config.eos_token_id
        ends = set(ends if isinstance(ends, list) else [ends])
        answers = []
        for row, request in zip(generated[:, tokens.shape[1] :].tolist(), requests):
            answer = row[: request.max_tokens]
            text = self._tokenizer.decode(answer, skip_special_tokens=True)
            answers.append((text, len(answer) < request.max_tokens or not ends.isdisjoint(answer)))
        return answers

    def _next_token_probabilities(self, requests: Sequence[_YesRequest]) -> list[list[dict[str, float]]]:
        """Probabilities of the likeliest tokens after each answer prefix of each request."""
        conversations = [
            [*request.messages, {"role": "assistant", "content": prefix}]
            for request in requests
            for prefix in request.answer_prefixes
        ]
        counts = [len(request.answer_prefixes) for request in requests]
        rows = iter(self._tokens(conversations, continue_last=True))
        groups = [list(islice(rows, count)) for count in counts]
        n_shared = [_n_shared_tokens(group) for group in groups]
        # Tokens that all rows of a request share are processed once. Padding comes before them, never between them and
        # the rest, so that a model with a sliding attention window attends to the same tokens as without a batch.
        width = max(n_shared)
        cache = None
        shared_mask = torch.zeros(len(groups), 0, dtype=torch.long, device=self._device)
        owner = torch.repeat_interleave(torch.tensor(counts)).to(self._device)  # (B,): request of each row
        if width:
            shared = [group[0][:length] for group, length in zip(groups, n_shared)]
            tokens, shared_mask = self._padded(shared, left=True)
            cache = self._model.base_model(
                input_ids=tokens, attention_mask=shared_mask, position_ids=_positions(shared_mask), use_cache=True
            ).past_key_values
            cache.batch_select_indices(owner)
        rest = [row[length:] for group, length in zip(groups, n_shared) for row in group]
        tokens, mask = self._padded(rest, left=False)
        mask = torch.cat([shared_mask[owner], mask], dim=1)
        logits = self._model(
            input_ids=tokens,
            attention_mask=mask,
            position_ids=_positions(mask)[:, width:],
            past_key_values=cache,
            use_cache=True,
        ).logits
        ends = torch.tensor([len(row) - 1 for row in rest], device=self._device)
        last = logits[torch.arange(len(rest), device=self._device), ends]  # (B, V): next token of each row
        top = last.float().softmax(dim=-1).topk(min(TOP_TOKENS, last.shape[-1]))
        by_row = map(self._by_text, top.indices.tolist(), top.values.tolist())
        return [list(islice(by_row, count)) for count in counts]

    def _by_text(self, tokens: Sequence[int], probabilities: Sequence[float]) -> dict[str, float]:
        """Probability by text of a token; tokens of the same text are added up."""
        by_text: dict[str, float] = {}
        for token, probability in zip(tokens, probabilities):
            text = self._token_texts.get(token)
            if text is None:
                text = self._token_texts[token] = self._tokenizer.decode([token])
            by_text[text] = by_text.get(text, 0.0) + probability
        return by_text

    def _tokens(self, conversations: Sequence[Messages], *, continue_last: bool) -> list[list[int]]:
        tokens: list[list[int]] = self._tokenizer.apply_chat_template(
            [[dict(message) for message in conversation] for conversation in conversations],
            add_generation_prompt=not continue_last,
            enable_thinking=False,  # of hybrid models; the templates of others ignore it
            continue_final_message=continue_last,
            tokenize=True,
            return_dict=False,
        )
        return tokens

    def _padded(self, rows: Sequence[Sequence[int]], *, left: bool) -> tuple[torch.Tensor, torch.Tensor]:
        """Padded tokens and their attention mask, (B, T)."""
        width = max(map(len, rows))
        tokens = torch.full((len(rows), width), self._model.generation_config.pad_token_id)
        mask = torch.zeros_like(tokens)
        for i, row in enumerate(rows):
            columns = slice(width - len(row), width) if left else slice(0, len(row))
            tokens[i, columns] = torch.tensor(row)
            mask[i, columns] = 1
        return tokens.to(self._device), mask.to(self._device)


def _load(name: str, folder: Path, device: torch.device, dtype: str) -> tuple[Any, Any]:
    try:
        from transformers import AutoModelForCausalLM, AutoTokenizer, GenerationConfig
    except ImportError:
        raise MissingExtraError("transformers", "text") from None
    if not folder.is_dir() and (folder.is_absolute() or name.startswith((".", "~")) or name.count("/") > 1):
        raise BackendError(
            "The folder does not exist.", path=folder, remedy="Give a model's folder or a Hugging Face id."
        )
    source = str(folder) if folder.is_dir() else model_source(name, cached_snapshot(name, "config.json"))
    if folder.is_dir():
        check_no_code(folder)
    try:
        tokenizer: Any = AutoTokenizer.from_pretrained(source, trust_remote_code=False)
        model: Any = AutoModelForCausalLM.from_pretrained(source, use_safetensors=True, trust_remote_code=False)
        model = model.to(device=device, dtype=getattr(torch, dtype)).eval()
    except Exception as error:  # OSError, ValueError, safetensors' and the hub's own
        raise BackendError(
            f"{name!r} could not be loaded as a language model ({first_line_of(error)}).",
            remedy="A folder needs config.json, a tokenizer and safetensors; a hub id needs network access.",
        ) from error
    if not tokenizer.chat_template:
        raise BackendError(f"The tokenizer of {name!r} has no chat template.", remedy="Use an instruction-tuned model.")
    ends = model.generation_config.eos_token_id
    ends = tokenizer.eos_token_id if ends is None else ends
    pad = next((token for token in (tokenizer.pad_token_id, tokenizer.eos_token_id) if token is not None), 0)
    # The model's own settings may sample or penalise repetition, which other backends do not.
    model.generation_config = GenerationConfig(  # type: ignore[no-untyped-call]
        do_sample=False, eos_token_id=ends, pad_token_id=pad
    )
    return tokenizer, model


def _folder_sha256(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix in MODEL_SUFFIXES:
            digest.update(f"{path.name} {sha256(path)}\n".encode())
    return digest.hexdigest()


def _n_shared_tokens(rows: Sequence[list[int]]) -> int:
    """Length of the common prefix of all rows, at most one less than the shortest row."""
    first, last = min(rows), max(rows)  # all other rows share the common prefix of these two
    longest = min(map(len, rows)) - 1
    return next((i for i, pair in enumerate(zip(first[:longest], last)) if pair[0] != pair[1]), longest)


def _positions(mask: torch.Tensor) -> torch.Tensor:
    """Position of each token in its row without padding, (B, T)."""
    return (mask.cumsum(dim=1) - 1).clamp(min=0)
