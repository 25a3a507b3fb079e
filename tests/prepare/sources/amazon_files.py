"""Reviews and metadata in Amazon's formats, and a dataset prepared from them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from recbole_tema.prepare import prepare_dataset

Line = bytes | str | dict[str, Any]


def write(path: Path, lines: Sequence[Line]) -> Path:
    """Write lines, dicts as JSON, compressed if the name ends in .gz."""
    path.parent.mkdir(parents=True, exist_ok=True)
    texts = [json.dumps(line) if isinstance(line, dict) else line for line in lines]
    data = b"".join((text.encode() if isinstance(text, str) else text) + b"\n" for text in texts)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def old_review(user: object, item: object, rating: object, time: object) -> dict[str, Any]:
    """A review of 2014 or 2018."""
    review = {"reviewerID": user, "asin": item, "reviewText": 'so "good"\t', "overall": rating, "unixReviewTime": time}
    return {**review, "helpful": [0, 1], "summary": "so, so"}


def new_review(user: str, item: str, rating: float, milliseconds: int) -> dict[str, Any]:
    """A review of 2023, of a variant of the item."""
    review = {"rating": rating, "title": "Ok", "text": "ok", "images": [], "asin": "B0VARIANT0", "parent_asin": item}
    return {**review, "user_id": user, "timestamp": milliseconds, "helpful_vote": 0, "verified_purchase": True}


def prepare(out: Path, sources: Sequence[str], metadata: Sequence[Path] = ()) -> dict[str, Any]:
    """Prepare ``out/d`` with the default rules."""
    return prepare_dataset(sources, "d", folder=out, format="amazon", metadata=metadata)
