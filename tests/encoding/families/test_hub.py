"""Encoders of the Hugging Face hub: downloaded, from the cache without the hub, and the errors without both."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from recbole_tema.encoding.families import open_image_encoder, open_text_encoder
from recbole_tema.errors import BackendError
from tests.encoding.doubles import write_items
from tests.encoding.families.conftest import SmallClip
from tests.hub import COMMIT, Hub, closed_port, use_hub, write_absence, write_cache

MODEL, TAG = "owner/small", "open_clip:small-hub-clip/tag"
TEXTS = ["Green tea bags", "Steel frying pan", ""]
SECRET = "hf_secretSecretSecret"
UNREACHABLE = r"'owner/small' is not in the cache.*could not be reached.*folder of a model, or run `hf download"
SPECS = [f"sentence:{MODEL}", f"transformers:{MODEL}", TAG]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of a hub that refuses connections, and an architecture of open_clip with weights on the hub."""
    use_hub(monkeypatch, closed_port(), tmp_path / "hub")
    return tmp_path / "hub"


@pytest.fixture
def tag(small_clip: SmallClip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A tag of open_clip with image settings of its own, whose weights are on the hub."""
    open_clip = pytest.importorskip("open_clip")
    config = json.loads((small_clip.open_clip / "open_clip_config.json").read_text())["model_cfg"]
    (tmp_path / "small-hub-clip.json").write_text(json.dumps(config))
    open_clip.add_model_config(tmp_path / "small-hub-clip.json")
    settings = {"mean": (0.1, 0.2, 0.3), "std": (0.5, 0.6, 0.7), "interpolation": "bilinear", "resize_mode": "squash"}
    pretrained = {"tag": {"hf_hub": f"{MODEL}/", "quick_gelu": config["quick_gelu"], **settings}}
    monkeypatch.setitem(open_clip.pretrained._PRETRAINED, "small-hub-clip", pretrained)
    return TAG


def write_sentence_encoder(folder: Path) -> None:
    """A small BERT with random weights whose vector is that of its first token."""
    transformers = pytest.importorskip("transformers")
    sentence_transformers = pytest.importorskip("sentence_transformers")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "green", "tea", "bags", "steel", "frying", "pan"]
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(vocabulary))
    config = transformers.BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
    )
    torch.manual_seed(3)
    transformers.BertModel(config).save_pretrained(folder)
    transformers.BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    (folder / "modules.json").write_text(
        json.dumps(
            [
                {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
                {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            ]
        )
    )
    (folder / "1_Pooling").mkdir()
    pooling = {"word_embedding_dimension": 16, "pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    assert sentence_transformers.SentenceTransformer(str(folder), device="cpu").encode([""]).shape == (1, 16)


def test_sentence_encoder_from_the_cache(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_sentence_encoder(tmp_path / "model")
    with pytest.raises(BackendError, match=UNREACHABLE):
        open_text_encoder(MODEL)
    expected = open_text_encoder(str(tmp_path / "model")).encode(TEXTS)
    write_cache(cache, MODEL, tmp_path / "model")
    encoder = open_text_encoder(MODEL)
    assert np.array_equal(encoder.encode(TEXTS), expected) and encoder.describe()["name"] == "small"
    # The library completes short names, and has an environment variable for its cache.
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path / "home"))
    with pytest.raises(BackendError, match=r"'sentence-transformers/small' is not in the cache"):
        open_text_encoder("small")
    write_cache(tmp_path / "home", "sentence-transformers/small", tmp_path / "model")
    assert np.array_equal(open_text_encoder("small").encode(TEXTS), expected)


def test_sentence_encoder_is_not_loaded_without_its_pooling(tmp_path: Path, cache: Path) -> None:
    write_sentence_encoder(tmp_path / "model")
    write_cache(cache, MODEL, tmp_path / "model", leave_out=("modules.json",))
    with pytest.raises(BackendError, match=UNREACHABLE):
        open_text_encoder(MODEL)
    write_absence(cache, MODEL, "modules.json")  # a plain BERT, which is pooled by the mean
    assert open_text_encoder(MODEL).encode(TEXTS).shape == (3, 16)


def test_clip_of_transformers_from_the_cache(small_clip: SmallClip, cache: Path) -> None:
    with pytest.raises(BackendError, match=UNREACHABLE):
        open_image_encoder(f"transformers:{MODEL}")
    write_cache(cache, MODEL, small_clip.transformers)
    by_folder = f"transformers:{small_clip.transformers}"
    text, expected = open_text_encoder(f"transformers:{MODEL}"), open_text_encoder(by_folder)
    assert np.array_equal(text.encode(TEXTS), expected.encode(TEXTS)) and text.describe()["name"] == MODEL
    assert open_image_encoder(f"transformers:{MODEL}").preprocess == open_image_encoder(by_folder).preprocess


def test_partial_copy_in_the_cache(small_clip: SmallClip, cache: Path) -> None:
    write_cache(cache, MODEL, small_clip.transformers, leave_out=("model.safetensors",))
    with pytest.raises(BackendError, match=r"'owner/small' could not be loaded.*model\.safetensors"):
        open_text_encoder(f"transformers:{MODEL}")


@pytest.mark.parametrize("pickled", [False, True])
def test_clip_of_open_clip_from_the_cache(
    small_clip: SmallClip, tag: str, tmp_path: Path, cache: Path, pickled: bool
) -> None:
    with pytest.raises(BackendError, match=UNREACHABLE):
        open_text_encoder(tag)
    weights = small_clip.open_clip / "open_clip_model.safetensors"
    (tmp_path / "repository").mkdir()
    if pickled:  # as in older repositories; open_clip reads tensors only
        from safetensors.torch import load_file

        torch.save(load_file(weights), tmp_path / "repository" / "open_clip_pytorch_model.bin")
    else:
        shutil.copy(weights, tmp_path / "repository")
    write_cache(cache, MODEL, tmp_path / "repository")
    expected = open_text_encoder(f"open_clip:{small_clip.open_clip}")
    assert np.array_equal(open_text_encoder(tag).encode(TEXTS), expected.encode(TEXTS))
    image = open_image_encoder(tag)
    normalize = image.preprocess.transforms[-1]
    assert (normalize.mean, normalize.std) == ((0.1, 0.2, 0.3), (0.5, 0.6, 0.7))
    assert "bilinear" in str(image.preprocess) and len(image.describe()["weights_sha256"]) == len("parameters:") + 64


def test_text_tower_and_tokenizer_of_open_clip(cache: Path) -> None:
    pytest.importorskip("open_clip")
    # Both parts are models of their own on the hub.
    with pytest.raises(BackendError, match=r"'roberta-base' is not in the cache"):
        open_image_encoder("open_clip:roberta-ViT-B-32/laion2b_s12b_b32k")


@pytest.mark.parametrize("spec", SPECS)
@pytest.mark.parametrize(("status", "message"), [(404, "'owner/small' does not exist on"), (503, "status 503")])
def test_one_request_to_a_hub_without_the_model(
    monkeypatch: pytest.MonkeyPatch, tag: str, cache: Path, spec: str, status: int, message: str
) -> None:
    pytest.importorskip("sentence_transformers")
    with Hub(status=status) as hub:
        use_hub(monkeypatch, hub.url, cache)
        with pytest.raises(BackendError, match=message):
            open_text_encoder(spec)
    assert hub.requests == [f"GET /api/models/{MODEL}"]


def _run(dataset: Path, url: str, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`recbole-tema encode` in a process of its own, since the hub's client reads the environment when imported."""
    code = "import sys; from recbole_tema.cli import main; main(sys.argv[1:])"
    environment = {
        **os.environ,
        "HF_ENDPOINT": url,
        "HF_HOME": str(home),
        "HF_TOKEN": SECRET,
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "COLUMNS": "1000",
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }
    return subprocess.run(
        [sys.executable, "-c", code, "encode", str(dataset), *arguments],
        env=environment, capture_output=True, text=True, timeout=300,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spec", "repository"),
    [
        ("sentence-transformers/all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2"),
        ("transformers:openai/clip-vit-base-patch32", "openai/clip-vit-base-patch32"),
        ("open_clip:ViT-B-32/laion2b_s34b_b79k", "laion/CLIP-ViT-B-32-laion2B-s34B-b79K"),
        ("open_clip:ViT-B-16-SigLIP/webli", "timm/ViT-B-16-SigLIP"),
    ],
)
def test_command_without_a_hub_prints_one_message(tmp_path: Path, spec: str, repository: str) -> None:
    pytest.importorskip("open_clip")
    pytest.importorskip("sentence_transformers")
    dataset = write_items(tmp_path, TEXTS)
    result = _run(dataset, closed_port(), tmp_path / "home", "--text", spec)
    assert result.returncode == 2 and result.stdout == ""
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith(f"Error: '{repository}' is not in the cache ({tmp_path / 'home' / 'hub'})")
    assert "Connection refused" in line and f"`hf download {repository}`" in line and SECRET not in line


@pytest.mark.slow
@pytest.mark.parametrize("small_clip", [False], indirect=True, ids=["gelu"])
@pytest.mark.parametrize("family", ["sentence", "transformers"])
def test_command_downloads_once_and_then_needs_no_hub(tmp_path: Path, small_clip: SmallClip, family: str) -> None:
    folder = small_clip.transformers
    if family == "sentence":
        folder = tmp_path / "model"
        write_sentence_encoder(folder)
    dataset, home = write_items(tmp_path, TEXTS), tmp_path / "home"
    arguments = ("--text", f"{family}:{MODEL}", "--fields", "title")
    with Hub({MODEL: folder}) as hub:
        result = _run(dataset, hub.url, home, *arguments)
        assert result.returncode == 0, result.stderr
    assert any("model.safetensors" in request for request in hub.requests)
    vectors = (dataset / "d.txt").read_bytes()
    record = json.loads((dataset / "d.txt.json").read_text())
    assert (home / "hub" / "models--owner--small" / "snapshots" / COMMIT / "model.safetensors").is_file()
    for path in dataset.glob("d.txt*"):
        path.unlink()
    result = _run(dataset, closed_port(), home, *arguments)
    assert result.returncode == 0, result.stderr
    assert (dataset / "d.txt").read_bytes() == vectors
    assert json.loads((dataset / "d.txt.json").read_text())["model"] == record["model"]
    assert "thrown" not in result.stderr and "etry" not in result.stderr and SECRET not in result.stderr
