"""Extraction in worker processes: a crash or a hang costs one page."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from made_pages import article_page, paragraph

from amw.extract import ExtractedArticle
from amw.extract.processes import Extractor
from amw.extract.templates import Ask
from amw.processes import PAGES, STAGES

PAGE = article_page(1).encode()
URL = "https://wire.example/x"


@asynccontextmanager
async def extracting(processes: int) -> AsyncIterator[Extractor]:
    extractor = Extractor(processes)
    try:
        yield extractor
    finally:
        await extractor.close()


async def read(extractor: Extractor) -> ExtractedArticle:
    return (await extractor.read(PAGE, URL, Ask())).record


def pids(extractor: Extractor) -> list[int]:
    return [process._process.pid for process in extractor.pool._all if process._process is not None]


async def test_same_answer_as_in_process() -> None:
    async with extracting(0) as here, extracting(2) as beside:
        expected = await read(here)
        answers = await asyncio.gather(*(read(beside) for _ in range(4)))
    assert all(answer == expected for answer in answers)
    assert paragraph(100) in expected.text
    assert 1 <= beside.pool.started <= 2


@pytest.mark.parametrize(("warm", "left"), [(PAGES, {"trafilatura", "py3langid"}), (STAGES, {"amw.claims.find"})])
def test_what_few_pages_need_is_not_loaded_with_a_process(warm: str, left: set[str]) -> None:
    code = f"import sys; from pkgutil import resolve_name; resolve_name({warm!r})(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "numpy" in loaded and left.isdisjoint(loaded)


async def test_a_crash_and_a_hang_cost_one_page_each() -> None:
    async with extracting(1) as extractor:
        assert (await read(extractor)).text
        os.kill(pids(extractor)[0], signal.SIGSTOP)
        task = asyncio.create_task(read(extractor))
        await asyncio.sleep(0.2)
        os.kill(pids(extractor)[0], signal.SIGKILL)
        lost = await task
        assert (lost.text, lost.reason) == ("", "crashed")
        assert (await read(extractor)).text
        os.kill(pids(extractor)[0], signal.SIGSTOP)
        extractor.pool.wall_limit = 0.3
        hung = await read(extractor)
        assert (hung.text, hung.reason) == ("", "timeout")
        assert extractor.counts == {"pages": 4, "crashed": 1, "timeout": 1}


async def test_nothing_is_read_after_the_end() -> None:
    extractor = Extractor(0)
    await extractor.close()
    with pytest.raises(RuntimeError):
        await read(extractor)
    await extractor.close()
