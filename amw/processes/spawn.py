"""How a process of a pool is spawned: when it is asked for, or ahead of the event loop that will talk to it.

What such a process loads takes seconds of a core, and so does what its parent loads before its loop runs; begun together they cost the
longer of the two.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

START: Final = "import sys; from amw.processes.work import serve; serve(*sys.argv[1:])"
PAGES: Final = "amw.extract.processes:warm"  # what the processes that read pages load
STAGES: Final = "amw.stages:warm"  # what those load that find names, tag and sign
# [about 200 kB] A call and the next one whole, a page each: of what does not fit, the process waits until the event loop comes round to it.
SEND_BUFFER: Final = 2**21
MEMORY_LIMIT: Final = 2_000_000_000  # bytes of address space a process; a third of it is libraries


@dataclass(frozen=True, slots=True)
class Spawned:
    """A process that loads what it needs and says so on `link`, the parent's end of the socket to it."""

    process: subprocess.Popen[bytes]
    link: socket.socket

    def end(self) -> None:
        """Kills and reaps it; a killed process is gone within a scheduler tick."""
        self.link.close()
        self.process.kill()
        self.process.wait()


_ahead: dict[str, list[Spawned]] = {}  # by what they load


def spawn(warm: str) -> Spawned:
    """A new process that first calls `warm` ("module:function", "" for nothing)."""
    ours, theirs = socket.socketpair()
    try:
        paths = os.pathsep.join(dict.fromkeys(path or os.getcwd() for path in sys.path))  # noqa: PTH109 - a path string is what is needed
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module; spawning takes 2 ms
            [sys.executable, "-c", START, str(theirs.fileno()), str(MEMORY_LIMIT), warm],
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, **threads, "PYTHONPATH": paths},
        )
    except BaseException:
        ours.close()
        raise
    finally:
        theirs.close()
    with suppress(OSError):  # systems bound it as they please
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    ours.setblocking(False)
    return Spawned(process, ours)


def spawn_ahead(warm: str) -> None:
    """A process for the first pool that will ask for one of its kind; `end_ahead` ends it where none did."""
    with suppress(OSError):  # the pool will tell, if it is ever asked for one
        _ahead.setdefault(warm, []).append(spawn(warm))


def take(warm: str) -> Spawned:
    """A process of this kind: one that was spawned ahead and still lives, else a new one."""
    waiting = _ahead.get(warm, [])
    while waiting:
        found = waiting.pop()
        if found.process.poll() is None:
            return found
        found.end()
    return spawn(warm)


def end_ahead() -> None:
    """Ends the processes that were spawned ahead and that nobody asked for."""
    for waiting in _ahead.values():
        while waiting:
            waiting.pop().end()
