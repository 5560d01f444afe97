"""One subprocess of a pool, as its parent sees it: the socket to it, the calls that it was asked for, and how it ends."""

from __future__ import annotations

import asyncio
import pickle
import subprocess
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

from amw.processes.spawn import take
from amw.processes.work import HEADER, OUT_OF_TIME, pack

T = TypeVar("T")
Call = Callable[[], T]  # that can be pickled: a function of a module, or a `partial` of one

START_LIMIT: Final = 300.0  # seconds until a new process must have loaded everything: a hundred times as long as with a core for itself
MAX_ANSWER: Final = 64_000_000  # bytes


class Lost(Exception):
    """A call came to no answer: `reason` is "crashed" where its process died, "timeout" where its time ran out."""

    def __init__(self, reason: Literal["crashed", "timeout"], call: Call[object]) -> None:
        name = getattr(getattr(call, "func", call), "__qualname__", "a call")
        super().__init__(f"{name} {'ran out of time' if reason == 'timeout' else 'lost its process'}")
        self.reason = reason


class _Gone(Exception):
    """The process hung up, or sends what is no answer."""


class Unbegun(Exception):
    """The process ended before it came to this call, which another may take."""


@dataclass(slots=True)
class _Asked:
    """A call on its way through a process."""

    call: Call[object]
    frame: bytes
    patience: float  # seconds by the clock
    answer: asyncio.Future[tuple[bool, Any]]


class Process:
    """One subprocess, the socket to it, and the calls it was asked for, answered in their order."""

    def __init__(self, warm: str, calls: int) -> None:
        self.asked: deque[_Asked] = deque()
        self.open = True  # whether it takes further calls
        self._calls = calls
        self._process: subprocess.Popen[bytes] | None = None
        self._link: asyncio.Transport | None = None  # once the process has started
        self._loop = asyncio.get_running_loop()
        self._ready: asyncio.Future[None] = self._loop.create_future()
        self._done: asyncio.Future[None] = self._loop.create_future()  # nothing is left to answer; else why no answer will come
        self._alarm: asyncio.TimerHandle | None = None  # rings when the first call has had its time by the clock
        self._ending = False
        self.life = asyncio.create_task(self._live(warm))

    def alive(self) -> bool:
        return self._process is None or self._process.poll() is None

    async def ask(self, call: Call[object], limit: float, patience: float) -> tuple[bool, Any]:
        """What the process answers within `limit` seconds of processor time and `patience` seconds by the clock. Raises Lost, or Unbegun
        where it ended before it came to this call."""
        asked = _Asked(call, pack((limit, call)), patience, self._loop.create_future())
        self.asked.append(asked)
        self._calls -= 1
        self.open = self._calls > 0
        if self._link is not None:
            self._link.write(asked.frame)
            if len(self.asked) == 1:
                self._wind()
        try:
            return await asked.answer
        except asyncio.CancelledError:
            if self.asked and self.asked[0] is asked:
                self._quit()  # it is busy with what nobody waits for any more; of one that only waits the answer is dropped
            raise

    def _wind(self) -> None:
        """The clock runs for the first call alone, once the process has started: it comes to the next when the first is answered."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if self.asked and self._ready.done():
            self._alarm = self._loop.call_later(self.asked[0].patience, self._fail, TimeoutError())

    def _fail(self, error: Exception) -> None:
        waited = self._done if self._ready.done() else self._ready
        if not waited.done():
            waited.set_exception(error)

    def _heard(self, frame: memoryview) -> None:
        """Takes in a frame of the process: first that it is ready, then an answer to each call."""
        answer = pickle.loads(frame)  # noqa: S301 - from our own process alone
        if not self._ready.done():
            self._ready.set_result(None)
            return
        if self._done.done():  # the time of its call ran out before: what follows is not begun
            return
        asked = self.asked.popleft()
        if not asked.answer.done():
            asked.answer.set_result(answer)
        self._wind()
        if not self.open and not self.asked:
            self._done.set_result(None)

    def _quit(self) -> None:
        if not self._ending:
            self._ending = True
            self.life.cancel()

    async def _live(self, warm: str) -> None:
        reason: Literal["crashed", "timeout"] = "crashed"
        try:
            async with asyncio.timeout(START_LIMIT):
                await self._start(warm)
            self._wind()
            await self._done
        except TimeoutError:
            reason = "timeout"
        except (asyncio.CancelledError, _Gone, OSError):
            pass
        finally:
            self.open, self._ending = False, True
            await self._stop()
            if self._process is not None and self._process.returncode == -OUT_OF_TIME:
                reason = "timeout"
            self._give_up(reason)

    def _give_up(self, reason: Literal["crashed", "timeout"]) -> None:
        for at, asked in enumerate(self.asked):
            if not asked.answer.done():
                asked.answer.set_exception(Unbegun() if at else Lost(reason, asked.call))
        self.asked.clear()

    async def _start(self, warm: str) -> None:
        found = take(warm)
        self._process = found.process
        self._link, _ = await self._loop.create_connection(lambda: _Frames(self._heard, self._fail), sock=found.link)
        for asked in self.asked:
            self._link.write(asked.frame)
        await self._ready

    async def end(self) -> None:
        self._quit()
        await asyncio.wait([self.life])

    async def _stop(self) -> None:
        """Kill and reap; the calls it may be busy with are given up."""
        if self._process is not None:
            self._process.kill()
            # A killed process is gone within a scheduler tick; the wait reaps it, so that no zombie stays.
            await asyncio.shield(asyncio.get_running_loop().run_in_executor(None, self._process.wait))
        if self._alarm is not None:
            self._alarm.cancel()
        if self._link is not None:
            self._link.abort()
        for future in (self._ready, self._done):
            if not future.cancel() and not future.cancelled():
                future.exception()  # seen, whoever waited for it


class _Frames(asyncio.Protocol):
    """Cuts what a process sends into frames and hands each over as it is whole, without a task that waits for it."""

    def __init__(self, heard: Callable[[memoryview], None], lost: Callable[[Exception], None]) -> None:
        self._heard = heard
        self._lost = lost
        self._held = bytearray()

    def data_received(self, data: bytes) -> None:
        held = self._held
        held += data
        try:
            while len(held) >= HEADER.size:
                (size,) = HEADER.unpack_from(held)
                if size > MAX_ANSWER:
                    raise ValueError("answer too large")
                end = HEADER.size + size
                if len(held) < end:
                    break
                with memoryview(held) as whole, whole[HEADER.size : end] as frame:
                    self._heard(frame)
                del held[:end]
        except Exception as error:  # whatever is no answer of ours: the process is done with
            self._lost(_Gone(str(error)))

    def connection_lost(self, exc: Exception | None) -> None:
        self._lost(_Gone("hung up"))
