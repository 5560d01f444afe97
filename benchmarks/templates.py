"""Learned templates against the general extractor and trafilatura, on pages that the templates were not learned from.

    python benchmarks/templates.py ../shared/data/articles [--json FILE]

Every page with a known truth is read once by a template learned from the other pages of its host alone. The engine waits for four
different pages and checks a new template on the next ones. Few hosts here have that many, so each page is shown to the learner as often
as it takes to make up their number. Two tables are kept apart: pages whose template was learned from two or more different pages, which
is what the engine comes nearest to, and those whose template was learned from a single one, which the engine never does.

Pages that the template refuses go to the general extractor in a crawl; they are counted, and left out of the comparison for all. Times
are CPU seconds. Template and general extractor read every page one after the other and take turns at being the first to touch it, as in
a process that reads pages and does nothing else; trafilatura reads them all afterwards.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from extract import average, interval, ours, score, trafilatura_with

from amw.extract.template import Misfit, Template
from amw.extract.template_book import place
from amw.extract.template_learning import MIN_PAGES, learn
from amw.extract.templates import Ask, apply, compare, read
from amw.language import load_model

SEVERAL = 2
CORPORA = ("aeb", "fundus", "wcxb", "segments", "dates")


def by_host(data: Path) -> dict[str, list[tuple[dict[str, Any], bytes]]]:
    """The pages of every host with several of them; a page that two corpora hold is taken once."""
    hosts: dict[str, list[tuple[dict[str, Any], bytes]]] = defaultdict(list)
    seen: set[str] = set()
    for corpus in CORPORA:
        for line in (data / corpus / "truth.jsonl").open(encoding="utf-8"):
            truth = json.loads(line)
            url = truth.get("url") or ""
            if place(url) and url not in seen and place(url) != "web.archive.org":
                seen.add(url)
                hosts[place(url)].append((truth, gzip.decompress((data / corpus / "pages" / truth["file"]).read_bytes())))
    return {host: pages for host, pages in sorted(hosts.items()) if len(pages) > 1}


def by_template(template: Template, html: bytes, url: str) -> dict[str, Any]:
    found = apply(template, html, url)
    moment = found.published_at.isoformat() if found.published_at else None
    return {"text": found.text, "title": found.title, "date": moment, "authors": list(found.authors), "record": found}


def timed(runner: Callable[[bytes, str], Any], html: bytes, url: str) -> tuple[Any, float]:
    start = time.process_time()
    found = runner(html, url)
    return found, time.process_time() - start


@dataclass
class Tally:
    """What the contestants made of pages whose templates were learned from `source`."""

    source: str
    pages: int = 0
    size: int = 0
    seconds: Counter[str] = field(default_factory=Counter)
    rows: dict[str, dict[str, list[tuple[float, ...]]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def add(self, truth: dict[str, Any], html: bytes, got: dict[str, dict[str, Any]], spent: dict[str, float]) -> None:
        self.pages += 1
        self.size += len(html)
        self.seconds.update(spent)
        for name, record in got.items():
            for metric, value in score(truth, record).items():
                if metric != "language":
                    self.rows[name][metric].append(value)

    def show(self) -> dict[str, dict[str, float]]:
        print(f"\n{self.pages} pages of {self.size / self.pages / 1000:.0f} KB, templates learned from {self.source}")
        table: dict[str, dict[str, float]] = {}
        for name, label in (("template", "template"), ("amw", "general"), ("trafilatura", "trafilatura")):
            cell = {metric: round(average(metric, values), 4) for metric, values in self.rows[name].items()}
            milliseconds, times = 1000 * self.seconds[name] / self.pages, self.seconds[name] / self.seconds["template"]
            table[label] = {**cell, "milliseconds": round(milliseconds, 2), "x": round(times, 2)}
            line = f"  {label:12} {milliseconds:7.2f} ms, {times:5.2f}x the template's"
            for metric, value in cell.items():
                line += f" | {metric} {value:.4f} ({len(self.rows[name][metric])})"
                if name == "amw":
                    low, high = interval(metric, self.rows["template"][metric], self.rows[name][metric])
                    line += f" [template less it {low:+.3f},{high:+.3f}]"
            print(line)
        return table


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", type=Path, help="write the table there too")
    options = parser.parse_args()
    load_model()  # what is loaded when first needed is loaded before the clock runs
    trafilatura = trafilatura_with()
    tallies = {"several": Tally(f"{SEVERAL} or more other pages"), "one": Tally("a single other page: not what the engine does")}
    counted: Counter[str] = Counter()
    tasks: list[tuple[Template, str, dict[str, Any], bytes]] = []
    for pages in by_host(options.data).values():
        evidence = [read(html, truth["url"], Ask(observe=True)).evidence for truth, html in pages]
        for k, (truth, html) in enumerate(pages):
            others = [page for i, page in enumerate(evidence) if i != k and page is not None]
            counted["pages"] += 1
            found = learn(others * MIN_PAGES)
            if found is None:
                counted["nothing learned"] += 1
            else:
                tasks.append((found[0], "several" if len(others) >= SEVERAL else "one", truth, html))
    done: list[tuple[str, dict[str, Any], bytes, dict[str, Any], dict[str, float]]] = []
    for template, source, truth, html in tasks:
        runners = {"template": partial(by_template, template), "amw": ours}
        got: dict[str, Any] = {}
        spent: dict[str, float] = {}
        try:
            for name in ("template", "amw") if len(done) % 2 else ("amw", "template"):
                got[name], spent[name] = timed(runners[name], html, truth["url"])
        except Misfit as misfit:
            counted["refused"] += 1
            counted[f"refused: {misfit}"] += 1
            continue
        counted["read by template"] += 1
        done.append((source, truth, html, got, spent))
    for source, truth, html, got, spent in done:
        got["trafilatura"], spent["trafilatura"] = timed(trafilatura, html, truth["url"])
        for name in compare(got["template"]["record"], read(html, truth["url"], Ask()).record):
            counted[f"differs from the general extractor in {name}"] += 1
        tallies[source].add(truth, html, got, spent)
    print("\n".join(f"{what}: {times}" for what, times in counted.items()))
    tables = {name: tally.show() for name, tally in tallies.items() if tally.pages}
    if options.json:
        options.json.write_text(json.dumps({"counted": counted, "tables": tables}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
