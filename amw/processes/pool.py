"""A pool of processes that call functions with a limit of processor time a call.

They are plain subprocesses spoken to over a socket pair, so that nothing of the parent's `__main__`, threads or descriptors leaks into
them, no child watcher is needed, and they end by themselves when the parent does.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from amw.processes.process import Call, Process, Unbegun

T = TypeVar("T")

STARVED: Final = 12  # times its processor time that a call may take by the clock, on a machine where others want the cores as well
QUEUE: Final = 8  # calls a process holds: with two, a reader was idle 3% of a crawl while the event loop stored a batch


@dataclass(slots=True)
class _Shared:
    """The shared pools of one event loop, and how many keep them open."""

    pools: dict[tuple[str, int], Pool] = field(default_factory=dict)
    keepers: int = 0

    @classmethod
    def here(cls) -> _Shared:
        return _loops.setdefault(asyncio.get_running_loop(), cls())


_loops: WeakKeyDictionary[asyncio.AbstractEventLoop, _Shared] = WeakKeyDictionary()


def cores_beside() -> int:
    """The cores this process may use but for one, which the event loop keeps."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(0, cores - 1)


class Pool:
    """Calls functions in `processes` processes (0 = in this one, without a time limit). Use from one event loop.

    `time_limit` is seconds of processor time a call, which neighbours that keep the cores busy do not shorten; by the clock it
    may take STARVED times as long, for one that waits for ever. A call that kills its process or runs out of either raises Lost,
    and a new process takes the place; a call that only waited behind it is none the worse. Every process first calls `warm`
    ("module:function"), for what is slow the first time; after `calls` calls it is replaced, so that a leak in a native library cannot
    grow for ever. Nothing is started before `start` or the first call.
    """

    def __init__(
        self,
        processes: int,
        *,
        warm: str = "",
        time_limit: float,
        calls: int = 50_000,
    ) -> None:
        if processes < 0:
            raise ValueError("processes must be 0 or more")
        self.processes = processes
        self.time_limit = time_limit
        self.wall_limit = STARVED * time_limit
        self.warm = warm
        self.calls = calls
        self.started = 0
        self._all: set[Process] = set()
        self._room = asyncio.Semaphore(max(1, processes) * QUEUE)
        self._holders = 1
        self._closed = False

    @classmethod
    @asynccontextmanager
    async def kept(cls) -> AsyncIterator[None]:
        """While this is entered, the shared pools of the running event loop outlive their holders, so that the next ones find them warm."""
        shared = _Shared.here()
        shared.keepers += 1
        try:
            yield
        finally:
            shared.keepers -= 1
            if shared.keepers == 0:
                await asyncio.gather(*(pool._end() for pool in shared.pools.values() if pool._holders == 0))

    @classmethod
    def shared(cls, name: str, processes: int, **more: Any) -> Pool:
        """The pool of this name and size in the running event loop: made by the first who asks, ended by the last who closes it."""
        pools = _Shared.here().pools
        pool = pools.get((name, processes))
        if pool is None or pool._closed:
            pool = pools[name, processes] = cls(processes, **more)
            pool._holders = 0
        pool._holders += 1
        return pool

    def start(self) -> None:
        """Begins to start a process where there is none, for calls that are soon to come."""
        if self.processes and not self._all and not self._closed:
            self._another()

    async def run(self, call: Call[T]) -> T:
        """What `call` gives. Raises Lost, or RuntimeError for what it raises in its process and after `close`."""
        if not self.processes and not self._closed:
            return call()
        async with self._room:
            while True:
                if self._closed:
                    raise RuntimeError("the pool is closed")
                try:
                    sound, answer = await self._least_busy().ask(call, self.time_limit, self.wall_limit)
                    break
                except Unbegun:
                    continue
        if not sound:
            raise RuntimeError(answer)
        value: T = answer
        return value

    def _least_busy(self) -> Process:
        """The process to ask next, a new one where all are busy and there may be more."""
        # A call to a process that has died while it was busy comes back, so only the idle ones are looked at.
        open_ones = [process for process in self._all if process.open and (process.asked or process.alive())]
        least = min((process for process in open_ones if len(process.asked) < QUEUE), key=lambda process: len(process.asked), default=None)
        if least is not None and (not least.asked or len(open_ones) >= self.processes):
            return least
        return self._another()

    def _another(self) -> Process:
        self.started += 1
        process = Process(self.warm, self.calls)
        self._all.add(process)
        process.life.add_done_callback(lambda _: self._all.discard(process))
        return process

    async def close(self) -> None:
        """Stop all processes and reap them, once every holder has closed; calls still running are Lost."""
        self._holders = max(0, self._holders - 1)
        if self._holders == 0 and _Shared.here().keepers == 0:
            await self._end()

    async def _end(self) -> None:
        self._closed = True
        await asyncio.gather(*(process.end() for process in list(self._all)))
