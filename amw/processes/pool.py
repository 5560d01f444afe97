"""A pool of processes that call functions with a time limit a call.

They are plain subprocesses spoken to over a socket pair, so that nothing of the parent's `__main__`, threads or descriptors leaks into
them, no child watcher is needed, and they end by themselves when the parent does.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeVar
from weakref import WeakKeyDictionary

from amw.processes.work import HEADER, pack

T = TypeVar("T")
Call = Callable[[], T]  # that can be pickled: a function of a module, or a `partial` of one

START: Final = "import sys; from amw.processes.work import serve; serve(int(sys.argv[1]), int(sys.argv[2]))"
START_LIMIT: Final = 60.0  # seconds until a new process must have imported and loaded everything
MEMORY_LIMIT: Final = 2_000_000_000  # bytes of address space a process; a third of it is libraries
MAX_ANSWER: Final = 64_000_000  # bytes


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


def cores_beside() -> int:
    """The cores this process may use but for one, which the event loop keeps."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(0, cores - 1)


class Pool:
    """Calls functions in `processes` processes (0 = in this one, without a time limit). Use from one event loop.

    A call that kills its process or runs out of time raises Lost, and a new process takes the place. Every process first makes the calls
    of `warm`, for what is slow the first time; after `calls` calls it is replaced, so that a leak in a native library cannot grow for ever.
    Nothing is started before it is needed.
    """

    def __init__(
        self,
        processes: int,
        *,
        warm: Sequence[Call[object]] = (),
        time_limit: float,
        memory_limit: int = MEMORY_LIMIT,
        calls: int = 50_000,
    ) -> None:
        if processes < 0:
            raise ValueError("processes must be 0 or more")
        self.processes = processes
        self.time_limit = time_limit
        self.memory_limit = memory_limit
        self.warm = tuple(warm)
        self.calls = calls
        self.started = 0
        self._idle: list[_Process] = []
        self._all: set[_Process] = set()
        self._room = asyncio.Semaphore(max(1, processes))
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

    async def run(self, call: Call[T]) -> T:
        """What `call` gives. Raises Lost, or RuntimeError for what it raises in its process and after `close`."""
        if self._closed:
            raise RuntimeError("the pool is closed")
        if not self.processes:
            return call()
        async with self._room:
            sound, answer = await self._ask(call)
        if not sound:
            raise RuntimeError(answer)
        value: T = answer
        return value

    async def _ask(self, call: Call[object]) -> tuple[bool, Any]:
        process = self._idle.pop() if self._idle else None
        healthy = False
        try:
            if process is None or not process.alive():
                if process is not None:
                    await self._bury(process)
                process = _Process()
                self._all.add(process)
                self.started += 1
                await process.start(self.memory_limit, self.warm)
            sound, answer = await asyncio.wait_for(process.exchange(call), self.time_limit)
            healthy = True
        except TimeoutError:
            raise Lost("timeout", call) from None
        except (EOFError, OSError, pickle.UnpicklingError, ValueError) as error:
            raise Lost("crashed", call) from error
        finally:
            # Also when cancelled: half an exchange leaves a process unusable.
            if process is not None:
                if healthy and not self._closed and process.calls < self.calls:
                    self._idle.append(process)
                else:
                    await self._bury(process)
        return sound, answer

    async def _bury(self, process: _Process) -> None:
        self._all.discard(process)
        await process.stop()

    async def close(self) -> None:
        """Stop all processes and reap them, once every holder has closed; calls still running are Lost."""
        self._holders = max(0, self._holders - 1)
        if self._holders == 0 and _Shared.here().keepers == 0:
            await self._end()

    async def _end(self) -> None:
        self._closed = True
        self._idle.clear()
        await asyncio.gather(*(self._bury(process) for process in list(self._all)))


class _Process:
    """One subprocess and the socket to it."""

    def __init__(self) -> None:
        self.calls = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    async def start(self, memory_limit: int, warm: Sequence[Call[object]]) -> None:
        ours, theirs = socket.socketpair()
        try:
            paths = os.pathsep.join(dict.fromkeys(path or os.getcwd() for path in sys.path))  # noqa: PTH109 - a path string is what is needed
            threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
            self._process = subprocess.Popen(  # noqa: S603, ASYNC220 - our own interpreter and module; spawning takes 2 ms
                [sys.executable, "-c", START, str(theirs.fileno()), str(memory_limit)],
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
        ours.setblocking(False)
        self._reader, self._writer = await asyncio.open_connection(sock=ours)
        self._writer.write(pack(tuple(warm)))
        await asyncio.wait_for(self._receive(), START_LIMIT)

    async def exchange(self, call: Call[object]) -> Any:
        assert self._writer is not None
        self.calls += 1
        self._writer.write(pack(call))
        await self._writer.drain()
        return await self._receive()

    async def _receive(self) -> Any:
        assert self._reader is not None
        (size,) = HEADER.unpack(await self._reader.readexactly(HEADER.size))
        if size > MAX_ANSWER:
            raise ValueError("answer too large")
        return pickle.loads(await self._reader.readexactly(size))  # noqa: S301 - from our own process alone

    async def stop(self) -> None:
        """Kill and reap; the call it may be busy with is already given up."""
        if self._process is not None:
            self._process.kill()
            # A killed process is gone within a scheduler tick; the wait reaps it, so that no zombie stays.
            await asyncio.shield(asyncio.get_running_loop().run_in_executor(None, self._process.wait))
        if self._writer is not None:
            self._writer.close()
            with suppress(ConnectionError, OSError):
                await self._writer.wait_closed()
