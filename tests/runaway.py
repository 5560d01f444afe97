"""A bound for what must not run away on a hostile text, in processor time: how busy the machine is does not matter."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 20.0  # what is bounded here takes two at the most; texts of this length in square time take minutes


@contextmanager
def no_runaway() -> Iterator[None]:
    """Raises AssertionError in the block once it has had SECONDS of a processor."""

    def late(number: int, frame: FrameType | None) -> None:
        raise AssertionError(f"more than {SECONDS:g} s of processor time")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
