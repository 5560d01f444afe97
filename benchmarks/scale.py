"""What an article costs as the store grows: in memory with its memory, and behind a database.

    python benchmarks/scale.py memory [--sizes 10000,100000,1000000]
    python benchmarks/scale.py database [--sizes 10000,100000,1000000] [--url postgresql://...]

Items are made by varying the real stream: each copy gets words and numbers of its own in place of a third of the original ones, and its own
time, two minutes after the one before, so that stories form at the rate of the original. Without --url an embedded server is started in a
temporary folder. A row is what the last 2,000 articles cost. All go through the store's own code and through memory, whose cost stands
beside; the two must agree. Costs are CPU time, of this process and (behind a database on this machine) of the backend that serves it.
The data folder is what AMW_REALDATA names, else ../shared/data.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import os
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from psycopg import AsyncConnection

from amw.db import stories
from amw.db.embedded import Embedded
from amw.db.migrate import migrate
from amw.db.statements import QUERIES
from amw.stories import Document, StoryIndex, sign

DATA = Path(os.environ.get("AMW_REALDATA") or Path(__file__).parent.parent.parent / "shared" / "data")
PROBE = 2_000  # articles timed at each size
BATCH = 50  # articles a transaction; the store stage writes up to twice as many, and figures told so far are of these
_WORD = re.compile(r"\b[A-Za-z]{5,}\b|\d[\d.,]*")


def varied() -> Iterator[Document]:
    """An endless stream of articles after the real one."""
    with gzip.open(DATA / "stream/ai_news_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        real = [json.loads(line) for line in lines]
    at = datetime(2020, 1, 1, tzinfo=UTC)
    count = 0
    copy = 0
    while True:
        # A copy renames the same third of its words everywhere, so its stories stay together and apart from those of other copies.
        chance = random.Random(copy)
        renamed: dict[str, str] = {}

        def rename(match: re.Match[str], renamed: dict[str, str] = renamed, chance: random.Random = chance, copy: int = copy) -> str:
            word = match[0]
            if word not in renamed:
                fresh = f"{word[:3]}{chance.randrange(36**4):x}" if word[0].isalpha() else str(chance.randrange(10_000))
                renamed[word] = fresh if copy and chance.random() < 0.35 else word
            return renamed[word]

        for row in real:
            title, text = _WORD.sub(rename, row["title"]), _WORD.sub(rename, row["text"])
            at += timedelta(minutes=2)
            yield Document(doc_id=str(count), title=title, text=text, published_at=at, url=f"https://x.example/{count}")
            count += 1
        copy += 1


def resident() -> float:
    """Megabytes of memory in use by this process."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def in_memory(sizes: Sequence[int]) -> None:
    index, stream, held = StoryIndex(), varied(), 0
    base, first = resident(), 0.0
    print(f"{'stored':>9} {'us/article':>11} {'x first':>8} {'MB':>7} {'stories':>9}")
    for size in sizes:
        _place(index, islice(stream, max(0, size - held - PROBE)))
        cost = _place(index, list(islice(stream, PROBE))) / PROBE * 1e6
        first, held = first or cost, size
        print(f"{size:9} {cost:11.0f} {cost / first:8.2f} {resident() - base:7.0f} {sum(1 for _ in index.stories()):9}", flush=True)


async def _store(connection: AsyncConnection[object], documents: Sequence[Document]) -> tuple[float, list[int]]:
    """CPU seconds that placing and writing take, batch by batch, and the articles' ids; their rows are made beforehand."""
    spent, ids = 0.0, []
    for at in range(0, len(documents), BATCH):
        batch = documents[at : at + BATCH]
        rows = {"urls": [d.url for d in batch], "titles": [d.title or "-" for d in batch], "at": [d.published_at for d in batch]}
        made = [row[0] for row in await (await connection.execute(_ARTICLES, rows)).fetchall()]  # type: ignore[index]
        begun = time.process_time() + backend_seconds(connection.info.backend_pid)
        async with connection.transaction():
            await connection.execute(QUERIES["store_lock"])
            await stories.settle(connection, [(i, sign(d)) for i, d in zip(made, batch, strict=True)])
        spent += time.process_time() + backend_seconds(connection.info.backend_pid) - begun
        ids += made
    return spent, ids


def _place(index: StoryIndex, documents: Iterable[Document]) -> float:
    """CPU seconds that placing in memory takes."""
    begun = time.process_time()
    for document in documents:
        index.place(sign(document))
    return time.process_time() - begun


async def _check(connection: AsyncConnection[object], ids: Sequence[int], index: StoryIndex, documents: Sequence[Document]) -> None:
    """Raises ValueError unless these articles are grouped alike in memory and in the database."""
    told = "select story_id from story_article where article_id = any(%s) order by article_id"
    stored = [row[0] for row in await (await connection.execute(told, (list(ids),))).fetchall()]  # type: ignore[index]
    pairs = set(zip(stored, [index.story_of(d.doc_id) for d in documents], strict=True))
    if not len(pairs) == len({story for story, _ in pairs}) == len({story for _, story in pairs}):
        raise ValueError(f"memory and database disagree within {len(index)} articles")


def backend_seconds(pid: int) -> float:
    """CPU seconds that a backend on this machine has used; 0 where it runs elsewhere."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


_ARTICLES = """
    insert into article (url, source_id, origin, title, published_at, first_seen_at, fetched_at, digest, derived_digest)
    select u, (select min(id) from source), 'page', t, p, p, p, 'd', 'd'
    from unnest(%(urls)s::text[], %(titles)s::text[], %(at)s::timestamptz[]) with ordinality as x(u, t, p, n) order by n returning id
"""


async def in_database(url: str, sizes: Sequence[int]) -> None:
    stream, index = varied(), StoryIndex()
    first = alone = 0.0
    print(f"{'stored':>9} {'us/article':>11} {'articles/s':>11} {'x first':>8} {'index MB':>9}", end="")
    print(f" | in memory {'us/article':>11} {'x first':>8}")
    async with await AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute("insert into source (key, name, kind, url) values ('bench', 'Bench', 'feed', 'https://x.example/')")
        for size in sizes:
            while (missing := size - PROBE - len(index)) > 0:
                part = list(islice(stream, min(PROBE, missing)))
                await _store(connection, part)
                _place(index, part)
            await connection.execute("vacuum analyze")
            probe = list(islice(stream, PROBE))
            spent, ids = await _store(connection, probe)
            cost, placing = spent / PROBE * 1e6, _place(index, probe) / PROBE * 1e6
            first, alone = first or cost, alone or placing
            await _check(connection, ids, index, probe)
            tables = "select sum(pg_total_relation_size(t::regclass)) / 1e6 from unnest(array['story_signature', 'story_posting']) t"
            row = await (await connection.execute(tables)).fetchone()
            indexes = float(row[0]) if row else 0.0
            memory = f"| in memory {placing:11.0f} {placing / alone:8.2f}"
            print(f"{size:9} {cost:11.0f} {1e6 / cost:11.0f} {cost / first:8.2f} {indexes:9.0f} {memory}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("where", choices=["memory", "database"])
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--url", help="an empty database with the schema of the product")
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    if given.where == "memory":
        in_memory(sizes)
    elif given.url:
        asyncio.run(in_database(given.url, sizes))
    else:
        with tempfile.TemporaryDirectory(prefix="amw-scale-", ignore_cleanup_errors=True) as folder:
            Path(folder).chmod(0o711)
            with Embedded(Path(folder)) as server:
                migrate(server.url())
                asyncio.run(in_database(server.url(), sizes))


if __name__ == "__main__":
    main()
