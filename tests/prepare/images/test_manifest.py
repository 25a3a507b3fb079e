"""Images of a local folder, records of the manifest, and options."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.errors import ConfigError, DataError, MissingExtraError
from recbole_tema.prepare.images import manifest
from recbole_tema.prepare.images.download import adopt_images, download_images
from recbole_tema.prepare.images.manifest import ImageOptions, ImageRecord, read_manifest
from tests.prepare.images.site import Site, fetch, image_bytes, options


def test_adopted_images(site: Site, tmp_path: Path) -> None:
    source, folder = tmp_path / "mine", tmp_path / "data" / "images"
    (source / "deep").mkdir(parents=True)
    (source / "7.jpg").mkdir()
    (source / "deep" / "6.jpg").write_bytes(image_bytes())
    (source / "1.jpg").write_bytes(image_bytes())
    (source / "2.WebP").write_bytes(image_bytes("WEBP", (9, 4)))
    (source / "3.jpg").write_bytes(image_bytes()[:-100])
    (source / "5.png").write_bytes(image_bytes("PNG"))
    (source / "5.JPEG").write_bytes(image_bytes("GIF"))
    (source / "8.jpg").write_bytes(image_bytes("PNG", (200, 200)))
    (source / "9.tif").write_bytes(image_bytes("TIFF"))
    (tmp_path / "out.jpg").write_bytes(image_bytes())
    ids = ["2", "1", "3", "4", "5", "6", "7", "8", "9", "../out", "1"]
    path = adopt_images(ids, source, folder, options(max_bytes=50_000))
    assert path == folder / "manifest.jsonl" and [p.name for p in folder.iterdir()] == ["manifest.jsonl"]
    records = read_manifest(path)
    where = str(source.resolve())
    webp = hashlib.sha256(image_bytes("WEBP", (9, 4))).hexdigest()
    assert [(r.item_id, r.reason, r.file, r.format) for r in records] == [
        ("../out", "no-file", None, None),
        ("1", None, "1.jpg", "JPEG"),
        ("2", None, "2.WebP", "WEBP"),
        ("3", "truncated", None, None),
        ("4", "no-file", None, None),
        ("5", None, "5.JPEG", "GIF"),
        ("6", None, "deep/6.jpg", "JPEG"),
        ("7", "no-file", None, None),
        ("8", "too-large", None, None),
        ("9", None, "9.tif", "TIFF"),
    ]
    assert (records[2].width, records[2].height, records[2].sha256, records[2].url) == (9, 4, webp, "")
    assert {record.source for record in records} == {where} and records[1].path(folder) == source.resolve() / "1.jpg"
    # A later download does not delete the files of the user's folder.
    fetched = fetch({"1": site.url("gone"), "2": "", "4": ""}, folder)
    assert fetched["1"].reason == "http-404" and fetched["2"] == ImageRecord("2", "missing", "no-url")
    assert fetched["4"] == ImageRecord("4", "missing", "no-url")
    assert (source / "1.jpg").exists() and (source / "2.WebP").exists()


def test_adopting_from_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none.*is not a folder"):
        adopt_images(["1"], tmp_path / "none", tmp_path)


def test_ids_that_are_not_text(tmp_path: Path) -> None:
    for wrong in ("\ud800", 7):
        with pytest.raises(DataError, match="is not text"):
            download_images({wrong: ""}, tmp_path / "f")  # type: ignore[dict-item]
        with pytest.raises(DataError, match="is not text"):
            adopt_images(["1", wrong], tmp_path, tmp_path / "f")  # type: ignore[list-item]
    assert not (tmp_path / "f").exists()


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "",
        "[]",
        '{"item_id": "A"}',
        '{"item_id": "A", "status": "fine", "file": "a"}',
        '{"item_id": "A", "status": "ok"}',
        '{"item_id": "A", "status": "missing"}',
        '{"item_id": "A", "status": "missing", "reason": "timeout", "file": "a"}',
        '{"item_id": "A", "status": "ok", "file": "a", "reason": "timeout"}',
        '{"item_id": 1, "status": "ok", "file": "a"}',
        '{"item_id": "A", "status": "ok", "file": "a", "width": "9"}',
    ],
)
def test_invalid_manifest_names_the_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "manifest.jsonl"
    path.write_text(manifest.to_line(ImageRecord("A", "ok", file="a")) + line + "\n")
    with pytest.raises(DataError) as caught:
        read_manifest(path)
    assert (caught.value.path, caught.value.line) == (path, 2)


def test_missing_manifest(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file"):
        read_manifest(tmp_path / "manifest.jsonl")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("concurrency", 0),
        ("concurrency", 2.5),
        ("per_host", 0),
        ("delay", -0.1),
        ("delay", float("inf")),
        ("timeout", 0),
        ("timeout", float("nan")),
        ("timeout", "20"),
        ("retries", -1),
        ("max_bytes", 0),
        ("max_pixels", 0),
        ("max_pixels", 200_000_000),
        ("max_redirects", -1),
        ("allow_private", "yes"),
        ("user_agent", " "),
        ("user_agent", "tool\r\nX-Evil: 1"),
        ("user_agent", "é"),
    ],
)
def test_wrong_options(name: str, value: Any) -> None:
    with pytest.raises(ConfigError, match=name):
        ImageOptions(**{name: value})


def test_default_options() -> None:
    options = ImageOptions(delay=1, timeout=5)
    assert (options.concurrency, options.per_host, options.retries, options.max_redirects) == (8, 2, 3, 5)
    assert (options.max_bytes, options.max_pixels, options.allow_private) == (10_485_760, 50_000_000, False)


@pytest.mark.parametrize(("module", "package"), [("httpx", "httpx"), ("PIL", "Pillow")])
def test_missing_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, package: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=rf"{package} is not installed.*\.\[images\]"):
        download_images({"A": ""}, tmp_path / "f")
    assert not (tmp_path / "f").exists()
