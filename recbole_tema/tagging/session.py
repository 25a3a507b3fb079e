"""What the runs of a language model over a dataset share: locks, templates, and the model with its answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from recbole_tema.files.atomic import read_header
from recbole_tema.files.formats import ITEM
from recbole_tema.files.locks import locked
from recbole_tema.tagging.cache import AnswerCache
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.llm import open_backend
from recbole_tema.tagging.llm.base import Backend
from recbole_tema.tagging.prompts import Templates


@contextmanager
def locked_dataset(dataset: str | Path, cache: str | Path) -> Iterator[Path]:
    """Hold the locks of a dataset and of the folder of answers.

    Yields
    ------
    Path
        Folder of the dataset.

    Raises
    ------
    DataError
        If the folder has no dataset.
    FolderInUseError
        If another process writes to one of the folders.
    """
    folder = Path(dataset).resolve()
    read_header(ITEM.path(folder))  # a folder without a dataset gets no lock
    with locked(folder, "tag"), locked(Path(cache), "tag", name="answers"):
        yield folder


@contextmanager
def open_client(llm: str | Backend, templates: Templates, cache: str | Path, **connection: Any) -> Iterator[LLMClient]:
    """Client of a language model, with the answers of a folder.

    Parameters
    ----------
    llm : str or Backend
        See :func:`recbole_tema.tagging.llm.open_backend`, or an open model.
    templates : Templates
    cache : str or Path
        Folder of the model's answers.
    **connection
        Options of :func:`~recbole_tema.tagging.llm.open_backend`, if ``llm`` is text.

    Raises
    ------
    BackendError
        If the model cannot be loaded or reached.
    """
    backend = open_backend(llm, **connection) if isinstance(llm, str) else llm
    with AnswerCache(Path(cache) / "answers.jsonl") as answers:
        yield LLMClient(backend, answers, templates)
