"""Files of a folder that may be somebody else's: by plain names, and none that a link takes from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from recbole_tema.errors import CheckpointError


def is_plain(name: Any) -> bool:
    """Whether a name is one of a file right in a folder: a text without any part of a path."""
    return isinstance(name, str) and Path(name).name == name and name not in ("", "..") and not set(name) & {"\0", "\\"}


def inside(folder: Path, name: Any, remedy: str) -> Path:
    """A file of a folder by its plain name.

    Raises
    ------
    CheckpointError
        If the name leads elsewhere, through a link too, or there is no such file.
    """
    path = folder / str(name)
    if not is_plain(name) or path.resolve().parent != folder.resolve():
        raise CheckpointError(f"names a file outside of it: {name!r}.", path=folder, remedy=remedy)
    if not path.is_file():
        raise CheckpointError("no such file.", path=path, remedy=remedy)
    return path
