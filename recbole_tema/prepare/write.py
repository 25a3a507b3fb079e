"""Put a whole dataset in place, or nothing: a killed run never leaves half of one."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recbole_tema.errors import ConfigError

# What `prepare` writes into a dataset's folder; everything else there is another command's.
OWN_FILES = ("{name}.inter.json", "{name}.item", "{name}.item.json", "{name}.split", "{name}.split.json", "DATASET.md")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def check_name(name: str) -> str:
    """Return ``name`` if it can name a dataset's folder and files.

    Raises
    ------
    ConfigError
        If it holds anything but letters, digits, ``.``, ``_`` and ``-``.
    """
    if not _NAME.fullmatch(name):
        raise ConfigError(f"{name!r} cannot name a dataset.", remedy="Use letters, digits, '.', '_' and '-' only.")
    return name


@contextmanager
def building(folder: Path, name: str) -> Iterator[Path]:
    """A folder beside the dataset's own, to build it in; what killed builds of this dataset left is cleared first.

    Parameters
    ----------
    folder : Path
        The folder of datasets (RecBole's ``data_path``).
    name : str
        Dataset name.

    Yields
    ------
    Path
    """
    Path(folder).mkdir(parents=True, exist_ok=True)
    # Process and random letters hold no dot: the build of a dataset called NAME.building.X is another's.
    mine = re.compile(rf"\.{re.escape(check_name(name))}\.building\.(\d+)\.[^.]+")
    for left in Path(folder).iterdir():
        found = mine.fullmatch(left.name)
        if found and not _alive(int(found.group(1))):
            shutil.rmtree(left, ignore_errors=True)
    built = Path(tempfile.mkdtemp(dir=folder, prefix=f".{name}.building.{os.getpid()}."))
    try:
        yield built
    finally:
        shutil.rmtree(built, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def move_in(built: Path, target: Path) -> None:
    """Put a built dataset in place.

    ``.inter`` leaves first and arrives last, so its presence means that the dataset is whole. What other commands
    made (tags, features, pictures) stays.

    Parameters
    ----------
    built : Path
        Holds ``NAME.inter`` and the other files of the dataset.
    target : Path
        The dataset's folder ``.../NAME``.
    """
    target.mkdir(parents=True, exist_ok=True)
    inter = target / f"{target.name}.inter"
    inter.unlink(missing_ok=True)
    for stale in OWN_FILES:
        path = target / stale.format(name=target.name)
        if not (built / path.name).exists():
            path.unlink(missing_ok=True)
    for file in sorted(built.iterdir(), key=lambda path: path.name == inter.name):
        if file.is_file():
            os.replace(file, target / file.name)
