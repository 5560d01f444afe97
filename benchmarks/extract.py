"""Article extraction against its peers: quality, speed and the full record, pages interleaved, in one run.

    python benchmarks/extract.py [DATA] [--corpora aeb fundus wcxb segments dates] [--peers ...] [--every N] [--json FILE]
    python benchmarks/extract.py --hostile

DATA (default: articles/ in what AMW_REALDATA names, else in ../shared/data) holds one folder a corpus with truth.jsonl and pages/. Every
extractor sees page 1, then every one page 2, and so on, each taking its turn at being first; time is CPU time of this process and its
first page is not counted. Peers that are
not installed are refused by name, never skipped silently. Metrics: body = 4-gram shingles of words as multisets, precision and recall
averaged over pages, F1 of the averages (the metric of the article-extraction-benchmark); segments = F1 over strings to keep and to drop;
title = normalised exact; date = same day; authors = set F1; intervals = paired bootstrap of ours minus the peer's, 1,000 draws of pages,
95 %. A second table has the body by language, over all corpora, every language that has a page among those taken (--languages takes the
pages in those languages alone, all of them), with 4-grams of characters where words are not set apart (Chinese,
Japanese, Korean, Thai). A third has the pages made to cost time and memory that the tests use, each in a process of its own; no peer is
given those. The figures on the development sets include pages that the classifier was trained on; benchmarks/train_extract.py prints the
held-out ones.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import random
import re
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from amw.extract import extract_article
from amw.language import guess_language, load_model

Record = dict[str, object]
Rows = dict[str, dict[str, list[tuple[float, ...]]]]  # extractor -> metric -> one row a page
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
FEW = 3  # pages of a language below which a difference is that of a page


def ours(html: bytes, url: str) -> Record:
    a = extract_article(html, url)
    day = a.published_at.isoformat() if a.published_at else None
    return {"text": a.text, "title": a.title, "date": day, "authors": list(a.authors), "escalated": a.escalated}


def trafilatura_with(**options: object) -> Callable[[bytes, str], Record]:
    def run(html: bytes, url: str) -> Record:
        import trafilatura

        found = trafilatura.bare_extraction(html, url=url or None, with_metadata=True, include_comments=False, **options)
        if found is None:
            return {}
        return {"text": found.text, "title": found.title, "date": found.date, "authors": [a for a in (found.author or "").split("; ") if a]}

    return run


def newspaper4k(html: bytes, url: str) -> Record:
    import newspaper

    article = newspaper.Article(url or "http://localhost/", fetch_images=False)
    article.download(input_html=html.decode("utf-8", "replace"))
    article.parse()
    day = article.publish_date.isoformat() if article.publish_date else None
    return {"text": article.text, "title": article.title, "date": day, "authors": article.authors}


def readability(html: bytes, url: str) -> Record:
    import lxml.html
    from readability import Document

    document = Document(html.decode("utf-8", "replace"))
    return {"text": lxml.html.fromstring(document.summary()).text_content(), "title": document.short_title()}


def resiliparse(html: bytes, url: str) -> Record:
    from resiliparse.extract.html2text import extract_plain_text

    return {"text": extract_plain_text(html.decode("utf-8", "replace"), main_content=True, alt_texts=False, links=False, form_fields=False)}


PEERS: dict[str, tuple[str, Callable[[bytes, str], Record]]] = {
    "trafilatura": ("trafilatura", trafilatura_with()),
    "trafilatura-fast": ("trafilatura", trafilatura_with(fast=True)),
    "trafilatura-precision": ("trafilatura", trafilatura_with(favor_precision=True)),
    "newspaper4k": ("newspaper", newspaper4k),
    "readability-lxml": ("readability", readability),
    "resiliparse": ("resiliparse", resiliparse),
}


def shingles(text: str, *, characters: bool = False) -> Counter[tuple[str, ...]]:
    units = list(re.sub(r"[\W_]+", "", text)) if characters else re.findall(r"\w+", text)
    return Counter(tuple(units[i : i + 4]) for i in range(max(1, len(units) - 3))) if text else Counter()


def key(text: object) -> str:
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", str(text or "")).casefold()).strip()


def days(value: object) -> set[str]:
    found = set(re.findall(r"^\d{4}-\d\d-\d\d", str(value or "")))
    try:
        moment = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError:
        return found
    found.add(moment.date().isoformat())
    if moment.tzinfo:
        found.add(moment.astimezone(UTC).date().isoformat())
    return found


def overlap(wanted: Counter[tuple[str, ...]], got: Counter[tuple[str, ...]]) -> tuple[float, float]:
    common = sum((wanted & got).values())
    return common / got.total() if got else -1.0, common / wanted.total()


def score(truth: Record, got: Record) -> dict[str, tuple[float, ...]]:
    """Per page: what each metric needs to be averaged."""
    row: dict[str, tuple[float, ...]] = {}
    text = str(got.get("text") or "")
    if truth.get("body"):
        body = str(truth["body"])
        row["body"] = overlap(shingles(body), shingles(text))
        unspaced = len(_UNSPACED.findall(body)) > 0.3 * len(body)
        row["language"] = overlap(shingles(body, characters=True), shingles(text, characters=True)) if unspaced else row["body"]
    elif truth.get("with_") or truth.get("without"):
        flat = re.sub(r"\s+", " ", text)
        kept = [re.sub(r"\s+", " ", str(s)) in flat for s in truth.get("with_") or []]  # type: ignore[attr-defined]
        left = [re.sub(r"\s+", " ", str(s)) in flat for s in truth.get("without") or []]  # type: ignore[attr-defined]
        row["segments"] = (sum(kept), len(kept) - sum(kept), sum(left))
    if truth.get("title"):
        row["title"] = (float(key(truth["title"]) == key(got.get("title"))),)
    if truth.get("date"):
        row["date"] = (float(bool(days(truth.get("datefull") or truth["date"]) & days(got.get("date")))),)
    if truth.get("authors"):
        a, b = ({key(x) for x in names or []} - {""} for names in (truth["authors"], got.get("authors")))  # type: ignore[attr-defined]
        row["authors"] = (2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0,)
    return row


def average(metric: str, rows: list[tuple[float, ...]]) -> float:
    if metric in ("body", "language"):
        precisions, recalls = [p for p, _ in rows if p >= 0], [r for _, r in rows]
        p, r = sum(precisions) / max(1, len(precisions)), sum(recalls) / max(1, len(recalls))
        return 2 * p * r / (p + r) if p + r else 0.0
    if metric == "segments":
        tp, fn, fp = (sum(row[i] for row in rows) for i in range(3))
        return 2 * tp / (2 * tp + fn + fp) if tp else 0.0
    return sum(row[0] for row in rows) / max(1, len(rows))


def interval(metric: str, mine: list[tuple[float, ...]], theirs: list[tuple[float, ...]]) -> tuple[float, float]:
    draw = random.Random(7)
    n = len(mine)
    gaps = []
    for _ in range(1000):
        picked = [draw.randrange(n) for _ in range(n)]
        gaps.append(average(metric, [mine[i] for i in picked]) - average(metric, [theirs[i] for i in picked]))
    gaps.sort()
    return gaps[25], gaps[974]


def language_of(truth: Record) -> str:
    return guess_language(str(truth["body"])) or "none"


def measure(
    folder: Path, every: int, runners: dict[str, Callable[[bytes, str], Record]], wanted: list[str] | None = None
) -> tuple[Rows, dict[str, list[float]], list[str], Counter[str]]:
    """(rows, seconds a page by extractor, language of each page with a body, how often ours escalated and each raised); of every
    `every`th page, or of all whose body is in one of the languages `wanted`."""
    truths = [json.loads(line) for line in (folder / "truth.jsonl").open(encoding="utf-8")][::every]
    if wanted:
        truths = [truth for truth in truths if truth.get("body") and language_of(truth) in wanted]
    rows: Rows = {name: {} for name in runners}
    seconds: dict[str, list[float]] = {name: [] for name in runners}
    languages: list[str] = []
    counts: Counter[str] = Counter()
    for position, truth in enumerate([*truths[:1], *truths]):
        html, url = gzip.decompress((folder / "pages" / truth["file"]).read_bytes()), truth.get("url") or ""
        turn = position % len(runners)  # nobody is always the first to touch a page, which costs
        for name, run in [*runners.items()][turn:] + [*runners.items()][:turn]:
            start = time.process_time()
            try:
                got = run(html, url)
            except Exception:  # a peer that raises has extracted nothing from this page
                got = {}
                counts[name] += position > 0
            spent = time.process_time() - start
            if position == 0:
                continue
            seconds[name].append(spent)
            if name == "amw" and got.get("escalated"):
                counts["escalated"] += 1
                counts["asked trafilatura"] += "trafilatura" in str(got["escalated"])
            for metric, value in score(truth, got).items():
                rows[name].setdefault(metric, []).append(value)
        if position and truth.get("body"):
            languages.append(language_of(truth))
    return rows, seconds, languages, counts


def show(corpus: str, rows: Rows, seconds: dict[str, list[float]], counts: Counter[str]) -> dict[str, object]:
    pages = len(seconds["amw"])
    escalated, asked = counts["escalated"] / pages, counts["asked trafilatura"] / pages
    print(f"\n{corpus}: {pages} pages, ours escalated on {escalated:.1%}, to trafilatura on {asked:.1%}")
    cells: dict[str, object] = {}
    for name, metrics in rows.items():
        line = f"  {name:22}"
        cell: dict[str, object] = {}
        for metric, values in metrics.items():
            if metric == "language":
                continue
            value = average(metric, values)
            cell[metric] = round(value, 4)
            line += f" {metric} {value:.4f}"
            if name != "amw":
                low, high = interval(metric, rows["amw"][metric], values)
                cell[f"{metric}_gap"] = (round(low, 4), round(high, 4))
                line += f" [{low:+.3f},{high:+.3f}]"
        ratio = sum(seconds[name]) / sum(seconds["amw"])
        cell |= {
            "pages_a_second": round(pages / sum(seconds[name]), 1),
            "slowest": round(max(seconds[name]), 3),
            "ours_is_faster": round(ratio, 2),
            "raised": counts[name],
        }
        line += f" | {pages / sum(seconds[name]):.1f}/s, slowest {max(seconds[name]):.2f} s" + (
            f", ours {ratio:.2f}x" if name != "amw" else ""
        )
        line += f", raised {counts[name]}" if counts[name] else ""
        print(line, flush=True)
        cells[name] = cell
    return cells


def show_languages(by_language: dict[str, Rows]) -> dict[str, object]:
    """The body by language, every language that has a page, ours beside every peer; then the languages in which ours is behind one."""
    print(f"\nbody by language (* behind a peer, ? of fewer than {FEW} pages; unspaced scripts by characters)")
    cells: dict[str, object] = {}
    behind: dict[str, list[str]] = {}
    for language, rows in sorted(by_language.items(), key=lambda item: (-len(item[1]["amw"]["language"]), item[0])):
        pages = len(rows["amw"]["language"])
        values = {name: average("language", metrics["language"]) for name, metrics in rows.items()}
        for name, value in values.items():
            if value > values["amw"]:
                behind.setdefault(name, []).append(language)
        mark = ("*" if values["amw"] < max(values.values()) else " ") + ("?" if pages < FEW else " ")
        print(f" {mark}{language:7} {pages:4} pages " + "  ".join(f"{name} {value:.4f}" for name, value in values.items()))
        cells[language] = {"pages": pages, **{name: round(value, 4) for name, value in values.items()}}
    for name in next(iter(by_language.values())):
        if name != "amw":
            print(f"  behind {name} in: {', '.join(behind.get(name, [])) or 'none'} (of {len(by_language)} languages)")
    return cells


def show_hostile(name: str | None) -> int:
    """CPU seconds and MiB above what the process held before, a fresh process a page."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "amw" / "extract"))
    from made_pages import article_page, hostile, peak_memory

    if name is None:
        return max(subprocess.run([sys.executable, __file__, "--hostile", each], check=False).returncode for each in sorted(hostile()))
    body = hostile()[name]
    extract_article(article_page(1).encode(), "http://localhost/")
    load_model()  # what is loaded once is loaded before the clock of the first page runs
    before, start = peak_memory(reset=True), time.process_time()
    article = extract_article(body, "http://localhost/")
    spent = time.process_time() - start
    print(
        f"{name:22} {len(body) / 1e6:5.1f} MB  {spent:5.2f} s  {(peak_memory() - before) / 1024:4.0f} MiB  "
        f"{article.reason or len(article.text)}",
        flush=True,
    )
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("AMW_REALDATA") or Path(__file__).resolve().parent.parent.parent / "shared" / "data")
    parser.add_argument("data", type=Path, nargs="?", default=shared / "articles")
    parser.add_argument("--corpora", nargs="+", default=["aeb", "fundus", "wcxb", "segments", "dates"])
    parser.add_argument("--peers", nargs="*", default=list(PEERS), choices=list(PEERS))
    parser.add_argument("--every", type=int, default=1, help="take every Nth page")
    parser.add_argument("--languages", nargs="+", metavar="CODE", help="only pages whose known body is in one of these")
    parser.add_argument("--json", type=Path, help="write the tables there too")
    parser.add_argument("--hostile", nargs="?", const="", metavar="NAME", help="only the pages made to cost time and memory")
    options = parser.parse_args()
    if options.hostile is not None:
        return show_hostile(options.hostile or None)
    missing = [name for name in options.peers if importlib.util.find_spec(PEERS[name][0]) is None]
    if missing:
        print(
            f"not installed, so not run: {', '.join(missing)} (pip install trafilatura newspaper4k readability-lxml resiliparse)",
            file=sys.stderr,
        )
    runners = {"amw": ours, **{name: PEERS[name][1] for name in options.peers if name not in missing}}
    load_model()  # what is loaded once is loaded before the clock of the first page runs
    table: dict[str, object] = {}
    by_language: dict[str, Rows] = {}
    for corpus in options.corpora:
        rows, seconds, languages, counts = measure(options.data / corpus, options.every, runners, options.languages)
        if not seconds["amw"]:
            continue
        table[corpus] = show(corpus, rows, seconds, counts)
        for name, metrics in rows.items():
            for language, value in zip(languages, metrics.get("language", []), strict=True):
                by_language.setdefault(language, {}).setdefault(name, {}).setdefault("language", []).append(value)
    if by_language:
        table["languages"] = show_languages(by_language)
    if options.json:
        options.json.write_text(json.dumps(table, indent=1))
    return 3 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
