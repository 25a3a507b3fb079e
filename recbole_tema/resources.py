"""Where the package's own files lie, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def properties_folder() -> Path:
    """The folder of our YAML settings: ``_properties`` in a wheel, ``properties`` in a checkout."""
    installed = _PACKAGE / "_properties"
    return installed if installed.is_dir() else _PACKAGE.parent / "properties"
