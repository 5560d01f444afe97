"""How fast feeds are read, against feedparser alone, and how often both mean the same.

    python benchmarks/feeds.py CAPTURES.warc.gz [...]

Every feed in the WARC files is read by `amw.feeds.parse_feed` (HTML of titles and contents read to text, links made canonical, dates
parsed) and by `feedparser.parse` with its defaults (HTML sanitised, links resolved), one after the other in one process.
"""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

import feedparser

from amw.archive import Captures
from amw.feeds import looks_like_feed, parse_feed


def main(paths: list[Path]) -> None:
    captures = Captures(paths)
    feeds = [(record.url, body) for record in captures.records if looks_like_feed(body := captures.read(record).body)]
    ours = theirs = 0.0
    entries = alone = raised = 0
    for url, body in feeds:
        started = time.process_time()
        found = parse_feed(body, url)
        ours += time.process_time() - started
        entries += len(found.entries)
        started = time.process_time()
        try:
            alone += len(feedparser.parse(io.BytesIO(body)).entries)
        except Exception:
            raised += 1
        theirs += time.process_time() - started
    print(f"{len(feeds)} feeds, entries: amw.feeds {entries}, feedparser {alone} (raised on {raised})")
    quick, slow = entries / ours, alone / theirs
    print(f"entries a CPU-second: amw.feeds {quick:,.0f}, feedparser {slow:,.0f}, ratio {quick / slow:.1f}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
