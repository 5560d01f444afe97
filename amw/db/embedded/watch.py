"""The embedded server is looked after for as long as it is used: one that dies under its users is started anew."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from amw.db.embedded.places import EmbeddedError
from amw.db.embedded.server import Embedded

EVERY: Final = 2.0  # seconds between two looks, each of which reads a file and asks the kernel for a process
LONGEST: Final = 60.0  # seconds between two attempts to start one that cannot start, doubled each time

log = logging.getLogger(__name__)


@contextmanager
def watched(server: Embedded, *, every: float = EVERY) -> Iterator[None]:
    """Looks every `every` seconds whether the started `server` lives, as long as the block runs; what waits for it goes on by itself.

    Nobody else would start it: a crawl, a worker or the pages wait for a server that comes back, and this one is nobody's but theirs.
    """
    ended = threading.Event()

    def look() -> None:
        pause = every
        while not ended.wait(pause):
            try:
                if server.revive():
                    log.warning("the embedded server had died and was started anew")
                pause = every
            except (EmbeddedError, OSError) as error:
                log.error("the embedded server has died and cannot be started: %s", _why(error))
                pause = min(LONGEST, 2 * pause)

    thread = threading.Thread(target=look, name="embedded server", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _why(error: Exception) -> str:
    """What ended the last start, as the server's own log says it, else what was tried."""
    lines = str(error).splitlines()
    ends = [line for line in lines if "FATAL:" in line or "PANIC:" in line]
    return next((line for line in reversed(ends) if "the database system is" not in line), lines[0])  # which clients are told
