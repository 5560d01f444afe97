"""Crawls to run and how they ended. What runs them is loaded when there are any: Scrapy takes a second."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from amw.processes import PAGES, STAGES, cores_beside, end_ahead, spawn_ahead
from amw.runs import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A crawl to run: the spider and its arguments; jobs of one host run one after another."""

    name: str
    spider: str
    host: str
    arguments: Mapping[str, Any]


@dataclass(slots=True)
class Finished:
    """A crawl that ended: Scrapy's statistics and the verdict on them."""

    name: str
    stats: Mapping[str, Any]
    verdict: Verdict
    seconds: float

    def count(self, name: str) -> int:
        return int(self.stats.get(name, 0) or 0)

    def counts(self) -> dict[str, int]:
        """The engine's own counts."""
        return {name: value for name, value in self.stats.items() if name.startswith("amw/") and isinstance(value, int)}

    def listed(self, prefix: str) -> dict[str, int]:
        """The counts below `prefix`, by what follows it."""
        return {name.removeprefix(prefix): value for name, value in self.counts().items() if name.startswith(prefix)}

    def record(self) -> dict[str, Any]:
        return {
            "source": self.name,
            "verdict": self.verdict.outcome,
            "reason": self.verdict.reason,
            "seconds": round(self.seconds, 2),
            "counts": self.counts(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Crawls to run: at most `concurrency` at a time, in the order given, then what `after` gives.

    Items that come out of the last stage are added to `collect`, each with the response that it was read from.
    """

    jobs: Sequence[Job]
    settings: Mapping[str, Any]
    concurrency: int
    quiet: bool = False
    collect: list[tuple[Any, Any]] | None = None
    after: Callable[[], Sequence[Job]] | None = None


def run_crawls(asked: Asked, *, articles: bool = False) -> list[Finished]:
    """Runs crawls; returns how they ended, those that came after first.

    Blocks until all are done. The first interrupt lets pages under way finish and stores them; the second stops at once.
    Where `articles` are sure to come, the processes that will read and tag them load beside Scrapy; else they wait for the first one.
    """
    gc.disable()  # until all is loaded, none of which is garbage
    try:
        if articles and cores_beside():
            _spawn_ahead(asked.settings)
        from amw.cli.reactor import run

        return run(asked)
    finally:
        gc.enable()
        end_ahead()


def _spawn_ahead(settings: Mapping[str, Any]) -> None:
    pages, stages = (str(settings.get(name, os.environ.get(name))) for name in ("EXTRACT_PROCESSES", "STAGE_PROCESSES"))
    if pages != "0":
        spawn_ahead(PAGES)
        if stages != "0":
            spawn_ahead(STAGES)
