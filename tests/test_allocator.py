"""Freed memory that stays."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from recbole_tema.allocator import keep_freed_memory

# Resident MiB that are left of 256 once they are freed.
SCRIPT = """
import sys
import torch
from recbole_tema.allocator import keep_freed_memory
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 2**20
before = resident()
if sys.argv[1] == "keep":
    assert keep_freed_memory()
tensors = [torch.ones(2**24) for _ in range(4)]
assert resident() - before > 250
del tensors
print(resident() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="of glibc")
@pytest.mark.parametrize("how", ["keep", "as it is"])
def test_freed_tensors_stay_with_the_process(how: str) -> None:
    answer = subprocess.run([sys.executable, "-c", SCRIPT, how], capture_output=True, text=True, check=True)
    left = float(answer.stdout)
    assert left > 250 if how == "keep" else left < 100


def test_another_c_library_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "libc_ver", lambda: ("", ""))
    assert not keep_freed_memory()
