"""Extraction beside the event loop: a page that crashes or hangs its process costs that page only."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from amw.extract import model
from amw.extract.record import ExtractedArticle
from amw.extract.templates import Ask, Reading, read
from amw.processes import PAGES, Lost, Pool, cores_beside

TIME_LIMIT: Final = 5.0  # seconds of a processor a page; the slowest real page measured takes 0.1 s alone on a core
PAGES_A_PROCESS: Final = 20_000  # it grows by half a megabyte a thousand; the next one loads for a quarter of a second


def warm() -> None:
    """Loads what every page needs. A second extractor and the model of languages, six tenths of a second and 100 MB, are left to the first
    page that asks for one: one in a hundred, and most crawls have fewer."""
    model.load()


class Extractor:
    """Reads pages in `processes` processes (None = one fewer than cores, 0 = in this process, without a time limit), shared by the
    extractors of that size in one event loop; made inside it.

    `await read(...)` never raises for what a page does: a page that kills its process or runs out of time gives an ExtractedArticle with
    empty text and the reason "crashed" or "timeout". `counts` tells how often each happened here.
    """

    def __init__(self, processes: int | None = None) -> None:
        size = cores_beside() if processes is None else processes
        self.pool = Pool.shared("extract", size, warm=PAGES, time_limit=TIME_LIMIT, calls=PAGES_A_PROCESS)
        self.counts: dict[str, int] = {"pages": 0, "crashed": 0, "timeout": 0}
        self._closed = False

    async def read(self, html: bytes, url: str, ask: Ask, *, encoding: str | None = None, now: datetime | None = None) -> Reading:
        """As `templates.read`: by the templates of `ask` first. Raises RuntimeError after `close`."""
        if self._closed:
            raise RuntimeError("the extractor is closed")
        self.counts["pages"] += 1
        try:
            return await self.pool.run(partial(read, html, url, ask, encoding=encoding, now=now))
        except Lost as lost:
            self.counts[lost.reason] += 1
            return Reading(record=ExtractedArticle(url=url, reason=lost.reason))

    async def close(self) -> None:
        """Let go of the processes. Pages still running in them when the last extractor closes come back as "crashed"."""
        if not self._closed:
            self._closed = True
            await self.pool.close()
