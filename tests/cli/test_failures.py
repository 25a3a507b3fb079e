"""Failed commands: one line and an exit code, whatever happens."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from recbole_tema import cli
from recbole_tema.cli import main
from recbole_tema.errors import DataError

AGAIN = "run the same command again to continue.\n"


def _fail(capsys: pytest.CaptureFixture[str], error: BaseException) -> tuple[int, str]:
    def command() -> None:
        raise error

    with pytest.raises(SystemExit) as stopped:
        cli._guarded(command)
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.count("\n") == 1 and "Traceback" not in printed.err
    return int(str(stopped.value.code)), printed.err


def _caused(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (
            OSError(errno.ENOSPC, "No space left on device", "a/b"),
            "a/b: No space left on device. Free some space, and ",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "a"),
            "a: Permission denied. Change its permissions or use",
        ),
        (OSError(errno.EROFS, "Read-only file system", b"a"), "a: Read-only file system. Change its permissions or"),
        (OSError(errno.ENOTDIR, "Not a directory", "a"), "a: Not a directory. Correct the path, and "),
        (OSError(errno.EISDIR, "Is a directory", "."), ".: Is a directory. Correct the path, and "),
        (
            OSError(errno.ENAMETOOLONG, "File name too long", "n\nn"),
            r"n\nn: File name too long. Correct the path, and ",
        ),
        (OSError(errno.ELOOP, "Too many levels of symbolic links", "a"), "a: Too many levels of symbolic links. Cor"),
        (OSError(errno.EMFILE, "Too many open files", "a"), "a: Too many open files. Allow more open files (ulimit"),
        (OSError(errno.ENOENT, "No such file", "a", None, "b"), "a -> b: No such file. Correct the path, and "),
        (OSError("cannot send"), "cannot send. Run the same command again"),
        (MemoryError(), "There is not enough memory. Use smaller batches or a machine with more memory, and "),
        (RuntimeError("[enforce fail] can't allocate memory: you tried 8 bytes"), "There is not enough memory. "),
        (RuntimeError("CUDA out of memory. Tried to allocate 20 MiB"), "There is not enough memory. "),
        (RuntimeError('Could not write "/x/w.db": No space left on device'), "/x/w.db: No space left on device. Free"),
        (RuntimeError("Symlink loop from '/a/b'"), "/a/b: Too many levels of symbolic links. Correct the path, and "),
        (Exception("I/O error: Permission denied (os error 13)"), "Permission denied. Change its permissions or use "),
        (_caused(KeyError("x"), OSError(errno.ENOSPC, "No space left on device", "a")), "a: No space left on device."),
    ],
)
def test_problems_of_the_machine(capsys: pytest.CaptureFixture[str], error: Exception, line: str) -> None:
    code, text = _fail(capsys, error)
    assert code == 2 and text.startswith(f"Error: {line}") and text.lower().endswith(AGAIN)


def test_other_errors_that_the_user_can_fix(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError) as null:
        os.stat("a\0b")
    assert _fail(capsys, null.value) == (2, "Error: A path holds a NUL character. Correct the path.\n")
    with pytest.raises(UnicodeEncodeError) as surrogate:
        "name \udcff".encode()
    expected = "Error: The characters '\\udcff' cannot be written as utf-8. Rename the file or correct the text.\n"
    assert _fail(capsys, surrogate.value) == (2, expected)
    error = DataError("is damaged.", path="a\nb/\udcffc.txt", line=3)
    assert _fail(capsys, error) == (2, "Error: a\\nb/\\udcffc.txt, line 3: is damaged.\n")


def test_an_unforeseen_error_is_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, text = _fail(capsys, KeyError("first\nsecond"))
    (log,) = tmp_path.glob("recbole-tema-error-*.log")
    assert code == 1
    assert text == f"Error: Unexpected error (KeyError: 'first\\nsecond'). The traceback is in {log.name}\n"
    content = log.read_text()
    assert "Traceback (most recent call last)" in content and "raise error" in content and "KeyError" in content
    # If no log can be written, the line says where the error arose.
    monkeypatch.setattr(Path, "is_dir", lambda path: False)
    code, text = _fail(capsys, ZeroDivisionError("division"))
    assert code == 1 and f"{__file__}, line " in text


@pytest.mark.parametrize("where", ["data", "out"])
def test_the_log_is_in_the_output_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], where: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / where).mkdir()

    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("broken")

    monkeypatch.setattr("recbole_tema.report.page.write_page", broken)
    monkeypatch.setattr("recbole_tema.tagging.tfidf.tag_by_tfidf", broken)
    arguments = ["tag", "data", "--tfidf"] if where == "data" else ["report", "run", "--output=out/r.html"]
    with pytest.raises(SystemExit, match="1"):
        main(arguments)
    assert len(list((tmp_path / where).glob("recbole-tema-error-*.log"))) == 1
    assert capsys.readouterr().err.count("\n") == 1


def _run(arguments: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from recbole_tema.cli import main; main()", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(command, text=True, stderr=subprocess.PIPE, env=environment, timeout=60, **options)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_standard_output() -> None:
    with open("/dev/full", "w") as full:
        done = _run(["config", "--model=TEMA"], stdout=full)
    assert done.returncode == 2
    assert done.stderr == f"Error: standard output: No space left on device. Free some space, and {AGAIN}"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGPIPE")
def test_a_reader_that_ends_first() -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = _run(["config", "--model=TEMA"], stdout=write)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (1, "")
