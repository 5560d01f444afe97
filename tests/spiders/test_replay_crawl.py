"""A crawl and the replay of its archive give the same items; no request leaves the machine in a replay."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import brotli
import pytest
from commands import environment as environment_of
from crawling import Job, Result, crawl
from local_site import REPORT, Answer, LocalSite, html, rss, rss_item
from servers import PrivateServer

from amw.archive import ArchiveWriter

XML = "application/rss+xml"


@dataclass(frozen=True)
class Pair:
    crawled: list[Result]
    replayed: Result
    again: Result
    told: Result
    damaged: Result
    log: str
    hits_before: int
    hits_after: int


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("replay")
    with LocalSite() as site:
        names = ("one", "two", "moved", "gone")
        items = "".join(rss_item(f"Entry {name}", site.url(f"/{name}"), summary=f"Summary of {name}.") for name in names)
        site.add("/feed.xml", Answer(status=301, headers={"Location": "/real.xml"}))
        site.add("/real.xml", Answer(body=rss(items + "<item><title>No link</title></item>"), content_type=XML, headers={"ETag": '"e"'}))
        site.add("/one", Answer(body=html("Page one of the story", REPORT)))
        site.add("/two", Answer(body=brotli.compress(html("Page two of the story", REPORT)), headers={"Content-Encoding": "br"}))
        site.add("/moved", Answer(status=302, headers={"Location": "/target"}))
        site.add("/target", Answer(body=html("The page that moved", REPORT)))
        site.add("/alone", Answer(body=html("A page by itself", REPORT)))
        settings = {"ALLOWED_PRIVATE_HOSTS": ["127.0.0.1"]}
        jobs = [Job("feed", {"url": site.url("/feed.xml")}, settings), Job("page", {"url": site.url("/alone")}, settings)]
        crawled, _, _ = crawl(jobs, folder)
        files = ",".join(str(path) for path in sorted((folder / "archive").glob("*.warc.gz")))
        before = len(site.hits)
        told = folder / "told"
        body = rss(rss_item("Only told", "https://news.example/never-fetched"))
        with ArchiveWriter(told, "feed") as writer:
            at = datetime(2026, 10, 6, tzinfo=UTC)
            writer.write("https://news.example/feed", status=200, headers=[("Content-Type", XML)], body=body, at=at)
        wanted = [files, files, str(next(told.iterdir()))]
        damaged = told / "a,b.warc.gz"
        damaged.write_bytes(Path(wanted[-1]).read_bytes() + b"\x1f\x8b\x08 half a record")
        jobs = [Job("replay", {"files": names}) for names in wanted] + [Job("replay", {}, {"REPLAY_FILES": [str(damaged)]})]
        replays, log, _ = crawl(jobs, folder / "replays")
        yield Pair(crawled, *replays, log, before, len(site.hits))


def order(item: dict[str, Any]) -> tuple[str, str, str]:
    return item["_type"], item["url"], item.get("title") or ""


def test_a_replay_gives_the_items_of_the_crawl(pair: Pair) -> None:
    crawled = sorted((item for result in pair.crawled for item in result.items), key=order)
    assert len(crawled) == 7
    assert sorted(pair.replayed.items, key=order) == crawled


def test_a_replay_repeats_itself(pair: Pair) -> None:
    assert pair.again.items == pair.replayed.items


def test_a_replay_asks_nobody(pair: Pair) -> None:
    assert pair.hits_after == pair.hits_before
    assert pair.replayed.stats["amw/replay/served"] == 8


def test_a_file_whose_end_is_damaged_is_replayed_up_to_there_and_counted(pair: Pair) -> None:
    assert [article["title"] for article in pair.damaged.of("Article")] == ["Only told"]
    assert pair.damaged.stats["amw/spider/torn"] == 1
    assert "a,b.warc.gz is damaged" in pair.log


def test_a_board_that_was_served_in_pages_is_replayed_whole(tmp_path: Path) -> None:
    """Its further pages are no boards of their own; where one was not captured, the board is told to be a part."""
    address = "https://artificialanalysis.ai/api/v2/language/models/free"
    rows = [
        {"id": f"m{n}", "name": f"Model {n}", "evaluations": {"artificial_analysis_intelligence_index": 9 + n / 10}} for n in range(340)
    ]
    json_type = [("Content-Type", "application/json")]
    with ArchiveWriter(tmp_path / "board", "board") as writer:
        for day, pages in ((5, (2,)), (6, (1, 2)), (7, (1,)), (8, (1, 2))):
            for page in pages:
                body = json.dumps({"data": rows[170 * (page - 1) : 170 * page], "pagination": {"page": page, "total_pages": 2}}).encode()
                url = address if page == 1 else f"{address}?page={page}"
                writer.write(url, status=200, headers=json_type, body=body, at=datetime(2026, 10, day, 8, 0, page, tzinfo=UTC))
    own = tmp_path / "own.toml"
    own.write_text("", encoding="utf-8")  # a file of sources of one's own, which names no board
    files = {"files": str(next((tmp_path / "board").iterdir()))}
    jobs = [Job("replay", files), Job("replay", files, {"SOURCES_FILE": str(own)})]
    (replay, beside), _, _ = crawl(jobs, tmp_path / "replays")
    assert len(beside.of("BoardSnapshot")) == 4
    boards = [board["snapshot"] for board in replay.of("BoardSnapshot")]
    assert {board["board"] for board in replay.of("BoardSnapshot")} == {"artificial_analysis"}
    whole, half = (340, True, "ok"), (170, False, "refused")
    assert [(len(board["rows"]), board["complete"], board["verdict"]) for board in boards] == [half, whole, half, whole], "no day of two"


# The command on a database that is killed once the replay is over.
GONE = """
import os, signal
from amw.cli import crawling, main
run = crawling.run_crawls
def run_and_kill(*arguments, **named):
    finished = run(*arguments, **named)
    os.kill(int(os.environ["POSTMASTER"]), signal.SIGKILL)
    return finished
crawling.run_crawls = run_and_kill
main()
"""


def test_a_replay_whose_database_is_gone_at_its_end_says_how_it_went(postgres: PrivateServer, tmp_path: Path) -> None:
    at = datetime(2026, 10, 6, tzinfo=UTC)
    with ArchiveWriter(tmp_path, "page") as writer:
        file = writer.write(
            "https://news.example/a", status=200, headers=[("Content-Type", "text/html")], body=html("Acme presents a model", REPORT), at=at
        ).file
    assert postgres.postmaster
    environment = {**environment_of(tmp_path, postgres.url), "POSTMASTER": str(postgres.postmaster.pid), "EXTRACT_PROCESSES": "0"}
    command = [sys.executable, "-c", GONE, "replay", str(tmp_path / file), "--json"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["verdict"], told["counts"]["amw/store/article/new"], told["added"]) == ("complete", 1, None)
    assert "what was added cannot be counted: no database" not in done.stdout and "what was added cannot be counted" in done.stderr


def test_what_is_not_captured_is_counted_and_its_entry_kept(pair: Pair) -> None:
    (article,) = pair.told.of("Article")
    assert (article["origin"], article["visit"]["reason"]) == ("feed", "not_captured")
    assert article["source"] == "news.example"
    assert article["fetched_at"].startswith("2026-10-06")
    assert pair.told.stats["amw/replay/not_captured"] == 1
    assert "Traceback" not in pair.log
