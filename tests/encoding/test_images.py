"""Image files of every kind: valid ones with their pixel values, invalid ones with the reason."""

from __future__ import annotations

import io
import multiprocessing
import pickle
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recbole_tema.encoding.images import ItemImages, find_images
from recbole_tema.errors import DataError
from recbole_tema.prepare.images.decode import MAX_ASPECT_RATIO, decode_image
from recbole_tema.prepare.images.download import adopt_images
from recbole_tema.prepare.images.examine import Missing

Image = pytest.importorskip("PIL.Image")


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def noise(width: int = 60, height: int = 40) -> Image.Image:
    return Image.fromarray(np.random.default_rng(1).integers(0, 256, (height, width, 3), dtype=np.uint8))


def pixel(body: bytes, x: int = 0, y: int = 0) -> tuple[int, ...]:
    image = decode_image(body)
    assert image.mode == "RGB"
    return tuple(image.getpixel((x, y)))


@pytest.mark.parametrize("turn", range(1, 9))
def test_exif_rotates_the_image_upright(turn: int) -> None:
    upright = noise()
    method = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(turn)
    exif = Image.Exif()
    exif[0x0112] = turn
    # As a camera writes it: the upright image, rotated back.
    stored = upright if method is None else upright.transpose(method)
    for kind in ("PNG", "WEBP"):
        body = saved(stored, kind, exif=exif.tobytes(), **({"lossless": True} if kind == "WEBP" else {}))
        assert np.array_equal(np.asarray(decode_image(body)), np.asarray(upright))


def test_broken_exif_is_ignored() -> None:
    body = saved(noise(), "PNG", exif=b"Exif\0\0MM\0*\0\0\xff\xff rubbish")
    assert np.array_equal(np.asarray(decode_image(body)), np.asarray(noise()))


def test_cmyk_red_is_red() -> None:
    red = pixel(saved(Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "JPEG", quality=95))
    assert red[0] > 240 and red[1] < 15 and red[2] < 15
    # Photoshop writes inverted values with a marker; Pillow does too.
    assert b"Adobe" in saved(Image.new("CMYK", (16, 16)), "JPEG")
    assert pixel(saved(Image.new("CMYK", (4, 4), (255, 0, 255, 0)), "TIFF")) == (0, 255, 0)


def test_transparency_becomes_white() -> None:
    palette = Image.new("P", (2, 1))
    palette.putpalette([10, 20, 30, 200, 0, 0])
    palette.putpixel((1, 0), 1)
    for kind in ("PNG", "GIF"):
        body = saved(palette, kind, transparency=0)
        assert pixel(body) == (255, 255, 255) and pixel(body, 1) == (200, 0, 0)
    assert pixel(saved(palette, "PNG")) == (10, 20, 30)
    assert pixel(saved(Image.new("RGBA", (1, 1), (0, 0, 0, 0)), "PNG")) == (255, 255, 255)
    half = pixel(saved(Image.new("RGBA", (1, 1), (0, 0, 0, 128)), "PNG"))
    assert half == pixel(saved(Image.new("LA", (1, 1), (0, 128)), "PNG")) and 126 <= half[0] <= 128
    assert pixel(saved(Image.new("RGB", (1, 1), (9, 8, 7)), "PNG", transparency=(9, 8, 7))) == (255, 255, 255)


def test_a_16_bit_gradient_keeps_order_and_range() -> None:
    gradient = np.linspace(0, 65535, 1024).astype(np.uint16)[None].repeat(30, 0)
    for kind in ("PNG", "TIFF"):
        gray = np.asarray(decode_image(saved(Image.fromarray(gradient), kind)))[0, :, 0].astype(int)
        assert gray[0] == 0 and gray[-1] == 255 and (np.diff(gray) >= 0).all()
        assert np.abs(gray - gradient[0] / 257).max() <= 0.5 and len(set(gray)) == 256
    dark = np.full((2, 2), 514, dtype=np.uint16)
    assert pixel(saved(Image.fromarray(dark), "PNG")) == (2, 2, 2)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.array([[0.0, 0.5, 1.0]], np.float32), [0, 128, 255]),
        (np.array([[0.0, 100.0, 200.0]], np.float32), [0, 100, 200]),
        (np.array([[-1.0, 0.0, 1.0]], np.float32), [0, 128, 255]),
        (np.array([[np.nan, 0.2, np.inf]], np.float32), None),
        (np.array([[0, 25700, 65535]], np.int32), [0, 100, 255]),
        (np.array([[-100, 0, 1_000_000]], np.int32), [0, 0, 255]),
        (np.array([[7.0, 7.0, 7.0]], np.float32), [7, 7, 7]),
        (np.array([[-3.0, -3.0, -3.0]], np.float32), [0, 0, 0]),
    ],
)
def test_wide_grayscale_is_scaled(values: np.ndarray, expected: list[int]) -> None:
    gray = np.asarray(decode_image(saved(Image.fromarray(values), "TIFF")))[0, :, 0].tolist()
    assert gray[0] == 0 and gray[2] == 255 if expected is None else gray == expected


def test_an_animation_is_its_first_frame() -> None:
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue", "lime")]
    for kind in ("GIF", "WEBP", "PNG"):
        options = {"lossless": True} if kind == "WEBP" else {}
        body = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=50, **options)
        assert pixel(body) == (255, 0, 0)


def test_small_thin_and_black_and_white() -> None:
    assert decode_image(saved(Image.new("RGB", (1, 1), "red"), "PNG")).size == (1, 1)
    assert decode_image(saved(Image.new("1", (3, 5), 1), "PNG")).getpixel((0, 0)) == (255, 255, 255)
    line = Image.new("L", (20_000, 1))
    line.putpixel((10_000, 0), 255)
    cropped = decode_image(saved(line, "PNG"))
    assert cropped.size == (MAX_ASPECT_RATIO, 1) and cropped.getpixel((25, 0)) == (255, 255, 255)
    assert decode_image(saved(line.transpose(Image.Transpose.ROTATE_90), "PNG")).size == (1, MAX_ASPECT_RATIO)


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def png_header(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\2\0\0\0")


WHOLE = {kind: saved(noise(), kind) for kind in ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")}
BOMB = png_header(60_000, 60_000) + chunk(b"IDAT", zlib.compress(b"\0" * 100_000)) + chunk(b"IEND", b"")
BAD = {
    "empty": (b"", "empty"),
    "text": (b"<html>404 Not Found</html>", "not-an-image"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "not-an-image"),
    "pdf": (b"%PDF-1.4 ...", "not-an-image"),
    "zeros": (bytes(4096), "not-an-image"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not-an-image"),
    "bomb": (BOMB, "too-many-pixels"),
    "large": (png_header(10_000, 9_000) + chunk(b"IDAT", zlib.compress(b"\0")), "too-many-pixels"),
    "head only": (png_header(10, 10), "truncated"),
    "wrong checksum": (WHOLE["PNG"][:40] + b"\xff\xff\xff\xff" + WHOLE["PNG"][44:], "truncated"),
    **{f"half a {kind}": (body[: len(body) // 2], "truncated") for kind, body in WHOLE.items()},
    **{f"start of a {kind}": (body[:14], "truncated") for kind, body in WHOLE.items()},
}


@pytest.mark.parametrize("name", BAD)
def test_invalid_images_have_a_reason(name: str, tmp_path: Path) -> None:
    body, reason = BAD[name]
    with pytest.raises(Missing) as caught:
        decode_image(body)
    assert caught.value.reason == reason
    (tmp_path / "x.jpg").write_bytes(body)
    with pytest.raises(Missing, match=reason):
        decode_image(tmp_path / "x.jpg")


def test_missing_files_and_lower_limits(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="no-file"):
        decode_image(tmp_path / "x.png")
    with pytest.raises(Missing, match="no-file"):
        decode_image(tmp_path)
    with pytest.raises(Missing, match="too-many-pixels"):
        decode_image(WHOLE["PNG"], max_pixels=60 * 40 - 1)
    assert decode_image(WHOLE["PNG"], max_pixels=60 * 40).size == (60, 40)


def test_a_folder_of_images(tmp_path: Path) -> None:
    for name, kind in {"1.jpg": "JPEG", "1.png": "PNG", "2.PNG": "PNG", "a b.webp": "WEBP", ".3.jpg": "JPEG"}.items():
        (tmp_path / name).write_bytes(WHOLE[kind])
    (tmp_path / "4.txt").write_text("no")
    (tmp_path / "5.jpg").mkdir()
    images = find_images(tmp_path, ["1", "2", "a b", "3", "4", "5", "../1"])
    assert sorted(images.files) == ["1", "2", "a b"] and len(images) == 3 and "2" in images
    assert images.read("1") == WHOLE["JPEG"]
    with pytest.raises(Missing, match="no-file"):
        images.read("5")
    (tmp_path / "2.PNG").unlink()
    with pytest.raises(Missing, match="no-file"):
        images.read("2")
    with pytest.raises(Missing, match="too-large"):
        find_images(tmp_path, ["1"], max_bytes=100).read("1")


def test_a_manifest(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "1.jpg").write_bytes(WHOLE["JPEG"])
    (source / "2.jpg").write_bytes(BAD["half a JPEG"][0])
    manifest = adopt_images(["1", "2", "3"], source, tmp_path / "out")
    for given in (manifest, manifest.parent):
        images = find_images(given, ["1", "2", "3"])
        assert images.read("1") == WHOLE["JPEG"]
        assert images.reasons == {"2": "truncated", "3": "no-file"}
        with pytest.raises(Missing, match="truncated"):
            images.read("2")


def read_image(images: ItemImages, item: str) -> bytes:
    return images.read(item)


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_a_zip_in_worker_processes(tmp_path: Path, start: str) -> None:
    rng = np.random.default_rng(0)
    bodies = {str(item): rng.bytes(20_000) for item in range(40)}
    with zipfile.ZipFile(tmp_path / "p.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for item, body in bodies.items():
            archive.writestr(f"{'posters/' if item == '7' else ''}{item}.jpg", body)
            archive.writestr(f"__MACOSX/._{item}.jpg", b"rubbish")
        archive.writestr("readme.txt", "no")
    images = find_images(tmp_path / "p.zip", [*bodies, "readme", "none"])
    assert sorted(images.files) == sorted(bodies)
    assert images.read("0") == bodies["0"]  # opened before the fork
    assert pickle.loads(pickle.dumps(images)).read("7") == bodies["7"]
    with multiprocessing.get_context(start).Pool(2) as pool:
        read = pool.starmap(read_image, [(images, item) for item in bodies])
    assert read == list(bodies.values())


def test_damaged_zips(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("1.jpg", bytes(50_000_000))
        archive.writestr("2.png", WHOLE["PNG"])
    images = find_images(tmp_path / "p.zip", ["1", "2"])
    with pytest.raises(Missing, match="too-large"):
        images.read("1")
    damaged = bytearray((tmp_path / "p.zip").read_bytes())
    at = damaged.find(b"2.png") + 60
    damaged[at : at + 50] = bytes(50)
    (tmp_path / "q.zip").write_bytes(damaged)
    with pytest.raises(Missing, match="truncated"):
        find_images(tmp_path / "q.zip", ["2"]).read("2")
    (tmp_path / "r.zip").write_bytes(damaged[: len(damaged) // 2])
    for bad in ("r.zip", "none.zip", "none"):
        with pytest.raises(DataError):
            find_images(tmp_path / bad, ["1"])
