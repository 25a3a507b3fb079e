"""Every answer of a language model, kept as soon as it is given."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Optional


def cache_key(**parts: Any) -> str:
    """SHA-256 of everything that decides an answer: model, template version, parameters, input."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class AnswerCache:
    """An append-only JSONL file of answers.

    A process killed while writing leaves at most one torn last line, which is ignored and asked for again.

    Parameters
    ----------
    path : Path
        The file; made where missing.
    """

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._answers: dict[str, Any] = {}
        self._load()
        self._file: IO[str] = self.path.open("a", encoding="utf-8")
        if self._torn:
            # The next record must not be glued to the torn one.
            self._file.write("\n")

    def _load(self) -> None:
        self._torn = False
        if not self.path.exists():
            return
        for raw in self.path.read_bytes().splitlines(keepends=True):
            self._torn = not raw.endswith(b"\n")
            try:
                record = json.loads(raw)
                self._answers[record["key"]] = record["answer"]
            except (ValueError, KeyError, TypeError):
                continue

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: str) -> Optional[Any]:
        """The answer kept under ``key``, or None."""
        return self._answers.get(key)

    def put(self, key: str, answer: Any) -> None:
        """Keep an answer, on disk before this returns."""
        self.put_many({key: answer})

    def put_many(self, answers: Mapping[str, Any]) -> None:
        """Keep answers, on disk before this returns."""
        self._answers.update(answers)
        lines = (json.dumps({"key": key, "answer": answer}, ensure_ascii=False) for key, answer in answers.items())
        self._file.write("".join(f"{line}\n" for line in lines))
        self._file.flush()

    def close(self) -> None:
        """Close the file, once the system has put it on the disk, where a power cut leaves it too."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def __enter__(self) -> AnswerCache:
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.close()
