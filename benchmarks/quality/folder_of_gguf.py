"""A Qwen2 GGUF file as a folder of the hub's layout, in bfloat16, for `--llm transformers:FOLDER` on a GPU.

Where no hub can be reached, weights may be at hand as GGUF only, and transformers does not save what it reads of such a
file.
"""

from __future__ import annotations

import argparse
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import torch
from gguf import GGUFReader
from gguf.gguf_reader import ReaderTensor
from gguf.quants import dequantize
from safetensors.torch import save_file
from transformers import AutoConfig, AutoTokenizer

LAYER = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "attn_norm": "input_layernorm",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
OUTSIDE = {
    "token_embd.weight": "model.embed_tokens.weight",
    "output_norm.weight": "model.norm.weight",
    "output.weight": "lm_head.weight",
}


def _named(tensor: ReaderTensor) -> tuple[str, torch.Tensor]:
    found = re.fullmatch(r"blk\.(\d+)\.(\w+)\.(weight|bias)", tensor.name)
    name = OUTSIDE[tensor.name] if found is None else f"model.layers.{found[1]}.{LAYER[found[2]]}.{found[3]}"
    return name, torch.from_numpy(dequantize(tensor.data, tensor.tensor_type).copy()).to(torch.bfloat16)


def main() -> None:
    """Weights, configuration, tokenizer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="the .gguf file")
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    where, name = str(arguments.file.parent), arguments.file.name
    AutoConfig.from_pretrained(where, gguf_file=name).save_pretrained(arguments.folder)
    AutoTokenizer.from_pretrained(where, gguf_file=name).save_pretrained(arguments.folder)
    with ThreadPoolExecutor() as pool:
        weights = dict(pool.map(_named, GGUFReader(arguments.file).tensors))
    save_file(weights, arguments.folder / "model.safetensors", metadata={"format": "pt"})


if __name__ == "__main__":
    main()
