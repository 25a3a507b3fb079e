"""Append-only cache of the answers of a language model."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any


def cache_key(**parts: Any) -> str:
    """SHA-256 of everything that determines an answer: model, messages and parameters."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class AnswerCache:
    """Answers in an append-only JSONL file, one ``{"key": ..., "answer": ...}`` per line.

    A process that is killed while writing leaves at most one incomplete last line, which is ignored, so that its
    answer is requested again.

    Parameters
    ----------
    path : Path
        The file, which is created if it does not exist.
    """

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._answers: dict[str, Any] = {}
        self._load()
        self._file: IO[str] = self.path.open("a", encoding="utf-8")
        if self._ends_within_line:
            # The next record must start a line of its own.
            self._file.write("\n")

    def _load(self) -> None:
        self._ends_within_line = False
        if not self.path.exists():
            return
        for line in self.path.read_bytes().splitlines(keepends=True):
            self._ends_within_line = not line.endswith(b"\n")
            try:
                record = json.loads(line)
                self._answers[record["key"]] = record["answer"]
            except (ValueError, KeyError, TypeError):
                continue

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: str) -> Any | None:
        """Return the answer of a key, or None."""
        return self._answers.get(key)

    def put(self, key: str, answer: Any) -> None:
        """Store an answer; it is in the file when this returns."""
        self.put_many({key: answer})

    def put_many(self, answers: Mapping[str, Any]) -> None:
        """Store answers; they are in the file when this returns."""
        self._answers.update(answers)
        lines = (json.dumps({"key": key, "answer": answer}, ensure_ascii=False) for key, answer in answers.items())
        self._file.write("".join(f"{line}\n" for line in lines))
        self._file.flush()

    def close(self) -> None:
        """Flush the file to disk, so that a power failure loses nothing, and close it."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def __enter__(self) -> AnswerCache:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
