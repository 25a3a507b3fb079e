"""Models of the Hugging Face hub, or of a folder in its layout, run inside this process by ``transformers``."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Callable, Optional, TypeVar

import torch

from recbole_tema.errors import BackendError, MissingExtraError, first_line_of
from recbole_tema.files.storage import sha256
from recbole_tema.tagging.llm.base import Messages, unfenced, yes_share

# As many as servers give.
TOP = 20
# Of a model's folder, what decides its answers.
SUFFIXES = {".json", ".jinja", ".model", ".safetensors", ".txt"}
R = TypeVar("R")


@dataclass
class _Request:
    messages: Messages
    answer: asyncio.Future[Any] = field(default_factory=lambda: asyncio.get_running_loop().create_future(), init=False)


@dataclass
class _Chat(_Request):
    max_tokens: int


@dataclass
class _Agreement(_Request):
    openings: Sequence[str]


class TransformersBackend:
    """A causal language model with a chat template, greedy; requests that wait are answered as one batch.

    No grammar holds its answers to a schema: what the messages say and show of the form must do.

    Parameters
    ----------
    model : str
        A Hugging Face id or a folder; weights are read from safetensors, and no code of a model is run.
    device : str, optional
        A GPU if there is one, else the processor.
    batch : int
        Requests that are answered together.
    dtype : str, optional
        ``bfloat16`` on a GPU, ``float32`` elsewhere.

    Raises
    ------
    BackendError
        If the model cannot be loaded, or has no chat template.
    MissingExtraError
        If ``transformers`` is not installed.
    """

    def __init__(
        self, model: str, *, device: Optional[str] = None, batch: int = 8, dtype: Optional[str] = None
    ) -> None:
        self._device = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
        self._dtype = dtype or ("bfloat16" if self._device.type == "cuda" else "float32")
        folder = Path(model).expanduser()
        self._tokenizer, self._model = _load(model, folder, self._device, self._dtype)
        if folder.is_dir():
            self.name, self._version = folder.resolve().name, _folder_sha256(folder)
        else:
            commit = getattr(self._model.config, "_commit_hash", None)
            self.name, self._version = model, f"{model}@{commit or 'unknown'}"
        # Rounding is part of the answers.
        self.identity = f"transformers {self._version} {self._dtype}"
        self.parallel = batch
        # One thread: two calculations at once would only share the processor.
        self._pool = ThreadPoolExecutor(1)
        self._words: dict[int, str] = {}
        self._waiting: list[_Request] = []
        self._worker: Optional[asyncio.Task[None]] = None

    def describe(self) -> dict[str, Any]:
        """The model, for the record."""
        return {
            "name": self.name,
            "runtime": "transformers",
            "version": self._version,
            "device": self._device.type,
            "dtype": self._dtype,
            "parallel": self.parallel,
        }

    async def chat(self, messages: Messages, schema: Mapping[str, Any], max_tokens: int) -> str:
        """See :class:`~recbole_tema.tagging.llm.base.Backend`; the schema goes unused.

        Told in words after the item, it made Qwen2.5-Coder-1.5B answer all of 400 items with the schema; without it,
        the prompt's demonstrations made it answer 399 with tags.
        """
        answer: str = await self._answer(_Chat(messages, max_tokens))
        return answer

    async def agreement(self, messages: Messages, openings: Sequence[str]) -> list[float]:
        """See :class:`~recbole_tema.tagging.llm.base.Backend`; what openings share is read once."""
        if not openings:
            return []
        return [yes_share(tokens) for tokens in await self._answer(_Agreement(messages, openings))]

    async def close(self) -> None:
        """Let go of the thread; the model goes with the object."""
        self._pool.shutdown(wait=True)

    async def _answer(self, request: _Request) -> Any:
        self._waiting.append(request)
        if self._worker is None or self._worker.done():
            self._worker = asyncio.ensure_future(self._work())
        return await request.answer

    async def _work(self) -> None:
        """Answer what waits, a batch of one kind at a time."""
        while self._waiting:
            await asyncio.sleep(0)  # whoever asks in the same moment joins
            kind = type(self._waiting[0])
            alike = [request for request in self._waiting if type(request) is kind]
            taken = alike[: self.parallel]
            self._waiting = [request for request in self._waiting if type(request) is not kind] + alike[self.parallel :]
            answering: Callable[..., list[Any]] = self._generate if kind is _Chat else self._next_words
            try:
                answers = await self._run(answering, taken)
            except Exception as error:  # of whatever kind: who asked would wait for ever
                for request in taken:
                    if not request.answer.done():
                        request.answer.set_exception(error)
                continue
            for request, answer in zip(taken, answers):
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
                raise BackendError("the GPU's memory is full.", remedy="Lower --parallel.") from None
            except Exception as error:  # templates and models raise what they like
                raise BackendError(f"the language model failed: {str(error)[:200]}") from error

        return await asyncio.get_running_loop().run_in_executor(self._pool, guarded)

    def _generate(self, requests: Sequence[_Chat]) -> list[str]:
        rows = self._tokens([request.messages for request in requests], begun=False)
        tokens, mask = self._padded(rows, left=True)
        longest = max(request.max_tokens for request in requests)
        made = self._model.generate(input_ids=tokens, attention_mask=mask, max_new_tokens=longest)
        answers = []
        for row, request in zip(made[:, tokens.shape[1] :], requests):
            answers.append(self._tokenizer.decode(row[: request.max_tokens], skip_special_tokens=True))
        return [unfenced(answer) for answer in answers]

    def _next_words(self, requests: Sequence[_Agreement]) -> list[list[dict[str, float]]]:
        """Probabilities of the likeliest words after each opening of each request."""
        begun = [
            [*request.messages, {"role": "assistant", "content": opening}]
            for request in requests
            for opening in request.openings
        ]
        counts = [len(request.openings) for request in requests]
        rows = iter(self._tokens(begun, begun=True))
        groups = [list(islice(rows, count)) for count in counts]
        shared = [_shared(group) for group in groups]
        # What a request's openings share, in the batch's widths: padding comes before it, never between it and what
        # follows, so that a model that looks back over so many tokens only finds the same ones.
        width = max(shared)
        cache = None
        kept = torch.zeros(len(groups), 0, dtype=torch.long, device=self._device)
        owner = torch.repeat_interleave(torch.tensor(counts)).to(self._device)  # (B,): the request of each opening
        if width:
            prefixes, kept = self._padded([group[0][:length] for group, length in zip(groups, shared)], left=True)
            cache = self._model.base_model(
                input_ids=prefixes, attention_mask=kept, position_ids=_positions(kept), use_cache=True
            ).past_key_values
            cache.batch_select_indices(owner)
        rest = [row[length:] for group, length in zip(groups, shared) for row in group]
        tokens, mask = self._padded(rest, left=False)
        mask = torch.cat([kept[owner], mask], dim=1)
        logits = self._model(
            input_ids=tokens,
            attention_mask=mask,
            position_ids=_positions(mask)[:, width:],
            past_key_values=cache,
            use_cache=True,
        ).logits
        ends = torch.tensor([len(row) - 1 for row in rest], device=self._device)
        last = logits[torch.arange(len(rest), device=self._device), ends]  # (B, V): what follows each opening
        best = last.float().softmax(dim=-1).topk(min(TOP, last.shape[-1]))
        found = map(self._by_word, best.indices.tolist(), best.values.tolist())
        return [list(islice(found, count)) for count in counts]

    def _by_word(self, tokens: Sequence[int], shares: Sequence[float]) -> dict[str, float]:
        found: dict[str, float] = {}
        for token, share in zip(tokens, shares):
            word = self._words.get(token)
            if word is None:
                word = self._words[token] = self._tokenizer.decode([token])
            found[word] = found.get(word, 0.0) + share
        return found

    def _tokens(self, chats: Sequence[Messages], *, begun: bool) -> list[list[int]]:
        tokens: list[list[int]] = self._tokenizer.apply_chat_template(
            [[dict(message) for message in chat] for chat in chats],
            add_generation_prompt=not begun,
            continue_final_message=begun,
            tokenize=True,
            return_dict=False,
        )
        return tokens

    def _padded(self, rows: Sequence[Sequence[int]], *, left: bool) -> tuple[torch.Tensor, torch.Tensor]:
        """Tokens and attention mask, (B, T)."""
        width = max(map(len, rows))
        tokens = torch.full((len(rows), width), self._model.generation_config.pad_token_id)
        mask = torch.zeros_like(tokens)
        for place, row in enumerate(rows):
            part = slice(width - len(row), width) if left else slice(0, len(row))
            tokens[place, part] = torch.tensor(row)
            mask[place, part] = 1
        return tokens.to(self._device), mask.to(self._device)


def _load(name: str, folder: Path, device: torch.device, dtype: str) -> tuple[Any, Any]:
    try:
        from transformers import AutoModelForCausalLM, AutoTokenizer, GenerationConfig
    except ImportError:
        raise MissingExtraError("transformers", "text") from None
    if not folder.is_dir() and (folder.is_absolute() or name.startswith((".", "~")) or name.count("/") > 1):
        raise BackendError("no such folder.", path=folder, remedy="Give a model's folder or a Hugging Face id.")
    source = str(folder) if folder.is_dir() else name
    try:
        tokenizer: Any = AutoTokenizer.from_pretrained(source, trust_remote_code=False)
        model: Any = AutoModelForCausalLM.from_pretrained(source, use_safetensors=True, trust_remote_code=False)
        model = model.to(device=device, dtype=getattr(torch, dtype)).eval()
    except Exception as error:  # OSError, ValueError, safetensors' and the hub's own
        raise BackendError(
            f"{name!r} could not be loaded as a language model ({first_line_of(error)})",
            remedy="It needs config.json, a tokenizer and safetensors; a hub id also needs the network.",
        ) from error
    if not tokenizer.chat_template:
        raise BackendError(f"the tokenizer of {name!r} has no chat template.", remedy="Use an instruction-tuned model.")
    ends = model.generation_config.eos_token_id
    ends = tokenizer.eos_token_id if ends is None else ends
    pad = next((token for token in (tokenizer.pad_token_id, tokenizer.eos_token_id) if token is not None), 0)
    # A model's own settings may sample or punish repetition, which other backends do not.
    model.generation_config = GenerationConfig(  # type: ignore[no-untyped-call]
        do_sample=False, eos_token_id=ends, pad_token_id=pad
    )
    return tokenizer, model


def _folder_sha256(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix in SUFFIXES:
            digest.update(f"{path.name} {sha256(path)}\n".encode())
    return digest.hexdigest()


def _shared(rows: Sequence[list[int]]) -> int:
    """Tokens that all rows begin with; at least one of each row is left out."""
    first, last = min(rows), max(rows)  # all others begin with whatever these two have in common
    least = min(map(len, rows)) - 1
    return next((place for place, pair in enumerate(zip(first[:least], last)) if pair[0] != pair[1]), least)


def _positions(mask: torch.Tensor) -> torch.Tensor:
    """Place of each token in its row, not counting padding; (B, T)."""
    return (mask.cumsum(dim=1) - 1).clamp(min=0)
