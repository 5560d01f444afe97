"""Real crawls for tests: several spiders in one process of their own, as a worker runs them, with what they yielded and counted.

Run as a program it is that process: reads a JSON job list, writes a JSON result.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
# What makes a test fast without changing what is tested.
QUICK: dict[str, Any] = {
    "ITEM_PIPELINES": {},
    "AUTOTHROTTLE_ENABLED": False,
    "DOWNLOAD_DELAY": 0,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "DOWNLOAD_TIMEOUT": 1.5,
    "RETRY_TIMES": 1,
    "RETRY_PAUSE": 0.05,
    "LOG_LEVEL": "WARNING",
    "DATABASE_URL": "none",
    "EXTRACT_PROCESSES": 0,
}


@dataclass(slots=True)
class Job:
    """One crawl: spider name, its arguments, and settings beside QUICK."""

    spider: str
    arguments: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """What one crawl yielded (items as mappings, "_type" is their class) and counted."""

    items: list[dict[str, Any]]
    stats: dict[str, Any]

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [item for item in self.items if item["_type"] == kind]

    def visits(self) -> dict[str, dict[str, Any]]:
        """Every visit, alone or inside an item, by the path of its URL."""
        found = [item if item["_type"] == "Visit" else item.get("visit") for item in self.items]
        return {visit["url"].partition("://")[2].partition("/")[2]: visit for visit in found if visit}


def crawl(jobs: list[Job], folder: Path, *, timeout: float = 180) -> tuple[list[Result], str, int]:
    """Runs `jobs` side by side; their results in order, the log, and the most memory used in MB."""
    spec, out = folder / "jobs.json", folder / "results.json"
    folder.mkdir(parents=True, exist_ok=True)
    archive = {"ARCHIVE_DIR": str(folder / "archive")}
    spec.write_text(
        json.dumps([{"spider": job.spider, "arguments": job.arguments, "settings": {**QUICK, **archive, **job.settings}} for job in jobs])
    )
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "settings", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, __file__, str(spec), str(out)], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=timeout
    )
    if done.returncode != 0:
        raise AssertionError(done.stderr[-4000:])
    answer = json.loads(out.read_text())
    return [Result(**one) for one in answer["results"]], done.stderr, answer["memory"]


def peak_memory() -> int:
    """The most memory this program held, in MB. `ru_maxrss` is the second choice: it begins at the size of the process forked from."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    from itemadapter import ItemAdapter
    from scrapy import signals
    from scrapy.crawler import AsyncCrawlerProcess, Crawler
    from scrapy.utils.project import get_project_settings

    sys.path.insert(0, str(ROOT))
    jobs = json.loads(Path(sys.argv[1]).read_text())
    process = AsyncCrawlerProcess(get_project_settings())
    crawlers: list[tuple[Crawler, list[dict[str, Any]]]] = []
    for job in jobs:
        settings = process.settings.copy()
        settings.setdict(job["settings"], priority="cmdline")
        crawler = Crawler(process.spider_loader.load(job["spider"]), settings)
        items: list[dict[str, Any]] = []

        def keep(item: Any, items: list[dict[str, Any]] = items) -> None:
            items.append({"_type": type(item).__name__, **ItemAdapter(item).asdict()})

        crawler.signals.connect(keep, signals.item_scraped, weak=False)
        crawlers.append((crawler, items))
        process.crawl(crawler, **job["arguments"])
    process.start()
    results = [{"items": items, "stats": crawler.stats.get_stats() if crawler.stats else {}} for crawler, items in crawlers]
    memory = peak_memory()
    # A lone surrogate in what came out must fail the test, not the report of it.
    Path(sys.argv[2]).write_text(json.dumps({"results": results, "memory": memory}, default=str), encoding="utf-8")


if __name__ == "__main__":
    main()
