"""Models of the Hugging Face hub: whether the hub can be reached, and the copies in its cache.

The libraries that load these models repeat a failed request for every file, with growing pauses. One request before
they start decides whether the model is loaded from the hub or from the cache.
"""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from recbole_tema.errors import BackendError, first_line_of

# Answers to a request for a model that does not exist, or that the token gives no access to.
_REFUSALS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)


def cached_snapshot(repository: str, *names: str, cache_dir: str | None = None) -> Path | None:
    """Folder of a model in the cache of the hub.

    Parameters
    ----------
    repository : str
        Id of the model, such as ``openai/clip-vit-base-patch32``.
    *names : str
        Files of the model in order of preference. The first one that the model has must be in the cache; a file is
        skipped if the cache records that the model does not have it.
    cache_dir : str, optional
        Folder of the cache; by default that of the environment variables ``HF_HUB_CACHE`` and ``HF_HOME``.

    Returns
    -------
    Path or None
        None if the model is not in the cache.
    """
    from huggingface_hub import _CACHED_NO_EXIST, try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    for name in names:
        try:
            path = try_to_load_from_cache(repository, name, cache_dir=cache_dir)
        except HFValidationError:
            return None
        if path is not _CACHED_NO_EXIST:
            return Path(path).parent if isinstance(path, str) else None
    return None


def model_source(repository: str, snapshot: Path | None) -> str:
    """Id of a model if the hub answers, else the folder of its copy in the cache.

    Sends a single request, which waits for at most ``HF_HUB_ETAG_TIMEOUT`` seconds (10 by default). With
    ``HF_HUB_OFFLINE=1``, no request is sent.

    Parameters
    ----------
    repository : str
        Id of the model.
    snapshot : Path, optional
        The copy in the cache, see :func:`cached_snapshot`.

    Returns
    -------
    str
        ``repository`` or ``snapshot``; either can be given to the libraries of Hugging Face.

    Raises
    ------
    BackendError
        If the model is not in the cache, and the hub cannot be reached or does not have it.
    """
    from huggingface_hub import HfApi, constants
    from huggingface_hub.errors import HFValidationError

    try:
        HfApi(endpoint=constants.ENDPOINT).model_info(repository, timeout=constants.HF_HUB_ETAG_TIMEOUT)
        return repository
    except HFValidationError:
        raise BackendError(
            f"{repository!r} is neither a folder nor an id of the Hugging Face hub.",
            remedy="An id is written as OWNER/NAME.",
        ) from None
    except Exception as error:  # of the HTTP library, which depends on the version of huggingface_hub
        status = getattr(getattr(error, "response", None), "status_code", None)
        if status in _REFUSALS or status is None or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            if snapshot is not None:
                return str(snapshot)
            # The request, which may hold a token, is not part of the traceback.
            raise _error(repository, error, status) from None
        return repository  # such as "too many requests", which says nothing about the files


def _error(repository: str, error: Exception, status: int | None) -> BackendError:
    from huggingface_hub import constants

    hub = f"the Hugging Face hub ({urlsplit(constants.ENDPOINT).netloc.rpartition('@')[2]})"
    if status in _REFUSALS:
        return BackendError(
            f"{repository!r} does not exist on {hub}, or is not open to you (status {status}).",
            remedy="Check the name, or log in to a private or gated model with: hf auth login.",
        )
    return BackendError(
        f"{repository!r} is not in the cache ({constants.HF_HUB_CACHE}), and {hub} {_reason(error, status)}.",
        remedy=f"Give the folder of a model, or run `hf download {repository}` on a machine with network access and "
        "set HF_HOME to a copy of its Hugging Face folder.",
    )


def _reason(error: Exception, status: int | None) -> str:
    """Why the hub cannot be used, without the token of the request."""
    from huggingface_hub.errors import OfflineModeIsEnabled

    if isinstance(error, OfflineModeIsEnabled):
        return "is not asked, since HF_HUB_OFFLINE is set"
    if status is not None:
        return f"could not be reached (status {status})"
    detail = first_line_of(error)
    # Some HTTP libraries report an invalid header together with its content.
    return f"could not be reached ({type(error).__name__ if 'Bearer' in detail else detail})"
