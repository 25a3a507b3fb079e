"""A small CLIP with random weights, saved as real files for open_clip and for transformers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

SIDE, PATCH, WIDTH, EMBED, LAYERS, HEADS, CONTEXT = 32, 8, 64, 48, 2, 2, 77
MEAN, STD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)


@dataclass(frozen=True)
class SmallClip:
    """The same weights in a folder for open_clip and one for transformers."""

    open_clip: Path
    transformers: Path


def model_config(quick_gelu: bool) -> dict[str, Any]:
    return {
        "embed_dim": EMBED,
        "quick_gelu": quick_gelu,
        "vision_cfg": {
            "image_size": SIDE,
            "layers": LAYERS,
            "width": WIDTH,
            "head_width": WIDTH // HEADS,
            "patch_size": PATCH,
        },
        "text_cfg": {
            "context_length": CONTEXT,
            "vocab_size": 49408,
            "width": WIDTH,
            "heads": HEADS,
            "layers": LAYERS,
        },
    }


def _renamed(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Rename the weights of open_clip to those of transformers, and split the matrix of query, key and value."""
    renamed = {
        "logit_scale": state["logit_scale"],
        "text_projection.weight": state["text_projection"].T,
        "visual_projection.weight": state["visual.proj"].T,
        "text_model.embeddings.token_embedding.weight": state["token_embedding.weight"],
        "text_model.embeddings.position_embedding.weight": state["positional_embedding"],
        "vision_model.embeddings.class_embedding": state["visual.class_embedding"],
        "vision_model.embeddings.patch_embedding.weight": state["visual.conv1.weight"],
        "vision_model.embeddings.position_embedding.weight": state["visual.positional_embedding"],
    }
    for kind in ("weight", "bias"):
        renamed[f"text_model.final_layer_norm.{kind}"] = state[f"ln_final.{kind}"]
        renamed[f"vision_model.pre_layrnorm.{kind}"] = state[f"visual.ln_pre.{kind}"]
        renamed[f"vision_model.post_layernorm.{kind}"] = state[f"visual.ln_post.{kind}"]
        for ours, theirs in (("", "text_model"), ("visual.", "vision_model")):
            for layer in range(LAYERS):
                block, place = f"{ours}transformer.resblocks.{layer}", f"{theirs}.encoder.layers.{layer}"
                for name, part in zip("qkv", state[f"{block}.attn.in_proj_{kind}"].chunk(3)):
                    renamed[f"{place}.self_attn.{name}_proj.{kind}"] = part
                renamed[f"{place}.self_attn.out_proj.{kind}"] = state[f"{block}.attn.out_proj.{kind}"]
                renamed[f"{place}.layer_norm1.{kind}"] = state[f"{block}.ln_1.{kind}"]
                renamed[f"{place}.layer_norm2.{kind}"] = state[f"{block}.ln_2.{kind}"]
                renamed[f"{place}.mlp.fc1.{kind}"] = state[f"{block}.mlp.c_fc.{kind}"]
                renamed[f"{place}.mlp.fc2.{kind}"] = state[f"{block}.mlp.c_proj.{kind}"]
    return {name: tensor.clone().contiguous() for name, tensor in renamed.items()}


def write_open_clip(folder: Path, quick_gelu: bool) -> dict[str, torch.Tensor]:
    """Write config and weights for `open_clip:FOLDER`."""
    open_clip = pytest.importorskip("open_clip")
    torch.manual_seed(5)
    model = open_clip.CLIP(**model_config(quick_gelu))
    for parameter in model.parameters():
        # Biases and gains are initialized to 0 and 1, which would hide that they are confused.
        if parameter.ndim == 1:
            torch.nn.init.normal_(parameter, mean=float(parameter.detach().mean()), std=0.1)
    state = {name: tensor.contiguous() for name, tensor in model.state_dict().items()}
    folder.mkdir(parents=True)
    prepared = {"mean": MEAN, "std": STD, "interpolation": "bicubic", "resize_mode": "shortest"}
    config = {"model_cfg": model_config(quick_gelu), "preprocess_cfg": prepared}
    (folder / "open_clip_config.json").write_text(json.dumps(config))
    save_file(state, folder / "open_clip_model.safetensors")
    return state


def write_transformers(folder: Path, state: dict[str, torch.Tensor], quick_gelu: bool) -> None:
    """Write the same weights, the tokenizer and the image settings for `transformers:FOLDER`."""
    transformers = pytest.importorskip("transformers")
    shared = {
        "hidden_size": WIDTH,
        "intermediate_size": WIDTH * 4,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "hidden_act": "quick_gelu" if quick_gelu else "gelu",
    }
    # OpenAI's checkpoints have 2, which stands for the largest id; others have the id of the token.
    text = {
        **shared,
        "vocab_size": 49408,
        "max_position_embeddings": CONTEXT,
        "eos_token_id": 2 if quick_gelu else 49407,
    }
    vision = {**shared, "image_size": SIDE, "patch_size": PATCH}
    config = transformers.CLIPConfig(text_config=text, vision_config=vision, projection_dim=EMBED)
    model = transformers.CLIPModel(config)
    keys = model.load_state_dict(_renamed(state), strict=False)
    assert not keys.unexpected_keys and all(name.endswith("position_ids") for name in keys.missing_keys)
    model.save_pretrained(folder)
    _write_tokenizer(folder)
    settings = {
        "image_processor_type": "CLIPImageProcessor",
        "size": {"shortest_edge": SIDE},
        "crop_size": {"height": SIDE, "width": SIDE},
        "do_resize": True,
        "do_center_crop": True,
        "do_normalize": True,
        "resample": 3,
        "image_mean": MEAN,
        "image_std": STD,
    }
    (folder / "preprocessor_config.json").write_text(json.dumps(settings))


def _write_tokenizer(folder: Path) -> None:
    """Write the vocabulary of CLIP, which is part of open_clip, in the files of transformers."""
    from open_clip.tokenizer import SimpleTokenizer

    ours = SimpleTokenizer()
    special = {"<start_of_text>": "<|startoftext|>", "<end_of_text>": "<|endoftext|>"}
    vocabulary = {special.get(word, word): number for word, number in ours.encoder.items()}
    ranked = sorted(ours.bpe_ranks, key=ours.bpe_ranks.__getitem__)
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    (folder / "merges.txt").write_text(
        "\n".join(["#version: 0.2", *(" ".join(pair) for pair in ranked), ""]), encoding="utf-8"
    )
    settings = {
        "tokenizer_class": "CLIPTokenizer",
        "bos_token": "<|startoftext|>",
        "eos_token": "<|endoftext|>",
        "unk_token": "<|endoftext|>",
        "pad_token": "<|endoftext|>",
        "model_max_length": CONTEXT,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))


@pytest.fixture(scope="session", params=[False, True], ids=["gelu", "quick-gelu"])
def small_clip(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SmallClip:
    pytest.importorskip("open_clip")
    pytest.importorskip("transformers")
    root = tmp_path_factory.mktemp("clip")
    state = write_open_clip(root / "open_clip", request.param)
    write_transformers(root / "transformers", state, request.param)
    return SmallClip(root / "open_clip", root / "transformers")
