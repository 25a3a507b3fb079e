"""Memory that training frees stays with the process, to be used again."""

from __future__ import annotations

import ctypes
import platform

# Of glibc's malloc.h.
_M_TRIM_THRESHOLD, _M_MMAP_MAX = -1, -4
_NEVER = 2**31 - 1


def keep_freed_memory() -> bool:
    """Tell glibc not to give big blocks back to the system.

    By default every tensor of more than some megabytes is mapped anew and its pages are zeroed by the kernel, at every
    step; gradients of embedding tables are many such tensors. The numbers that come out are the same
    (``benchmarks/allocator_speed.py`` tells how much sooner).

    Returns
    -------
    bool
        False where the C library is another one, which is left as it is.
    """
    if platform.libc_ver()[0] != "glibc":
        return False
    mallopt = ctypes.CDLL(None).mallopt
    mallopt.argtypes = [ctypes.c_int, ctypes.c_int]
    return bool(mallopt(_M_MMAP_MAX, 0)) and bool(mallopt(_M_TRIM_THRESHOLD, _NEVER))
