"""Texts and images to feature files: by hand, resumed, by many processes, and with invalid files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from recbole_tema.encoding import encode_items, pipeline
from recbole_tema.encoding.families import DEFAULT_ENCODER
from recbole_tema.encoding.options import EncodeOptions
from recbole_tema.encoding.output import components_path
from recbole_tema.encoding.pipeline import encode_images, encode_texts
from recbole_tema.encoding.reduction import Components
from recbole_tema.errors import BackendError, ConfigError, DataError
from recbole_tema.files import vectors
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.storage import sha256
from recbole_tema.files.vectors import cache_paths, open_cache
from tests.encoding.doubles import Lengths, Means, write_image, write_items

TITLES = ["Tea", "", "A long name of a pan", "Pan", "x" * 50, "Two words"]


def _rows(path: Path) -> dict[str, np.ndarray]:
    key, vectors = read_atomic(path).columns
    frame = read_atomic(path)
    return dict(zip(frame[key], frame[vectors]))


def test_encode_items_returns_the_records(tmp_path: Path) -> None:
    pytest.importorskip("PIL")
    folder = write_items(tmp_path, TITLES)
    write_image(tmp_path / "other" / "i0.png", (255, 0, 0))
    calls: list[tuple[str, int, int]] = []
    records = encode_items(
        str(folder),
        text=Lengths(),
        image=Means(),
        images=str(tmp_path / "other"),
        progress=lambda *call: calls.append(call),
        workers=0,
    )
    assert calls == [("text", 0, 6), ("text", 6, 6), ("image", 0, 6), ("image", 6, 6)]
    assert list(records) == ["text", "image"]
    assert records["text"] == json.loads((folder / "d.txt.json").read_text())
    assert records["image"]["file"] == "d.img" and records["image"]["counts"]["rows"] == 1
    assert encode_items(folder, text=Lengths()) == {"text": records["text"]}
    with pytest.raises(ConfigError, match=r"batch_size \(0\) must be at least 1"):
        encode_items(folder, text=Lengths(), batch_size=0)


@pytest.mark.parametrize(
    ("given", "opened"),
    [
        ({}, ["text"]),
        ({"images": "images"}, ["image"]),
        ({"text": "x", "images": "images"}, ["text", "image"]),
    ],
)
def test_the_default_encoder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], opened: list[str]
) -> None:
    specs: dict[str, str] = {}
    monkeypatch.setattr(pipeline, "open_text_encoder", lambda spec: specs.update(text=spec) or Lengths())
    monkeypatch.setattr(pipeline, "open_image_encoder", lambda spec: specs.update(image=spec) or Means())
    folder = write_items(tmp_path, TITLES)
    write_image(tmp_path / "images" / "i0.png", (255, 0, 0))
    paths = {name: str(tmp_path / value) if name == "images" else value for name, value in given.items()}
    assert list(encode_items(folder, workers=0, **paths)) == opened
    assert specs == {side: given.get(side, DEFAULT_ENCODER) for side in opened}


def test_texts_by_hand(tmp_path: Path) -> None:
    folder = write_items(tmp_path, TITLES)
    encoder = Lengths()
    path = encode_texts(folder, encoder, EncodeOptions(batch_size=2))
    rows = _rows(path)
    assert list(rows) == ["i0", "i2", "i3", "i4", "i5"]  # in file order, without the empty text
    assert np.allclose(rows["i2"], np.array([20, 6, 1]) / np.sqrt(437), atol=1e-5)
    assert np.allclose(rows["i0"], np.array([3, 1, 1]) / np.sqrt(11), atol=1e-5)
    # The longest first, equal lengths in file order.
    assert encoder.batches == [["x" * 50, "A long name of a pan"], ["Two words", "Tea"], ["Pan"]]
    record = json.loads((folder / "d.txt.json").read_text())
    assert record["counts"] == {"items": 6, "rows": 5, "dim": 3, "truncated": 1}
    assert record["missing"] == {"no-text": ["i1"]}
    assert record["sha256"] == sha256(path) and record["inputs"] == {"d.item": sha256(folder / "d.item")}
    assert record["options"]["batch_size"] == 2 and record["model"]["name"] == "lengths"
    assert not (folder / ".encode").exists() or not list((folder / ".encode").iterdir())


def test_tags_follow_the_title_if_requested(tmp_path: Path) -> None:
    folder = write_items(tmp_path, TITLES)
    with pytest.raises(DataError, match=r"d\.tag: No such file"):
        encode_texts(folder, Lengths(), EncodeOptions(tags=True))
    (folder / "d.tag").write_text(
        "tag_item_id:token\ttags:token_seq\ttag_scores:float_seq\ni0\thot-drink green\t0.5 0.9\n"
    )
    encoder = Lengths()
    path = encode_texts(folder, encoder, EncodeOptions(tags=True))
    assert "Tea. green, hot drink" in encoder.batches[0]
    hashes = {name: sha256(folder / name) for name in ("d.item", "d.tag")}
    assert json.loads((folder / "d.txt.json").read_text())["inputs"] == hashes
    for options in (EncodeOptions(), EncodeOptions(tags=False)):
        path.unlink()
        without = Lengths()
        encode_texts(folder, without, options)
        assert "Tea" in without.batches[0]


def test_profiles_are_texts_and_inputs(tmp_path: Path) -> None:
    folder = write_items(tmp_path, TITLES)
    options = EncodeOptions(fields=("profile",))
    profiles = folder / "d.profile"
    profiles.write_text("profile_item_id:token\tprofile:token_seq\ni0\tA drink for breakfast.\ni3\tIt fries.\n")
    encoder = Lengths()
    encode_texts(folder, encoder, options)
    assert encoder.batches == [["A drink for breakfast", "It fries"]]
    record = json.loads((folder / "d.txt.json").read_text())
    assert record["inputs"] == {"d.item": sha256(folder / "d.item"), "d.profile": sha256(profiles)}
    assert record["options"]["fields"] == ["profile"] and record["missing"] == {"no-text": ["i1", "i2", "i4", "i5"]}
    # Another profile, and the vectors are made again.
    profiles.write_text(profiles.read_text().replace("fries", "boils"))
    again = Lengths()
    encode_texts(folder, again, options)
    assert again.batches == [["A drink for breakfast", "It boils"]]


def test_a_current_file_is_not_written_again(tmp_path: Path) -> None:
    folder = write_items(tmp_path, TITLES)
    path = encode_texts(folder, Lengths())
    for options in (EncodeOptions(), EncodeOptions(workers=0)):
        second = Lengths()
        encode_texts(folder, second, options)
        assert second.batches == []
    path.write_text(path.read_text().replace("i0\t", "i0\t9 ", 1))  # an edited file is not current
    third = Lengths()
    encode_texts(folder, third)
    assert third.batches
    (folder / "d.item").write_text((folder / "d.item").read_text().replace("Pan", "Pans"))
    fourth = Lengths()
    encode_texts(folder, fourth)
    assert fourth.batches
    path.unlink()  # the record stays
    encode_texts(folder, Lengths())
    assert path.is_file()


def test_a_run_that_was_killed_after_the_file_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_items(tmp_path, ["Tea", "Pan"])
    with monkeypatch.context() as patch:
        patch.setattr(pipeline.Shards, "remove", lambda shards: None)
        written = encode_texts(folder, Lengths()).read_bytes()
    other = folder / ".encode/text.0123456789abcdef"
    other.mkdir()
    assert len(list((folder / ".encode").iterdir())) == 2
    second = Lengths()
    assert encode_texts(folder, second).read_bytes() == written and second.batches == []
    # Shards of other options stay: their run is not finished.
    assert list((folder / ".encode").iterdir()) == [other]
    other.rmdir()
    encode_texts(folder, second)
    assert not (folder / ".encode").exists()


def test_a_changed_shard_is_encoded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "SHARD_SIZE", 3)
    folder = write_items(tmp_path, [f"Item {'die ' * (n == 7)}{n}" for n in range(10)])
    with pytest.raises(KeyboardInterrupt):
        encode_texts(folder, Lengths(fail=True))
    shard = next((folder / ".encode").rglob("0000001.safetensors"))
    content = bytearray(shard.read_bytes())
    content[-1] ^= 1  # a number of a vector
    shard.write_bytes(content)
    second = Lengths()
    encode_texts(folder, second)
    assert [len(batch) for batch in second.batches] == [3, 3, 1]  # all except the first shard


def test_an_interrupted_run_continues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "SHARD_SIZE", 3)
    titles = [f"Item {'die ' * (n == 7)}{n}" for n in range(10)]
    whole = encode_texts(write_items(tmp_path / "whole", titles), Lengths())
    folder = write_items(tmp_path / "interrupted", titles)
    with pytest.raises(KeyboardInterrupt):
        encode_texts(folder, Lengths(fail=True))
    kept = sorted(path.name for path in (folder / ".encode").rglob("*.safetensors"))
    assert kept == ["0000000.safetensors", "0000001.safetensors"] and not (folder / "d.txt").exists()
    next((folder / ".encode").rglob("0000001.safetensors")).write_bytes(b"half a fil")
    second = Lengths()
    path = encode_texts(folder, second)
    assert [len(batch) for batch in second.batches] == [3, 3, 1]  # all except the first shard
    assert path.read_bytes() == whole.read_bytes()
    assert not (folder / ".encode").exists()


def test_principal_components_are_saved_beside_the_file(tmp_path: Path) -> None:
    folder = write_items(tmp_path, TITLES)
    rows = _rows(encode_texts(folder, Lengths(), EncodeOptions(pca=2)))
    raw = Lengths().encode([title for title in TITLES if title])
    projected = Components.load(components_path(folder / "d.txt")).project(raw)
    projected /= np.linalg.norm(projected, axis=1, keepdims=True)
    assert np.allclose(np.stack(list(rows.values())), projected, atol=1e-4)
    encode_texts(folder, Lengths())
    assert not components_path(folder / "d.txt").exists()
    with pytest.raises(ConfigError, match=r"pca \(4\) must be between 1 and 3"):
        encode_texts(folder, Lengths(), EncodeOptions(pca=4))


def test_the_cache_holds_the_text_as_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_items(tmp_path, TITLES)
    monkeypatch.setattr(vectors, "LARGE", 0)
    path = encode_texts(folder, Lengths())
    cache = open_cache(path)
    assert cache is not None and cache.ids == list(_rows(path))
    assert cache.values.tobytes() == np.stack(list(_rows(path).values())).tobytes()
    monkeypatch.undo()
    encode_texts(folder, Lengths(), EncodeOptions(batch_size=2))
    assert not any(part.exists() for part in cache_paths(path).values())


@pytest.mark.parametrize("workers", [0, 2])
def test_images_by_hand(tmp_path: Path, workers: int) -> None:
    pytest.importorskip("PIL")
    folder = write_items(tmp_path, TITLES)
    for name, color in (("i0", (255, 0, 0)), ("i2", (0, 255, 255)), ("i5", (51, 51, 51))):
        write_image(folder / "images" / f"{name}.png", color)
    (folder / "images" / "i3.jpg").write_bytes(b"<html>")
    (folder / "images" / "i4.png").write_bytes((folder / "images" / "i5.png").read_bytes()[:50])
    path = encode_images(folder, Means(), options=EncodeOptions(batch_size=2, workers=workers))
    rows = _rows(path)
    assert list(rows) == ["i0", "i2", "i5"]
    assert np.allclose(rows["i0"], np.array([1, 0, 0, 1]) / np.sqrt(2), atol=1e-5)
    assert np.allclose(rows["i2"], np.array([0, 1, 1, 1]) / np.sqrt(3), atol=1e-5)
    assert np.allclose(rows["i5"], np.array([0.2, 0.2, 0.2, 1]) / np.sqrt(1.12), atol=1e-4)
    record = json.loads((folder / "d.img.json").read_text())
    assert record["missing"] == {"no-file": ["i1"], "not-an-image": ["i3"], "truncated": ["i4"]}
    assert set(record["inputs"]) == {"d.item", "images"}


def test_a_dead_worker_is_an_error(tmp_path: Path) -> None:
    pytest.importorskip("PIL")
    folder = write_items(tmp_path, TITLES)
    write_image(folder / "images" / "i0.png", (1, 2, 3))
    encoder = Means()
    encoder.preprocess = _die  # type: ignore[assignment]
    with pytest.raises(BackendError, match="decodes images failed"):
        encode_images(folder, encoder, options=EncodeOptions(workers=1))


def _die(image: object) -> None:
    os._exit(9)


def test_nothing_to_encode(tmp_path: Path) -> None:
    folder = write_items(tmp_path, ["", ""])
    with pytest.raises(DataError, match="no item has any text"):
        encode_texts(folder, Lengths())
    with pytest.raises(DataError, match="is not a folder, zip or manifest"):
        encode_images(folder, Means())
    (folder / "images").mkdir()
    with pytest.raises(DataError, match=r"no item has any image \(no-file\)"):
        encode_images(folder, Means())


@pytest.mark.parametrize("options", [{"pca": 0}, {"batch_size": 0}, {"workers": -1}])
def test_invalid_options(options: dict[str, int]) -> None:
    with pytest.raises(ConfigError):
        EncodeOptions(**options)  # type: ignore[arg-type]


SCRIPT = """
import sys
from pathlib import Path
from recbole_tema.encoding import encode_items, pipeline
from recbole_tema.encoding.families import DEFAULT_ENCODER
pipeline.SHARD_SIZE = 4
from recbole_tema.encoding.options import EncodeOptions
from recbole_tema.encoding.pipeline import encode_images, encode_texts
from recbole_tema.distributed import process_group
from tests.encoding.doubles import Lengths, Means
folder = Path(sys.argv[1])
with process_group():
    encode_texts(folder, Lengths())
    encode_images(folder, Means(), options=EncodeOptions(workers=0))
"""


@pytest.mark.slow
@pytest.mark.skipif(find_spec("PIL") is None, reason="needs Pillow")
def test_two_processes_write_the_same_files_as_one(tmp_path: Path) -> None:
    titles = [f"Item {'of many words ' * (n % 4)}{n}" for n in range(30)]
    contents = []
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    root = str(Path(__file__).parents[2])
    for name, launch in (("one", []), ("two", ["-m", "torch.distributed.run", "--nproc-per-node=2", "--standalone"])):
        folder = write_items(tmp_path / name, titles)
        for n in range(0, 30, 3):
            write_image(folder / "images" / f"i{n}.png", (n, 2 * n, 3 * n))
        command = [sys.executable, *launch, str(script), str(folder)]
        environment = {**os.environ, "PYTHONPATH": root, "OMP_NUM_THREADS": "1"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr
        contents.append([(folder / file).read_bytes() for file in ("d.txt", "d.img")])
        assert not (folder / ".encode").exists()
    assert contents[0] == contents[1]
