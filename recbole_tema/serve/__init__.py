"""HTTP service for a trained model, with a demo page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recbole_tema.serve.settings import Settings

if TYPE_CHECKING:
    from recbole_tema.serve.app import create_app

__all__ = ["Settings", "create_app"]


def __getattr__(name: str) -> Any:
    # Late, since the command line reads the settings without FastAPI and PyTorch.
    if name == "create_app":
        from recbole_tema.serve.app import create_app

        return create_app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
