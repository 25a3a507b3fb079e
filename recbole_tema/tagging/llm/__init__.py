"""Language models: one file per family, opened by the text that ``--llm`` takes."""

from __future__ import annotations

from pathlib import Path

from recbole_tema.errors import ConfigError
from recbole_tema.tagging.llm.base import Backend
from recbole_tema.tagging.options import BackendOptions

FORMS = "MODEL.gguf, openai:MODEL@URL, or transformers:ID_OR_FOLDER"


def open_backend(
    llm: str,
    *,
    parallel: int | None = None,
    threads: int | None = None,
    timeout: float | None = None,
    retries: int | None = None,
) -> Backend:
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
    timeout : float, optional
        Seconds without an answer of a server after which a request is sent again; 120 by default.
    retries : int, optional
        How often a request to a server is sent again; 5 by default.

    Raises
    ------
    ConfigError
        If ``llm`` has none of these forms, or a number is out of its range.
    BackendError
        If the model cannot be loaded.
    MissingExtraError
        If the package of the family is not installed.
    """
    BackendOptions(parallel, threads, timeout, retries)
    family, _, model = llm.partition(":")
    if llm.lower().endswith(".gguf"):
        from recbole_tema.tagging.llm.gguf import GGUFBackend

        return GGUFBackend(Path(llm), threads=threads, parallel=parallel or 1)
    if family == "openai" and model:
        from recbole_tema.tagging.llm.openai import RETRIES, TIMEOUT, OpenAIBackend

        name, url = _split_server(model)
        return OpenAIBackend(
            name,
            url,
            parallel=parallel or 8,
            timeout=TIMEOUT if timeout is None else timeout,
            retries=RETRIES if retries is None else retries,
        )
    if family == "transformers" and model:
        from recbole_tema.tagging.llm.transformers import TransformersBackend

        return TransformersBackend(model, batch=parallel or 8)
    raise ConfigError(f"llm ({llm!r}) does not name a language model.", remedy=f"Write it as {FORMS}.")


def _split_server(model: str) -> tuple[str, str | None]:
    """Name of a model and URL of its server; the name may hold an @, as ``@cf/meta/llama-3.1-8b-instruct`` does."""
    name, at, url = model.rpartition("@http")
    if at:
        return name, f"http{url}"
    name, at, host = model.rpartition("@")
    # claude-3@20240229 has a version; anything else is a URL, of which the message says what it lacks.
    return (name, host) if name and not host.isdigit() else (model, None)
