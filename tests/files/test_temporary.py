"""Temporary files: those of dead processes are removed, all others are kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from recbole_tema.files import temporary
from recbole_tema.files.storage import replacing
from recbole_tema.files.temporary import remove_leftovers, temporary_folder

_WRITER = """
import sys, time
from pathlib import Path
from recbole_tema.files.storage import replacing
with replacing(Path(sys.argv[1])) as file:
    file.write("half")
    file.flush()
    print("writing", flush=True)
    time.sleep(60)
"""


def _kill_while_writing(path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "writing\n"
        process.send_signal(signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_the_next_write_in_a_folder_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_text("old")
    _kill_while_writing(path)
    assert path.read_text() == "old" and len(list(tmp_path.iterdir())) == 2
    with replacing(tmp_path / "other.json") as file:  # another file of the folder
        file.write("{}")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["other.json", "weights.bin"]


def test_files_of_running_processes_other_machines_and_users_are_kept(tmp_path: Path) -> None:
    machine, dead = temporary._machine(), 2**22 + 1  # above the largest process id of Linux
    kept = [
        f".toy.{machine}-{os.getpid()}.mine",
        f".toy.inter.{'0' * 8}-{dead}.abc.tmp",
        f".notes.{dead}.abc.tmp",
        "toy.inter",
        f"toy.{machine}-{dead}.abc",
    ]
    removed = [f".toy.{machine}-{dead}.gone", f".toy.{machine}-{dead}.gone.tmp"]
    for name in [*kept, *removed]:
        (tmp_path / name).mkdir()
        (tmp_path / name / "x").write_text("half")
    remove_leftovers(tmp_path)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == sorted(kept)


def test_a_temporary_folder_can_be_renamed_or_is_removed(tmp_path: Path) -> None:
    with temporary_folder(tmp_path / "new" / "built") as folder:
        (folder / "x").write_text("1")
        folder.rename(tmp_path / "new" / "built")
    with pytest.raises(RuntimeError), temporary_folder(tmp_path / "new" / "failed"):
        raise RuntimeError
    assert [entry.name for entry in (tmp_path / "new").iterdir()] == ["built"]
    assert (tmp_path / "new" / "built" / "x").read_text() == "1"
