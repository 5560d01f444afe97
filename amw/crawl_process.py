"""One crawl as a process of its own: started, ended in time, and read for how it went."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from procrastinate.exceptions import JobAborted

from amw.db.errors import redact
from amw.runs import news

CRAWL_SECONDS = 30 * 60.0  # a crawl that takes longer is stuck or endless; its frontier is kept for the next
STOP_SECONDS = 30.0  # from asking a crawl to end to killing it; what it has fetched is being stored meanwhile
OUTPUT_BYTES = 64_000  # of the end of a crawl's output

# The crawl dies with its worker (Linux; elsewhere it runs to its end, and the claim on its source keeps a second one out).
_TETHER = """
import ctypes, os, signal, sys
try:
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
except (AttributeError, OSError):
    pass
if os.getppid() != int(sys.argv[1]):
    sys.exit("the worker is gone")
os.execvp(sys.argv[2], sys.argv[2:])
"""
_AMW = (sys.executable, "-c", "from amw.cli import main; main()")
_GOOD_EXITS = {0: "complete", 3: "partial"}


class CrawlFailed(Exception):
    """A crawl ended without having done its work; the message says how."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a crawl ended: `verdict` complete | partial | suspect | failed, and its reason or what it stored, in words ("" if untold)."""

    verdict: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawling:
    """How a source is crawled: `command` + crawl SOURCE --json as a process with `DATABASE_URL`, ended at the latest after `seconds`."""

    url: str
    command: Sequence[str] = _AMW
    seconds: float = CRAWL_SECONDS
    stop_seconds: float = STOP_SECONDS

    async def run(self, source: str, halt: asyncio.Event) -> Outcome:
        """Crawls `source`. Raises CrawlFailed, and JobAborted where `halt` is set meanwhile."""
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-S", "-c", _TETHER, str(os.getpid())),
                *(*self.command, "crawl", source, "--json"),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env={**os.environ, "DATABASE_URL": self.url},
                start_new_session=True,  # a Ctrl-C at the terminal is for the worker, which ends its crawls in order
            )
        except OSError as error:
            raise CrawlFailed(f"cannot be started: {error}") from error
        output, errors = asyncio.create_task(_tail(process.stdout)), asyncio.create_task(_tail(process.stderr))
        ended, stopped = asyncio.create_task(process.wait()), asyncio.create_task(halt.wait())
        try:
            await asyncio.wait({ended, stopped}, timeout=self.seconds, return_when=asyncio.FIRST_COMPLETED)
            in_time = ended.done()
        finally:
            stopped.cancel()
            try:
                if not ended.done():
                    with suppress(ProcessLookupError):
                        os.kill(process.pid, signal.SIGTERM)  # asyncio's own way reaps one that has just ended, and loses how it ended
                    await asyncio.wait({ended}, timeout=self.stop_seconds)
            finally:
                _kill_group(process)  # what did not end in time, or is not waited for any longer, and whatever was left behind
        await ended
        printed, complaints = await output, (await errors).strip()
        if not in_time and halt.is_set():
            raise JobAborted
        if not in_time:
            raise CrawlFailed(f"did not end within {self.seconds:g} s")
        outcome = _outcome(printed)
        if process.returncode not in _GOOD_EXITS:
            if process.returncode and process.returncode < 0 and outcome is None:
                raise CrawlFailed(f"ended by {signal.Signals(-process.returncode).name}: by somebody, or by the system for want of memory")
            raise CrawlFailed(f"exit code {process.returncode}: {redact(outcome.detail if outcome else _complaint(complaints))[:300]}")
        return outcome or Outcome(_GOOD_EXITS[process.returncode])


async def _tail(stream: asyncio.StreamReader | None) -> str:
    assert stream is not None
    kept = b""
    while chunk := await stream.read(65536):
        kept = (kept + chunk)[-OUTPUT_BYTES:]
    return kept.decode(errors="replace")


def _outcome(printed: str) -> Outcome | None:
    """What the last JSON record that the crawl printed says of it; None where it printed none."""
    for line in reversed(printed.splitlines()):
        with suppress(ValueError):
            record = json.loads(line)
            if isinstance(record, dict) and isinstance(record.get("verdict"), str):
                return Outcome(record["verdict"], str(record.get("reason") or news(record.get("counts") or {})))
    return None


def _complaint(complaints: str) -> str:
    """What a crawl that failed said last: the error of the command, which its mend follows; of anything else the last line."""
    lines = complaints.splitlines()
    errors = [line.removeprefix("amw: ") for line in lines if line.startswith("amw: ")]
    return (errors or lines or ["it said nothing"])[-1].strip()


def _kill_group(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
