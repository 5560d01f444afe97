"""Extraction in worker processes: a crash or a hang costs one page, nothing outlives the extractor."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest
from made_pages import article_page, paragraph

from amw.extract.processes import Extractor

PAGE = article_page(1).encode()
URL = "https://wire.example/x"


def pids(extractor: Extractor) -> list[int]:
    return [worker._process.pid for worker in extractor._all if worker._process is not None]


async def test_same_answer_as_in_process() -> None:
    async with Extractor(0) as here, Extractor(2) as beside:
        expected = await here.extract(PAGE, URL)
        answers = await asyncio.gather(*(beside.extract(PAGE, URL) for _ in range(4)))
    assert all(answer == expected for answer in answers)
    assert paragraph(100) in expected.text
    assert 1 <= beside.counts["workers"] <= 2


async def test_a_crash_and_a_hang_cost_one_page_each() -> None:
    async with Extractor(1, time_limit=20) as extractor:
        assert (await extractor.extract(PAGE, URL)).text
        os.kill(pids(extractor)[0], signal.SIGSTOP)
        task = asyncio.create_task(extractor.extract(PAGE, URL))
        await asyncio.sleep(0.2)
        os.kill(pids(extractor)[0], signal.SIGKILL)
        lost = await task
        assert (lost.text, lost.reason) == ("", "crashed")
        assert (await extractor.extract(PAGE, URL)).text
        os.kill(pids(extractor)[0], signal.SIGSTOP)
        extractor.time_limit = 0.3
        hung = await extractor.extract(PAGE, URL)
        assert (hung.text, hung.reason) == ("", "timeout")
        extractor.time_limit = 20
        assert (await extractor.extract(PAGE, URL)).text
        assert extractor.counts["crashed"] == 1 and extractor.counts["timeout"] == 1 and extractor.counts["workers"] == 3


async def test_nothing_is_left_behind() -> None:
    extractor = Extractor(1)
    await extractor.extract(PAGE, URL)
    (pid,) = pids(extractor)
    await extractor.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)  # a zombie would still answer
    with pytest.raises(RuntimeError):
        await extractor.extract(PAGE, URL)
    await extractor.close()


async def test_cancelling_replaces_the_worker() -> None:
    async with Extractor(1) as extractor:
        await extractor.extract(PAGE, URL)
        (first,) = pids(extractor)
        os.kill(first, signal.SIGSTOP)
        task = asyncio.create_task(extractor.extract(PAGE, URL))
        await asyncio.sleep(0.2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await extractor.extract(PAGE, URL)).text
        assert first not in pids(extractor)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        Extractor(-1)
