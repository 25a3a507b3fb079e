"""Models that transformers runs: a tiny one with random weights, held against plain full passes."""

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
from recbole_tema.tagging.llm.transformers import TransformersBackend

transformers = pytest.importorskip("transformers")
SPECIAL = ["<pad>", "</s>", "<unk>", "<user>", "<assistant>"]
# Fewer words than the best that are looked at, so that yes and no are always among them.
WORDS = ["yes", "no", "tea", "film", "space", "green", "fits", "does", "-", ":", "?", "dark", "old", "new", "war"]
TEMPLATE = (
    "{% for m in messages %}<{{ m.role }}>{{ m.content }}</s>{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)
QUESTIONS = ["does green tea fits ?", "film", "space film - dark old war ?", "new new new", "war : no"]


@pytest.fixture(scope="module", params=["llama", "mistral"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model with its tokenizer, as the hub lays them out."""
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
    # Mistral's looks back over a few tokens only, fewer than a question has.
    kind = {"llama": transformers.LlamaConfig, "mistral": partial(transformers.MistralConfig, sliding_window=4)}
    config = kind[request.param](
        vocab_size=len(vocabulary), hidden_size=32, intermediate_size=48, num_hidden_layers=2,
        num_attention_heads=4, num_key_value_heads=2, initializer_range=0.2, eos_token_id=1, pad_token_id=0,
    )  # fmt: skip
    torch.manual_seed(0)
    model = transformers.AutoModelForCausalLM.from_config(config)
    # What a backend must not follow.
    model.generation_config.update(do_sample=True, temperature=5.0, repetition_penalty=3.0)
    model.save_pretrained(path)
    return path


def _chats(backend: TransformersBackend, questions: Sequence[str], lengths: Sequence[int]) -> list[str]:
    async def run() -> list[str]:
        asked = [
            backend.chat([{"role": "user", "content": text}], {}, length) for text, length in zip(questions, lengths)
        ]
        return list(await asyncio.gather(*asked))

    return asyncio.run(run())


def test_a_batch_answers_as_each_alone(folder: Path) -> None:
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


def test_answers_are_the_likeliest_words(folder: Path) -> None:
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


def _agreement_alone(folder: Path, question: str, openings: Sequence[str]) -> list[float]:
    """By a plain full pass for each opening, without batch, cache or padding."""
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    expected = []
    for opening in openings:
        ids = tokenizer(f"<user>{question}</s><assistant>{opening}", return_tensors="pt")["input_ids"]
        with torch.inference_mode():
            shares = model(ids).logits[0, -1].softmax(dim=-1)
        yes, no = (float(shares[tokenizer.convert_tokens_to_ids(word)]) for word in ("yes", "no"))
        expected.append(yes / (yes + no))
    return expected


@pytest.mark.parametrize(
    "openings",
    [["- tea :", "- space film dark :", "- war", "- tea : no - old :"], ["- tea :"], ["tea", "tea"]],
    ids=["several", "one", "equal"],
)
def test_agreement_equals_a_full_pass_per_opening(folder: Path, openings: list[str]) -> None:
    backend = TransformersBackend(str(folder), device="cpu")
    found = asyncio.run(backend.agreement([{"role": "user", "content": QUESTIONS[0]}], openings))
    assert found == pytest.approx(_agreement_alone(folder, QUESTIONS[0], openings), abs=1e-4)
    assert len(set(found)) == len(set(openings))


def test_agreement_of_questions_that_wait_together(folder: Path) -> None:
    backend = TransformersBackend(str(folder), device="cpu", batch=3)
    sizes: list[int] = []
    forward = backend._model.forward

    def counted(*arguments: Any, **named: Any) -> Any:
        sizes.append(len(named["input_ids"]))
        return forward(*arguments, **named)

    backend._model.forward = counted
    openings = [["- tea :", "- war"], ["old"], ["- space film :", "- tea", "new"], ["dark ?"], ["- tea :", "- no"]]

    async def asked() -> list[Any]:
        chat = backend.chat([{"role": "user", "content": QUESTIONS[1]}], {}, 4)
        waiting = [
            backend.agreement([{"role": "user", "content": question}], wanted)
            for question, wanted in zip(QUESTIONS, openings)
        ]
        return list(await asyncio.gather(*waiting[:2], chat, *waiting[2:]))

    found = asyncio.run(asked())
    # Three questions' openings, then two's; the answer that was asked for among them is written on its own.
    assert [size for size in sizes if size > 1] == [6, 3]
    assert found.pop(2) == _chats(backend, QUESTIONS[1:2], [4])[0]
    for question, wanted, shares in zip(QUESTIONS, openings, found):
        assert shares == pytest.approx(_agreement_alone(folder, question, wanted), abs=1e-4)


def test_who_gets_neither_yes_nor_no_fails_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = TransformersBackend(str(folder), device="cpu")
    words = backend._by_word
    # The second opening's next words lose their yes and no, as with a model that does not go on with an answer.
    heard: list[dict[str, float]] = []

    def deaf(tokens: Sequence[int], shares: Sequence[float]) -> dict[str, float]:
        found = words(tokens, shares)
        heard.append(found)
        return {"tea": 1.0} if len(heard) == 2 else found

    monkeypatch.setattr(backend, "_by_word", deaf)

    async def asked() -> list[Any]:
        waiting = [backend.agreement([{"role": "user", "content": text}], ["- tea :"]) for text in QUESTIONS[:3]]
        return list(await asyncio.gather(*waiting, return_exceptions=True))

    first, second, third = asyncio.run(asked())
    assert isinstance(second, BackendError) and "neither yes nor no, but 'tea'" in str(second)
    assert [*first, *third] == pytest.approx(
        [_agreement_alone(folder, text, ["- tea :"])[0] for text in (QUESTIONS[0], QUESTIONS[2])], abs=1e-4
    )


def test_the_model_reads_the_messages_and_nothing_else(folder: Path) -> None:
    backend = TransformersBackend(str(folder), device="cpu")
    seen: list[Any] = []
    apply = backend._tokenizer.apply_chat_template

    def shown(messages: Any, **settings: Any) -> Any:
        seen.append(messages)
        return apply(messages, **settings)

    backend._tokenizer.apply_chat_template = shown
    messages = [{"role": "user", "content": "tea ?"}]
    with_schema = asyncio.run(backend.chat(messages, {"type": "array"}, 3))
    assert seen == [[messages]]
    assert with_schema == _chats(backend, ["tea ?"], [3])[0]


def test_a_failed_batch_is_an_error_of_each_request(folder: Path) -> None:
    backend = TransformersBackend(str(folder), device="cpu")

    def full(**_: Any) -> None:
        raise torch.cuda.OutOfMemoryError("full")

    generate, backend._model.generate = backend._model.generate, full
    with pytest.raises(BackendError, match="Lower --parallel"):
        _chats(backend, QUESTIONS, [3] * 5)
    backend._model.generate = generate
    assert len(_chats(backend, QUESTIONS, [3] * 5)) == 5


def test_a_model_is_known_by_its_files(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    first = TransformersBackend(str(folder), device="cpu")
    assert TransformersBackend(str(tmp_path / "copy"), device="cpu").identity == first.identity
    assert TransformersBackend(str(folder), device="cpu", dtype="bfloat16").identity != first.identity
    assert first.describe()["name"] == "tiny" and first.describe()["dtype"] == "float32"
    (tmp_path / "copy" / "chat_template.jinja").write_text(TEMPLATE + " ")
    assert TransformersBackend(str(tmp_path / "copy"), device="cpu").identity != first.identity


def test_models_that_cannot_be_loaded(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(BackendError, match="no such folder"):
        TransformersBackend(str(tmp_path / "none"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(BackendError, match="could not be loaded"):
        TransformersBackend(str(tmp_path / "empty"))
    torn = shutil.copytree(folder, tmp_path / "torn")
    weights = (folder / "model.safetensors").read_bytes()
    (torn / "model.safetensors").write_bytes(weights[: len(weights) // 2])
    with pytest.raises(BackendError, match="could not be loaded"):
        TransformersBackend(str(torn))
    # Pickled weights can run code: they are not read.
    pickled = shutil.copytree(folder, tmp_path / "pickled")
    (pickled / "model.safetensors").unlink()
    torch.save({}, pickled / "pytorch_model.bin")
    with pytest.raises(BackendError, match="could not be loaded"):
        TransformersBackend(str(pickled))
    mute = shutil.copytree(folder, tmp_path / "mute")
    (mute / "chat_template.jinja").unlink()
    with pytest.raises(BackendError, match="no chat template"):
        TransformersBackend(str(mute))
