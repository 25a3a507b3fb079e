"""Language models, one file a family, by the name that `--llm` gives them."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from recbole_tema.errors import ConfigError
from recbole_tema.tagging.llm.base import Backend

FORMS = "MODEL.gguf, openai:MODEL[@URL], or transformers:ID_OR_FOLDER"


def open_backend(spec: str, *, parallel: Optional[int] = None, threads: Optional[int] = None) -> Backend:
    """Load, or connect to, a language model.

    Parameters
    ----------
    spec : str
        ``MODEL.gguf``: a file, run in this process. ``openai:MODEL@http://host:port/v1``: any server that speaks
        OpenAI's protocol; without ``@URL``, OpenAI's own or ``OPENAI_BASE_URL``. ``transformers:ID_OR_FOLDER``.
    parallel : int, optional
        Requests under way at once; each family has its own default.
    threads : int, optional
        Processor threads of a GGUF model; all by default.

    Raises
    ------
    ConfigError
        If the spec has none of these forms.
    BackendError
        If the model cannot be loaded.
    MissingExtraError
        If the family's package is not installed.
    """
    family, _, rest = spec.partition(":")
    if spec.lower().endswith(".gguf"):
        from recbole_tema.tagging.llm.gguf import GGUFBackend

        return GGUFBackend(Path(spec), threads=threads, parallel=parallel or 1)
    if family == "openai" and rest:
        from recbole_tema.tagging.llm.openai import OpenAIBackend

        model, _, url = rest.partition("@")
        return OpenAIBackend(model, url or None, parallel=parallel or 8)
    if family == "transformers" and rest:
        from recbole_tema.tagging.llm.transformers import TransformersBackend

        return TransformersBackend(rest, batch=parallel or 8)
    raise ConfigError(f"--llm {spec!r} is not understood.", remedy=f"Write it as {FORMS}.")
