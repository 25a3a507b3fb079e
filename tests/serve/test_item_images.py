"""Images that the service sends: of the folder of a dataset, of one that `prepare --images` adopted, and converted."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from recbole_tema.prepare.images.download import adopt_images
from recbole_tema.serve.errors import ApiError
from recbole_tema.serve.item_images import ServedImages
from tests.serve.conftest import png

Image = pytest.importorskip("PIL.Image")


def test_adopted_images_are_served_from_their_folder(tmp_path: Path) -> None:
    nested = tmp_path / "shop/shots/010"
    nested.mkdir(parents=True)
    (nested / "1 a.png").write_bytes(png())
    Image.new("RGB", (900, 300), (200, 30, 30)).save(nested / "2.TIFF")
    folder = tmp_path / "data/images"
    adopt_images(["1 a", "2", "3"], tmp_path / "shop", folder)
    images = ServedImages(folder, ["1 a", "2", "3"])
    assert [item in images for item in ("1 a", "2", "3")] == [True, True, False]
    assert images.read("1 a") == (nested.resolve() / "1 a.png", "image/png")
    content, media_type = images.read("2")
    assert media_type == "image/jpeg" and isinstance(content, bytes)
    with Image.open(io.BytesIO(content)) as shown:
        assert shown.format == "JPEG" and shown.size == (512, 171)
        assert shown.getpixel((100, 100)) == pytest.approx((200, 30, 30), abs=3)
    for item in ("3", "4"):
        with pytest.raises(ApiError, match="no image"):
            images.read(item)
    # The manifest stands for the content that was examined, not for the name.
    (nested / "1 a.png").write_bytes(png(9))
    with pytest.raises(ApiError, match="no image"):
        images.read("1 a")


@pytest.mark.parametrize("sha256", [None, "", "0" * 64])
def test_a_manifest_cannot_disclose_other_files(sha256: str | None, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    folder = tmp_path / "data/images"
    folder.mkdir(parents=True)
    for source, file in (
        (str(tmp_path), "secret.png"),
        (None, "../../secret.png"),
        (None, str(tmp_path / "secret.png")),
    ):
        record = {"item_id": "1", "status": "ok", "file": file, "source": source, "sha256": sha256}
        (folder / "manifest.jsonl").write_text(json.dumps(record) + "\n")
        with pytest.raises(ApiError, match="no image"):
            ServedImages(folder, ["1"]).read("1")


def test_subfolders_links_and_other_names(tmp_path: Path) -> None:
    (tmp_path / "images/deep").mkdir(parents=True)
    (tmp_path / "images/deep/1.png").write_bytes(png())
    (tmp_path / "2.png").write_bytes(png())
    (tmp_path / "images/2.png").symlink_to(tmp_path / "2.png")
    images = ServedImages(tmp_path / "images", ["1", "2"])
    assert "1" in images and "2" not in images
    with pytest.warns(UserWarning, match="No images: .*no image is called like an item"):
        assert "7" not in ServedImages(tmp_path / "images", ["7"])
    assert "1" not in ServedImages(tmp_path / "none", ["1"])
