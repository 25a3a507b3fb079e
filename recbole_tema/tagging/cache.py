"""Append-only cache of the answers of a language model."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from recbole_tema.files.system_errors import name_file


def cache_key(**parts: Any) -> str:
    """SHA-256 of everything that determines an answer: model, messages and parameters."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


class AnswerCache:
    """Answers in an append-only JSONL file, one ``{"key": ..., "answer": ...}`` per line.

    A process that is killed while writing leaves at most one incomplete last line, which is ignored, so that its
    answer is requested again.

    Parameters
    ----------
    path : Path
        The file, which is created with the first answer if it does not exist.
    """

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self._answers: dict[str, Any] = {}
        self._file: IO[str] | None = None
        self._load()

    def _load(self) -> None:
        self._ends_within_line = False
        if not self.path.exists():
            return
        for line in self.path.read_bytes().splitlines(keepends=True):
            self._ends_within_line = not line.endswith(b"\n")
            try:
                record = json.loads(line, parse_constant=_refuse)  # NaN, Infinity
                self._answers[record["key"]] = record["answer"]
            except (ValueError, KeyError, TypeError, RecursionError):
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
        self._write("".join(f"{line}\n" for line in lines))

    def _write(self, text: str) -> None:
        try:
            if self._file is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self.path.open("a", encoding="utf-8")
                # The next record must start a line of its own.
                text = f"\n{text}" if self._ends_within_line else text
            self._file.write(text)
            self._file.flush()
        except OSError as error:
            name_file(error, self.path)
            raise

    def close(self) -> None:
        """Flush the file to disk, so that a power failure loses nothing, and close it."""
        if self._file is not None:
            file, self._file = self._file, None
            with file:
                file.flush()
                os.fsync(file.fileno())

    def __enter__(self) -> AnswerCache:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
