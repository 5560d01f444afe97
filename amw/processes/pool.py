"""A pool of processes that call functions with a time limit a call.

They are plain subprocesses spoken to over a socket pair, so that nothing of the parent's `__main__`, threads or descriptors leaks into
them, no child watcher is needed, and they end by themselves when the parent does.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import subprocess
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeVar
from weakref import WeakKeyDictionary

from amw.processes.spawn import MEMORY_LIMIT, take
from amw.processes.work import HEADER, pack

T = TypeVar("T")
Call = Callable[[], T]  # that can be pickled: a function of a module, or a `partial` of one

START_LIMIT: Final = 60.0  # seconds until a new process must have imported and loaded everything
MAX_ANSWER: Final = 64_000_000  # bytes
QUEUE: Final = 2  # calls a process holds: one it works on, one that waits, so that it is never idle for the event loop's sake


@dataclass(slots=True)
class _Shared:
    """The shared pools of one event loop, and how many keep them open."""

    pools: dict[tuple[str, int], Pool] = field(default_factory=dict)
    keepers: int = 0

    @classmethod
    def here(cls) -> _Shared:
        return _loops.setdefault(asyncio.get_running_loop(), cls())


_loops: WeakKeyDictionary[asyncio.AbstractEventLoop, _Shared] = WeakKeyDictionary()


class Lost(Exception):
    """A call came to no answer: `reason` is "crashed" where its process died, "timeout" where its time ran out."""

    def __init__(self, reason: Literal["crashed", "timeout"], call: Call[object]) -> None:
        name = getattr(getattr(call, "func", call), "__qualname__", "a call")
        super().__init__(f"{name} {'ran out of time' if reason == 'timeout' else 'lost its process'}")
        self.reason = reason


class _Unbegun(Exception):
    """The process ended before it came to this call, which another may take."""


@dataclass(slots=True)
class _Asked:
    """A call on its way through a process."""

    call: Call[object]
    frame: bytes
    limit: float  # seconds
    answer: asyncio.Future[tuple[bool, Any]]


def cores_beside() -> int:
    """The cores this process may use but for one, which the event loop keeps."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(0, cores - 1)


class Pool:
    """Calls functions in `processes` processes (0 = in this one, without a time limit). Use from one event loop.

    A call that kills its process or runs out of time raises Lost, and a new process takes the place; a call that only waited behind it is
    none the worse. Every process first calls `warm` ("module:function"), for what is slow the first time; after `calls` calls it is
    replaced, so that a leak in a native library cannot grow for ever. Nothing is started before `start` or the first call.
    """

    def __init__(
        self,
        processes: int,
        *,
        warm: str = "",
        time_limit: float,
        memory_limit: int = MEMORY_LIMIT,
        calls: int = 50_000,
    ) -> None:
        if processes < 0:
            raise ValueError("processes must be 0 or more")
        self.processes = processes
        self.time_limit = time_limit
        self.memory_limit = memory_limit
        self.warm = warm
        self.calls = calls
        self.started = 0
        self._all: set[_Process] = set()
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
                    sound, answer = await self._least_busy().ask(call, self.time_limit)
                    break
                except _Unbegun:
                    continue
        if not sound:
            raise RuntimeError(answer)
        value: T = answer
        return value

    def _least_busy(self) -> _Process:
        """The process to ask next, a new one where all are busy and there may be more."""
        # A call to a process that has died while it was busy comes back, so only the idle ones are looked at.
        open_ones = [process for process in self._all if process.open and (process.asked or process.alive())]
        least = min((process for process in open_ones if len(process.asked) < QUEUE), key=lambda process: len(process.asked), default=None)
        if least is not None and (not least.asked or len(open_ones) >= self.processes):
            return least
        return self._another()

    def _another(self) -> _Process:
        self.started += 1
        process = _Process(self.memory_limit, self.warm, self.calls)
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


class _Process:
    """One subprocess, the socket to it, and the calls it was asked for, answered in their order."""

    def __init__(self, memory_limit: int, warm: str, calls: int) -> None:
        self.asked: deque[_Asked] = deque()
        self.open = True  # whether it takes further calls
        self._calls = calls
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._clock: asyncio.Timeout | None = None  # that of the first call, from the moment the process has started
        self._ending = False
        self.life = asyncio.create_task(self._live(memory_limit, warm))

    def alive(self) -> bool:
        return self._process is None or self._process.poll() is None

    async def ask(self, call: Call[object], limit: float) -> tuple[bool, Any]:
        """What the process answers. Raises Lost, or _Unbegun where it ended before it came to this call."""
        asked = _Asked(call, pack(call), limit, asyncio.get_running_loop().create_future())
        self.asked.append(asked)
        self._calls -= 1
        self.open = self._calls > 0
        if self._writer is not None:
            self._writer.write(asked.frame)
            self._wind(len(self.asked) == 1)
        try:
            return await asked.answer
        except asyncio.CancelledError:
            self._quit()  # it may be busy with what nobody waits for any more
            raise

    def _wind(self, new: bool = True) -> None:
        """The clock runs for the first call alone, where that is `new`: the process comes to the next when the first is answered."""
        if new and self._clock is not None:
            self._clock.reschedule(asyncio.get_running_loop().time() + self.asked[0].limit if self.asked else None)

    def _quit(self) -> None:
        if not self._ending:
            self._ending = True
            self.life.cancel()

    async def _live(self, memory_limit: int, warm: str) -> None:
        reason: Literal["crashed", "timeout"] = "crashed"
        try:
            async with asyncio.timeout(START_LIMIT):
                await self._start(memory_limit, warm)
            async with asyncio.timeout(None) as self._clock:
                self._wind()
                while self.open or self.asked:
                    answer = await self._receive()
                    asked = self.asked.popleft()
                    if not asked.answer.done():
                        asked.answer.set_result(answer)
                    self._wind()
        except TimeoutError:
            reason = "timeout"
        except (asyncio.CancelledError, EOFError, OSError, pickle.UnpicklingError, ValueError):
            pass
        finally:
            self.open, self._ending = False, True
            await self._stop()
            self._give_up(reason)

    def _give_up(self, reason: Literal["crashed", "timeout"]) -> None:
        for at, asked in enumerate(self.asked):
            if not asked.answer.done():
                asked.answer.set_exception(_Unbegun() if at else Lost(reason, asked.call))
        self.asked.clear()

    async def _start(self, memory_limit: int, warm: str) -> None:
        found = take(warm, memory_limit)
        self._process = found.process
        self._reader, self._writer = await asyncio.open_connection(sock=found.link)
        for asked in self.asked:
            self._writer.write(asked.frame)
        await self._receive()

    async def _receive(self) -> Any:
        assert self._reader is not None
        (size,) = HEADER.unpack(await self._reader.readexactly(HEADER.size))
        if size > MAX_ANSWER:
            raise ValueError("answer too large")
        return pickle.loads(await self._reader.readexactly(size))  # noqa: S301 - from our own process alone

    async def end(self) -> None:
        self._quit()
        await asyncio.wait([self.life])

    async def _stop(self) -> None:
        """Kill and reap; the calls it may be busy with are given up."""
        if self._process is not None:
            self._process.kill()
            # A killed process is gone within a scheduler tick; the wait reaps it, so that no zombie stays.
            await asyncio.shield(asyncio.get_running_loop().run_in_executor(None, self._process.wait))
        if self._writer is not None:
            self._writer.close()
            with suppress(ConnectionError, OSError):
                await self._writer.wait_closed()
