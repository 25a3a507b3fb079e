"""JSON records with a checksum of their content, so that a damaged or edited record is noticed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from recbole_tema.files.storage import write_json

CHECKSUM = "checksum"
CHANGED = "The file was changed after it was written"


def write_checked_json(path: Path, record: Mapping[str, Any]) -> None:
    """Write a record with its checksum as indented JSON, atomically."""
    write_json(path, {**record, CHECKSUM: checksum(record)})


def is_unchanged(record: Mapping[str, Any]) -> bool:
    """Whether the content of a record has its checksum; true if it has none, as those of earlier versions."""
    return CHECKSUM not in record or record[CHECKSUM] == checksum(record)


def checksum(record: Mapping[str, Any]) -> str:
    """SHA-256 of the content of a record, whatever the order of its keys and its white space."""
    content = {key: value for key, value in record.items() if key != CHECKSUM}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
