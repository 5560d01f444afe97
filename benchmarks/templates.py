"""Learned templates against the general extractor and trafilatura, on pages that the templates were not learned from.

    python benchmarks/templates.py ../shared/data/articles [--json FILE]

Every page with a known truth is read once by a template learned from the other pages of its host alone. Few hosts have more than one or
two others, so each of those is shown to the learner as often as it takes to make up the pages it asks for: a harder task than the
engine's, which waits for that many different pages and checks a new template on the next ones. Hosts with several others are told apart:
what a template knows grows with them. Pages that the template refuses go to the
general extractor in a crawl; they are counted, and left out of the comparison for all. Times are CPU seconds, pages interleaved.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter, defaultdict
from functools import partial
from pathlib import Path
from typing import Any

from extract import average, interval, ours, score, trafilatura_with

from amw.extract.template import Misfit, Template
from amw.extract.template_book import place
from amw.extract.template_learning import MIN_PAGES, learn
from amw.extract.templates import Ask, apply, compare, read
from amw.language import guess_language

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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", type=Path, help="write the table there too")
    options = parser.parse_args()
    guess_language("What is loaded when first needed is loaded before the clock runs.")
    trafilatura = trafilatura_with()
    rows: dict[str, dict[str, list[tuple[float, ...]]]] = {name: defaultdict(list) for name in ("template", "amw", "trafilatura")}
    split: dict[str, dict[str, list[tuple[float, ...]]]] = {"few": defaultdict(list), "several": defaultdict(list)}
    seconds: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    size = 0
    for pages in by_host(options.data).values():
        evidence = [read(html, truth["url"], Ask(observe=True)).evidence for truth, html in pages]
        for k, (truth, html) in enumerate(pages):
            others = [page for i, page in enumerate(evidence) if i != k and page is not None]
            counted["pages"] += 1
            found = learn(others * MIN_PAGES)
            if found is None:
                counted["nothing learned"] += 1
                continue
            url = truth["url"]
            runners = {"template": partial(by_template, found[0]), "amw": ours, "trafilatura": trafilatura}
            turn = counted["read by template"] % len(runners)
            got: dict[str, dict[str, Any]] = {}
            spent: dict[str, float] = {}
            try:
                for name in [*runners][turn:] + [*runners][:turn]:  # each takes its turn at being the first to touch a page
                    start = time.process_time()
                    got[name] = runners[name](html, url)
                    spent[name] = time.process_time() - start
            except Misfit as misfit:
                counted["refused"] += 1
                counted[f"refused: {misfit}"] += 1
                continue
            seconds.update(spent)
            size += len(html)
            counted["read by template"] += 1
            general = read(html, url, Ask()).record
            for field in compare(got["template"]["record"], general):
                counted[f"differs from the general extractor in {field}"] += 1
            few = "few" if len(others) < SEVERAL else "several"
            for name, record in got.items():
                for metric, value in score(truth, record).items():
                    rows[name][metric].append(value)
                    if metric == "body":
                        split[few][name].append(value)
    number = counted["read by template"]
    print("\n".join(f"{what}: {times}" for what, times in counted.items()))
    print(f"\n{number} pages of {size / number / 1000:.0f} KB, each read by a template learned from other pages")
    table: dict[str, dict[str, Any]] = {}
    for name, label in (("template", "template"), ("amw", "general"), ("trafilatura", "trafilatura")):
        cell = {metric: round(average(metric, values), 4) for metric, values in rows[name].items()}
        table[label] = {**cell, "milliseconds": round(1000 * seconds[name] / number, 2), "x": round(seconds[name] / seconds["template"], 2)}
        line = f"  {label:12} {table[label]['milliseconds']:7.2f} ms, {table[label]['x']:5.2f}x the template's"
        for metric, value in cell.items():
            line += f" | {metric} {value:.4f} ({len(rows[name][metric])})"
            if name == "amw":
                low, high = interval(metric, rows["template"][metric], rows[name][metric])
                line += f" [{low:+.3f},{high:+.3f}]"
        print(line)
    for few, label in (("few", "a single other page"), ("several", f"{SEVERAL} or more other pages")):
        values = {name: f"{average('body', found):.4f}" for name, found in split[few].items()}
        if values:
            low, high = interval("body", split[few]["template"], split[few]["amw"])
            print(f"  learned from {label} ({len(split[few]['amw'])}): body by {values}, template less general [{low:+.3f},{high:+.3f}]")
    if options.json:
        options.json.write_text(json.dumps({"counted": counted, "table": table}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
