"""Language models: one file per family, opened by the text that ``--llm`` takes."""

from __future__ import annotations

from pathlib import Path

from recbole_tema.errors import ConfigError
from recbole_tema.tagging.llm.base import Backend
from recbole_tema.tagging.options import BackendOptions

FORMS = "MODEL.gguf, openai:MODEL@URL, or transformers:ID_OR_FOLDER"


def open_backend(llm: str, *, parallel: int | None = None, threads: int | None = None) -> Backend:
    """Load, or connect to, a language model.

    Parameters
    ----------
    llm : str
        ``MODEL.gguf``: a file, run in this process. ``openai:MODEL@http://host:port/v1``: a server with OpenAI's API;
        without ``@URL``, OpenAI's own or ``OPENAI_BASE_URL``. ``transformers:ID_OR_FOLDER``: run in this process.
    parallel : int, optional
        Number of concurrent requests; by default 1 for a GGUF file and 8 otherwise.
    threads : int, optional
        CPU threads of a GGUF model; all by default.

    Raises
    ------
    ConfigError
        If ``llm`` has none of these forms, or a number is not positive.
    BackendError
        If the model cannot be loaded.
    MissingExtraError
        If the package of the family is not installed.
    """
    BackendOptions(parallel, threads)
    family, _, model = llm.partition(":")
    if llm.lower().endswith(".gguf"):
        from recbole_tema.tagging.llm.gguf import GGUFBackend

        return GGUFBackend(Path(llm), threads=threads, parallel=parallel or 1)
    if family == "openai" and model:
        from recbole_tema.tagging.llm.openai import OpenAIBackend

        name, _, url = model.partition("@")
        return OpenAIBackend(name, url or None, parallel=parallel or 8)
    if family == "transformers" and model:
        from recbole_tema.tagging.llm.transformers import TransformersBackend

        return TransformersBackend(model, batch=parallel or 8)
    raise ConfigError(f"llm ({llm!r}) does not name a language model.", remedy=f"Write it as {FORMS}.")
