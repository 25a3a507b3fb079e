"""Storage: atomic replacement, provenance records and safe paths."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sys
from datetime import datetime, timezone
from pathlib import Path

import pytest

from recbole_tema.errors import CheckpointError, DataError
from recbole_tema.files.storage import (
    is_file_name,
    provenance_path,
    read_provenance,
    replacing,
    resolve_inside,
    sha256,
    utc_now,
    write_provenance,
)


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("old")
    with pytest.raises(RuntimeError), replacing(path) as file:
        file.write("new")
        raise RuntimeError
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["x.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_only_regular_files_are_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "null").symlink_to("/dev/null")
    for name, number in (("pipe", errno.EINVAL), ("folder", errno.EISDIR), ("null", errno.EINVAL)):
        with pytest.raises(OSError, match="Not a regular file") as caught, replacing(tmp_path / name) as file:
            file.write("new")
        assert caught.value.errno == number and caught.value.filename == str(tmp_path / name)
    assert (tmp_path / "pipe").is_fifo() and len(list(tmp_path.iterdir())) == 3


def test_a_full_disk_is_reported_with_the_file(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught, replacing(tmp_path / "x"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert caught.value.filename == str(tmp_path / "x") and list(tmp_path.iterdir()) == []


def test_hash_of_a_file(tmp_path: Path) -> None:
    content = b"0123456789abcdef" * (1 << 20)  # more than one block
    (tmp_path / "x").write_bytes(content)
    assert sha256(tmp_path / "x") == hashlib.sha256(content).hexdigest()
    with pytest.raises(DataError, match="no such file"):
        sha256(tmp_path / "y")


def test_provenance_names_the_file_and_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    path.write_text("content")
    assert read_provenance(path) == {}
    write_provenance(path, {"made_by": "a test"})
    record = {"made_by": "a test", "file": "d.txt", "sha256": hashlib.sha256(b"content").hexdigest()}
    assert read_provenance(path) == record == json.loads((tmp_path / "d.txt.json").read_text())


@pytest.mark.parametrize("text", ["", "{", "[1]", "\xff", "[" * 200_000])
def test_a_broken_provenance_record_is_empty(tmp_path: Path, text: str) -> None:
    provenance_path(tmp_path / "d.txt").write_text(text, encoding="latin-1")
    assert read_provenance(tmp_path / "d.txt") == {}


def test_the_date_is_utc_to_the_second() -> None:
    date = datetime.fromisoformat(utc_now())
    assert date.tzinfo == timezone.utc and date.microsecond == 0
    assert abs((datetime.now(timezone.utc) - date).total_seconds()) < 60


@pytest.mark.parametrize("name", ["", "..", ".", "a/b", "/etc/passwd", "../x", "a\\b", "a\0b", 3, None])
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: object) -> None:
    assert not is_file_name(name)
    with pytest.raises(CheckpointError, match="outside of it"):
        resolve_inside(tmp_path, name, "Repair it.")


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "secret").write_text("x")
    (folder / "link").symlink_to(tmp_path / "secret")
    (folder / "file").write_text("x")
    assert resolve_inside(folder, "file", "Repair it.") == folder / "file"
    with pytest.raises(CheckpointError, match="outside of it"):
        resolve_inside(folder, "link", "Repair it.")
    with pytest.raises(CheckpointError, match="no such file"):
        resolve_inside(folder, "none", "Repair it.")
