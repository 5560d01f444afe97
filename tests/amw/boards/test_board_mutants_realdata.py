"""Real captures spoilt in every way that a board spoils its own: each is read in full, or refused or flagged with a reason."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import random
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from board_bodies import SmallRegister

from amw.boards import Row, Snapshot, board, parse_board
from amw.boards.columns import flatten, squeeze
from amw.boards.doubts import doubted

ROOT = Path(os.environ.get("AMW_REALDATA") or Path(__file__).resolve().parents[4] / "shared" / "data")
BOARDS = ROOT / "leaderboards"
pytestmark = [pytest.mark.realdata, pytest.mark.skipif(not BOARDS.is_dir(), reason="no folder of real captures")]

AT = datetime(2026, 5, 20, 8, tzinfo=UTC)
LOGIN = b"<!doctype html><html><head><title>Sign in</title></head><body><form><input name=user></form></body></html>"
LISTS = ("openrouter_rankings", "speed_latency")  # of whose lists one is spoilt
NAME = "(name)"  # stands for the key of a record that is its name
# One body of each kind of board that sends records, with the column that names a row.
RECORDS = {
    "artificial_analysis": ("artificial_analysis/api_v2_legacy/llms_models_2026-07-23.json.gz", "name"),
    "artificial_analysis_text_to_image": ("artificial_analysis/media_arena/text-to-image_2026-04-10.json.gz", "name"),
    "arena_code": ("arena/llm_parsed_daily/code_2026-04-19.json", "model"),
    "openrouter_models": ("openrouter/api_v1_models/models_2026-05-15.json.gz", "name"),
    "huggingface_trending": ("hf_trending/models_2026-08-14.json.gz", "id"),
    "livebench": ("livebench/table_2026_01_08__at_2026-05-20.csv", "model"),
    "bfcl": ("bfcl/data_overall_2025-08-28.csv", "Model"),
    "arena_text": ("arena/visible_table/lmarena_text_2026-03-04.csv", "Model"),
    "epoch_models": ("epoch/notable_ai_models_2025-12.csv.gz", "Model"),
    "artificial_analysis (its table)": ("artificial_analysis/visible_table/aa_models_leaderboard_2026-03-30.csv", "Model"),
    "alpaca_eval": ("frozen_boards/alpaca_eval_2.csv", "name"),
    "models_dev": ("models_dev/api_2026-04-04.json.gz", "name"),
    "litellm": ("models_dev/litellm_model_prices_2026-04-04.json.gz", NAME),
    "openrouter_rankings": ("openrouter/rankings_page/rankings_2026-05-08.json", "name"),
    "speed_latency": ("frozen_boards/awesomeagents_speed_latency_2026-03-13.html.gz", "Model"),
}
TEXTS = {
    "aider": "aider/polyglot_leaderboard_2025-10-04.yml",
    "vectara": "vectara/README_2025-10-16.md",
    "swe_bench": "swe_bench/index_page_2025-02-26.html.gz",
    "superclue": "superclue/README.md",
}
Records = list[dict[str, Any]]
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>")
TABLE = re.compile(r"<table><thead>(?P<head>.*?)</thead><tbody>(?P<rows>.*?)</tbody>", re.DOTALL)


def body(path: str) -> bytes:
    raw = (BOARDS / path).read_bytes()
    return gzip.decompress(raw) if path.endswith(".gz") else raw


def parse(key: str, text: bytes, path: str) -> Snapshot:
    name = path.rsplit("/", 1)[-1].removesuffix(".gz").partition("__")[0]
    url = f"https://board.example/{name}{'' if name.endswith('.csv') else '.csv'}" if key == "livebench" else None
    return parse_board(key, text, captured_at=AT, url=url, register=SmallRegister())


class Body:
    """The records of a body, as few as the board must have at least, and the way back to bytes.

    `texts` says that every value is text; `keyed` that the body names a record by a key, which cannot stand twice.
    """

    def __init__(self, key: str) -> None:
        self.path, self.name = RECORDS[key]
        key = self.key = key.partition(" ")[0]
        self.text = body(self.path).decode()
        self.csv = self.path.removesuffix(".gz").endswith(".csv")
        self.html = self.path.removesuffix(".gz").endswith(".html")
        self.texts, self.keyed = self.csv or self.html, key in ("models_dev", "litellm")
        self.records = self.read()
        del self.records[max(board(key).floor, 120) + 5 :]
        self.whole = self.parse(self.records)
        assert self.whole.verdict != "refused", self.whole.reasons

    def read(self) -> Records:
        if self.csv:
            return list(csv.DictReader(io.StringIO(self.text)))
        if self.html:
            table = TABLE.search(self.text)
            assert table is not None
            columns = CELL.findall(table["head"])
            return [dict(zip(columns, CELL.findall(row), strict=True)) for row in table["rows"].split("</tr>") if row]
        self.data = json.loads(self.text)
        if self.key == "litellm":
            return [{NAME: name, **record} for name, record in self.data.items() if name != "sample_spec"]  # its documentation
        if self.key == "models_dev":
            self.places = [(provider, name) for provider, held in self.data.items() for name in held["models"]]
            return [self.data[provider]["models"][name] for provider, name in self.places]
        return self.data["models"] if self.key == "openrouter_rankings" else max(_lists(self.data), key=len)

    def write(self, records: Records) -> bytes:
        columns = list(dict.fromkeys(column for record in records for column in record))
        if self.csv:
            out = io.StringIO()
            writer = csv.DictWriter(out, fieldnames=columns)
            writer.writeheader()
            writer.writerows(records)
            return out.getvalue().encode()
        if self.html:
            head = "".join(f"<th>{column}</th>" for column in columns)
            rows = "".join("<tr>" + "".join(f"<td>{record.get(c, '')}</td>" for c in columns) + "</tr>" for record in records)
            table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
            return TABLE.sub(lambda _: table, self.text, count=1).encode()
        if self.key == "litellm":
            return json.dumps({record[NAME]: {k: v for k, v in record.items() if k != NAME} for record in records}).encode()
        if self.key == "models_dev":
            providers: dict[str, Any] = {}
            for (provider, name), record in zip(self.places, records, strict=False):
                providers.setdefault(provider, {**self.data[provider], "models": {}})["models"][name] = record
            return json.dumps(providers).encode()
        kept = self.records[:]
        self.records[:] = records  # the list inside the data
        try:
            return json.dumps(self.data).encode()
        finally:
            self.records[:] = kept

    def mine(self, snapshot: Snapshot) -> list[Row]:
        """The rows that the records are, of a body of several lists."""
        section = {"openrouter_rankings": "models"}.get(self.key) or self.whole.rows[0].section
        return [row for row in snapshot.rows if row.section == section or self.key not in LISTS]

    def parse(self, records: Records) -> Snapshot:
        return parse(self.key, self.write(records), self.path)

    def figures(self) -> Iterator[str]:
        """The columns that hold a figure in most records."""
        for column in self.records[0]:
            held = [record.get(column) for record in self.records]
            if sum(_is_figure(value) for value in held) > len(held) / 2:
                yield column


def _lists(data: Any) -> Iterator[Records]:
    """The lists of objects in `data`, themselves, not copies."""
    if isinstance(data, list) and data and isinstance(data[0], dict):
        yield data
    for inner in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _lists(inner)


def _is_figure(value: Any) -> bool:
    try:
        return not isinstance(value, bool) and float(value) not in (0.0, 1.0)
    except (TypeError, ValueError):
        return False


@pytest.fixture(scope="module", params=sorted(RECORDS))
def spoilt(request: pytest.FixtureRequest) -> Body:
    return Body(request.param)


def told(before: Snapshot, after: Snapshot) -> bool:
    """Whether somebody is told: refused, or flagged for what it was not before, alone or beside the capture before it."""
    return after.verdict == "refused" or set(doubted(before, after).reasons) > set(before.reasons)


def content(row: Row) -> dict[str, Any]:
    return row.to_record()


def each(records: Records, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Records:
    return [change(dict(record)) for record in records]


def test_columns_in_another_order_change_nothing(spoilt: Body) -> None:
    after = spoilt.parse(each(spoilt.records, lambda record: dict(reversed(record.items()))))
    assert [content(row) for row in after.rows] == [content(row) for row in spoilt.whole.rows]


def test_a_column_more_is_kept_and_told(spoilt: Body) -> None:
    after = spoilt.parse(each(spoilt.records, lambda record: {**record, "vibes": "4711.25"}))
    assert len(after.rows) == len(spoilt.whole.rows)
    assert all("4711.25" in json.dumps(content(row)) for row in spoilt.mine(after))
    every = "*" in board(spoilt.key).layout.known  # of such a board every column is kept on purpose
    assert every or told(spoilt.whole, after) or all(4711.25 in row.metrics.values() for row in spoilt.mine(after))


def test_a_column_renamed_or_gone_is_told(spoilt: Body) -> None:
    chosen = random.Random(1).sample(sorted(spoilt.figures()), k=min(2, len(list(spoilt.figures()))))
    for column in chosen:

        def as_v9(record: dict[str, Any], column: str = column) -> dict[str, Any]:
            return {f"{name}_v9" if name == column else name: value for name, value in record.items()}

        def without(record: dict[str, Any], column: str = column) -> dict[str, Any]:
            return {name: value for name, value in record.items() if name != column}

        known = any(squeeze(column) in {squeeze(name) for name in row.extra} for row in spoilt.whole.rows)
        renamed = spoilt.parse(each(spoilt.records, as_v9))
        gone = spoilt.parse(each(spoilt.records, without))
        assert known or told(spoilt.whole, renamed) or _same_figures(spoilt.whole, renamed), column
        assert known or told(spoilt.whole, gone) or _same_figures(spoilt.whole, gone), column


def _same_figures(before: Snapshot, after: Snapshot) -> bool:
    """Whether the column said nothing that is not there without it."""
    return [(r.score, r.metrics, r.prices, r.speed) for r in before.rows] == [(r.score, r.metrics, r.prices, r.speed) for r in after.rows]


MARKS = ("N/A", "$undefined", 9007199254740991, "-", "")


def test_a_mark_for_no_value_is_no_value(spoilt: Body) -> None:
    column = next(iter(sorted(spoilt.figures())), None)
    if column is None:
        pytest.skip("no column of figures at the top of a record")
    changed = [{**record, column: MARKS[n]} if n < len(MARKS) else record for n, record in enumerate(spoilt.records)]
    after = spoilt.parse(changed)
    assert len(after.rows) == len(spoilt.whole.rows)
    figures = [value for record in map(content, after.rows) for value in flatten(record).values()]
    assert not {9007199254740991, "9007199254740991", "$undefined", "N/A"} & {value for value in figures if isinstance(value, int | str)}
    by_key = {(row.section, row.key): row for row in after.rows}
    both = [(row, by_key[row.section, row.key]) for row in spoilt.whole.rows if (row.section, row.key) in by_key]
    others = [row for row, now in both if content(now) != content(row)]
    assert len(others) <= len(MARKS), "a cell of one row changes no other row"


def test_percent_signs_and_spaces_do_not_change_a_figure(spoilt: Body) -> None:
    columns = [c for c in spoilt.figures() if any(isinstance(record.get(c), str) for record in spoilt.records)] if spoilt.texts else []
    for column in columns[:3]:

        def percent(record: dict[str, Any], column: str = column) -> dict[str, Any]:
            figure = record[column].rstrip("%")
            return {**record, column: f" {figure} % " if _is_figure(figure) else record[column]}

        after = spoilt.parse(each(spoilt.records, percent))
        assert [(row.score, row.metrics) for row in after.rows] == [(row.score, row.metrics) for row in spoilt.whole.rows], column


def test_entities_and_footnotes_in_names_lose_no_row(spoilt: Body) -> None:
    for change in (lambda name: name.replace(" ", "&#32;").replace("-", "&#45;"), lambda name: f"{name} [1]", lambda name: f"{name}*"):
        after = spoilt.parse(each(spoilt.records, lambda record, change=change: {**record, spoilt.name: change(str(record[spoilt.name]))}))
        assert len(after.rows) == len(spoilt.whole.rows)
        assert not any("&#" in row.raw_name or "&#" in row.model for row in after.rows)


def test_rows_twice_are_told_and_rank_no_one_twice(spoilt: Body) -> None:
    if spoilt.keyed:
        pytest.skip("a key stands once")
    after = spoilt.parse([*spoilt.records, *spoilt.records[:5]])
    assert any("duplicated rows" in reason for reason in after.reasons), after.reasons
    keys = [(row.section, row.key) for row in after.rows]
    assert len(set(keys)) == len(keys)


def test_rows_gone_are_told_beside_the_capture_before(spoilt: Body) -> None:
    after = spoilt.parse(spoilt.records[: len(spoilt.records) // 3])
    found = after if after.verdict == "refused" else doubted(spoilt.whole, after)
    assert found.verdict != "ok"
    assert not found.complete


@pytest.mark.parametrize("key", sorted({**RECORDS, **TEXTS}))
def test_a_page_to_sign_in_or_a_body_cut_is_never_the_board(key: str) -> None:
    path = TEXTS.get(key) or RECORDS[key][0]
    key = key.partition(" ")[0]
    whole = body(path)
    before = parse(key, whole, path)
    assert parse(key, LOGIN, path).verdict == "refused"
    for share in (0.35, 0.8):
        after = parse(key, whole[: int(len(whole) * share)], path)
        after = after if after.verdict == "refused" else doubted(before, after)
        assert after.verdict != "ok" and not after.complete, (share, after.verdict)
        assert after.reasons
