from __future__ import annotations

import gzip
import json
import re
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from board_bodies import SmallRegister, fillers, model
from hypothesis import given, settings
from hypothesis import strategies as st

from amw.boards import Snapshot, boards, moves, parse_board, rank
from amw.boards.layout import Layout
from amw.boards.sources.livebench import TASKS

AT = datetime(2026, 5, 20, 8, tzinfo=UTC)


def parse(key: str, body: bytes, content_type: str = "", **how: Any) -> Snapshot:
    return parse_board(key, body, content_type=content_type, captured_at=AT, register=SmallRegister(), **how)


WHOLE = json.dumps({"status": 200, "data": fillers(320)}).encode()
PAGE = (
    b"<!doctype html><html><body><script>self.__next_f.push([1,"
    + json.dumps('2b:{"models":' + json.dumps(fillers(320)) + "}\n").encode()
    + b"])</script></body></html>"
)
LOGIN = b"<!doctype html><html><body><h1>Sign in</h1><form><input name=user></form></body></html>"


@pytest.mark.parametrize("key", sorted(boards()))
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   \n",
        LOGIN,
        b"\x00\xff\xfe garbage",
        b"{}",
        b"[]",
        b"null",
        b'{"error":"rate limited"}',
        b'"x"',
        b"a,b\n",
        b"| a |\n|---|\n",
    ],
)
def test_what_is_no_board_is_refused_with_a_reason(key: str, body: bytes) -> None:
    snapshot = parse(key, body)
    assert snapshot.verdict == "refused"
    assert snapshot.reasons
    assert not snapshot.complete


@pytest.mark.parametrize("whole", [WHOLE, PAGE])
def test_a_body_cut_anywhere_is_refused(whole: bytes) -> None:
    assert parse("artificial_analysis", whole).verdict == "ok"
    for share in (0.2, 0.5, 0.9, 0.99):
        cut = parse("artificial_analysis", whole[: int(len(whole) * share)])
        assert cut.verdict == "refused"
        assert cut.reasons == ("cut in the middle",)


def test_a_table_of_cells_that_ends_within_quotes_is_cut() -> None:
    lines = [f'{n + 1},model-{n},{1500 - n},"{9 - n % 5},{100 + n}"' for n in range(120)]
    whole = "Rank,Model,Score,Votes\n" + "\n".join(lines)
    assert parse("arena_text", whole.encode()).verdict == "ok"
    assert parse("arena_text", whole[:-2].encode()).reasons == ("cut in the middle",)


def test_gzip_is_read_and_broken_gzip_refused() -> None:
    packed = gzip.compress(WHOLE)
    assert parse("artificial_analysis", packed).verdict == "ok"
    assert parse("artificial_analysis", packed[:-20]).reasons == ("cut in the middle",)
    assert parse("artificial_analysis", b"\x1f\x8bxxxx").reasons == ("broken gzip",)
    bomb = gzip.compress(b"0" * 70_000_000)
    assert parse("artificial_analysis", bomb).reasons == ("body too large",)


def test_fewer_rows_than_the_board_has_are_refused_but_kept() -> None:
    snapshot = parse("artificial_analysis", json.dumps({"data": fillers(299)}).encode())
    assert (snapshot.verdict, len(snapshot.rows)) == ("refused", 299)
    assert snapshot.reasons == ("only 299 rows, the board has at least 300",)


def test_deep_nesting_is_refused() -> None:
    for body in (b"[" * 100_000, b'{"a":' * 100_000, b"<div>" * 50_000):
        assert parse("artificial_analysis", body).verdict == "refused"
        assert parse("aider", body).verdict == "refused"


def test_columns_added_are_kept_and_counted() -> None:
    body = json.dumps({"data": [{**m, "vibes": 7, "aura": "strong"} for m in fillers(310)]}).encode()
    snapshot = parse("artificial_analysis", body)
    assert (snapshot.verdict, snapshot.reasons) == ("flagged", ("2 unknown columns: aura, vibes",))
    assert snapshot.complete
    assert dict(snapshot.leftovers) == {"aura": 310, "vibes": 310}
    assert snapshot.rows[0].extra["vibes"] == 7


def test_a_ranking_column_that_is_gone_refuses_the_capture() -> None:
    body = json.dumps({"data": [{k: v for k, v in m.items() if k != "intelligenceIndex"} for m in fillers(310)]}).encode()
    assert parse("artificial_analysis", body).reasons == ("no row has a intelligence_index",)


def test_order_of_rows_and_columns_does_not_matter() -> None:
    there = parse("artificial_analysis", json.dumps({"data": fillers(310)}).encode())
    back = parse("artificial_analysis", json.dumps({"data": [dict(reversed(m.items())) for m in reversed(fillers(310))]}).encode())
    assert [row.to_record() for row in there.rows] == [row.to_record() for row in reversed(back.rows)]


def test_the_same_id_twice_is_one_row_and_told() -> None:
    snapshot = parse("artificial_analysis", json.dumps({"data": [*fillers(310), fillers(1)[0]]}).encode())
    assert (snapshot.verdict, snapshot.reasons, len(snapshot.rows)) == ("flagged", ("1 duplicated rows",), 310)


def test_two_rows_under_one_id_both_stay_and_are_told() -> None:
    snapshot = parse("artificial_analysis", json.dumps({"data": [*fillers(310), {**fillers(1)[0], "intelligenceIndex": 3}]}).encode())
    assert (snapshot.verdict, snapshot.reasons) == ("flagged", ("1 rows under the id of another row",))
    assert (len(snapshot.rows), snapshot.rows[-1].key) == (311, "id-Filler 0#2")


def test_missing_marks_are_no_values() -> None:
    odd = model(
        "Odd",
        None,
        price1mInputTokens="$undefined",
        contextWindowTokens=9007199254740991,
        licenseName="N/A",
        releaseDate="$undefined",
        hle="-",
    )
    row = parse("artificial_analysis", json.dumps({"data": [odd, *fillers(310)]}).encode()).rows[0]
    assert (row.score, dict(row.prices), row.context, row.licence, row.released_at, dict(row.metrics)) == (None, {}, None, None, None, {})


def test_unstorable_characters_do_not_pass() -> None:
    body = json.dumps({"data": [{**m, "name": m["name"] + "\x00\ud800", "slug": "a\x00b"} for m in fillers(310)]}).encode(
        "utf-8", "surrogatepass"
    )
    row = parse("artificial_analysis", body).rows[0]
    json.dumps(row.to_record(), ensure_ascii=False).encode()
    assert "\x00" not in json.dumps(row.to_record(), ensure_ascii=False)


def test_a_naive_time_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="aware"):
        parse_board("artificial_analysis", WHOLE, captured_at=datetime(2026, 5, 20))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(boards())),
    st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda t: t.encode("utf-8", "surrogatepass"))),
)
def test_no_body_raises(key: str, body: bytes) -> None:
    assert parse(key, body).verdict in ("ok", "flagged", "refused")


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "name", "models", "data", "model", "meta", "rating", "elo", "leaderboards", "results", "pricing"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(boards())), _json)
def test_no_json_raises(key: str, value: Any) -> None:
    parse(key, json.dumps(value).encode())


# ---------------------------------------------------------------- bodies of lines, and the marks of other countries

LIVE = "model,zebra_puzzle,spatial,typos,python\n" + "".join(f"m-{n},8{n % 10}.25,60.5,{n % 97}.125,50.75\n" for n in range(40))
MARKDOWN = "<!-- LEADERBOARD_START -->\n|Model|Hallucination Rate|Answer Rate|\n|---|---|---|\n" + "".join(
    f"|OpenAI GPT-{n}|{n}.5 %|99.1 %|\n" for n in range(90)
)
YAML = "".join(f"- dirname: run-{n}\n  model: m-{n}\n  pass_rate_2: {n}.25\n  total_cost: {n}.1234\n" for n in range(40))
TABLE = "<html><body><table><tr><th>Model</th><th>% Resolved</th></tr>" + "".join(
    f"<tr><td>A + B {n}</td><td>{n}.5</td></tr>" for n in range(200)
)


@pytest.mark.parametrize(
    ("key", "whole"),
    [
        ("livebench", LIVE),
        ("vectara", MARKDOWN + "<!-- LEADERBOARD_END -->\n"),
        ("aider", YAML),
        ("swe_bench", TABLE + "</table></body></html>"),
        ("aider", TABLE.replace("% Resolved", "Percent correct") + "</table></body></html>"),
    ],
)
def test_a_body_of_lines_cut_anywhere_is_never_taken_for_the_whole(key: str, whole: str) -> None:
    for share in range(50, 100, 7):
        cut = whole[: len(whole) * share // 100].rstrip("\n")
        snapshot = parse(key, cut.encode())
        assert snapshot.verdict != "ok" and not snapshot.complete, (share, cut[-40:])


def test_a_file_without_a_last_line_end_is_whole_when_its_last_cell_is_like_the_others() -> None:
    kinds = "model,overall acc,license\n" + "".join(f"m-{n},{n}.5%,{('MIT', 'Apache-2.0')[n % 2]}\n" for n in range(90))
    body = kinds.replace("model", "Model").replace("overall acc", "Overall Acc").replace("license", "License").rstrip("\n")
    assert parse("bfcl", body.encode()).verdict == "ok"
    assert parse("bfcl", body[:-3].encode()).reasons == ("it ends without an end: it may be cut",)


def test_decimal_commas_are_read_as_such_in_the_whole_body() -> None:
    pointed = [{**m, "price1mInputTokens": "1.254", "medianOutputTokensPerSecond": "250.26", "hle": "0.5"} for m in fillers(310)]
    commaed = [
        {k: v.replace(".", ",") if k in ("price1mInputTokens", "medianOutputTokensPerSecond", "hle") else v for k, v in m.items()}
        for m in pointed
    ]
    there, here = (parse("artificial_analysis", json.dumps({"data": models}).encode()) for models in (pointed, commaed))
    assert [row.to_record() for row in there.rows] == [row.to_record() for row in here.rows]


def test_a_task_that_is_gone_leaves_no_average_rather_than_another_one() -> None:
    tasks = sorted(TASKS["2026-01-08"])
    line = ",".join("50.5" for _ in tasks)
    table = f"model,{','.join(tasks)}\n" + "".join(f"m-{n},{line}\n" for n in range(40))
    url = "https://livebench.ai/table_2026_01_08.csv"
    assert parse("livebench", table.encode(), url=url).rows[0].score == 50.5
    snapshot = parse("livebench", table.replace("typos", "typos_v9").encode(), url=url)
    assert snapshot.verdict == "refused"
    assert "tasks of the release that are not there: typos" in snapshot.reasons


def test_a_column_that_is_no_task_of_its_release_loses_no_board() -> None:
    tasks = sorted(TASKS["2026-01-08"])
    table = f"model,{','.join(tasks)},is_new,vibes\n" + "".join(f"m-{n},{','.join('50.5' for _ in tasks)},no,{n}\n" for n in range(40))
    snapshot = parse("livebench", table.encode(), url="https://livebench.ai/table_2026_01_08.csv")
    assert (snapshot.verdict, snapshot.rows[0].score) == ("flagged", 50.5)
    assert "tasks without a category: vibes" in snapshot.reasons
    unknown = parse("livebench", table.encode(), url="https://livebench.ai/table_2027_01_08.csv")
    assert (unknown.verdict, unknown.rows[0].score) == ("refused", None), "of a release that nobody knows it may be a task"


def test_two_releases_with_the_same_tasks_are_told_apart_by_address_or_day_alone() -> None:
    tasks = sorted(TASKS["2026-06-25"])
    table = (f"model,{','.join(tasks)}\n" + "".join(f"m-{n},{','.join('50.5' for _ in tasks)}\n" for n in range(40))).encode()
    june = parse("livebench", table, url="https://livebench.ai/table_2026_06_25.csv")
    before, after = (
        parse_board("livebench", table, captured_at=datetime(2026, month, 1, tzinfo=UTC), register=SmallRegister()) for month in (6, 7)
    )
    assert [taken.version for taken in (june, before, after)] == ["2026-06-25", "2026-01-08", None]
    assert {(taken.verdict, taken.rows[0].score) for taken in (june, before, after)} == {("ok", 50.5)}


def test_a_row_without_a_name_proves_no_absence() -> None:
    snapshot = parse("artificial_analysis", json.dumps({"data": [*fillers(310), {"intelligenceIndex": 5, "name": "N/A"}]}).encode())
    assert (snapshot.verdict, snapshot.complete) == ("flagged", False)


SCORES = "Model,Overall Acc,Organization\n" + "".join(f"m-{n},{90 - n / 2:.2f}%,Lab {n % 7}\n" for n in range(90))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Wonderful-mod…,50.00%,Lab 1\n", "names that are cut short: 1"),
        ('"{""n"": 1}",50.00%,Lab 1\n', "names that are no names: 1"),
        ("3 | M-9 | 1400 | Lab 1,50.00%,Lab 1\n", "names that are no names: 1"),
    ],
)
def test_a_name_that_cannot_be_one_is_told(line: str, why: str) -> None:
    assert why in parse("bfcl", (SCORES + line).encode()).reasons


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("* estimated by us,,\n", "lines that are notes: 1"),
        ("Average,50.00%,\n", "lines that are sums: 1"),
        ("**AVERAGE (all models)**,50.00%,\n", "lines that are sums: 1"),
        ("Durchschnitt,50.00%,\n", "lines that are sums: 1"),
        ("Open models,Open models,Open models\n", "lines that are headings: 1"),
        ("Model,Overall Acc,Organization\n", "lines that repeat the head of the table: 1"),
        (",%,\n", "1 records without a name"),
        ("--,50.00%,x\n", "1 records without a name"),
    ],
)
def test_a_line_about_the_table_is_no_row_of_it(line: str, why: str) -> None:
    whole, noted = parse("bfcl", SCORES.encode()), parse("bfcl", (SCORES + line).encode())
    assert [row.to_record() for row in noted.rows] == [row.to_record() for row in whole.rows]
    assert (noted.verdict, why in noted.reasons) == ("flagged", True), noted.reasons


def test_a_line_with_fewer_cells_is_told() -> None:
    snapshot = parse("bfcl", SCORES.replace("m-7,86.50%,Lab 0", "m-7,86.50%").encode())
    assert (len(snapshot.rows), snapshot.reasons) == (90, ("lines with fewer cells than the head of the table: 1",))


def test_a_table_printed_twice_is_one_table() -> None:
    """However the second print is spaced; the one pair of equal rows that a page may have stays two rows."""
    head, body = SCORES.split("\n", 1)
    whole = parse("bfcl", SCORES.encode())
    for again in (body, body.replace("Lab 1", "Lab 1 "), "".join(line + " \n" for line in body.splitlines())):
        snapshot = parse("bfcl", f"{head}\n{body}{again}".encode())
        assert (len(snapshot.rows), snapshot.reasons[0]) == (90, "90 duplicated rows")
        assert [row.key for row in snapshot.rows] == [row.key for row in whole.rows]
    pair = parse("bfcl", (SCORES + "m-5,87.50%,Lab 5\n").encode())
    assert (len(pair.rows), pair.reasons) == (91, ("1 duplicated rows",))


def test_a_date_or_a_price_that_cannot_be_read_is_told() -> None:
    odd = [{**m, "releaseDate": "05/06/2026", "price1mInputTokens": "ask us"} for m in fillers(310)]
    snapshot = parse("artificial_analysis", json.dumps({"data": odd}).encode())
    assert snapshot.reasons == ("2 unknown columns: price1mInputTokens (no price), releaseDate (no date)",)
    assert snapshot.rows[0].extra["releaseDate"] == "05/06/2026"


def test_ornaments_of_a_name_are_no_rename_and_stay_on_record() -> None:
    plain = parse("bfcl", SCORES.encode())
    marked = parse("bfcl", re.sub(r"^(m-\d+),", r"**\1** <span>&nbsp;</span>🆕,", SCORES, flags=re.MULTILINE).encode())
    assert [(row.key, row.raw_name, row.model) for row in marked.rows] == [(row.key, row.raw_name, row.model) for row in plain.rows]
    assert marked.rows[0].extra["Model"].startswith("**m-0**")
    assert moves(plain, marked) == []


def test_a_head_in_another_case_means_the_same() -> None:
    table = "Model,Organization,Model accessibility,Parameters\n" + "".join(
        f"m-{n},Lab,Open weights (unrestricted),{n}\n" for n in range(60)
    )
    here, there = (parse("epoch_models", text.encode()) for text in (table, table.replace("Model accessibility", "MODEL_ACCESSIBILITY")))
    assert [row.open_weights for row in there.rows] == [row.open_weights for row in here.rows] == [True] * 60


def test_thousands_of_rows_of_one_name_are_told_apart_in_a_pass() -> None:
    lines = "".join(f"m,{n * 7919 % 100_000 / 1000:.3f}%,Lab {n}\n" for n in range(4_000))
    snapshot = parse("bfcl", f"Model,Overall Acc,Organization\n{lines}".encode())
    assert {row.key for row in snapshot.rows} == {"m", *(f"m#{n}" for n in range(2, 4_001))}
    assert max(snapshot.rows, key=lambda row: row.score or 0).key == "m"


def page(*lines: str, head: str = "<meta charset='utf-8'>") -> str:
    """The page of SWE-bench with a table of `lines` and enough rows below them."""
    rows = "".join(lines) + "".join(f"<tr><td>Agent {n}</td><td>{40 - n / 2}</td><td>2025-01-0{1 + n % 9}</td></tr>" for n in range(45))
    table = f"<table><thead><tr><th>Model</th><th>% Resolved</th><th>Date</th></tr></thead><tbody>{rows}</tbody></table>"
    return f"<!doctype html><html><head>{head}</head><body><div id='leaderboard-verified'>{table}</div></body></html>"


@pytest.mark.parametrize(
    ("cell", "aside"),
    [
        ("Agent A", None),
        ("Agent A<sup>1</sup>", None),
        ("<a href='https://a.example/'>Agent A</a>", None),
        ("<p>Agent<br>A</p><script>let a = 1</script>", None),
        ("Agent A <span class='badge new'>Open</span>", "Open"),
        ("Agent A<br><small>since May</small>", "since May"),
        ("Agent A<table><tr><th>Task</th><th>Score</th></tr><tr><td>x</td><td>1</td></tr></table>", "Task Score x 1"),
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it_and_is_kept(cell: str, aside: str | None) -> None:
    row = f"<tr><td>{cell}</td><td>70.5</td><td>2025-01-01</td></tr>"
    snapshot = parse("swe_bench", page(row).encode())
    assert (len(snapshot.rows), snapshot.rows[0].raw_name, snapshot.rows[0].score) == (46, "Agent A", 70.5)
    assert snapshot.rows[0].extra.get("Model note") == aside
    assert snapshot.reasons == (("1 unknown columns: Model note",) if aside else ())


def test_two_rows_of_one_name_are_told_apart_by_their_dates_wherever_they_stand() -> None:
    first, second = (f"<tr><td>Agent A</td><td>{score}</td><td>{day}</td></tr>" for score, day in ((50, "2024-11-08"), (58, "2024-12-13")))
    here, there = parse("swe_bench", page(first, second).encode()), parse("swe_bench", page(second, first).encode())
    assert {row.key: row.score for row in here.rows} == {row.key: row.score for row in there.rows}
    assert moves(here, there) == []


@pytest.mark.parametrize(
    ("body", "content_type", "known"),
    [
        (page("<tr><td>智能体</td><td>70</td><td></td></tr>", head="<meta charset='gb18030'>").encode("gb18030"), "", True),
        (page("<tr><td>智能体</td><td>70</td><td></td></tr>", head="").encode("gb18030"), "text/html; charset=GB18030", True),
        (page("<tr><td>智能体</td><td>70</td><td></td></tr>", head="").encode("utf-16-le"), "text/html; charset=utf-16-le", True),
        (page("<tr><td>智能体</td><td>70</td><td></td></tr>", head="").encode("gb18030"), "", False),
        (page("<tr><td>智能体</td><td>70</td><td></td></tr>", head="").encode("gb18030"), "text/html; charset=no-such", False),
    ],
)
def test_letters_of_another_charset_are_read_by_what_is_stated_or_told(body: bytes, content_type: str, known: bool) -> None:
    snapshot = parse("swe_bench", body, content_type)
    assert (snapshot.rows[0].raw_name == "智能体") is known
    assert ("letters that are not of its charset" in snapshot.reasons) is not known


def test_a_second_value_of_a_figure_is_told_and_changes_nothing() -> None:
    rows = fillers(310)
    same = parse(
        "artificial_analysis",
        json.dumps({"data": [{**m, "evaluations": {"intelligence_index": m["intelligenceIndex"]}} for m in rows]}).encode(),
    )
    other = parse("artificial_analysis", json.dumps({"data": [{**m, "evaluations": {"intelligence_index": 99.5}} for m in rows]}).encode())
    assert same.reasons == ()
    assert other.reasons == ("1 unknown columns: evaluations.intelligence_index (another intelligence_index)",)
    assert [row.score for row in other.rows] == [row.score for row in same.rows]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("  model: &first m", "no flat YAML list (line 10)"),
        ("  command: >", "no flat YAML list (line 10)"),
        ("  pass_rate_2: 99.0", "1 unknown columns: pass_rate_2 (again)"),
    ],
)
def test_yaml_beyond_flat_lists_is_refused_and_a_name_twice_told(line: str, why: str) -> None:
    lines = "".join(f"- dirname: d-{n}\n  model: m-{n}\n  pass_rate_2: {n}.5\n" for n in range(40)).splitlines()
    whole, odd = parse("aider", "\n".join([*lines, ""]).encode()), parse("aider", "\n".join([*lines[:9], line, *lines[9:], ""]).encode())
    assert why in odd.reasons, odd.reasons
    assert [row.score for row in odd.rows] in ([], [row.score for row in whole.rows])


def test_a_margin_beside_a_figure_is_a_figure_of_its_own_and_a_pair_is_none() -> None:
    lines = "".join(f"m-{n},{1_400 - n} ± 5,Lab\n" for n in range(40))
    row, *_ = parse("bfcl", f"Model,Overall Acc,Organization\n{lines}".encode()).rows
    assert (row.score, row.metrics) == (1400, {"overall_accuracy": 1400, "overall_accuracy_ci": 5})
    pairs = "".join(f"m-{n},{90 - n},{n} / 225,Lab\n" for n in range(40))
    told = parse("bfcl", f"Model,Overall Acc,Solved,Organization\n{pairs}".encode())
    assert told.rows[3].metrics == {"overall_accuracy": 87}
    assert told.rows[3].extra == {"Solved": "3 / 225"}
    assert told.reasons == ("1 unknown columns: Solved (no number)",)


def test_two_prices_in_a_cell_are_not_one() -> None:
    head = "Model,Creator,Artificial Analysis Intelligence Index,Blended USD/1M Tokens\n"
    lines = "".join(f"m-{n},Lab,{60 - n / 10},$0.30 / $1.20\n" for n in range(320))
    snapshot = parse("artificial_analysis", (head + lines).encode())
    assert (snapshot.verdict, snapshot.rows[0].prices) == ("flagged", {})
    assert snapshot.reasons == ("1 unknown columns: Blended USD/1M Tokens (no price)",)


@pytest.mark.parametrize("name", ["Human", "Human baseline", "human (expert)", "Average human", "Random guess", "Random baseline", "人类"])
def test_what_models_are_compared_with_has_no_rank(name: str) -> None:
    lines = "".join(f"m-{n},{80 - n},Lab {n}\n" for n in range(40))
    snapshot = parse("bfcl", f"Model,Overall Acc,Organization\n{name},92,\n{lines}".encode())
    assert snapshot.rows[0].metrics == {"overall_accuracy": 92}
    assert next(entry.row.raw_name for entry in rank(snapshot)) == "m-0"


def test_records_of_a_page_that_lead_nowhere_are_told() -> None:
    rows = {f"{n + 16:x}": entry for n, entry in enumerate(fillers(320))}
    listed = '0:{"models":[' + ",".join(f'"${at}"' for at in rows) + "]}\n"

    def page(without: int) -> bytes:
        payload = listed + "".join(f"{at}:{json.dumps(entry)}\n" for at, entry in list(rows.items())[without:])
        return f"<!doctype html><html><body><script>self.__next_f.push([1,{json.dumps(payload)}])</script></body></html>".encode()

    assert (parse("artificial_analysis", page(0)).verdict, len(parse("artificial_analysis", page(0)).rows)) == ("ok", 320)
    lost = parse("artificial_analysis", page(4))
    assert (lost.verdict, lost.reasons, len(lost.rows), lost.complete) == ("flagged", ("4 records without a name",), 316, False)


def test_the_best_of_a_column_is_a_sum_and_a_model_of_that_name_is_not() -> None:
    lines = "".join(f"m-{n},{80 - n},Lab {n}\n" for n in range(40))
    for cells, kept in (("Best,80,", False), ("Max,80,Acme", True), ("Human Max,80,", True)):
        snapshot = parse("bfcl", f"Model,Overall Acc,Organization\n{lines}{cells}\n".encode())
        assert (len(snapshot.rows) == 41) is kept
        assert snapshot.reasons == (() if kept else ("lines that are sums: 1",))


def test_namesakes_are_told_apart_whatever_the_order_of_the_table() -> None:
    lines = [f"m-{n // 2},{80 - n},Lab {n // 2}\n" for n in range(60)]
    here, there = (parse("bfcl", ("Model,Overall Acc,Organization\n" + "".join(part)).encode()) for part in (lines, lines[::-1]))
    assert {row.key: row.score for row in here.rows} == {row.key: row.score for row in there.rows}


def test_a_last_cell_that_begins_as_the_others_do_is_cut() -> None:
    head = "Model,Creator,Artificial Analysis Intelligence Index,Further Analysis\n"
    text = head + "".join(f"m-{n},Lab,{60 - n / 10},Model Providers\n" for n in range(320))
    assert parse("artificial_analysis", text.encode()).complete
    assert not parse("artificial_analysis", text[:-6].encode()).complete


@pytest.mark.parametrize("written", ["52 %*", "~52", "≈52%", "52 (est.)"])
def test_an_index_that_is_about_so_much_is_estimated(written: str) -> None:
    head = "Model,Creator,Artificial Analysis Intelligence Index\n"
    text = head + f"m,Lab,{written}\n" + "".join(f"m-{n},Lab,{50 - n / 10}\n" for n in range(320))
    row, other, *_ = parse("artificial_analysis", text.encode()).rows
    assert (row.score, row.estimated, other.estimated) == (52, True, False)


def test_an_id_that_is_the_name_has_no_ornaments_and_a_row_without_its_id_is_told() -> None:
    models = [{"id": f"lab/m-{n}", "likes": 400 - n} for n in range(30)]
    marked = [{**model, "id": f"<b>{model['id'].replace('-', '&#45;')}</b> [1]"} for model in models]
    plain, other = (parse("huggingface_trending", json.dumps({"models": listed}).encode()) for listed in (models, marked))
    assert [row.key for row in other.rows] == [row.key for row in plain.rows] == [model["id"] for model in models]
    rows = [{"id": f"uuid-{n}", "name": f"M {n}", "elo": 1000 + n} for n in range(30)]
    rows[7]["id"] = "$undefined"
    assert parse("artificial_analysis_text_to_image", json.dumps({"models": rows}).encode()).reasons == (
        "1 rows without the id that others have",
    )


def test_thousands_and_millions_are_whole() -> None:
    models = [{"id": f"lab/m-{n}", "likes": written} for n, written in enumerate(["4.044K", "1.5M", "2.358249B", *["3"] * 30])]
    rows = parse("huggingface_trending", json.dumps({"models": models}).encode()).rows
    assert [row.score for row in rows[:3]] == [4044, 1_500_000, 2_358_249_000]


def test_a_price_a_million_on_a_board_of_prices_a_token_is_not_multiplied() -> None:
    models = [{"id": f"lab/m-{n}", "name": f"M {n}", "pricing": {"prompt": "$0.30/M" if n else "0.0000003"}} for n in range(200)]
    rows = parse("openrouter_models", json.dumps({"data": models}).encode()).rows
    assert {format(row.prices["input"], "f") for row in rows} == {"0.3"}


@pytest.mark.parametrize(
    "name", ["Average", "Ø", "均值", "Top 10 average", "Average (open)", "Best open model", "Grand Total", "Others", "SOTA"]
)
def test_a_sum_among_records_with_ids_is_no_row(name: str) -> None:
    body = json.dumps({"data": [*fillers(320), {**model(name, 41.5), "modelCreatorName": None, "id": "id-of-the-sum"}]}).encode()
    snapshot = parse("artificial_analysis", body)
    assert (len(snapshot.rows), snapshot.reasons) == (320, ("lines that are sums: 1",))


@pytest.mark.parametrize("more", [{"has_more": True}, {"next": "https://board.example/?page=2"}, {"paging": {"nextCursor": "abc"}}])
def test_a_body_that_says_more_follows_proves_no_absence(more: dict[str, Any]) -> None:
    whole = parse("artificial_analysis", json.dumps({"data": fillers(320), "has_more": False, "next": None}).encode())
    part = parse("artificial_analysis", json.dumps({"data": fillers(320), **more}).encode())
    assert (whole.verdict, whole.complete) == ("ok", True)
    assert (part.reasons, part.complete) == (("it says that more rows follow",), False)


def test_letters_taken_for_those_of_another_charset_are_told() -> None:
    lines = "".join(f"m-{n},{80 - n},Lab {n}\n" for n in range(40))
    names = "文心一言 4.0,90,百度\nÉcole «Café»,89,Lab\nModèle «\u00a0privé\u00a0»,88,Lab\n"
    head = "Model,Overall Acc,Organization\n"
    assert parse("bfcl", f"{head}{names}{lines}".encode()).verdict == "ok"
    assert parse("bfcl", f"{head}{names}{lines}".encode().decode("latin-1").encode()).reasons == ("letters that are not of its charset",)


def test_columns_without_a_name_cost_no_time() -> None:
    strange = {"name": "Model", **{f"column {n}": n for n in range(2, 2500)}}
    body = json.dumps({"data": [strange, *fillers(12_000)]}).encode()
    began = time.process_time()
    assert len(parse("artificial_analysis", body).rows) > 12_000
    assert time.process_time() - began < 6


def yaml_of(lines: list[str]) -> bytes:
    return "".join("- model: '{}'\n  pass_rate_2: {}\n".format(*line.split(",")) for line in lines).encode()


def test_bytes_that_are_no_text_are_told() -> None:
    found = parse("aider", yaml_of([f"Model\0 {n},{40 - n / 10}" for n in range(130)]))
    assert "letters that are not of its charset" in found.reasons


def test_a_source_that_meets_another_shape_refuses() -> None:
    body = json.dumps({"text": {"some-model": {"rating": 1.0}}, "full": {f"model-{n}": 0.5 for n in range(40)}}).encode()
    snapshot = parse("arena_text", body)
    assert (snapshot.verdict, snapshot.rows) == ("refused", ())
    assert snapshot.reasons == ("its parts are not of the kinds that the board has (TypeError)",)


@pytest.mark.parametrize(("same", "told"), [(1, False), (3, False), (4, True), (40, True)])
def test_one_name_for_many_rows_is_told(same: int, told: bool) -> None:
    rows = [{"Model": "Model card" if n < same else f"Model {n}", "Score": 50 + n / 8} for n in range(40)]
    board = replace(boards()["vectara"], source=None, reader="json", layout=Layout(fields={"name": ("Model",)}, metrics={"Score": "score"}))
    snapshot = parse_board(
        replace(board, key="x", metric="score", floor=5), json.dumps(rows).encode(), captured_at=AT, register=SmallRegister()
    )
    assert len(snapshot.rows) == 40
    assert (f"{same} of 40 rows are named Model card" in snapshot.reasons) is told


def test_namesakes_that_something_tells_apart_are_no_doubt() -> None:
    """A board of agents has few models, and a small board may have two rows of one name."""
    board = replace(boards()["vectara"], source=None, reader="json", key="x", metric="score", floor=5)
    agents = replace(board, layout=Layout(fields={"name": ("Model",), "variant": ("Agent",)}, metrics={"Score": "score"}))
    rows = [{"Model": f"Model {n % 4}", "Agent": f"Agent {n}", "Score": 50 + n / 8} for n in range(60)]
    few = [{"Model": f"Model {n or 1}", "Score": 50 + n / 8} for n in range(24)]
    plain = replace(board, layout=Layout(fields={"name": ("Model",)}, metrics={"Score": "score"}))
    for entry, made in ((agents, rows), (plain, few)):
        snapshot = parse_board(entry, json.dumps(made).encode(), captured_at=AT, register=SmallRegister())
        assert (snapshot.verdict, len(snapshot.rows)) == ("ok", len(made))


@pytest.mark.parametrize(("stated", "verdict"), [(137, "ok"), (130, "ok"), (138, "flagged"), (150, "flagged"), (200, "refused")])
def test_fewer_rows_than_a_body_states_are_told_once(stated: int, verdict: str) -> None:
    rows = [{"model": f"Model {n}", "vendor": "Lab", "score": 1500 - n, "votes": 900, "rank": n + 1} for n in range(137)]
    snapshot = parse("arena_text", json.dumps({"meta": {"model_count": stated}, "models": rows}).encode())
    assert snapshot.verdict == verdict
    assert snapshot.reasons.count(f"137 of {stated} stated rows") == (verdict != "ok")
    assert snapshot.complete is (verdict == "ok")
