"""Specs of encoders, and errors of invalid ones."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from recbole_tema.encoding.base import import_optional
from recbole_tema.encoding.families import open_image_encoder, open_text_encoder
from recbole_tema.errors import BackendError, ConfigError, MissingExtraError


@pytest.mark.parametrize("spec", ["", "  ", "clip:ViT-B-32", "openclip:ViT-B-32/openai"])
def test_unknown_specs(spec: str) -> None:
    for opened in (open_text_encoder, open_image_encoder):
        with pytest.raises(ConfigError, match=r"open_clip:ARCHITECTURE"):
            opened(spec)


@pytest.mark.parametrize("spec", ["sentence:", "transformers:", "efficientnet:"])
def test_specs_without_a_model(spec: str) -> None:
    with pytest.raises(ConfigError, match=r"does not name a model"):
        (open_image_encoder if spec == "efficientnet:" else open_text_encoder)(spec)


def test_families_without_a_text_or_image_encoder() -> None:
    with pytest.raises(ConfigError, match="efficientnet has no text encoder"):
        open_text_encoder("efficientnet:lite0")
    for spec in ("sentence:all-MiniLM-L6-v2", "all-MiniLM-L6-v2"):
        with pytest.raises(ConfigError, match=r"sentence has no image encoder.*efficientnet:lite0"):
            open_image_encoder(spec)
    with pytest.raises(ConfigError, match="efficientnet:lite4"):
        open_image_encoder("efficientnet:lite4")


@pytest.mark.parametrize(
    ("spec", "package", "extra"),
    [
        ("open_clip", "open_clip", "clip"),
        ("transformers:x", "transformers", "text"),
        ("sentence:x", "sentence_transformers", "text"),
        ("efficientnet:lite0", "efficientnet_lite_pytorch", "efficientnet"),
    ],
)
def test_missing_packages(monkeypatch: pytest.MonkeyPatch, spec: str, package: str, extra: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=rf"\.\[{extra}\]"):
        (open_image_encoder if extra == "efficientnet" else open_text_encoder)(spec)


def test_a_broken_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken_vision.py").write_text("raise RuntimeError('operator torchvision::nms does not exist')")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(BackendError, match=r"torchvision::nms.*from one source"):
        import_optional("broken_vision", "x", package="broken", extra="clip")


def test_names_of_open_clip() -> None:
    pytest.importorskip("open_clip")
    with pytest.raises(ConfigError, match=r"no architecture 'ViT-B32'.*ViT-B-32"):
        open_text_encoder("open_clip:ViT-B32/openai")
    with pytest.raises(ConfigError, match=r"names no weights.*laion2b_s34b_b79k"):
        open_image_encoder("open_clip:ViT-B-32")
    with pytest.raises(BackendError, match=r"neither a \.safetensors file nor.*laion2b_s34b_b79k"):
        open_image_encoder("open_clip:ViT-B-32/no_such_tag")


def test_folders_without_a_model(tmp_path: Path) -> None:
    for family in ("open_clip", "transformers", "sentence"):
        pytest.importorskip("sentence_transformers" if family == "sentence" else family)
        with pytest.raises(BackendError):
            open_text_encoder(f"{family}:{tmp_path}")
