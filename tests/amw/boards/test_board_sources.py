"""Every board's bodies, written here in the shapes the boards use: rows out as rows in, every cell kept."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from board_bodies import SmallRegister, fillers, model

from amw.boards import Row, Snapshot, moves, parse_board, rank, unresolved
from amw.boards.sources.livebench import CATEGORIES, TASKS
from amw.companies import Model

AT = datetime(2026, 5, 20, 8, tzinfo=UTC)


def parse(key: str, body: str | dict[str, Any] | list[Any], content_type: str = "", **how: Any) -> Snapshot:
    text = body if isinstance(body, str) else json.dumps(body)
    return parse_board(key, text.encode(), content_type=content_type, captured_at=how.pop("at", AT), register=SmallRegister(), **how)


# ---------------------------------------------------------------- Artificial Analysis


def page(payload: str, split: int = 400) -> str:
    """A Next.js page whose flight text is pushed in pieces of `split` characters."""
    pieces = [payload[i : i + split] for i in range(0, len(payload), split)]
    pushes = "".join(f"<script>self.__next_f.push([1,{json.dumps(piece)}])</script>" for piece in pieces)
    return f"<!DOCTYPE html><html><body><h1>LLM Leaderboard</h1>{pushes}</body></html>"


NAVIGATION = '4:["$","nav",null,{"links":' + json.dumps([{"slug": f"m{n}", "name": f"Model {n}"} for n in range(900)]) + "}]\n"
VERSION = '1a:["$","div",null,{"indexVersion":"Intelligence Index v4.1"}]\n'


@pytest.mark.parametrize("name", ["models", "initialModels", "initialData"])
def test_the_pages_array_is_found_whatever_its_name(name: str) -> None:
    first = model("Qwen4 Max", 56.6, "Alibaba", "cn", price1mInputTokens=1.2, contextWindowTokens=262144, releaseDate="2026-05-18", hle=0.3)
    text = "9:T5,a\nb:c" + f'2b:["$","$L9",null,{{"{name}":{json.dumps([first, *fillers(320)])}}}]\n' + NAVIGATION + VERSION
    for body in (page(text), text):
        snapshot = parse("artificial_analysis", body, "text/x-component")
        assert (snapshot.verdict, len(snapshot.rows), snapshot.version) == ("ok", 321, "4.1"), snapshot.reasons
        row = snapshot.rows[0]
        assert (row.key, row.maker_key, row.country, row.score) == ("id-Qwen4 Max", "alibaba", "CN", 56.6)
        assert (row.prices["input"], row.context, row.released_at) == (Decimal("1.2"), 262144, date(2026, 5, 18))
        assert row.metrics == {"intelligence_index": 56.6, "hle": 0.3}


def test_nested_effort_and_release_make_variant_and_family() -> None:
    nested = [
        {
            **model("GPT-6 xhigh", 60),
            "effort": {"slug": "xhigh", "label": "xHigh", "level": 5},
            "release": {"slug": "gpt-6", "name": "GPT-6"},
        },
        {**model("GPT-6 low", 50), "effort": {"slug": "low", "label": "Low", "level": 2}, "release": {"slug": "gpt-6", "name": "GPT-6"}},
    ]
    snapshot = parse("artificial_analysis", page("3:" + json.dumps({"models": [*nested, *fillers(320)]}) + "\n"))
    assert [(row.family, row.effort) for row in snapshot.rows[:2]] == [("GPT-6", "xhigh"), ("GPT-6", "low")]
    assert rank(snapshot)[1].family_rank == 1
    assert not snapshot.leftovers


def test_flight_references_are_followed() -> None:
    shared = '5:{"id":"id-shared","name":"Shared","modelCreatorName":"OpenAI","intelligenceIndex":33}\n'
    rows = json.dumps([*fillers(310)])[:-1] + ',"$5"]'
    snapshot = parse("artificial_analysis", page(shared + '6:{"models":' + rows.replace('"$5"', '{"$":"$5"}') + "}\n"))
    assert snapshot.verdict == "flagged"
    assert snapshot.reasons[0] == "1 records without a name"
    assert not snapshot.complete


def test_rows_that_a_list_only_names_are_rows() -> None:
    """A page writes an object once and names it wherever it comes again: before or after, whole or by the way to it."""
    models = fillers(330)
    own = "".join(f"{256 + n:x}:{json.dumps(record)}\n" for n, record in enumerate(models[:110]))
    shown = '2a:["$","$L9",null,' + json.dumps({"highlight": models[110:130]}) + "]\n"
    named = [f"${256 + n:x}" if n % 2 else f"$L{256 + n:x}" for n in range(110)] + [f"$2a:3:highlight:{n}" for n in range(20)]
    listed = '2b:["$","$La",null,' + json.dumps({"models": [*named, *models[130:]]}) + "]\n"
    deep = listed
    for _ in range(6):
        deep = f'2b:["$","section",null,{{"children":{deep[3:-1]}}}]\n'
    whole = parse("artificial_analysis", page("3:" + json.dumps({"models": models}) + "\n"))
    for text in (own + shown + listed, listed + own + shown, own + shown + deep):
        snapshot = parse("artificial_analysis", page(text))
        assert [row.to_record() for row in snapshot.rows] == [row.to_record() for row in whole.rows], snapshot.reasons


def test_references_that_unfold_without_end_are_refused() -> None:
    text = "".join(f'{n:x}:{{"a":"${n + 1:x}","b":"${n + 1:x}"}}\n' for n in range(16, 60))
    bomb = [{**record, "more": "$10"} for record in fillers(310)]
    snapshot = parse("artificial_analysis", text + "8:" + json.dumps({"models": bomb}) + "\n")
    assert (snapshot.verdict, snapshot.reasons) == ("refused", ("too many references",))


def test_the_first_push_of_a_page_may_carry_data() -> None:
    pushed = json.dumps("3:" + json.dumps({"models": fillers(310)}) + "\n")
    body = f"<!DOCTYPE html><html><body><script>(self.__next_f=self.__next_f||[]).push([1,{pushed}])</script></body></html>"
    assert len(parse("artificial_analysis", body).rows) == 310


def test_both_generations_of_the_api() -> None:
    old = {
        "status": 200,
        "data": [
            {
                "id": f"u{n}",
                "name": f"Model {n} (high)",
                "slug": f"model-{n}",
                "release_date": "2026-01-02",
                "model_creator": {"id": "c", "name": "xAI", "slug": "xai"},
                "evaluations": {"artificial_analysis_intelligence_index": 50 - n / 10, "mmlu_pro": 0.8, "brand_new_eval": 0.5},
                "pricing": {"price_1m_blended_3_to_1": 0.26, "price_1m_input_tokens": 0.15, "price_1m_output_tokens": 0.6},
                "median_output_tokens_per_second": 250.2,
                "median_time_to_first_token_seconds": 0.5,
            }
            for n in range(300)
        ],
    }
    snapshot = parse("artificial_analysis", old, at=datetime(2026, 7, 1, tzinfo=UTC))
    row = snapshot.rows[0]
    assert (snapshot.verdict, snapshot.version, dict(snapshot.leftovers)) == ("ok", "4.1", {})
    assert (row.model, row.family, row.effort, row.country) == ("Model 0", "Model 0", "high", "US")
    assert row.metrics == {"intelligence_index": 50.0, "mmlu_pro": 0.8, "brand_new_eval": 0.5}
    assert row.prices == {"blended": Decimal("0.26"), "input": Decimal("0.15"), "output": Decimal("0.6")}
    assert row.speed == {"output_tokens_per_second": 250.2, "time_to_first_token_seconds": 0.5}

    def paged(page_number: int, rows: list[Any]) -> dict[str, Any]:
        return {
            "tier": "free",
            "intelligence_index_version": 4.1,
            "pagination": {"page": page_number, "page_size": 200, "total_pages": 2},
            "data": rows,
        }

    new = [
        {
            **entry,
            "performance": {"median_output_tokens_per_second": 250.2},
            "artificial_analysis_intelligence_index_cost": {"total_cost": 20.69},
        }
        for entry in old["data"]
    ]
    half = parse("artificial_analysis", paged(1, new[:200]))
    assert (half.verdict, half.version, half.complete) == ("refused", "4.1", False)
    both = parse("artificial_analysis", paged(1, new[:200]), companions={"page=2": json.dumps(paged(2, new[200:])).encode()})
    assert (both.verdict, both.complete, len(both.rows)) == ("ok", True, 300)
    assert both.rows[0].metrics["intelligence_index_cost_total"] == 20.69


def test_the_visible_table_marks_estimates() -> None:
    head = (
        "Model,Context Window,Creator,Artificial Analysis Intelligence Index,Blended USD/1M Tokens,"
        "Median Tokens/s,Latency First Answer Chunk (s),Further Analysis"
    )
    lines = [
        f"Model {n},128k,OpenAI,{60 - n // 10}{'*' if n == 1 else ' E' if n == 2 else ''},$1.50,90,1.2,Model Providers" for n in range(300)
    ]
    snapshot = parse(
        "artificial_analysis", "\n".join([head, "GPT-6 (xhigh),1m,OpenAI,61,$4.50,100,29.05,Model Providers", *lines]) + "\n", "text/csv"
    )
    assert (snapshot.verdict, len(snapshot.rows), dict(snapshot.leftovers)) == ("ok", 301, {})
    top, _, second = snapshot.rows[:3]
    assert (top.score, top.context, top.prices["blended"], top.effort, top.estimated) == (61, 1_000_000, Decimal("4.5"), "xhigh", False)
    assert second.estimated and second.score == 60
    assert snapshot.rows[3].estimated and not snapshot.rows[4].estimated
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in line.split(','))}</tr>" for line in lines)
    names = "".join(f"<th>{h}</th>" for h in head.split(","))
    table = f"<table><thead><tr><th colspan=8>Features</th></tr><tr>{names}</tr></thead>{cells}</table>"
    html = parse("artificial_analysis", f"<!doctype html><html><body>{table}</body></html>")
    assert (html.verdict, len(html.rows)) == ("ok", 300)


def test_json_ld_is_the_last_resort() -> None:
    data = {
        "@type": "Dataset",
        "name": "Index",
        "data": [{"label": f"M {n}", "intelligenceIndex": 50 - n / 10, "detailsUrl": f"/m/{n}"} for n in range(300)],
    }
    block = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    snapshot = parse("artificial_analysis", f"<html><head>{block}</head><body></body></html>")
    assert (snapshot.verdict, len(snapshot.rows), snapshot.rows[0].raw_name) == ("ok", 300, "M 0")


def test_a_media_arena() -> None:
    entries = [
        {
            "id": f"v{n}",
            "name": f"Video {n}",
            "slug": f"video-{n}",
            "release_date": "2026-04-07",
            "creator": {"id": "c", "name": "Alibaba", "country": "cn"},
            "elo": 1400 - n,
            "rank": n + 1,
            "ci95": "-7/+7",
            "appearances": 100,
            "elos": [
                {"elo": 1391.1, "ci95": "-12/+14", "wins": 7, "tag": {"slug": "physics"}, "category": None},
                {"elo": 1400 - n, "ci95": "wide"},
            ],
            "open_weights_url": "https://w" if n == 1 else None,
        }
        for n in range(25)
    ]
    snapshot = parse("artificial_analysis_text_to_video", {"meta": {"model_count": 25}, "models": entries})
    row = snapshot.rows[1]
    assert (snapshot.verdict, dict(snapshot.leftovers)) == ("ok", {})
    assert (row.score, row.speed["elo_physics"], row.metrics["stated_rank"], row.open_weights, row.country) == (
        1399,
        1391.1,
        2,
        True,
        "CN",
    )
    assert dict(row.speed) == {"elo_physics": 1391.1, "elo_physics_wins": 7, "elo_physics_ci95_low": -12, "elo_physics_ci95_high": 14}
    assert row.extra["elos.0.tag.slug"] == "physics" and row.extra["elos.1.ci95"] == "wide"
    assert parse("artificial_analysis_text_to_video", {"meta": {"model_count": 80}, "models": entries}).verdict == "refused"


# ---------------------------------------------------------------- Arena


def test_the_official_catalogue_is_one_row_a_model() -> None:
    full = {f"m-{n}": {"rating": 1400.5 - n, "rating_q975": 1410.0, "rating_q025": 1390.0} for n in range(120)}
    snapshot = parse("arena_text", {"full": full, "coding": {"m-3": full["m-3"], "only-coding": full["m-4"]}})
    assert (snapshot.verdict, len(snapshot.rows), dict(snapshot.leftovers)) == ("ok", 121, {})
    third = next(row for row in snapshot.rows if row.raw_name == "m-3")
    assert third.metrics == {"rating": 1397.5, "rating_high": 1410.0, "rating_low": 1390.0, "coding": 1397.5}
    assert snapshot.rows[-1].score is None
    renamed = parse("arena_text", {"full": full, "coding": {**full, "m-9": {"Rating ->": 1391.5}}})
    assert renamed.reasons == ("1 unknown columns: category_figures.coding.Rating ->",), "a figure under another name is told"


def test_three_layouts_of_the_visible_table() -> None:
    def rows(line: str) -> str:
        return "\n".join(line.replace("#", str(n)) for n in range(1, 121)) + "\n"

    one = parse(
        "arena_text",
        "Rank,Rank Spread,Model,Score,95% CI (±),Votes,Organization,License\n" + rows('#,1 ◄─► 5,m-#,1475,± 5,"32,194",xAI,Proprietary'),
    )
    two = parse("arena_text", "Rank,Rank Spread,Model,Score,Votes\n" + rows('#,1 2,m-#-thinking xAI · Proprietary,1505 ±10,"3,679"'))
    three = parse(
        "arena_text", "Rank,Rank Spread,Model,Score,Votes,Price $/M,Context\n" + rows('#,1 6,m-#,1496 ±8 Preliminary,"6,063",$5 / $25,1M')
    )
    for snapshot in (one, two, three):
        assert (snapshot.verdict, len(snapshot.rows), dict(snapshot.leftovers)) == ("ok", 120, {})
    assert {k: one.rows[0].metrics[k] for k in ("rating", "rating_ci", "votes", "rank_low", "rank_high")} == {
        "rating": 1475,
        "rating_ci": 5,
        "votes": 32194,
        "rank_low": 1,
        "rank_high": 5,
    }
    assert (one.rows[0].maker_key, one.rows[0].open_weights) == ("xai", False)
    assert (two.rows[0].raw_name, two.rows[0].maker, two.rows[0].effort, two.rows[0].score) == ("m-1-thinking", "xAI", "thinking", 1505)
    assert (three.rows[0].prices, three.rows[0].context, three.rows[0].extra["preliminary"]) == (
        {"input": Decimal(5), "output": Decimal(25)},
        1_000_000,
        "true",
    )


def test_a_wide_series_lists_whom_its_last_day_rates() -> None:
    named = ",".join(f"m-{n}" for n in range(120))
    days = "".join(f"202701{day:02d},{','.join(str(1200 + n) for n in range(118))},0,false\n" for day in (1, 2))
    snapshot = parse("arena_text", f",{named}\n{days}")
    assert (len(snapshot.rows), snapshot.meta["day"]) == (119, "2027-01-02")
    assert snapshot.reasons == ("1 unknown columns: rating (no number)",), "what is neither a rating nor nothing is told"


def test_a_list_cut_at_a_round_number_is_not_the_board() -> None:
    models = [
        {"rank": n, "model": f"m-{n}", "vendor": "xAI", "license": "proprietary", "score": 1500 - n, "ci": 5, "votes": 9}
        for n in range(1, 21)
    ]
    snapshot = parse("arena_text", {"meta": {"leaderboard": "text", "model_count": 20}, "models": models})
    assert (snapshot.verdict, snapshot.complete, snapshot.reasons) == ("flagged", False, ("only the top 20",))


def test_a_row_without_a_maker_takes_its_models() -> None:
    models = [{"rank": n, "model": "gpt-5.4-high" if n == 1 else f"m-{n}", "score": 1500 - n} for n in range(1, 122)]
    row = parse("arena_text", {"models": models}).rows[0]
    assert (row.maker, row.maker_key, row.model_key, row.country) == (None, "openai", "gpt-5.4", "US")


def test_the_flight_entries_of_the_arena_page() -> None:
    entries = [
        {"rank": n, "rankUpper": 1, "rankLower": n + 2, "modelDisplayName": f"m-{n}", "rating": 1500.25 - n,
         "ratingUpper": 1505.0, "ratingLower": 1490.0,
         "votes": 5000, "modelOrganization": "xAI", "modelUrl": "https://m", "license": "Proprietary", "inputPricePerMillion": 5}
        for n in range(1, 122)
    ]  # fmt: skip
    snapshot = parse("arena_text", page('c:["$","main",null,{"entries":' + json.dumps(entries) + "}]\n" + NAVIGATION))
    assert (snapshot.verdict, len(snapshot.rows), dict(snapshot.leftovers)) == ("ok", 121, {})
    assert snapshot.rows[0].prices == {"input": Decimal(5)}


def test_the_registry_ranks_nobody_whom_it_does_not_rank() -> None:
    models = {
        f"id-{n}": {"id": f"id-{n}", "publicName": f"m-{n}", "rankByModality": {"chat": 9007199254740991 if n else 1}} for n in range(100)
    }
    snapshot = parse("arena_models", models)
    assert [dict(row.metrics) for row in snapshot.rows[:2]] == [{"chat": 1}, {}]


# ---------------------------------------------------------------- OpenRouter


def test_openrouter_prices_are_dollars_a_million() -> None:
    data = [
        {
            "id": f"lab/m-{n}",
            "name": f"Lab: M {n}",
            "hugging_face_id": "lab/m" if n else "",
            "context_length": 1000,
            "pricing": {"prompt": "0.0000012", "completion": "-1"},
        }
        for n in range(150)
    ]
    data.append({"id": "lab/m-1:free", "name": "Lab: M 1 (free)", "pricing": {"prompt": "0", "completion": "0"}})
    snapshot = parse("openrouter_models", {"data": data})
    first, free = snapshot.rows[0], snapshot.rows[-1]
    assert (snapshot.verdict, first.maker, first.model, first.open_weights) == ("ok", "Lab", "M 0", None)
    assert (first.prices, first.extra["pricing.completion"]) == ({"input": Decimal("1.2")}, "-1")
    assert (free.family, free.variant, free.prices["input"]) == ("M 1", "free", 0)
    assert all(r.rank is None for r in rank(snapshot))


def test_openrouter_titles_are_maker_and_model_on_its_rankings_too() -> None:
    listed = [{"model_id": f"deepseek/r{n}", "name": f"DeepSeek: R{n} 0528", "author": "deepseek", "tokens": 10**12 - n} for n in range(12)]
    row, *_ = parse("openrouter_rankings", {"models": listed}).rows
    assert (row.raw_name, row.model, row.family, row.maker) == ("DeepSeek: R0 0528", "R0 0528", "R0 0528", "deepseek")


def test_openrouter_rankings_keep_their_lists_apart() -> None:
    def listed(scale: int) -> dict[str, Any]:
        models = [
            {
                "rank": n,
                "model_id": f"lab/m-{n}:free",
                "name": f"lab/m-{n}:free",
                "author": "lab",
                "tokens": scale // n,
                "change": {"value": 108, "direction": "up"},
            }
            for n in range(1, 10)
        ]
        return {
            "meta": {},
            "models": models,
            "market_share": [{"rank": 1, "author": "lab", "tokens": scale, "share_pct": 14.7}],
            "apps": [{"rank": 1, "name": "An App", "tokens": 5}, {"rank": 2, "name": "gpt-5.4-high", "tokens": 4}],
        }

    snapshot = parse("openrouter_rankings", listed(3 * 10**12))
    assert (snapshot.verdict, snapshot.sections(), snapshot.complete) == ("ok", ("models", "market_share", "apps"), False)
    row = snapshot.rows[1]
    assert (row.model, row.variant, row.maker, row.score, row.metrics["volume_change_percent"]) == ("m-2", "free", "lab", 15 * 10**11, 108)
    assert rank(snapshot, section="models")[1].rank == 2
    assert snapshot.rows[-1].model_key is None, "an app is no model, however it is called"
    assert unresolved(snapshot)[1] == tuple(f"lab/m-{n}:free" for n in range(1, 10)), "nor one that nobody knows yet"
    assert parse("openrouter_rankings", listed(18_000_000)).reasons == ("the volumes are those of a part of a day",)


# ---------------------------------------------------------------- benchmarks


def test_livebench_is_the_mean_of_category_means() -> None:
    table = "model,zebra_puzzle,spatial,typos,python\n" + "".join(f"m-{n},80,60,{n},50\n" for n in range(20)) + "gap,80,,50,50\n"
    beside = {
        "categories_2027_01_08.json": json.dumps(
            {"Reasoning": ["zebra_puzzle", "spatial", "not_run"], "Language": ["typos"], "Agentic Coding": ["python"]}
        ).encode()
    }
    snapshot = parse("livebench", table, "text/csv", url="https://livebench.ai/table_2027_01_08.csv", companions=beside)
    assert (snapshot.verdict, snapshot.version) == ("ok", "2027-01-08")
    assert snapshot.rows[10].metrics == {
        "zebra_puzzle": 80,
        "spatial": 60,
        "typos": 10,
        "python": 50,
        "reasoning_average": 70,
        "language_average": 10,
        "agentic_coding_average": 50,
        "global_average": 43.3333,
    }
    assert snapshot.rows[-1].score is None
    assert parse("livebench", table).rows[10].score == 43.3333
    strange = parse("livebench", table.replace("typos", "juggling"))
    assert (strange.verdict, strange.reasons) == ("refused", ("no row has a global_average", "tasks without a category: juggling"))
    categories = parse("livebench_categories", {"Reasoning": ["a", "b", "c"], "Language": ["d", "e"]})
    assert (categories.verdict, [r.extra["category"] for r in categories.rows][-1]) == ("ok", "Language")


def test_swe_bench_ranks_agents_in_their_own_list() -> None:
    def result(n: int, **more: Any) -> dict[str, Any]:
        return {
            "name": f"Agent {n} (Model X)",
            "folder": f"2025_{n}",
            "resolved": 70 - n,
            "date": "2025-05-22",
            "site": ["https://a", "https://b"] if n else "https://a",
            "tags": ["Model: model-x", "Org: Lab"],
            **more,
        }

    body = {
        "leaderboards": [
            {"name": "Verified", "results": [result(n) for n in range(30)]},
            {"name": "bash-only", "results": [result(n, cost=1.5) for n in range(12)]},
        ]
    }
    snapshot = parse("swe_bench", body)
    island = json.dumps(body["leaderboards"])
    page = f'<!doctype html><html><body><script type="application/json" id="leaderboard-data">{island}</script></body></html>'
    assert parse("swe_bench", page).rows == snapshot.rows
    assert (snapshot.verdict, len(snapshot.rows), snapshot.sections(), dict(snapshot.leftovers)) == (
        "ok",
        42,
        ("verified", "bash_only"),
        {},
    )
    row = snapshot.rows[0]
    assert (row.model, row.family, row.maker, row.released_at, row.extra["site"]) == (
        "model-x",
        "Agent 0 (Model X)",
        "Lab",
        date(2025, 5, 22),
        "https://a",
    )
    assert [r.rank for r in rank(snapshot, section="bash_only")][:2] == [1, 2]
    assert snapshot.attribution.endswith("CC-BY-NC-4.0; for non-commercial use only")
    tables = "".join(
        f'<div id="leaderboard-{name}"><table><thead><tr><th>Model</th><th>% Resolved</th><th>Date</th></tr></thead><tbody>'
        + "".join(f"<tr><td><p>🥇 ✅ Agent {n}</p></td><td>{50 - n}.38</td><td>2024-11-03</td></tr>" for n in range(25))
        + "</tbody></table></div>"
        for name in ("Test", "Verified")
    )
    html = parse("swe_bench", f"<!DOCTYPE html><html><body>{tables}</body></html>")
    assert (html.verdict, html.sections(), html.rows[0].model, html.rows[0].score) == ("ok", ("test", "verified"), "Agent 0", 50.38)


def test_aider_page_and_file_give_the_same_rows() -> None:
    runs = [(f"2025-08-23--m-{n}", f"m-{n} (high)", 88.0 - n, "29.08") for n in range(30)]
    yml = "".join(
        f"- dirname: {d}\n  test_cases: 225\n  model: {m}\n  edit_format: diff # whole\n  pass_rate_2: {p}\n"
        f"  command: aider --model openai/m\n  date: 2025-08-23\n  total_cost: {c}\n\n"
        for d, m, p, c in runs
    )
    rows = "".join(
        f'<tr id="main-row-{n}"><td><button>▶</button></td><td><span>{m}</span></td><td>{p}%</td><td>${c}</td></tr>'
        f'<tr class="details-row"><td colspan="4"><ul><li><strong>Dirname:</strong> {d}</li><li>Test cases: 225</li>'
        f"<li>Edit format: diff</li><li>Pass rate 2: {p}</li><li>Command: aider --model openai/m</li><li>Date: 2025-08-23</li>"
        f"<li>Total cost: {c}</li></ul></td></tr>"
        for n, (d, m, p, c) in enumerate(runs)
    )
    head = "<tr><th><input></th><th>Model</th><th>Percent correct</th><th>Cost</th></tr>"
    html = f"<!DOCTYPE html><html><table><thead>{head}</thead><tbody>{rows}</tbody></table></html>"
    file, seen = parse("aider", yml, "text/yaml"), parse("aider", html, "text/html")
    assert file.verdict == seen.verdict == "ok"
    assert [(r.key, r.score, r.effort, r.model) for r in file.rows] == [(r.key, r.score, r.effort, r.model) for r in seen.rows]
    assert file.rows[0].metrics == {"test_cases": 225, "pass_rate_2": 88.0, "total_cost_usd": 29.08}
    assert file.rows[0].extra["command"] == "aider --model openai/m"


def test_bfcl_reads_percents_and_knows_its_version() -> None:
    head = "Rank,Overall Acc,Model,Model Link,Total Cost ($),Latency Mean (s),Multi Turn Acc,Organization,License"
    lines = "".join(f"{n},{90 - n}.35%,M-{n} ({'FC' if n % 2 else 'Prompt'}),https://m,N/A,3.4,N/A,Lab,apache-2.0\n" for n in range(1, 42))
    snapshot = parse("bfcl", f"{head}\n{lines}")
    assert (snapshot.verdict, snapshot.version, snapshot.rows[0].score, snapshot.rows[0].variant) == ("ok", "V3", 89.35, "FC")
    assert snapshot.rows[0].open_weights is True and snapshot.rows[0].speed == {"latency_mean_s": 3.4}
    assert parse("bfcl", (head + "\n" + lines).replace("Multi Turn Acc", "Web Search Acc")).version == "V4"


def test_vectara_ranks_the_lowest_first_and_parts_makers() -> None:
    lines = "".join(f"|Google Gemini-{n}|{n}.5 %|{99 - n}.5 %|100.0 %|60.1|\n" for n in range(20))
    head = (
        "|Model|Hallucination Rate|Factual Consistency Rate|Answer Rate|Average Summary Length (Words)|\n|----|----:|----:|----:|----:|\n"
    )
    text = f"Ranked with HHEM-2.1.\n\n<!-- LEADERBOARD_START -->\n{head}{lines}<!-- LEADERBOARD_END -->\n|a|b|\n|-|-|\n|1|2|\n"
    snapshot = parse("vectara", text)
    assert (snapshot.verdict, snapshot.version, snapshot.rows[0].maker, snapshot.rows[0].model) == ("ok", "HHEM-2.1", "Google", "Gemini-0")
    assert [r.score for r in rank(snapshot)][:2] == [0.5, 1.5]
    assert parse("vectara", text[: text.index("LEADERBOARD_END")]).reasons == ("cut in the middle",)
    assert parse("vectara", f"Older ones used HHEM-1.0.\n{text} This board uses HHEM-2.3.").version == "HHEM-2.3"
    own = parse("vectara", text.replace("Google Gemini-3|", "DeepSeek-V3.1|").replace("Google Gemini-4|", "MoonshotAI Kimi-K2|"))
    assert [(row.maker, row.model) for row in own.rows[3:5]] == [("DeepSeek", "DeepSeek-V3.1"), ("MoonshotAI", "Kimi-K2")]


def test_superclue_keeps_its_tables_apart_and_ranks_no_humans() -> None:
    text = "# 榜\n【2023-12-28】 更新\n## 总排行榜\n| 排名 | 模型 | 机构 | 总分 | 开放<br/>问题 | 使用 |\n|:-:|:-:|:-:|:-:|:-:|:-:|\n"
    text += "| - | 人类 | CLUE | 96.5 | - | - |\n| - |GPT4-Turbo | OpenAI | 90.63 | 90.89 | API |\n"
    text += "| 🥇 | 文心一言4.0(API) | 百度 | 79.02 | 75.00 | API |\n"
    text += (
        "".join(f"| {n} | 模{n} | 机构 | {70 - n} | 60 | API |\n" for n in range(2, 8))
        + "## 基础\n| 排名 | 模型 | 机构 | 平均分 |\n|-|-|-|-|\n| 👤 | 人类 | CLUE | 99 |\n| 1 | GPT4-Turbo | OpenAI | 97 |\n"
    )
    snapshot = parse("superclue", text)
    assert (snapshot.verdict, snapshot.version, snapshot.sections()) == ("ok", "2023-12", ("总排行榜", "基础"))
    first, second = rank(snapshot, section="总排行榜")[:2]
    assert (first.row.model, second.row.model, second.row.metrics["stated_rank"]) == ("GPT4-Turbo", "文心一言4.0", 1)
    assert "开放问题" in first.row.metrics
    assert [(row.rank, row.score) for row in rank(snapshot, section="基础")] == [(1, 97), (None, None)]


def test_the_lists_of_superclue_are_one_list_every_month_whose_release_is_the_month() -> None:
    lines = "".join(f"| {n} | 模{n} | 机构 | {70 - n} |\n" for n in range(1, 12))
    before, after = (
        parse(
            "superclue",
            f"## 总排行榜（2027年{month}月）\n| 排名 | 模型 | 机构 | 总分 |\n|-|-|-|-|\n{lines}{more}",
            at=AT.replace(month=month),
        )
        for month, more in ((1, ""), (2, "| 12 | 新模 | 机构 | 9 |\n"))
    )
    assert (before.sections(), after.sections(), after.version) == (("总排行榜",), ("总排行榜",), "2027-02")
    assert [(move.kind, move.name) for move in moves(before, after)] == [("rebased", ""), ("entered", "新模")]


WITHOUT_AGENTS = TASKS["2025-05-30"] - {*CATEGORIES["Agentic Coding"]}


@pytest.mark.parametrize(("tasks", "version"), [(TASKS["2025-05-30"], "2025-05-30"), (WITHOUT_AGENTS, None)])
def test_a_table_of_livebench_without_the_tasks_of_a_category_is_of_no_known_release(tasks: frozenset[str], version: str | None) -> None:
    table = f"model,{','.join(sorted(tasks))}\n" + "".join(f"m-{n},{','.join('50.5' for _ in tasks)}\n" for n in range(40))
    snapshot = parse("livebench", table)
    assert (snapshot.version, snapshot.rows[0].score) == (version, 50.5)
    lost = () if version else ("no task of Agentic Coding: lost, or of an older release",)
    assert (snapshot.verdict, snapshot.reasons) == ("flagged" if lost else "ok", lost)


@pytest.mark.parametrize("first", ["", "Unnamed: 0"])
def test_the_words_of_a_first_column_that_nobody_named_are_the_names_of_its_rows(first: str) -> None:
    table = f"{first},win_rate,length_controlled_winrate\n" + "".join(f"M-{n}.5,{n}.0,{60 - n}.5\n" for n in range(50))
    snapshot = parse("alpaca_eval", table)
    if first:
        assert (snapshot.verdict, snapshot.reasons[0]) == ("refused", "no rows"), "another column's word is no name"
    else:
        assert (snapshot.verdict, snapshot.rows[0].raw_name, snapshot.rows[0].score) == ("ok", "M-0.5", 60.5)


# ---------------------------------------------------------------- prices, names, popularity


def test_models_dev_tells_makers_from_resellers() -> None:
    def provider(key: str, count: int) -> dict[str, Any]:
        models = {
            f"m-{n}": {
                "id": f"m-{n}",
                "name": f"M {n}",
                "cost": {"input": 0.5, "output": 2},
                "limit": {"context": 9, "output": 3},
                "open_weights": True,
            }
            for n in range(count)
        }
        return {"id": key, "name": key, "env": ["KEY"], "models": models}

    snapshot = parse("models_dev", {"openai": provider("openai", 260), "reseller": provider("reseller", 260)})
    assert (snapshot.verdict, len(snapshot.rows), dict(snapshot.leftovers)) == ("ok", 520, {})
    assert [(r.key, r.first_party, r.prices["output"], r.context) for r in (snapshot.rows[0], snapshot.rows[-1])] == [
        ("openai/m-0", True, 2, 9),
        ("reseller/m-259", False, 2, 9),
    ]


def test_what_a_maker_sells_of_others_is_a_resellers_offer_and_a_plan_has_no_price() -> None:
    models = {name: {"id": name, "name": name, "cost": {"input": 1}} for name in ("gpt-5.4-high", *(f"m-{n}" for n in range(200)))}
    body = {key: {"id": key, "name": key, "models": models} for key in ("openai", "alibaba-cn", "zai-coding-plan")}
    own = {row.key: row.first_party for row in parse("models_dev", body).rows if row.raw_name == "gpt-5.4-high"}
    assert own == {"openai/gpt-5.4-high": True, "alibaba-cn/gpt-5.4-high": False, "zai-coding-plan/gpt-5.4-high": False}
    prices = {f"{key}/gpt-5.4-high": {"litellm_provider": key, "input_cost_per_token": 1e-6} for key in ("perplexity", "openai")}
    prices |= {f"p/m-{n}": {"output_cost_per_token": 1e-07, "litellm_provider": ["odd"]} for n in range(500)}
    own = {row.key: row.first_party for row in parse("litellm", prices).rows if row.key.endswith("high")}
    assert own == {"perplexity/gpt-5.4-high": False, "openai/gpt-5.4-high": True}


def test_litellm_names_are_the_last_part_of_the_key() -> None:
    body: dict[str, Any] = {
        "sample_spec": {"mode": "one of"},
        "bedrock/us-east-1/anthropic.claude-v2:1": {
            "input_cost_per_token": 8e-06,
            "max_input_tokens": 100000,
            "litellm_provider": "bedrock",
        },
    }
    body |= {f"p/m-{n}": {"output_cost_per_token": 1e-07} for n in range(500)} | {"fireworks_ai/models/": {"mode": "chat"}}
    snapshot = parse("litellm", body)
    assert (snapshot.verdict, len(snapshot.rows), snapshot.rows[-1].model) == ("ok", 502, "models")
    assert (snapshot.rows[0].model, snapshot.rows[0].prices, snapshot.rows[0].context) == ("claude-v2:1", {"input": Decimal(8)}, 100000)


def test_epochs_rows_without_a_name_are_their_ids_with_their_efforts() -> None:
    table = "model_version,model_name,eci_score,organization,country,display_name\n"
    table += "o3-pro-2025-06-10_low,o3-pro,140,OpenAI,United States of America,\n"
    table += "claude-opus-4-20250514_27K,Claude Opus 4,139,Anthropic,United States of America,\n"
    table += "gpt-6_high,GPT-6,150,OpenAI,United States of America,GPT-6 (high)\n"
    table += "".join(f"m-{n},M {n},{100 - n},Elsewhere,Freedonia,M {n}\n" for n in range(60))
    rows = parse("epoch_index", table).rows
    assert [(row.raw_name, row.family, row.effort, row.country) for row in rows[:3]] == [
        ("o3-pro-2025-06-10_low", "o3-pro", "low", "US"),
        ("claude-opus-4-20250514_27K", "Claude Opus 4", "thinking", "US"),
        ("GPT-6 (high)", "GPT-6", "high", "US"),
    ]
    assert (rows[3].country, rows[3].effort) == (None, None)


def test_epoch_keeps_what_it_does_not_rank_by() -> None:
    lines = "".join(f"Model {n},Lab,2025-06-12,7.2e8,3.8e+25,Open weights (restricted use),a note\n" for n in range(60))
    snapshot = parse(
        "epoch_models",
        f"Model,Organization,Publication date,Parameters,Training compute (FLOP),Model accessibility,Parameters notes\n{lines}",
    )
    row = snapshot.rows[0]
    assert (snapshot.verdict, dict(snapshot.leftovers)) == ("ok", {})
    assert (row.metrics["training_compute_flop"], row.open_weights, row.extra["Parameters notes"]) == (3.8e25, True, "a note")


def test_a_model_may_be_called_infinity() -> None:
    lines = "".join(f"{'Infinity' if n == 7 else f'Model {n}'},Lab,unknown\n" for n in range(60))
    snapshot = parse("epoch_models", f"Model,Organization,Domain\n{lines}")
    assert (snapshot.verdict, len(snapshot.rows), snapshot.rows[7].raw_name) == ("ok", 60, "Infinity")
    assert "Domain" not in snapshot.rows[0].extra


def test_hugging_face_lists_are_never_whole() -> None:
    models = [{"id": f"lab/m-{n}", "likes": 900 - n, "downloads": 5, "createdAt": "2026-01-01T00:00:00.000Z"} for n in range(30)]
    snapshot = parse("huggingface_trending", models)
    assert (snapshot.verdict, snapshot.complete, snapshot.rows[0].maker, snapshot.rows[0].released_at) == (
        "ok",
        False,
        "lab",
        date(2026, 1, 1),
    )
    kept = parse("huggingface_trending", {"title": "Trending", "items": [{"modelId": m["id"], "likes": m["likes"]} for m in models]})
    assert (kept.verdict, len(kept.rows)) == ("ok", 30), "under a name of somebody else's"


class Spelling(SmallRegister):
    """Lists no model, and knows each by its spelling."""

    def resolve_model(self, name: str, *, maker: str | None = None) -> Model:
        return Model(key=name, name=name, maker=maker, registered=False)


@pytest.mark.parametrize(("name", "key"), [("New-1 (FC)", "New-1"), ("New-1 (Prompt)", "New-1"), ("Voice 2 Medium", "Voice 2 Medium")])
def test_a_model_that_is_not_listed_is_known_by_its_name_without_the_mode_it_ran_in(name: str, key: str) -> None:
    lines = "".join(f"m-{n},{80 - n}\n" for n in range(40))
    text = f"Model,Overall Acc\n{name},90\n{lines}"
    assert parse_board("bfcl", text.encode(), captured_at=AT, register=Spelling()).rows[0].model_key == key


# ---------------------------------------------------------------- systems made with models


class Models(SmallRegister):
    """A register with the models below; GPT-6 by two spellings."""

    models: ClassVar = {
        **dict.fromkeys(("GPT-6", "GPT 6 (2026-05-13)", "gpt-6"), Model(key="gpt-6", name="gpt-6", maker="openai")),
        "Qwen4": Model(key="qwen-4", name="qwen-4", maker="alibaba"),
        "Agent Sonar": Model(key="sonar-agent", name="sonar-agent", maker="perplexity", registered=False),
    }


@pytest.mark.parametrize(
    ("name", "tags", "parts", "model"),
    [
        ("Agent Sonar + GPT-6", [], ("gpt-6",), "gpt-6"),
        ("Agent (GPT-6)", [], ("gpt-6",), "gpt-6"),
        ("Agent + GPT 6 (2026-05-13)", [], ("gpt-6",), "gpt-6"),
        ("Fixer with GPT-6 & Qwen4 (v2)", [], ("gpt-6", "qwen-4"), None),
        ("Agent", ["Model: gpt-6", "Model: Qwen4", "Model: nobody-1"], ("gpt-6", "qwen-4"), None),
        ("Agent", ["Model: gpt-6", "Org: Lab"], ("gpt-6",), "gpt-6"),
        ("Agent", ["Model: nobody-1"], (), None),
        ("Agent Sonar", [], (), None),
    ],
)
def test_a_system_names_the_models_it_is_made_with(name: str, tags: list[str], parts: tuple[str, ...], model: str | None) -> None:
    rows = [{"name": name, "tags": tags, "resolved": 70.5, "folder": "f"}]
    rows += [{"name": f"Other {n}", "resolved": 50.5, "folder": f"o{n}"} for n in range(45)]
    body = json.dumps({"leaderboards": [{"name": "Verified", "results": rows}]}).encode()
    snapshot = parse_board("swe_bench", body, captured_at=AT, register=Models())
    row = snapshot.rows[0]
    assert (row.parts, row.model_key) == (parts, model)
    assert Row.from_record(json.loads(json.dumps(row.to_record()))) == row
    assert unresolved(snapshot)[1] == (("nobody-1",) if tags == ["Model: nobody-1"] else ()), "no system is queued as a model"


def test_tasks_are_not_queued_as_models() -> None:
    snapshot = parse("livebench_categories", {"Coding": ["python", "typescript", "javascript"], "Language": ["typos", "connections"]})
    assert len(snapshot.rows) == 5
    assert unresolved(snapshot) == ((), ())


def test_the_published_data_set_of_arena_is_read_category_by_category() -> None:
    """Rows as the viewer of data sets gives them, in pages; the overall list comes first and is the board."""
    names = ["claude-saga-9-max", "gpt-9.1-high", *(f"model-{n}" for n in range(148))]

    def rows(category: str, top: float) -> list[dict[str, Any]]:
        told = {"organization": "anthropic", "license": "Proprietary", "category": category, "leaderboard_publish_date": "2026-09-25"}
        return [
            {
                "row_idx": n,
                "row": {
                    "model_name": name,
                    "rating": top - n,
                    "rating_lower": top - n - 4,
                    "rating_upper": top - n + 4,
                    "rank": n + 1,
                    **told,
                },
            }
            for n, name in enumerate(names)
        ]

    def page(part: list[dict[str, Any]], total: int = 300) -> bytes:
        return json.dumps(
            {"features": [{"name": "model_name", "type": {"dtype": "string"}}], "rows": part, "num_rows_total": total}
        ).encode()

    everything = [*rows("overall", 1500.0), *rows("coding", 1600.0)]
    first, second, third = (page(everything[at : at + 100]) for at in (0, 100, 200))

    def read(body: bytes, **beside: bytes) -> Snapshot:
        return parse_board("arena_text", body, captured_at=AT, companions=beside, register=SmallRegister())

    board = read(first, **{"page 2": second})
    assert (board.verdict, board.complete, len(board.rows)) == ("ok", True, 150)
    top = board.rows[0]
    assert (top.raw_name, top.effort, top.maker, top.score, top.open_weights) == ("claude-saga-9-max", "max", "anthropic", 1500.0, False)
    assert (top.metrics["rating_low"], top.metrics["rating_high"], "coding" in top.metrics) == (1496.0, 1504.0, False), "half a list"
    whole = read(first, **{"page 2": second, "page 3": third})
    assert [row.metrics["coding"] for row in whole.rows[:2]] == [1600.0, 1599.0]
    cut = read(first)
    assert (cut.verdict, cut.complete, cut.reasons) == ("flagged", False, ("it says that more rows follow",))
    assert read(page([])).verdict == read(page([{"row": None}, {"row": 7}])).verdict == "refused"
    turned = read(page([*rows("coding", 1600.0), *rows("overall", 1500.0)]))
    assert (turned.verdict, turned.reasons) == ("refused", ("its first category is 'coding', not overall",))
    assert read(page(rows("coding", 1600.0))).verdict == "refused", "part of another list"
    assert read(page(rows("one", 1600.0), total=150)).verdict == "ok", "the only one, whatever it is called"
    again = read(page([*everything, *rows("overall", 1400.0)], total=450))
    assert (again.verdict, again.reasons) == ("refused", ("'claude-saga-9-max' is twice in its category 'overall'",))
    assert read(page([*everything, everything[0]])).verdict == "ok", "the same once more"
