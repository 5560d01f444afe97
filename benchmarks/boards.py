"""Boards on real captures: what is kept of every body, and how fast it is parsed, ranked and compared.

    python benchmarks/boards.py [FOLDER] [--json] [--peer]

FOLDER holds `leaderboards/` (default: AMW_REALDATA, else ../shared/data). Completeness: for every body its rows in (counted by a
plain reader that knows nothing of this package's sources), rows out, and the share of the source's cells whose value is found again
in the rows: a cell is kept when its text, its number, or its number times a million (prices a token) is somewhere in the row's record.
Speed is rows a CPU second, best of three. --peer compares the differences of two captures, row by row and field by field, with those
that DeepDiff (https://pypi.org/project/deepdiff/, installed by hand) finds in the same fields; both must find as many.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import html
import io
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from amw.boards import Row, Snapshot, moves, parse_board, rank
from amw.boards.diff import FIELDS, changes
from amw.boards.records import digest_of
from amw.boards.values import missing

DAY = re.compile(r"(20\d\d)[-_](\d\d)[-_](\d\d)")
FOLDERS = {
    "aider/": "aider",
    "arena/model_registry": "arena_models",
    "arena/official_catalog/scatterplot": "arena_prices",
    "artificial_analysis/api": "artificial_analysis",
    "artificial_analysis/page": "artificial_analysis",
    "artificial_analysis/visible": "artificial_analysis",
    "bfcl/data": "bfcl",
    "epoch/benchmark": "epoch_index",
    "epoch/": "epoch_models",
    "frozen_boards/alpaca": "alpaca_eval",
    "frozen_boards/awesome": "speed_latency",
    "frozen_boards/evalplus": "evalplus",
    "hf_trending/": "huggingface_trending",
    "livebench/categories": "livebench_categories",
    "livebench/": "livebench",
    "models_dev/litellm": "litellm",
    "models_dev/": "models_dev",
    "openrouter/api": "openrouter_models",
    "openrouter/rankings": "openrouter_rankings",
    "superclue/": "superclue",
    "swe_bench/": "swe_bench",
    "vectara/": "vectara",
}
MARKS = frozenset({"E", "*", "Preliminary"})  # kept as a flag of the row
NO_BOARD = re.compile(r"_index_20\d\d-\d\d-\d\d\.json|schema_|/derived/|openapi|opencompass|modelLinks|leaderboard_page\.html$")


def board_of(path: str) -> str | None:
    """The board whose body lies at `path` in the folder; None for files that are no board's body."""
    if NO_BOARD.search(path):
        return None
    name = path.rsplit("/", 1)[-1]
    if path.startswith("artificial_analysis/media_arena/"):
        return "artificial_analysis_" + name.split("_")[0].replace("-", "_")
    known = next((key for prefix, key in FOLDERS.items() if path.startswith(prefix)), None)
    if known is None and path.startswith("arena/"):
        part = re.match(r"(?:arena_)?(code|search|vision|text-to-image|text-to-video|text)[_.]", name)
        known = "arena_" + part[1].replace("-", "_") if part else "arena_text"
    return known


def read(path: Path) -> bytes:
    raw = path.read_bytes()
    return gzip.decompress(raw) if path.suffix == ".gz" else raw


# ---------------------------------------------------------------- what is in a body, by plain means


def plain_records(path: str, body: bytes) -> list[Any] | None:
    """The body's records as a reader without any knowledge of boards sees them; None where there is no such plain way."""
    text = body.decode("utf-8")
    name = path.removesuffix(".gz")
    if name.endswith(".csv"):
        lines = list(csv.DictReader(io.StringIO(text)))
        if lines and re.fullmatch(r"20\d{6}", next(iter(lines[-1].values())) or ""):  # a line a day, a column a model, 0 = absent
            last = dict(list(lines[-1].items())[1:])
            return [{"model": model, "rating": rating} for model, rating in last.items() if float(rating) > 0]
        return lines
    if name.endswith(".yml"):
        blocks = re.split(r"^- ", text, flags=re.MULTILINE)[1:]
        return [dict(line.strip().split(": ", 1) for line in block.splitlines() if ": " in line) for block in blocks]
    if name.endswith(".json"):
        return json_records(json.loads(text))
    if name.endswith(".md"):
        rows = [line.strip().strip("|").split("|") for line in text.splitlines() if line.lstrip().startswith("|")]
        headed: list[Any] = []
        head: list[str] = []
        for cells in rows:
            cells = [cell.strip() for cell in cells]
            if all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                head = headed.pop()
                continue
            headed.append(cells)
        models = [cells for cells in headed if len(cells) > 3]
        return [dict(enumerate(cells)) for cells in models] if head else None
    return None


def plain_lines(path: str, body: bytes) -> int | None:
    """The lines of a page's tables, heads and folded details left out; None where the body is no page."""
    if not path.removesuffix(".gz").endswith(".html"):
        return None
    text = body.decode("utf-8", "replace")
    return len(re.findall(r"<tr(?![^>]*details-row)", text)) - text.count("<thead")


def json_records(data: Any) -> list[Any]:
    if isinstance(data, list):
        return data
    if "leaderboards" in data:
        return [result for board in data["leaderboards"] for result in board["results"]]
    if "apps" in data:
        return [entry for value in data.values() if isinstance(value, list) for entry in value]
    for key in ("models", "data"):
        if isinstance(data.get(key), list):
            return list(data[key])
    values = list(data.values())
    if all(isinstance(value, list) for value in values):  # LiveBench categories
        return [{"task": task, "category": name} for name, tasks in data.items() for task in tasks]
    if all(isinstance(value, dict) and isinstance(value.get("models"), dict) for value in values):  # models.dev
        return [model for value in values for model in value["models"].values()]
    if "full" in data:  # the arena's catalogue: category -> model
        names = {name for models in values for name in models}
        return [{"model": name, **{c: m[name] for c, m in data.items() if name in m}} for name in names]
    return [{"key": key, **value} for key, value in data.items() if key != "sample_spec"]


def leaves(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    elif not missing(value):
        yield value


def number(text: Any) -> float | None:
    """A number by the plainest means: marks of money, percent and grouping off, then float()."""
    try:
        return float(re.sub(r"[$,%±\s*]", "", str(text)))
    except ValueError:
        return None


def kept(record: Any, held: tuple[set[float], str]) -> tuple[int, int]:
    """(cells, cells found again) of one source record."""
    figures, text = held
    cells = found = 0
    for value in leaves(record):
        cells += 1
        if isinstance(value, bool):
            found += 1  # a flag is a field or in extra; True and False cannot be told apart from others' by value
            continue
        written = str(value)
        words = " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", written)).split())
        if written in ("True", "False") or written in text or json.dumps(written, ensure_ascii=False)[1:-1] in text or words in text:
            found += 1
        else:
            found += all(part in MARKS or part in text or is_held(part, figures) for part in re.split(r"[\s·/±◄─►%]+", words) if part)
    return cells, found


def is_held(part: str, figures: set[float]) -> bool:
    """Whether a figure, a figure with k or m behind it, or a price a token is among the row's numbers."""
    scale = {"k": 1e3, "m": 1e6}.get(part[-1:].lower(), 1)
    figure = number(part[:-1] if scale > 1 else part)
    return figure is not None and any(round(f, 9) in figures for f in (figure * scale, figure * 1_000_000))


def holding(rows: Iterable[Row]) -> tuple[set[float], str]:
    records = [row.to_record() for row in rows]
    figures = {round(f, 9) for record in records for value in leaves(record) if (f := number(value)) is not None}
    return figures, json.dumps(records, ensure_ascii=False)


# ---------------------------------------------------------------- measures


def completeness(folder: Path) -> list[dict[str, Any]]:
    table = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        key = board_of(name) if path.is_file() else None
        if key is None:
            continue
        body = read(path)
        snapshot = parse_board(key, body, captured_at=day_of(name))
        records = plain_records(name, body)
        cells = found = 0
        if records:
            per_row = len(records) == len(snapshot.rows) and not name.endswith(".md") and in_order(snapshot, records)
            whole = None if per_row else holding(snapshot.rows)
            for index, record in enumerate(records if per_row else records[:200]):
                some, again = kept(record, whole or holding(snapshot.rows[index : index + 1]))
                cells, found = cells + some, found + again
        table.append(
            {
                "file": name,
                "board": key,
                "verdict": snapshot.verdict,
                "rows_in": plain_lines(name, body) if records is None else len(records),
                "rows_out": len(snapshot.rows),
                "cells": cells,
                "kept": round(found / cells, 4) if cells else None,
                "leftover_columns": len(snapshot.leftovers),
            }
        )
    return table


def in_order(snapshot: Snapshot, records: list[Any]) -> bool:
    """Whether row n is record n, judged by the first and the last."""
    ends = ((snapshot.rows[0], records[0]), (snapshot.rows[-1], records[-1]))
    return all(row.raw_name in json.dumps(record, ensure_ascii=False) or row.key in str(record) for row, record in ends)


def day_of(name: str) -> datetime:
    found = DAY.search(name.rsplit("/", 1)[-1])
    return datetime(int(found[1]), int(found[2]), int(found[3]), 8, tzinfo=UTC) if found else datetime(2025, 12, 1, tzinfo=UTC)


def speed(folder: Path) -> dict[str, float]:
    def best(work: Callable[[], int]) -> float:
        rates = []
        for _ in range(3):
            started = time.process_time()
            rows = work()
            rates.append(rows / max(time.process_time() - started, 1e-9))
        return round(max(rates))

    page = read(folder / "artificial_analysis/page_payload/llms_2026-05-20.json.gz")
    api = read(folder / "artificial_analysis/api_v2_legacy/llms_models_2026-07-23.json.gz")
    at = datetime(2026, 5, 20, tzinfo=UTC)
    before = parse_board("artificial_analysis", read(folder / "artificial_analysis/page_payload/llms_2026-05-19.json.gz"), captured_at=at)
    after = parse_board("artificial_analysis", page, captured_at=at + timedelta(days=1))
    return {
        "parse, page payload (190 cells a row)": best(lambda: len(parse_board("artificial_analysis", page, captured_at=at).rows)),
        "parse, API (30 cells a row)": best(lambda: len(parse_board("artificial_analysis", api, captured_at=at).rows)),
        "rank, nine kinds": best(lambda: len(rank(after))),
        "compare two captures": best(lambda: len(after.rows) if moves(before, after) else 0),
        "digest": best(lambda: len([digest_of(row.to_record()) for row in after.rows])),
    }


def against_peer(folder: Path) -> dict[str, float]:
    """CPU milliseconds for the differences of two captures, ours and DeepDiff's, the number found by each, and the ratio."""
    try:
        from deepdiff import DeepDiff
    except ImportError:
        raise SystemExit("DeepDiff is not installed: pip install deepdiff, or leave --peer out") from None
    at = datetime(2026, 5, 19, tzinfo=UTC)
    paths = [folder / f"artificial_analysis/page_payload/llms_2026-05-{day}.json.gz" for day in (19, 20)]
    before, after = (parse_board("artificial_analysis", read(path), captured_at=at + timedelta(days=n)) for n, path in enumerate(paths))
    kinds = sorted({kind for row in (*before.rows, *after.rows) for kind in row.prices})

    def plain(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
        return {
            f"{row.section}/{row.key}": {
                "name": row.raw_name,
                "slug": row.extra.get("slug"),
                **{name: getattr(row, name) for name in FIELDS},
                **{f"price_{kind}": row.prices.get(kind) for kind in kinds},
            }
            for row in snapshot.rows
        }

    left, right = plain(before), plain(after)

    def best(work: Callable[[], int]) -> tuple[int, float]:
        times = []
        for _ in range(3):
            started = time.process_time()
            found = work()
            times.append((time.process_time() - started) * 1000)
        return found, min(times)

    ours, our_time = best(lambda: len(changes(before, after)))
    theirs, their_time = best(lambda: sum(len(group) for group in DeepDiff(left, right, ignore_numeric_type_changes=True).values()))
    if ours != theirs:
        raise SystemExit(f"no ratio: {ours} differences here, {theirs} by DeepDiff")
    return {
        "differences": ours,
        "ours, ms": round(our_time, 1),
        "DeepDiff, ms": round(their_time, 1),
        "ratio": round(their_time / our_time, 1),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    here = Path(__file__).resolve().parents[1]
    parser.add_argument("folder", nargs="?", type=Path, default=Path(os.environ.get("AMW_REALDATA") or here.parent / "shared" / "data"))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--peer", action="store_true", help="only the comparison with DeepDiff")
    arguments = parser.parse_args()
    folder = arguments.folder / "leaderboards"
    if not folder.is_dir():
        print(f"no leaderboards/ in {arguments.folder}", file=sys.stderr)
        return 1
    if arguments.peer:
        for what, figure in against_peer(folder).items():
            print(f"{what:16} {figure:>9,}")
        return 0
    table, rates = completeness(folder), speed(folder)
    if arguments.json:
        print(json.dumps({"completeness": table, "rows_a_cpu_second": rates}, indent=1))
        return 0
    print(f"{'file':72} {'board':34} {'verdict':8} {'in':>5} {'out':>5} {'cells':>7} {'kept':>6}")
    for line in table:
        rows_in = "" if line["rows_in"] is None else line["rows_in"]
        share = "" if line["kept"] is None else f"{line['kept']:.3f}"
        print(f"{line['file']:72} {line['board']:34} {line['verdict']:8} {rows_in:>5} {line['rows_out']:>5} {line['cells']:>7} {share:>6}")
    print()
    for what, rate in rates.items():
        print(f"{what:40} {rate:>9,.0f} rows a CPU second")
    return 0


if __name__ == "__main__":
    sys.exit(main())
