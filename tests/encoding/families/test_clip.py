"""The same CLIP weights through open_clip and through transformers, from real files."""

from __future__ import annotations

import json
import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from recbole_tema.encoding.base import parameters_sha256
from recbole_tema.encoding.families import open_image_encoder, open_text_encoder
from recbole_tema.encoding.families.transformers_clip import image_preprocessor
from recbole_tema.errors import BackendError, ConfigError
from tests.encoding.families.conftest import EMBED, SIDE, SmallClip

Image = pytest.importorskip("PIL.Image")
TEXTS = [
    "Alien (1979). science fiction, horror",
    "",
    "   ",
    "word " * 500,
    "x" * 100_000,
    "緑茶 ティーバッグ 100 袋",
    "Чёрный чай, крупнолистовой",
    "قهوة عربية مطحونة",
    "Cafe\u0301 &amp; Cr\u00e8me \u2018br\u00fbl\u00e9e\u2019 \u201cNo. 5\u201d, it\u2019s 50 % off",
    "🍵🍳👨\u200d👩\u200d👧 tea\tfor\u00a0two\u200b",
    "\uff21\uff22\uff23\uff01 \uff76\uff80\uff76\uff85\u3000the o\ufb03ce &lt;3 &amp;quot;x&amp;quot;",
    "half a character: \ud83c",
    "<b>NUL \x00 and \x1b</b>",
]
LONG = [3, 4]
SIZES = [(32, 32), (96, 144), (145, 97), (33, 32), (1, 1), (500, 20), (37, 640), (31, 47)]


def images() -> list[Image.Image]:
    rng = np.random.default_rng(2)
    return [Image.fromarray(rng.integers(0, 256, (height, width, 3), dtype=np.uint8)) for width, height in SIZES]


def test_both_loaders_give_the_same_text_features(small_clip: SmallClip) -> None:
    one = open_text_encoder(f"open_clip:{small_clip.open_clip}")
    other = open_text_encoder(f"transformers:{small_clip.transformers}")
    assert one.dim == other.dim == EMBED
    left, right = one.encode(TEXTS), other.encode(TEXTS)
    assert left.dtype == right.dtype == np.float32 and left.shape == (len(TEXTS), EMBED)
    assert np.isfinite(left).all() and np.abs(left - right).max() < 1e-4
    assert not np.allclose(np.linalg.norm(left, axis=1), 1, atol=0.01)
    assert np.abs(left[0] - left[5]).max() > 0.01
    for encoder in (one, other):
        assert np.flatnonzero(encoder.is_truncated(TEXTS)).tolist() == LONG
        assert encoder.is_truncated([]).shape == (0,) and encoder.encode([]).shape == (0, EMBED)


def test_truncation_counts_tokens_exactly(small_clip: SmallClip) -> None:
    # 75 words of one token, and one token each for start and end.
    for spec in (f"open_clip:{small_clip.open_clip}", f"transformers:{small_clip.transformers}"):
        encoder = open_text_encoder(spec)
        assert encoder.is_truncated(["tea " * 75, "tea " * 76]).tolist() == [False, True]
        same = encoder.encode(["tea " * 75 + "pan", "tea " * 75])
        assert np.abs(same[0] - same[1]).max() < 1e-5


def test_both_loaders_give_the_same_image_features(small_clip: SmallClip) -> None:
    one = open_image_encoder(f"open_clip:{small_clip.open_clip}")
    other = open_image_encoder(f"transformers:{small_clip.transformers}")
    assert one.dim == other.dim == EMBED
    left, right = (torch.stack([each.preprocess(image) for image in images()]) for each in (one, other))
    assert left.shape == (len(SIZES), 3, SIDE, SIDE) and left.dtype == right.dtype == torch.float32
    assert (left - right).abs().max() < 1e-5
    features = one.encode(left), other.encode(right)
    assert np.abs(features[0] - features[1]).max() < 1e-4 and features[0].dtype == np.float32
    assert np.abs(features[0][0] - features[0][1]).max() > 0.01


def test_preprocessing_is_pickled_without_the_weights(small_clip: SmallClip) -> None:
    for spec in (f"open_clip:{small_clip.open_clip}", f"transformers:{small_clip.transformers}"):
        encoder = open_image_encoder(spec)
        sent = pickle.dumps(encoder.preprocess)
        assert len(sent) < 5000
        image = images()[1]
        assert torch.equal(pickle.loads(sent)(image), encoder.preprocess(image))


def test_preprocessing_equals_that_of_the_library(small_clip: SmallClip) -> None:
    module = pytest.importorskip("transformers.models.clip.image_processing_pil_clip")
    theirs = module.CLIPImageProcessorPil.from_pretrained(small_clip.transformers)
    settings = json.loads((small_clip.transformers / "preprocessor_config.json").read_text())
    ours = image_preprocessor(settings)
    # If the margin is odd, the crops of transformers and torchvision differ by one pixel.
    for image in (each for each, size in zip(images(), SIZES) if size in [(32, 32), (96, 144), (500, 20)]):
        expected = torch.as_tensor(np.asarray(theirs(image, return_tensors="pt")["pixel_values"]))[0]
        assert torch.allclose(ours(image), expected, atol=1e-5)


def test_settings_of_older_releases_and_of_siglip() -> None:
    old = image_preprocessor(
        {"size": 224, "crop_size": 224, "do_center_crop": True, "image_mean": [0] * 3, "image_std": [1] * 3}
    )
    assert old.size == old.crop == (224, 224) and old.keep_ratio
    new = image_preprocessor({"size": {"height": 20, "width": 30}, "image_mean": [0] * 3, "image_std": [1] * 3})
    assert new(Image.new("RGB", (7, 90), "white")).shape == (3, 20, 30) and new.crop is None
    with pytest.raises(BackendError, match="fixed shape"):
        image_preprocessor({"size": {"shortest_edge": 20}, "image_mean": [0] * 3, "image_std": [1] * 3})


def test_siglip_from_a_folder(tmp_path: Path) -> None:
    transformers = pytest.importorskip("transformers")
    shared = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 1, "num_attention_heads": 2}
    config = transformers.SiglipConfig(
        text_config={**shared, "vocab_size": 64, "max_position_embeddings": 16},
        vision_config={**shared, "image_size": 32, "patch_size": 8},
    )
    torch.manual_seed(1)
    model = transformers.SiglipModel(config).eval()
    model.save_pretrained(tmp_path)
    settings = {"size": {"height": 32, "width": 32}, "image_processor_type": "SiglipImageProcessor"}
    (tmp_path / "preprocessor_config.json").write_text(json.dumps(settings))
    encoder = open_image_encoder(f"transformers:{tmp_path}")
    batch = torch.stack([encoder.preprocess(image) for image in images()])
    with torch.inference_mode():
        output = model.get_image_features(pixel_values=batch)
    expected = output if isinstance(output, torch.Tensor) else output.pooler_output
    assert np.allclose(encoder.encode(batch), expected.numpy(), atol=1e-5) and encoder.dim == 32


def test_the_record_names_the_weights(small_clip: SmallClip) -> None:
    for spec in (f"open_clip:{small_clip.open_clip}", f"transformers:{small_clip.transformers}"):
        text, image = open_text_encoder(spec).describe(), open_image_encoder(spec).describe()
        assert text == image and len(text["weights_sha256"]) == 64 and text["family"] == spec.partition(":")[0]


def test_a_known_architecture_with_a_file(small_clip: SmallClip, tmp_path: Path) -> None:
    open_clip = pytest.importorskip("open_clip")
    config = json.loads((small_clip.open_clip / "open_clip_config.json").read_text())["model_cfg"]
    (tmp_path / "small-test-clip.json").write_text(json.dumps(config))
    open_clip.add_model_config(tmp_path / "small-test-clip.json")
    weights = small_clip.open_clip / "open_clip_model.safetensors"
    spec = f"open_clip:small-test-clip/{weights}"
    by_folder = open_text_encoder(f"open_clip:{small_clip.open_clip}").encode(TEXTS[:3])
    assert np.array_equal(open_text_encoder(spec).encode(TEXTS[:3]), by_folder)
    broken = load_file(weights)
    broken.pop("visual.proj")
    save_file(broken, tmp_path / "broken.safetensors")
    with pytest.raises(BackendError, match="could not be loaded by open_clip"):
        open_text_encoder(f"open_clip:small-test-clip/{tmp_path / 'broken.safetensors'}")
    with pytest.raises(ConfigError, match="names no weights"):
        open_text_encoder("open_clip:small-test-clip")
    (tmp_path / "torn.safetensors").write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(BackendError, match="could not be loaded"):
        open_image_encoder(f"open_clip:small-test-clip/{tmp_path / 'torn.safetensors'}")


@pytest.mark.parametrize("suffix", [".pt", ".bin", ".PTH"])
def test_pickles_are_refused(small_clip: SmallClip, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"model{suffix}"
    torch.save(load_file(small_clip.open_clip / "open_clip_model.safetensors"), file)
    with pytest.raises(BackendError, match=r"pickle.*safetensors\.torch\.save_file"):
        open_text_encoder(f"open_clip:ViT-B-32/{file}")
    shutil.copytree(small_clip.open_clip, tmp_path / "clip")
    shutil.copy(file, tmp_path / "clip" / f"open_clip_pytorch_model{suffix}")
    with pytest.raises(BackendError, match="pickle"):
        open_text_encoder(f"open_clip:{tmp_path / 'clip'}")
    shutil.copytree(small_clip.transformers, tmp_path / "hf")
    (tmp_path / "hf" / "model.safetensors").unlink()
    shutil.copy(file, tmp_path / "hf" / f"pytorch_model{suffix}")
    with pytest.raises(BackendError, match="pickle"):
        open_image_encoder(f"transformers:{tmp_path / 'hf'}")


def test_weights_of_another_model_are_refused(small_clip: SmallClip, tmp_path: Path) -> None:
    folder = tmp_path / "hf"
    shutil.copytree(small_clip.transformers, folder)
    state = load_file(folder / "model.safetensors")
    state.pop("text_projection.weight")
    save_file(state, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(BackendError, match=r"lack 'text_projection\.weight'"):
        open_text_encoder(f"transformers:{folder}")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "model_type": "bert"}))
    with pytest.raises(BackendError, match="type 'bert'"):
        open_text_encoder(f"transformers:{folder}")
    (folder / "config.json").write_text("{")
    with pytest.raises(BackendError, match=r"config\.json: is not valid JSON"):
        open_text_encoder(f"transformers:{folder}")


def test_the_hash_of_parameters_depends_on_their_type() -> None:
    one, other = torch.nn.Linear(2, 2), torch.nn.Linear(2, 2)
    other.load_state_dict(one.state_dict())
    assert parameters_sha256(one) == parameters_sha256(other)
    assert parameters_sha256(one) != parameters_sha256(other.bfloat16())
