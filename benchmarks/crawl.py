"""The whole engine against other ways to turn a site into rows: pages a second, processor time a page and memory, in one run.

    python benchmarks/crawl.py --peers /path/to/venv [--pages 300] [--only ours,scrapy-trafilatura]

A process of its own serves real pages on loopback (gzipped, as sites do; 10,000 a feed); each contestant is a process run alone:

    ours                what `amw crawl` runs: feed spider, extraction processes, every stage, embedded PostgreSQL, WARC archive
    scrapy-trafilatura  a Scrapy spider, trafilatura with metadata, rows into SQLite, 50 a transaction; no names, tags, stories or archive
    newspaper4k         download and parse in four threads, rows as above
    news-please         from_url in four threads, rows as above

The peers live in a virtual environment of their own (pip install scrapy trafilatura newspaper4k news-please lxml_html_clean); what is not
installed there is refused. Ours stores more a page than any of them and has its database server counted. Starting up (imports, catalogue,
models) is left out: clocks run from the first page asked for to the end of the process, which for ours includes what is still being stored.
Pages beyond those in the corpora are repeats under other addresses; some declare an address of their own by which ours takes all repeats
for one article, and each counts as stored. A page of which nothing was stored and nothing rejected is lost, which ends the run. The data
folder is what AMW_REALDATA names, else ../shared/data.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

CORPORA = ("aeb", "fundus", "wcxb", "segments", "dates")
PEERS = {"scrapy-trafilatura": ("scrapy", "trafilatura"), "newspaper4k": ("newspaper",), "news-please": ("newsplease",)}
CONTESTANTS = ("ours", *PEERS)
ROWS_A_COMMIT = 50
THREADS = 4
FIRST = 0.1  # seconds between looks until the first page is asked for
SAMPLE = 0.5  # and after it: looking takes processor time that a contestant of several processes lacks
SEARCH = 4  # looks after which new processes are searched for, which takes the longest
FEED = 10_000  # pages a feed: as many entries as the engine reads of one
SLOWEST = 0.5  # seconds a page; a contestant may take that long, and LIMIT more
LIMIT = 600.0
# What becomes of an article that the engine stores: it is new, or was had under its address before.
ENDS = tuple(f"article/{end}" for end in ("new", "updated", "rederived", "unchanged", "kept_first", "kept_richer", "late"))
# What `amw crawl` is run with on a machine of one's own: a pause between two pages would protect nobody. Peers get the same.
PACE = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}


def data_folder() -> Path:
    """Where the pages are. SystemExit with what to do where they are not."""
    named = os.environ.get("AMW_REALDATA")
    folder = (Path(named) if named else Path(__file__).resolve().parent.parent.parent / "shared" / "data") / "articles"
    if not any((folder / name / "pages").is_dir() for name in CORPORA):
        raise SystemExit(f"no pages in {folder}: name the folder that holds articles/<corpus>/pages/*.html.gz in AMW_REALDATA")
    return folder


def choose(files: Sequence[Path], number: int) -> list[Path]:
    """`number` of `files`, evenly spread; all of them, over and over, where there are fewer."""
    if number <= 0 or not files:
        return []
    if number >= len(files):
        return [files[at % len(files)] for at in range(number)]
    return [files[at * len(files) // number] for at in range(number)]


def feed(base: str, pages: Iterable[int]) -> bytes:
    """An RSS document of `pages` of the site `base`; it tells nothing of a page but its address and a title."""
    items = "".join(f"<item><title>Page {at}</title><link>{base}/page/{at}</link></item>" for at in pages)
    return f'<rss version="2.0"><channel><title>Bench</title><link>{base}/</link>{items}</channel></rss>'.encode()


@dataclass(slots=True)
class Spent:
    """What a contestant took: seconds of wall and processor from its first page on, bytes at the peak and along the way."""

    pages: int = 0
    stored: int = 0
    wall: float = 0.0
    cpu: float = 0.0
    start_cpu: float = 0.0
    peak: int = 0
    server_peak: int = 0  # the database server beside the crawl, shared buffers counted once
    memory: list[tuple[int, int]] = field(default_factory=list)  # (pages served, bytes)

    @property
    def rate(self) -> float:
        return self.pages / self.wall if self.wall else 0.0

    @property
    def cpu_page(self) -> float:
        return self.cpu / self.pages if self.pages else 0.0


def at_shares(memory: Sequence[tuple[int, int]], pages: int, shares: Iterable[float] = (0.25, 0.5, 0.75, 1.0)) -> list[int]:
    """The bytes in use when each share of `pages` had been served: the first look at which it had (the last see processes that end)."""
    return [next((held for served, held in memory if served >= share * pages), 0) for share in shares]


def table(results: dict[str, Spent]) -> str:
    """All contestants as lines; the ratios are ours over theirs in pages a second, theirs over ours in processor time."""
    ours = results.get("ours")
    lines = [
        f"{'':20}{'pages':>7}{'stored':>8}{'pages/s':>9}{'x ours':>8}{'CPU ms/page':>13}{'x ours':>8}{'peak MB':>9}"
        f"{'MB at 1/4 1/2 3/4 1':>26}"
    ]
    for name, spent in results.items():
        held = " ".join(f"{value / 1e6:.0f}" for value in at_shares(spent.memory, spent.pages))
        quicker = f"{spent.rate / ours.rate:.2f}" if ours and ours.rate else "-"
        dearer = f"{spent.cpu_page / ours.cpu_page:.2f}" if ours and ours.cpu_page else "-"
        lines.append(
            f"{name:20}{spent.pages:7}{spent.stored:8}{spent.rate:9.1f}{quicker:>8}{spent.cpu_page * 1e3:13.1f}{dearer:>8}"
            f"{spent.peak / 1e6:9.0f}{held:>26}"
        )
    if ours and ours.server_peak:
        lines.append(f"the database server of ours takes {ours.server_peak / 1e6:.0f} MB more; its processor time is counted in")
    best = max((spent for name, spent in results.items() if name != "ours"), key=lambda spent: spent.rate, default=None)
    if ours and best is not None and best.rate and best.cpu_page and ours.cpu_page:
        cheapest = min(spent.cpu_page for name, spent in results.items() if name != "ours" and spent.cpu_page)
        lines.append(
            f"ours against the best peer: {ours.rate / best.rate:.1f}x pages a second, {cheapest / ours.cpu_page:.1f}x pages a CPU-second"
        )
    return "\n".join(lines)


# ---------------------------------------------------------------- the site


async def serve(files: Sequence[Path]) -> None:
    """Serves the feed, the pages and /stats on a free port, which is printed; ends with its standard input."""
    bodies = {file: file.read_bytes() for file in set(files)}
    asked = 0

    async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                path = head.split(" ", 2)[1]
                kind, coding, status, body = "text/html", "", "200 OK", b""
                if path.startswith("/page/") and path[6:].isdigit() and int(path[6:]) < len(files):
                    asked += 1
                    body = bodies[files[int(path[6:])]]
                    if "gzip" in head.lower():
                        coding = "Content-Encoding: gzip\r\n"
                    else:
                        body = gzip.decompress(body)
                elif path.startswith("/feed/"):
                    begin = int(path.removeprefix("/feed/"))
                    kind, body = "application/rss+xml", feed(f"http://127.0.0.1:{port}", range(begin, min(begin + FEED, len(files))))
                elif path == "/stats":
                    kind, body = "application/json", json.dumps({"asked": asked}).encode()
                else:
                    kind, status = "text/plain", "404 Not Found"
                writer.write(
                    f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{coding}Content-Length: {len(body)}\r\n\r\n".encode() + body,
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(connection, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(port, flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()


# ---------------------------------------------------------------- the contestants, each in a process of its own


def run_ours(site: str, number: int) -> None:
    """What `amw crawl` runs, on the database that AMW_HOME has; prints what was stored."""
    from amw.cli.database import ready_database
    from amw.cli.runner import Asked, Job, run_crawls
    from amw.db.embedded import home

    about = 'name = "Bench"\nkind = "feed"\ninterval = "1d"\nfound_in = "benchmark"\nplain_http = true\n'
    feeds = {f"bench-{begin}": f"{site}/feed/{begin}" for begin in range(0, number, FEED)}
    sources = "\n".join(f'[[source]]\nkey = "{key}"\nurl = "{feed}"\n{about}' for key, feed in feeds.items())
    jobs = [Job(name=key, spider="feed", host=site, arguments={"source": key}) for key in feeds]
    with ready_database() as url:
        file = home() / "sources.toml"
        file.write_text(sources, encoding="utf-8")
        settings = {
            **PACE,
            "SOURCES_FILE": str(file),
            "ALLOWED_PRIVATE_HOSTS": ["127.0.0.1"],
            "HOST_BUDGET": number + 100,
            "DATABASE_URL": url,
        }
        crawls = run_crawls(Asked(jobs=jobs, settings=settings, concurrency=1, quiet=True), articles=True)
    for crawl in crawls:
        if crawl.verdict.outcome != "complete" or crawl.count("amw/store/lost"):
            raise SystemExit(f"the crawl is {crawl.verdict.outcome}: {crawl.verdict.reason}")
    stored, rejected = (sum(crawl.count(f"amw/store/{name}") for crawl in crawls for name in names) for names in (ENDS, ("rejected",)))
    if stored + rejected != number:
        raise SystemExit(f"of {number} pages {stored} were stored and {rejected} rejected: {number - stored - rejected} are lost")
    print(json.dumps({"stored": stored}))


class Rows:
    """The rows of a peer: SQLite, a commit every 50."""

    def __init__(self) -> None:
        import sqlite3

        self.folder = tempfile.TemporaryDirectory()
        self.database = sqlite3.connect(Path(self.folder.name) / "rows.db", check_same_thread=False)
        self.database.execute("create table article (url text primary key, title text, authors text, published text, text text)")
        self.number = 0

    def add(self, url: str, title: Any, authors: Any, published: Any, text: Any) -> None:
        if not text:
            return
        row = (url, *(None if value is None else str(value) for value in (title, authors, published, text)))
        self.database.execute("insert or replace into article values (?, ?, ?, ?, ?)", row)
        self.number += 1
        if self.number % ROWS_A_COMMIT == 0:
            self.database.commit()

    def end(self) -> None:
        self.database.commit()
        print(json.dumps({"stored": self.number}))


def run_scrapy_trafilatura(site: str, number: int) -> None:
    import scrapy
    from scrapy.crawler import CrawlerProcess
    from trafilatura import bare_extraction

    rows = Rows()

    class PageSpider(scrapy.Spider):
        name = "page"

        async def start(self) -> Any:
            for at in range(number):
                yield scrapy.Request(f"{site}/page/{at}", callback=self.parse)

        def parse(self, response: Any) -> None:
            found = bare_extraction(response.body, url=response.url, with_metadata=True)
            if found is not None:
                rows.add(response.url, found.title, found.author, found.date, found.text)

    process = CrawlerProcess(
        {**PACE, "CONCURRENT_REQUESTS": 8, "ROBOTSTXT_OBEY": True, "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False}
    )
    process.crawl(PageSpider)
    process.start()
    rows.end()


def _threaded(site: str, number: int, fetch: Callable[[str], Sequence[Any] | None]) -> None:
    """Fetches and reads every page in threads; a page that a peer cannot read is a page without a row."""
    import tldextract

    # The suffix list that the package brings: asking the network for a newer one would be timed as the peer's own work.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    # Nor are the pages' images fetched from their real sites: every name but the site's is unknown at once.
    lookup = socket.getaddrinfo

    def local(host: Any, *arguments: Any, **named: Any) -> Any:
        if host != "127.0.0.1":
            raise socket.gaierror(socket.EAI_NONAME, "only the benchmark's own site is asked")
        return lookup(host, *arguments, **named)

    socket.getaddrinfo = local

    def one(url: str) -> Sequence[Any] | None:
        try:
            return fetch(url)
        except Exception:
            return None

    rows = Rows()
    with ThreadPoolExecutor(THREADS) as pool:
        for found in pool.map(one, [f"{site}/page/{at}" for at in range(number)]):
            if found is not None:
                rows.add(*found)
    rows.end()


def run_newspaper4k(site: str, number: int) -> None:
    import newspaper

    def fetch(url: str) -> Sequence[Any]:
        page = newspaper.Article(url, fetch_images=False)
        page.download()
        page.parse()
        return url, page.title, page.authors, page.publish_date, page.text

    _threaded(site, number, fetch)


def run_news_please(site: str, number: int) -> None:
    from newsplease import NewsPlease

    def fetch(url: str) -> Sequence[Any]:
        page: Any = NewsPlease.from_url(url)
        return url, page.title, page.authors, page.date_publish, page.maintext

    _threaded(site, number, fetch)


RUNS: dict[str, Callable[[str, int], None]] = {
    "ours": run_ours,
    "scrapy-trafilatura": run_scrapy_trafilatura,
    "newspaper4k": run_newspaper4k,
    "news-please": run_news_please,
}


# ---------------------------------------------------------------- measuring


def missing(python: Path, modules: Sequence[str]) -> list[str]:
    """Which of `modules` the interpreter `python` cannot import; all of them where there is no such interpreter."""
    if not python.exists():
        return list(modules)
    code = "import importlib.util, sys; print(*(name for name in sys.argv[1:] if importlib.util.find_spec(name) is None))"
    done = subprocess.run([str(python), "-c", code, *modules], capture_output=True, text=True, check=False)
    return done.stdout.split() if done.returncode == 0 else list(modules)


def reaped() -> float:
    """Seconds of processor time of all processes that this one, or they themselves, have waited for."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


class Meter:
    """Adds up the processor time and memory of a process with all its descendants, and of a database server with its own."""

    def __init__(self, pid: int, server: int | None) -> None:
        self.pid, self.server = pid, server
        self.seen: dict[tuple[int, float], float] = {}  # the latest processor time of every process met, ended ones included
        self.tree: list[Any] = []
        self.looks = 0
        self.before = self.server_cpu()
        self.reaped = reaped()

    def look(self) -> tuple[float, int]:
        """Seconds of processor time so far, and bytes resident now without the server's."""
        import psutil

        if self.looks % SEARCH == 0:
            try:
                top = psutil.Process(self.pid)
                self.tree = [top, *top.children(recursive=True)]
            except psutil.Error:
                self.tree = []
        self.looks += 1
        held = 0
        for process in self.tree:
            try:
                times = process.cpu_times()
                self.seen[process.pid, process.create_time()] = times.user + times.system
                held += process.memory_info().rss
            except psutil.Error:
                continue
        return sum(self.seen.values()) + self.server_cpu() - self.before, held

    def ended(self) -> float:
        """Seconds of processor time in all, once the process was waited for: the kernel's count has what it did after the last look."""
        return max(self.look()[0], reaped() - self.reaped + self.server_cpu() - self.before)

    def server_cpu(self) -> float:
        import psutil

        if self.server is None:
            return 0.0
        top = psutil.Process(self.server)
        times = top.cpu_times()
        spent = times.user + times.system + times.children_user + times.children_system
        for child in top.children():
            try:
                own = child.cpu_times()
                spent += own.user + own.system
            except psutil.Error:
                continue
        return spent

    def server_memory(self) -> int:
        """Bytes of the server, what its processes share counted once."""
        import psutil

        if self.server is None:
            return 0
        top = psutil.Process(self.server)
        held = 0
        for process in (top, *top.children()):
            try:
                held += process.memory_full_info().pss
            except (psutil.Error, AttributeError):
                continue
        return held


def measure(command: Sequence[str], site: str, number: int, server: int | None, environment: dict[str, str]) -> Spent:
    """Runs `command` on `number` pages to its end and says what it took from its first page on. SystemExit where it fails."""
    begun_at = json.load(urlopen(f"{site}/stats"))["asked"]
    said = tempfile.TemporaryFile("w+")  # noqa: SIM115 - the process writes to it; gone with its last reference
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True, env=environment)
    meter = Meter(process.pid, server)
    spent, first, cpu, deadline = Spent(), 0.0, 0.0, time.perf_counter() + LIMIT + SLOWEST * number
    while process.poll() is None:
        if time.perf_counter() > deadline:
            process.kill()
            raise SystemExit(f"{command[-1]} took more than {LIMIT + SLOWEST * number:.0f} s")
        cpu, held = meter.look()
        asked = json.load(urlopen(f"{site}/stats"))["asked"] - begun_at
        if asked and not first:
            first, spent.start_cpu = time.perf_counter(), cpu
        spent.peak = max(spent.peak, held)
        spent.memory.append((min(asked, number), held))
        if meter.looks % 20 == 0:
            spent.server_peak = max(spent.server_peak, meter.server_memory())
        with suppress(subprocess.TimeoutExpired):
            process.wait(SAMPLE if first else FIRST)
    asked = json.load(urlopen(f"{site}/stats"))["asked"] - begun_at
    spent.pages = number  # some peers ask for a page more than once; it counts once
    spent.wall = time.perf_counter() - first if first else 0.0
    spent.cpu = max(cpu, meter.ended()) - spent.start_cpu
    printed = process.stdout.read() if process.stdout else ""
    if process.returncode or asked < number:
        said.seek(0)
        raise SystemExit(f"{said.read()[-3000:]}\n{' '.join(command)} ended with {process.returncode} after {asked} pages")
    spent.stored = json.loads(printed.splitlines()[-1])["stored"]
    return spent


def compete(names: Sequence[str], peers: Path | None, number: int) -> dict[str, Spent]:
    results: dict[str, Spent] = {}
    me = str(Path(__file__).resolve())
    python = (peers / "bin" / "python") if peers else Path("-")
    site_process = subprocess.Popen(
        [sys.executable, me, "--role", "site", "--pages", str(number)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert site_process.stdout is not None
    assert site_process.stdin is not None
    try:
        site = f"http://127.0.0.1:{int(site_process.stdout.readline())}"
        for name in names:
            role = ["--role", name, "--site", site, "--pages", str(number)]
            if name == "ours":
                results[name] = measure_ours([sys.executable, me, *role], site, number)
            elif lacking := missing(python, PEERS[name]):
                print(
                    f"{name} is not measured: {', '.join(lacking)} not installed in {peers or 'any environment (--peers)'}", file=sys.stderr
                )
            else:
                results[name] = measure([str(python), me, *role], site, number, None, dict(os.environ))
    finally:
        site_process.stdin.close()
        site_process.wait()
    return results


def measure_ours(command: Sequence[str], site: str, number: int) -> Spent:
    """Ours on an empty database of its own, whose server is started beforehand and counted in."""
    with tempfile.TemporaryDirectory(prefix="amw-bench-") as folder:
        os.environ["AMW_HOME"] = folder
        os.environ.pop("DATABASE_URL", None)
        from amw.db.embedded import Embedded

        with Embedded() as server:
            environment = {**os.environ, "AMW_ALLOWED_PRIVATE_HOSTS": "127.0.0.1", "AMW_LOG_LEVEL": "ERROR"}
            environment |= {"SCRAPY_SETTINGS_MODULE": "settings", "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
            subprocess.run([sys.executable, "-m", "amw.cli", "init"], env=environment, check=True, stdout=subprocess.DEVNULL)
            found = server.postmaster()
            return measure(command, site, number, found.pid if found else None, environment)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--peers", type=Path, help="the virtual environment of the peers")
    parser.add_argument("--only", default=",".join(CONTESTANTS), help=f"of {', '.join(CONTESTANTS)}")
    parser.add_argument("--role", choices=["site", *CONTESTANTS], help=argparse.SUPPRESS)
    parser.add_argument("--site", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.role in RUNS:
        RUNS[given.role](given.site, given.pages)
        return
    names = [name for name in given.only.split(",") if name]
    if unknown := [name for name in names if name not in CONTESTANTS]:
        parser.error(f"no contestant {', '.join(unknown)}; there are {', '.join(CONTESTANTS)}")
    if given.pages < 1:
        parser.error("--pages must be 1 or more")
    folder = data_folder()
    files = [file for name in CORPORA for file in sorted((folder / name / "pages").glob("*.html.gz"))]
    if given.role == "site":
        asyncio.run(serve(choose(files, given.pages)))
        return
    print(table(compete(names, given.peers, given.pages)))


if __name__ == "__main__":
    main()
