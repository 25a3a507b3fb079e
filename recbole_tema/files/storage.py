"""Safe storage: atomic replacement, hashes, provenance records, and paths in folders that are not trusted."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import IO, Any

from recbole_tema.errors import CheckpointError, DataError
from recbole_tema.files.system_errors import name_file
from recbole_tema.files.temporary import temporary_file

# Large blocks: a thread that hashes beside a busy one waits for the interpreter after each.
_HASH_BLOCK_BYTES = 1 << 23


@contextmanager
def replacing(path: Path, mode: str = "w") -> Iterator[IO[Any]]:
    """Open a temporary file beside ``path`` that replaces it if the block succeeds.

    Parameters
    ----------
    path : Path
        The file to write. Its folder is created if it does not exist.
    mode : {"w", "wb"}
        Text (UTF-8) or bytes.

    Yields
    ------
    file
        The open temporary file.

    Raises
    ------
    OSError
        If ``path`` is a folder or a device, or the file cannot be written.
    """
    if path.exists() and not path.is_file():
        # Otherwise a process of root would replace a device such as /dev/null.
        number = errno.EISDIR if path.is_dir() else errno.EINVAL
        raise OSError(number, "Not a regular file", os.fspath(path))
    descriptor, temporary = temporary_file(path)
    # mkstemp makes the file private. A dataset is meant to be as readable as any other file.
    umask = os.umask(0)
    os.umask(umask)
    os.chmod(temporary, 0o666 & ~umask)
    try:
        with os.fdopen(descriptor, mode, encoding=None if "b" in mode else "utf-8") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            name_file(error, path)
        raise


def write_json(path: Path, record: Any) -> None:
    """Write ``record`` as indented JSON, atomically."""
    with replacing(path) as file:
        json.dump(record, file, indent=2, ensure_ascii=False, allow_nan=False)
        file.write("\n")


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file's bytes.

    Raises
    ------
    DataError
        If the file does not exist.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            for block in iter(lambda: file.read(_HASH_BLOCK_BYTES), b""):
                digest.update(block)
    except FileNotFoundError:
        raise DataError(
            "no such file.", path=path, remedy="Check data_path and dataset, or make it with recbole-tema prepare."
        ) from None
    return digest.hexdigest()


def utc_now() -> str:
    """Current time for provenance records: UTC in ISO 8601, to the second."""
    return datetime.now(timezone.utc).replace(microsecond=0).isoformat()


def provenance_path(path: Path) -> Path:
    """The ``.json`` beside a generated file that records how it was made."""
    return path.with_name(path.name + ".json")


def write_provenance(path: Path, record: Mapping[str, Any]) -> None:
    """Write the provenance record of a generated file, with the name and the hash of the file.

    Parameters
    ----------
    path : Path
        The generated file, which must exist.
    record : mapping
        What made the file: for example the command, the options, the hashes of its inputs and the date.
    """
    write_json(provenance_path(path), {**record, "file": path.name, "sha256": sha256(path)})


def read_provenance(path: Path) -> dict[str, Any]:
    """The provenance record of a file; empty if there is none, or if it is not a JSON object."""
    try:
        record = json.loads(provenance_path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}


def is_file_name(name: Any) -> bool:
    """Whether ``name`` is a text that names a file directly in a folder, without any other part of a path."""
    return isinstance(name, str) and Path(name).name == name and name not in ("", "..") and not set(name) & {"\0", "\\"}


def resolve_inside(folder: Path, name: Any, remedy: str) -> Path:
    """Path of a file in a folder that is not trusted.

    Parameters
    ----------
    folder : Path
    name : Any
        File name, as read from an untrusted record.
    remedy : str
        Remedy of the error.

    Raises
    ------
    CheckpointError
        If the name or a link leads out of the folder, or the file does not exist.
    """
    path = folder / str(name)
    if not is_file_name(name) or path.resolve().parent != folder.resolve():
        raise CheckpointError(f"names a file outside of it: {name!r}.", path=folder, remedy=remedy)
    if not path.is_file():
        raise CheckpointError("no such file.", path=path, remedy=remedy)
    return path
