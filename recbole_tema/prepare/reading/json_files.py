"""JSON arrays of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from recbole_tema.errors import DataError
from recbole_tema.prepare.reading.text_files import open_text


def array_objects(path: Path, encoding: str) -> Iterator[dict[str, Any]]:
    """Objects of a file that holds one JSON array of them.

    Raises
    ------
    DataError
        If the file is not valid JSON, or holds another value than objects. The error names the line.
    """
    with open_text(path, encoding) as file:
        text = file.read()
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise DataError(
            f"is not valid JSON ({error.msg}).", path=path, line=error.lineno, remedy="Correct the line."
        ) from None
    for number, value in enumerate(values, start=1):
        if not isinstance(value, dict):
            raise DataError(f"value {number} of the array is not an object.", path=path, remedy="Remove it.")
        yield value
