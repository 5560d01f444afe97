"""Being asked to stop: by SIGINT or SIGTERM, once for an end in order, once more for an end at once."""

from __future__ import annotations

import asyncio
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

# Seconds within which signals are one wish: `timeout` and its like signal a process and then its group, and a crawl is told of the death of
# its worker once for every thread that the worker had.
ONE_WISH = 1.0


@contextmanager
def asked_to_stop(stop: Callable[[], None]) -> Iterator[None]:
    """While the block runs, the first signal calls `stop`, and one that comes ONE_WISH seconds later or more raises KeyboardInterrupt, both
    in the running event loop. Only in the main thread, where signals arrive; in any other it does nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    first: float | None = None

    def heard(number: int, frame: FrameType | None) -> None:
        nonlocal first
        now = time.monotonic()  # when it came, which a busy loop may be late to look at
        if first is None:
            first = now
            loop.call_soon_threadsafe(stop)
        elif now - first >= ONE_WISH:
            loop.call_soon_threadsafe(_end)

    before = {number: signal.signal(number, heard) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end() -> None:
    raise KeyboardInterrupt
