"""When Python's garbage collector is of no use: while thousands of objects without a cycle are made, it walks all that is loaded again and
again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the garbage collector, which it leaves as it was; objects are freed as ever when nobody refers to them."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
