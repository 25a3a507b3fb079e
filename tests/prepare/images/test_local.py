"""Image files of items in folders with subfolders: which file is whose, and which names are refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from recbole_tema.encoding.images import find_images
from recbole_tema.errors import DataError
from recbole_tema.prepare.images.decode import decode_image, local_formats
from recbole_tema.prepare.images.download import adopt_images
from recbole_tema.prepare.images.local import LOCAL_FORMATS, files_of_items, folder_files
from recbole_tema.prepare.images.manifest import read_manifest
from tests.prepare.images.site import image_bytes

Image = pytest.importorskip("PIL.Image")


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(image_bytes())


def test_subfolders_are_searched(tmp_path: Path) -> None:
    write(tmp_path, "images/010/0108775015.jpg", "images/011/a b.JPEG", "images/x/y/z/5.Png", "6.gif", "7.txt", "8")
    write(tmp_path, ".hidden/1.jpg", "__MACOSX/2.jpg", "images/._3.jpg")
    names = ["6.gif", "7.txt", "8", "images/010/0108775015.jpg", "images/011/a b.JPEG", "images/x/y/z/5.Png"]
    assert list(folder_files(tmp_path)) == names
    ids = ["0108775015", "a b", "5", "6", "7", "8", "1", "2", "._3", "3", "010/0108775015"]
    expected = {"0108775015": names[3], "a b": names[4], "5": names[5], "6": names[0]}
    assert files_of_items(names, ids, tmp_path) == expected
    images = find_images(tmp_path, ids)
    assert images.files == {item: str(tmp_path / name) for item, name in expected.items()}
    assert images.read("a b") == image_bytes()
    records = read_manifest(adopt_images(ids, tmp_path, tmp_path / "data"))
    assert {record.item_id: record.file for record in records if record.status == "ok"} == expected


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["a/1.jpg", "b/1.jpg"], r"item '1' has two images: 'a/1.jpg' and 'b/1.jpg'. Remove one"),
        (["1.png", "b/1.jpg"], r"item '1' has two images"),
        (["1.jpg", "1.JPG"], r"item '1' has two images"),
        (
            ["p0/0001.jpg", "p0/0002.jpg"],
            r"there is 'p0/0001.jpg', and an item '1'. Name each",
        ),
    ],
)
def test_ambiguous_and_foreign_names_are_refused(names: list[str], message: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=message):
        files_of_items(names, ["2", "1"], tmp_path)


def test_accents_of_macos() -> None:
    assert files_of_items(["cafe\u0301.jpg", "the\u0301.png"], ["café", "the\u0301"], Path()) == {
        "café": "cafe\u0301.jpg",
        "the\u0301": "the\u0301.png",
    }


def test_a_folder_without_images_is_refused(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("x")
    with pytest.raises(DataError, match="holds no images"):
        adopt_images(["1"], tmp_path, tmp_path / "data")


def test_the_first_suffix_counts_and_other_items_do_not() -> None:
    names = ["1.tif", "1.png", "1.jpeg", "1.webp", "a/3.jpg", "b/3.jpg"]
    assert files_of_items(names, ["1", "2"], Path()) == {"1": "1.jpeg"}
    assert files_of_items(["x.txt"], ["1"], Path()) == {} == files_of_items([], ["1"], Path())


def test_links(tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/1.jpg", "elsewhere/sub/2.jpg", "mine/3.jpg")
    (tmp_path / "mine/1.jpg").symlink_to(tmp_path / "elsewhere/1.jpg")
    (tmp_path / "mine/folder").symlink_to(tmp_path / "elsewhere/sub")
    (tmp_path / "mine/loop").symlink_to(tmp_path / "mine")
    (tmp_path / "mine/broken.jpg").symlink_to(tmp_path / "none")
    assert list(folder_files(tmp_path / "mine")) == ["1.jpg", "3.jpg"]
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    assert sorted(find_images(tmp_path / "link", ["1", "2", "3"]).files) == ["1", "3"]


def test_every_suffix_is_one_that_pillow_reads() -> None:
    Image.init()
    known = {suffix: name for suffix, name in Image.EXTENSION.items() if name in LOCAL_FORMATS}
    for name in local_formats():
        for suffix in LOCAL_FORMATS[name]:
            # Pillow gives these to a format that contains the other.
            assert known.get(suffix) == name or suffix in (".bw", ".pfm"), suffix


@pytest.mark.parametrize("name", ["BMP", "DIB", "DDS", "ICO", "JPEG2000", "PCX", "PPM", "SGI", "TGA", "TIFF"])
def test_formats_beyond_those_of_browsers(name: str, tmp_path: Path) -> None:
    path = tmp_path / "deep" / f"1{LOCAL_FORMATS[name][0].upper()}"
    path.parent.mkdir()
    Image.new("RGB", (32, 32), (200, 30, 30)).save(path, name)
    red, green, blue = decode_image(find_images(tmp_path, ["1"]).read("1")).getpixel((16, 16))
    assert red > 180 and green < 60 and blue < 60
    (record,) = read_manifest(adopt_images(["1"], tmp_path, tmp_path / "data"))
    assert (record.status, record.width, record.height) == ("ok", 32, 32)
    with pytest.raises(Exception, match=r"truncated|not-an-image"):
        decode_image(path.read_bytes()[:20])


def test_names_that_are_not_unicode_are_ignored(tmp_path: Path) -> None:
    write(tmp_path, "1.jpg")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.jpg")).write_bytes(b"x")
    assert files_of_items(folder_files(tmp_path), ["1"], tmp_path) == {"1": "1.jpg"}
