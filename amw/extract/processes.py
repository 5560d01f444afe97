"""Extraction beside the event loop: worker processes with a time limit a page, where a crash or a hang costs one page.

Workers are plain subprocesses spoken to over a socket pair, so that nothing of the parent's `__main__`, threads or descriptors leaks into
them, no child watcher is needed, and they end by themselves when the parent does.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import socket
import subprocess
import sys
from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import Any, Final

from amw.extract.record import ExtractedArticle
from amw.extract.templates import Ask, Reading, read
from amw.extract.worker import HEADER, pack

TIME_LIMIT: Final = 5.0  # seconds a page; the slowest real page measured takes 0.1 s alone on a core
START_LIMIT: Final = 60.0  # seconds until a new worker must have imported everything
MEMORY_LIMIT: Final = 2_000_000_000  # bytes of address space a worker; a third of it is libraries
PAGES_A_WORKER: Final = 5_000  # then it is replaced, so that a leak in a native library cannot grow for ever
MAX_ANSWER: Final = 64_000_000  # bytes


class Extractor:
    """Reads pages in `processes` workers (0 = in this process, without a time limit). Use from one event loop.

    `await extract(...)` never raises for what a page does: a page that kills its worker or runs out of time gives an ExtractedArticle with
    empty text and the reason "crashed" or "timeout", and a new worker takes the place. `counts` tells how often each happened.
    """

    def __init__(self, processes: int | None = None, *, time_limit: float = TIME_LIMIT, memory_limit: int = MEMORY_LIMIT) -> None:
        if processes is None:
            processes = max(0, len(os.sched_getaffinity(0)) - 1) if hasattr(os, "sched_getaffinity") else max(0, (os.cpu_count() or 1) - 1)
        if processes < 0:
            raise ValueError("processes must be 0 or more")
        self.processes = processes
        self.time_limit = time_limit
        self.memory_limit = memory_limit
        self.counts: dict[str, int] = {"pages": 0, "crashed": 0, "timeout": 0, "workers": 0}
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._room = asyncio.Semaphore(max(1, processes))
        self._closed = False

    async def __aenter__(self) -> Extractor:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    async def extract(self, html: bytes, url: str, *, encoding: str | None = None, now: datetime | None = None) -> ExtractedArticle:
        """As `extract_article`. Raises RuntimeError after `close`."""
        return (await self.read(html, url, Ask(), encoding=encoding, now=now)).record

    async def read(self, html: bytes, url: str, ask: Ask, *, encoding: str | None = None, now: datetime | None = None) -> Reading:
        """As `templates.read`: by the templates of `ask` first. Raises RuntimeError after `close`."""
        if self._closed:
            raise RuntimeError("the extractor is closed")
        self.counts["pages"] += 1
        if not self.processes:
            return read(html, url, ask, encoding=encoding, now=now)
        async with self._room:
            return await self._ask((html, url, encoding, now, ask), url)

    async def _ask(self, request: tuple[Any, ...], url: str) -> Reading:
        worker = self._idle.pop() if self._idle else None
        healthy = False
        try:
            if worker is None or not worker.alive():
                if worker is not None:
                    await self._bury(worker)
                worker = _Worker(self.memory_limit)
                self._all.add(worker)
                self.counts["workers"] += 1
                await worker.start()
            answer = await asyncio.wait_for(worker.exchange(request), self.time_limit)
            healthy = True
        except TimeoutError:
            return self._lost(url, "timeout")
        except (EOFError, OSError, asyncio.IncompleteReadError, pickle.UnpicklingError, ValueError):
            return self._lost(url, "crashed")
        finally:
            # Also when cancelled: half an exchange leaves a worker unusable.
            if worker is not None:
                if healthy and not self._closed and worker.pages < PAGES_A_WORKER:
                    self._idle.append(worker)
                else:
                    await self._bury(worker)
        return answer if isinstance(answer, Reading) else self._lost(url, "crashed")

    def _lost(self, url: str, reason: str) -> Reading:
        self.counts[reason] += 1
        return Reading(record=ExtractedArticle(url=url, reason=reason))

    async def _bury(self, worker: _Worker) -> None:
        self._all.discard(worker)
        await worker.stop()

    async def close(self) -> None:
        """Stop all workers and reap them. Pages still running come back as "crashed"."""
        self._closed = True
        self._idle.clear()
        await asyncio.gather(*(self._bury(worker) for worker in list(self._all)))


class _Worker:
    """One subprocess and the socket to it."""

    def __init__(self, memory_limit: int) -> None:
        self.memory_limit = memory_limit
        self.pages = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    async def start(self) -> None:
        ours, theirs = socket.socketpair()
        try:
            paths = os.pathsep.join(dict.fromkeys(path or os.getcwd() for path in sys.path))  # noqa: PTH109 - a path string is what is needed
            threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
            self._process = subprocess.Popen(  # noqa: S603, ASYNC220 - our own interpreter and module; spawning takes 2 ms
                [sys.executable, "-m", "amw.extract.worker", str(theirs.fileno()), str(self.memory_limit)],
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
        await asyncio.wait_for(self._receive(), START_LIMIT)

    async def exchange(self, request: tuple[Any, ...]) -> Any:
        assert self._writer is not None
        self.pages += 1
        self._writer.write(pack(request))
        await self._writer.drain()
        return await self._receive()

    async def _receive(self) -> Any:
        assert self._reader is not None
        (size,) = HEADER.unpack(await self._reader.readexactly(HEADER.size))
        if size > MAX_ANSWER:
            raise ValueError("answer too large")
        return pickle.loads(await self._reader.readexactly(size))  # noqa: S301 - from our own worker alone

    async def stop(self) -> None:
        """Kill and reap; the page it may be busy with is already given up."""
        if self._process is not None:
            self._process.kill()
            # A killed process is gone within a scheduler tick; the wait reaps it, so that no zombie stays.
            await asyncio.shield(asyncio.get_running_loop().run_in_executor(None, self._process.wait))
        if self._writer is not None:
            self._writer.close()
            with suppress(ConnectionError, OSError):
                await self._writer.wait_closed()
