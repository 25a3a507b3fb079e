"""Models run by transformers: tiny ones with random weights, compared with plain full passes."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import torch

from recbole_tema.errors import BackendError
from recbole_tema.tagging.llm.base import Messages, TruncatedAnswerError
from recbole_tema.tagging.llm.transformers import TransformersBackend
from tests.hub import COMMIT, Hub, closed_port, use_hub, write_cache

transformers = pytest.importorskip("transformers")
SPECIAL = ["<pad>", "</s>", "<unk>", "<user>", "<assistant>"]
# Fewer words than TOP_TOKENS, so that yes and no are always considered.
WORDS = ["yes", "no", "tea", "film", "space", "green", "fits", "does", "-", ":", "?", "dark", "old", "new", "war"]
TEMPLATE = (
    "{% for m in messages %}<{{ m.role }}>{{ m.content }}</s>{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)
QUESTIONS = ["does green tea fits ?", "film", "space film - dark old war ?", "new new new", "war : no"]


@pytest.fixture(scope="module", params=["llama", "mistral"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model and its tokenizer in the layout of the hub."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    path = tmp_path_factory.mktemp(str(request.param)) / "tiny"
    vocabulary = {word: place for place, word in enumerate([*SPECIAL, *WORDS])}
    words = Tokenizer(WordLevel(vocabulary, unk_token="<unk>"))
    words.pre_tokenizer = Whitespace()
    words.add_special_tokens(SPECIAL)
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_object=words, unk_token="<unk>", eos_token="</s>", pad_token="<pad>"
    )
    tokenizer.chat_template = TEMPLATE
    tokenizer.save_pretrained(path)
    # Mistral with a sliding window of fewer tokens than a question has.
    kind = {"llama": transformers.LlamaConfig, "mistral": partial(transformers.MistralConfig, sliding_window=4)}
    config = kind[request.param](
        vocab_size=len(vocabulary), hidden_size=32, intermediate_size=48, num_hidden_layers=2,
        num_attention_heads=4, num_key_value_heads=2, initializer_range=0.2, eos_token_id=1, pad_token_id=0,
    )  # fmt: skip
    torch.manual_seed(0)
    model = transformers.AutoModelForCausalLM.from_config(config)
    # Settings that a backend must ignore.
    model.generation_config.update(do_sample=True, temperature=5.0, repetition_penalty=3.0)
    model.save_pretrained(path)
    return path


async def _chat(backend: TransformersBackend, messages: Messages, schema: dict[str, Any], length: int) -> str:
    """The answer, also if it is truncated."""
    try:
        return await backend.chat(messages, schema, length)
    except TruncatedAnswerError as error:
        return error.text


def _chats(backend: TransformersBackend, questions: Sequence[str], lengths: Sequence[int]) -> list[str]:
    async def run() -> list[str]:
        chats = [
            _chat(backend, [{"role": "user", "content": text}], {}, length) for text, length in zip(questions, lengths)
        ]
        return list(await asyncio.gather(*chats))

    return asyncio.run(run())


def test_batch_gives_the_same_answers_as_single_requests(folder: Path) -> None:
    backend = TransformersBackend(str(folder), device="cpu", batch=4)
    sizes: list[int] = []
    generate = backend._model.generate

    def counted(**arguments: Any) -> Any:
        sizes.append(len(arguments["input_ids"]))
        return generate(**arguments)

    backend._model.generate = counted
    lengths = [5, 12, 3, 9, 7]
    together = _chats(backend, QUESTIONS, lengths)
    assert sizes == [4, 1]
    alone = [_chats(backend, [text], [length])[0] for text, length in zip(QUESTIONS, lengths)]
    assert together == alone and len(set(together)) > 1
    assert all(len(text.split()) <= length for text, length in zip(together, lengths))
    asyncio.run(backend.close())


def test_answers_are_the_likeliest_tokens(folder: Path) -> None:
    backend = TransformersBackend(str(folder), device="cpu")
    (answer,) = _chats(backend, QUESTIONS[:1], [6])
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    ids = tokenizer(f"<user>{QUESTIONS[0]}</s><assistant>")["input_ids"]
    words: list[int] = []
    with torch.inference_mode():
        while len(words) < 6 and words[-1:] != [1]:
            words.append(int(model(torch.tensor([ids + words])).logits[0, -1].argmax()))
    assert answer == tokenizer.decode(words, skip_special_tokens=True)


def test_truncated_answers_are_distinguished(folder: Path) -> None:
    backend = TransformersBackend(str(folder), device="cpu")
    end = backend._model.generation_config.eos_token_id
    texts = {False: [5, 6, 7], True: [5, 6, end]}
    for is_complete, tokens in texts.items():
        backend._model.generate = lambda input_ids, tokens=tokens, **_: torch.cat(
            [input_ids, torch.tensor([tokens])], dim=1
        )
        expected = backend._tokenizer.decode(tokens, skip_special_tokens=True)
        question = [{"role": "user", "content": QUESTIONS[0]}]
        if is_complete:
            assert asyncio.run(backend.chat(question, {}, 3)) == expected
        else:
            with pytest.raises(TruncatedAnswerError, match=r"truncated at max_tokens \(3\)") as caught:
                asyncio.run(backend.chat(question, {}, 3))
            assert caught.value.text == expected and not caught.value.is_thinking


def _expected_probabilities(folder: Path, question: str, prefixes: Sequence[str]) -> list[float]:
    """Yes-probabilities from a plain full pass for each prefix, without batch, cache or padding."""
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    expected = []
    for prefix in prefixes:
        ids = tokenizer(f"<user>{question}</s><assistant>{prefix}", return_tensors="pt")["input_ids"]
        with torch.inference_mode():
            probabilities = model(ids).logits[0, -1].softmax(dim=-1)
        yes, no = (float(probabilities[tokenizer.convert_tokens_to_ids(word)]) for word in ("yes", "no"))
        expected.append(yes / (yes + no))
    return expected


@pytest.mark.parametrize(
    "prefixes",
    [["- tea :", "- space film dark :", "- war", "- tea : no - old :"], ["- tea :"], ["tea", "tea"]],
    ids=["several", "one", "equal"],
)
def test_yes_probabilities_equal_full_passes(folder: Path, prefixes: list[str]) -> None:
    backend = TransformersBackend(str(folder), device="cpu")
    result = asyncio.run(backend.yes_probabilities([{"role": "user", "content": QUESTIONS[0]}], prefixes))
    assert result == pytest.approx(_expected_probabilities(folder, QUESTIONS[0], prefixes), abs=1e-4)
    assert len(set(result)) == len(set(prefixes))


def test_yes_probabilities_of_waiting_requests(folder: Path) -> None:
    backend = TransformersBackend(str(folder), device="cpu", batch=3)
    sizes: list[int] = []
    forward = backend._model.forward

    def counted(*arguments: Any, **named: Any) -> Any:
        sizes.append(len(named["input_ids"]))
        return forward(*arguments, **named)

    backend._model.forward = counted
    prefixes = [["- tea :", "- war"], ["old"], ["- space film :", "- tea", "new"], ["dark ?"], ["- tea :", "- no"]]

    async def run() -> list[Any]:
        chat = _chat(backend, [{"role": "user", "content": QUESTIONS[1]}], {}, 4)
        waiting = [
            backend.yes_probabilities([{"role": "user", "content": question}], wanted)
            for question, wanted in zip(QUESTIONS, prefixes)
        ]
        return list(await asyncio.gather(*waiting[:2], chat, *waiting[2:]))

    results = asyncio.run(run())
    # The prefixes of three questions, then of two; the chat among them is answered separately.
    assert [size for size in sizes if size > 1] == [6, 3]
    assert results.pop(2) == _chats(backend, QUESTIONS[1:2], [4])[0]
    for question, wanted, probabilities in zip(QUESTIONS, prefixes, results):
        assert probabilities == pytest.approx(_expected_probabilities(folder, question, wanted), abs=1e-4)


def test_request_without_yes_or_no_fails_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = TransformersBackend(str(folder), device="cpu")
    by_text = backend._by_text
    # The second prefix gets neither yes nor no, as with a model that does not continue its answer.
    calls: list[dict[str, float]] = []

    def second_without_yes(tokens: Sequence[int], probabilities: Sequence[float]) -> dict[str, float]:
        calls.append(by_text(tokens, probabilities))
        return {"tea": 1.0} if len(calls) == 2 else calls[-1]

    monkeypatch.setattr(backend, "_by_text", second_without_yes)

    async def run() -> list[Any]:
        waiting = [
            backend.yes_probabilities([{"role": "user", "content": text}], ["- tea :"]) for text in QUESTIONS[:3]
        ]
        return list(await asyncio.gather(*waiting, return_exceptions=True))

    first, second, third = asyncio.run(run())
    assert isinstance(second, BackendError) and "neither yes nor no, but 'tea'" in str(second)
    assert [*first, *third] == pytest.approx(
        [_expected_probabilities(folder, text, ["- tea :"])[0] for text in (QUESTIONS[0], QUESTIONS[2])], abs=1e-4
    )


def test_schema_is_not_part_of_the_prompt(folder: Path) -> None:
    backend = TransformersBackend(str(folder), device="cpu")
    seen: list[Any] = []
    apply = backend._tokenizer.apply_chat_template

    def shown(messages: Any, **settings: Any) -> Any:
        seen.append(messages)
        return apply(messages, **settings)

    backend._tokenizer.apply_chat_template = shown
    messages = [{"role": "user", "content": "tea ?"}]
    with_schema = asyncio.run(_chat(backend, messages, {"type": "array"}, 3))
    assert seen == [[messages]]
    assert with_schema == _chats(backend, ["tea ?"], [3])[0]


def test_failed_batch_is_an_error_of_each_request(folder: Path) -> None:
    backend = TransformersBackend(str(folder), device="cpu")

    def full(**_: Any) -> None:
        raise torch.cuda.OutOfMemoryError("full")

    generate, backend._model.generate = backend._model.generate, full
    with pytest.raises(BackendError, match="Lower --parallel"):
        _chats(backend, QUESTIONS, [3] * 5)
    backend._model.generate = generate
    assert len(_chats(backend, QUESTIONS, [3] * 5)) == 5


def test_identity_depends_on_the_files(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    first = TransformersBackend(str(folder), device="cpu")
    assert TransformersBackend(str(tmp_path / "copy"), device="cpu").identity == first.identity
    assert TransformersBackend(str(folder), device="cpu", dtype="bfloat16").identity != first.identity
    assert first.describe()["name"] == "tiny" and first.describe()["dtype"] == "float32"
    (tmp_path / "copy" / "chat_template.jinja").write_text(TEMPLATE + " ")
    assert TransformersBackend(str(tmp_path / "copy"), device="cpu").identity != first.identity


def test_models_that_cannot_be_loaded(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(BackendError, match="The folder does not exist"):
        TransformersBackend(str(tmp_path / "none"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(BackendError, match="could not be loaded"):
        TransformersBackend(str(tmp_path / "empty"))
    truncated = shutil.copytree(folder, tmp_path / "truncated")
    weights = (folder / "model.safetensors").read_bytes()
    (truncated / "model.safetensors").write_bytes(weights[: len(weights) // 2])
    with pytest.raises(BackendError, match="could not be loaded"):
        TransformersBackend(str(truncated))
    # Pickled weights are not read, since they can run code.
    pickled = shutil.copytree(folder, tmp_path / "pickled")
    (pickled / "model.safetensors").unlink()
    torch.save({}, pickled / "pytorch_model.bin")
    with pytest.raises(BackendError, match="could not be loaded"):
        TransformersBackend(str(pickled))
    without_template = shutil.copytree(folder, tmp_path / "without_template")
    (without_template / "chat_template.jinja").unlink()
    with pytest.raises(BackendError, match="no chat template"):
        TransformersBackend(str(without_template))


def test_model_of_the_hub_from_the_cache(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "hub"
    use_hub(monkeypatch, closed_port(), cache)
    with pytest.raises(BackendError, match=r"'owner/tiny' is not in the cache.*could not be reached.*hf download"):
        TransformersBackend("owner/tiny", device="cpu")
    write_cache(cache, "owner/tiny", folder)
    backend = TransformersBackend("owner/tiny", device="cpu")
    assert backend.identity == f"transformers owner/tiny@{COMMIT} float32" and backend.name == "owner/tiny"
    expected = TransformersBackend(str(folder), device="cpu")
    assert _chats(backend, QUESTIONS, [5] * 5) == _chats(expected, QUESTIONS, [5] * 5)


def test_one_request_to_a_hub_without_the_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for status, message in ((404, "'owner/tiny' does not exist"), (503, "status 503")):
        with Hub(status=status) as hub:
            use_hub(monkeypatch, hub.url, tmp_path / "hub")
            with pytest.raises(BackendError, match=message):
                TransformersBackend("owner/tiny", device="cpu")
        assert hub.requests == ["GET /api/models/owner/tiny"]
