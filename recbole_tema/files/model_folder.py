"""Folders of models in the layout of the Hugging Face hub, which may come with Python code of their authors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from recbole_tema.errors import BackendError

# Keys of config.json and tokenizer_config.json that name classes in Python files of the model.
_CODE_KEYS = ("auto_map", "custom_pipelines")
_MODULES = "modules.json"
_LIBRARY = "sentence_transformers."
_REMEDY = "Use a model without Python code: code of models is never run."


def check_no_code(folder: Path) -> None:
    """Check that a model folder brings no Python code and names none.

    Parameters
    ----------
    folder : Path

    Raises
    ------
    BackendError
        If there is a Python file, a JSON file names classes in one, or ``modules.json`` names a class that is not of
        sentence-transformers; or if one of these JSON files is damaged.
    """
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in (".py", ".pyc", ".pyd", ".so") and path.is_file():
            raise BackendError("is code of the model.", path=path, remedy=_REMEDY)
        if path.name in ("config.json", "tokenizer_config.json", "processor_config.json", "preprocessor_config.json"):
            named = [key for key in _CODE_KEYS if isinstance(content := _read(path), dict) and content.get(key)]
            if named:
                raise BackendError(f"names code of the model ({named[0]}).", path=path, remedy=_REMEDY)
        if path.name == _MODULES:
            _check_modules(path)


def _check_modules(path: Path) -> None:
    modules = _read(path)
    for module in modules if isinstance(modules, list) else []:
        kind = str(module.get("type", "")) if isinstance(module, dict) else ""
        if not kind.startswith(_LIBRARY):
            raise BackendError(f"names code of the model ({kind[:80]!r}).", path=path, remedy=_REMEDY)


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raise BackendError("is not valid JSON.", path=path, remedy="Copy the model again.") from None
