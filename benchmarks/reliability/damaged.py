"""Damage a file of a finished run or search, and give every command that reads it.

    python -m benchmarks.reliability.damaged --count 60

Files are removed, emptied, truncated, replaced by other JSON, by a folder or by a file of another run; JSON loses a key
or gets a value of another type, weights get NaN, and bytes of binary files change. Each command must give what it gives
without the damage, or end with one line and code 2; after an error the damaged file is deleted, and the command must
work, unless what was deleted cannot be computed again. Failures: another result with code 0, a traceback, another end.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

from benchmarks.reliability.campaign import run_campaign
from benchmarks.reliability.commands import run_command
from benchmarks.reliability.disk_full import problems
from benchmarks.reliability.workplace import RUN_AGAIN, SEARCH_AGAIN, Command, Workplace, metrics_in, trials_in

_JSON = (b"", b"[]", b"{}", b"null", b"5", b'"text"', b"{", b"[" * 3000, b"\xff\xfe", b"NaN", b'{"a": 1, "a": 2}')
_VALUES = (None, "text", -1, 0.5, [], {}, [1], {"a": 1}, True)


def damage_one(place: Workplace, number: int, chance: random.Random) -> tuple[str, bool, Mapping[str, Any]]:
    """Damage one file in one way, and give the commands that read its folder."""
    copy = place.copy("try")
    folder = ("runs/base", "searches/base")[number % 4 == 3]
    path = chance.choice(sorted(file for file in (copy / folder).rglob("*") if file.is_file()))
    how = chance.choice(_ways_for(path))
    how(path, chance)
    failures: dict[str, Any] = {}
    refused = False
    for name, command in _readers(place, folder).items():
        done = run_command(command.arguments, copy)
        refused = refused or done.code == 2
        failures.update(problems(done))
        if done.code == 0 and command.digest(copy, done) != _expected(place, folder, name):
            failures["wrong"] = f"{name}: another result"
    if refused:
        failures.update(_failures_after_deletion(place, folder, path, copy))
    return f"{how.__name__.strip('_')} {path.relative_to(copy)}", refused, failures


def _failures_after_deletion(place: Workplace, folder: str, path: Path, copy: Path) -> dict[str, Any]:
    """Delete the damaged file, and give the first command, which writes all others, once more."""
    name, command = next(iter(_readers(place, folder).items()))
    shutil.rmtree(path, ignore_errors=True)
    path.unlink(missing_ok=True)
    done = run_command(command.arguments, copy)
    failures = problems(done)
    if done.code == 0 and command.digest(copy, done) != _expected(place, folder, name):
        failures["wrong"] = f"{name} without the file: another result"
    elif done.code and "elete" not in done.message:
        failures["failed"] = f"without the file: {done.message}"
    return failures


def _readers(place: Workplace, folder: str) -> dict[str, Command]:
    if folder == "searches/base":
        return {"search": Command(SEARCH_AGAIN, trials_in(folder))}
    compared = Command(["report", "runs/base", "--output=report.html"], lambda *_: "")
    readers = {name: place.commands[name] for name in ("index", "export")}
    return {"run": Command(RUN_AGAIN, metrics_in(folder)), **readers, "report": compared}


@cache
def _expected(place: Workplace, folder: str, name: str) -> str:
    command = _readers(place, folder)[name]
    copy = place.copy("undamaged")
    return command.digest(copy, run_command(command.arguments, copy))


def _ways_for(path: Path) -> list[Callable[[Path, random.Random], None]]:
    ways: list[Callable[[Path, random.Random], None]] = [_remove, _truncate, _replace_by_folder, _exchange]
    if path.suffix == ".json":
        return [*ways, _replace_json, _lose_key, _change_type, _lose_key, _change_type]
    return [*ways, _change_bytes, *([_write_nan] if path.suffix == ".safetensors" else [])]


def _remove(path: Path, _: random.Random) -> None:
    path.unlink()


def _truncate(path: Path, chance: random.Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content)) if content else 0])


def _replace_by_folder(path: Path, _: random.Random) -> None:
    path.unlink()
    path.mkdir()


def _exchange(path: Path, chance: random.Random) -> None:
    """Put another file with the same suffix in its place."""
    others = [other for other in path.parent.rglob(f"*{path.suffix}") if other.is_file() and other != path]
    if others:
        shutil.copy(chance.choice(sorted(others)), path)
    else:
        path.write_bytes(b"")


def _replace_json(path: Path, chance: random.Random) -> None:
    path.write_bytes(chance.choice(_JSON))


def _lose_key(path: Path, chance: random.Random) -> None:
    _edit(path, chance, lambda holder, key: holder.pop(key))


def _change_type(path: Path, chance: random.Random) -> None:
    def change(holder: Any, key: Any) -> None:
        before = holder[key]
        # Another number would be another record, not a damaged one.
        holder[key] = chance.choice([value for value in _VALUES if _kind(value) != _kind(before)])

    _edit(path, chance, change)


def _kind(value: Any) -> str:
    return "number" if type(value) in (int, float) else type(value).__name__


def _edit(path: Path, chance: random.Random, change: Callable[[Any, Any], object]) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    places = list(_places(record))
    change(*chance.choice(places))
    path.write_text(json.dumps(record), encoding="utf-8")


def _places(record: Any) -> Any:
    """Holder and key of every value in a JSON record."""
    pairs = record.items() if isinstance(record, dict) else enumerate(record) if isinstance(record, list) else ()
    for key, value in pairs:
        yield record, key
        yield from _places(value)


def _change_bytes(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(3):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def _write_nan(path: Path, chance: random.Random) -> None:
    tensors = load_file(path)
    name = chance.choice(sorted(name for name, tensor in tensors.items() if tensor.is_floating_point()))
    tensors[name].view(-1)[0] = torch.nan
    save_file(tensors, path, {"format": "pt"})


def main() -> None:
    """Command line."""
    sys.exit(run_campaign("damaged", __doc__ or "", damage_one, 60))


if __name__ == "__main__":
    main()
