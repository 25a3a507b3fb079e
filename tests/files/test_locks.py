"""Locks on folders: held once, released by the end of the process, whatever ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from recbole_tema.errors import FolderInUseError
from recbole_tema.files.locks import locked

_OWNER = """
import sys, time
from pathlib import Path
from recbole_tema.files.locks import locked
with locked(Path(sys.argv[1]), "run"):
    print("locked", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_folder_is_locked_until_its_owner_dies(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    with subprocess.Popen([sys.executable, "-c", _OWNER, str(folder)], stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None and owner.stdout.readline() == "locked\n"
        with (
            pytest.raises(FolderInUseError, match=rf"new: recbole-tema run \(process {owner.pid} on .*\) is writing"),
            locked(folder, "run"),
        ):
            pass
        with locked(folder, "tag"):  # writes other files
            pass
        owner.send_signal(signal.SIGKILL)
    with locked(folder, "run"):
        assert str(os.getpid()) in (folder / ".run.lock.json").read_text()
    assert [entry.name for entry in folder.glob("*.json")] == []


def test_a_command_can_exclude_others(tmp_path: Path) -> None:
    with locked(tmp_path, "prepare", also=("tag", "encode")):
        for other in ("tag", "encode", "prepare"):
            with pytest.raises(FolderInUseError, match="recbole-tema prepare"), locked(tmp_path, other):
                pass
    with locked(tmp_path, "tag"):
        # The lock that was taken first is given back.
        with pytest.raises(FolderInUseError, match="recbole-tema tag"), locked(tmp_path, "prepare", also=("tag",)):
            pass
        with locked(tmp_path, "prepare"):
            pass


def test_an_unreadable_record_of_the_owner_changes_nothing(tmp_path: Path) -> None:
    with locked(tmp_path, "run"):
        (tmp_path / ".run.lock.json").write_text("[1")
        with pytest.raises(FolderInUseError, match="Another command is writing"), locked(tmp_path, "run"):
            pass
