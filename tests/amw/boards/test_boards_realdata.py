"""The readers against real captures, where the folder of them lies beside the checkout."""

from __future__ import annotations

import csv
import gzip
import json
import os
from collections import defaultdict
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from board_bodies import SmallRegister

from amw.boards import Snapshot, changes, headlines, moves, parse_board, rank

ROOT = Path(os.environ.get("AMW_REALDATA") or Path(__file__).resolve().parents[4] / "shared" / "data")
BOARDS = ROOT / "leaderboards"
pytestmark = [pytest.mark.realdata, pytest.mark.skipif(not BOARDS.is_dir(), reason="no folder of real captures")]


def body(path: str) -> bytes:
    raw = (BOARDS / path).read_bytes()
    return gzip.decompress(raw) if path.endswith(".gz") else raw


@cache
def index(day: str) -> Snapshot:
    at = datetime.fromisoformat(f"{day}T08:00:00").replace(tzinfo=UTC)
    return parse_board(
        "artificial_analysis", body(f"artificial_analysis/page_payload/llms_{day}.json.gz"), captured_at=at, register=SmallRegister()
    )


@pytest.mark.parametrize("day", ["2026-04-10", "2026-05-20", "2026-06-16"])
def test_ranks_are_those_counted_by_hand(day: str) -> None:
    with (BOARDS / "artificial_analysis/derived/family_ranks_top30.csv").open(encoding="utf-8") as lines:
        wanted = [line for line in csv.DictReader(lines) if line["date"] == day]
    assert wanted
    ranked = {r.row.extra["slug"]: r for r in rank(index(day))}
    for line in wanted:
        place = ranked[line["best_slug"]]
        tie = 1 if place.tied else 0  # the hand count breaks ties by order; competition ranking shares the better place
        assert place.family_rank is not None and place.rank is not None
        assert 0 <= int(line["row_rank"]) - place.rank <= tie
        assert 0 <= int(line["family_rank"]) - place.family_rank <= tie
        assert place.maker_rank == int(line["creator_rank"])
        assert (place.row.family, place.row.maker) == (line["family"], line["creator"])


def test_qwen_enters_fifth_and_first_in_china() -> None:
    qwen = next(r for r in rank(index("2026-05-20")) if r.row.raw_name == "Qwen3.7 Max")
    assert (qwen.rank, qwen.family_rank, qwen.maker_rank, qwen.country_rank) == (7, 5, 4, 1)
    titles = [draft.title for draft in headlines(index("2026-05-19"), index("2026-05-20"))]
    assert titles[0] == "Qwen3.7 Max enters Artificial Analysis at 5th, first in China"


def test_the_method_change_is_one_event() -> None:
    kinds = [move.kind for move in moves(index("2026-06-15"), index("2026-06-16"))]
    assert kinds.count("rebased") == 1
    assert not {"score_changed", "overtook", "overtaken"} & set(kinds)


CHANGES = {
    "new_row": "new_row",
    "gone_row": "gone_row",
    "price_input": "price_in_change",
    "price_output": "price_out_change",
    "estimated": "estimated_flag_change",
    "deprecated": "deprecated_change",
    "licence": "license_change",
    "maker": "creator_change",
    "name": "name_change",
    "slug": "slug_change",
    "context": "context_change",
    "released_at": "release_date_change",
}


@cache
def series() -> dict[str, Snapshot]:
    """The daily series, each day as the page's payload would have it."""
    days: dict[str, list[dict[str, object]]] = defaultdict(list)
    with gzip.open(BOARDS / "artificial_analysis/derived/llm_daily_series_2026-04-10_2026-06-17.csv.gz", "rt", encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            figures = {
                name: float(line[name]) if line[name] else None
                for name in ("intelligence_index", "price_in", "price_out", "context_tokens")
            }
            days[line["date"]].append(
                {
                    **{name: line[name] for name in ("id", "slug", "name")},
                    "shortName": line["short_name"],
                    "modelCreatorName": line["creator"],
                    "modelCreatorCountry": line["creator_country"],
                    "releaseDate": line["release_date"],
                    "licenseName": line["license"],
                    "deprecated": line["deprecated"] == "True",
                    "isOpenWeights": line["open_weights"] == "True",
                    "intelligenceIndexIsEstimated": line["is_estimated"] == "True",
                    "intelligenceIndex": figures["intelligence_index"],
                    "price1mInputTokens": figures["price_in"],
                    "price1mOutputTokens": figures["price_out"],
                    "contextWindowTokens": figures["context_tokens"],
                }
            )
    return {
        day: parse_board(
            "artificial_analysis",
            json.dumps({"models": models}).encode(),
            captured_at=datetime.fromisoformat(f"{day}T08:00:00+00:00"),
            register=SmallRegister(),
        )
        for day, models in sorted(days.items())
    }


def test_ranks_of_every_day_are_those_counted_by_hand() -> None:
    wanted: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (BOARDS / "artificial_analysis/derived/family_ranks_top30.csv").open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            wanted[line["date"]].append(line)
    assert len(wanted) > 60
    kinds = {"rank": "row_rank", "family_rank": "family_rank", "maker_rank": "creator_rank", "country_rank": "country_family_rank"}
    for day, taken in series().items():
        ranked = {r.row.extra["slug"]: r for r in rank(taken)}
        for line in wanted[day]:
            place = ranked[line["best_slug"]]
            off = {int(line[column]) - getattr(place, kind) for kind, column in kinds.items()}
            assert off <= ({0, 1} if place.tied else {0}), (day, line["family"], off)  # the hand count breaks ties by order


def test_every_change_of_every_day_is_seen_and_nothing_else() -> None:
    wanted: dict[str, set[tuple[str, str]]] = defaultdict(set)
    with (BOARDS / "artificial_analysis/derived/observed_changes.csv").open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            if line["kind"] in CHANGES.values():
                wanted[line["date"]].add((line["kind"], line["slug"]))
    days, rebased = series(), []
    for (_, before), (day, after) in pairwise(days.items()):
        found = changes(before, after)
        assert {(CHANGES[c.kind], c.row.extra["slug"]) for c in found if c.kind in CHANGES} == wanted[day], day
        found_moves = moves(before, after)
        if any(move.kind == "rebased" and move.field == "score" for move in found_moves):
            rebased.append(day)
            assert not {"score_changed", "overtook", "overtaken"} & {move.kind for move in found_moves}
    assert rebased == ["2026-05-14", "2026-06-16"]


BODIES = [
    ("aider", "aider/leaderboards_page_2026-03-13.html.gz", 69),
    ("aider", "aider/polyglot_leaderboard_2025-10-04.yml", 69),
    ("arena_text", "arena/official_catalog/leaderboard-text_2025-11-06_99f1eadee.json.gz", 259),
    ("arena_text", "arena/visible_table/lmarena_text_2026-02-11.csv", 304),
    ("artificial_analysis", "artificial_analysis/visible_table/aa_models_leaderboard_2026-03-30.csv", 429),
    ("artificial_analysis", "artificial_analysis/api_v2_legacy/llms_models_2026-07-23.json.gz", 579),
    ("artificial_analysis_text_to_video", "artificial_analysis/media_arena/text-to-video_2026-05-14.json.gz", 81),
    ("bfcl", "bfcl/data_overall_2025-08-28.csv", 118),
    ("litellm", "models_dev/litellm_model_prices_2026-04-04.json.gz", 2616),
    ("livebench", "livebench/table_2026_01_08__at_2026-05-20.csv", 112),
    ("openrouter_models", "openrouter/api_v1_models/models_2026-05-15.json.gz", 364),
    ("swe_bench", "swe_bench/leaderboards_2025-11-19.json", 301),
    ("superclue", "superclue/README.md", 112),
    ("vectara", "vectara/README_2025-10-16.md", 172),
]


@pytest.mark.parametrize(("key", "path", "rows"), BODIES)
def test_every_row_is_read(key: str, path: str, rows: int) -> None:
    snapshot = parse_board(key, body(path), captured_at=datetime(2026, 7, 1, tzinfo=UTC), register=SmallRegister())
    assert snapshot.verdict in ("ok", "flagged"), snapshot.reasons
    assert (len(snapshot.rows), dict(snapshot.leftovers)) == (rows, {})
    assert all(row.model and row.raw_name and row.key for row in snapshot.rows)
    assert len({(row.section, row.key) for row in snapshot.rows}) == rows


def test_livebench_averages_are_the_sites() -> None:
    table = parse_board(
        "livebench",
        body("livebench/table_2026_01_08__at_2026-03-06.csv"),
        captured_at=datetime(2026, 3, 6, tzinfo=UTC),
        register=SmallRegister(),
    )
    shown = parse_board(
        "livebench", body("livebench/visible_table_2026-02-20.csv"), captured_at=datetime(2026, 2, 20, tzinfo=UTC), register=SmallRegister()
    )
    computed = {round(row.score, 2) for row in table.rows if row.score is not None}
    assert sum(row.score in computed for row in shown.rows) >= len(shown.rows) - 1  # one cell was edited between the two days


def test_claims_read_by_hand() -> None:
    from types import SimpleNamespace

    from amw.claims import check

    names = {"arena/text": "arena_text", "arena/code": "arena_code", "artificial_analysis/intelligence_index": "artificial_analysis"}
    labelled = [json.loads(line) for line in (ROOT / "claims/claims.jsonl").read_text(encoding="utf-8").splitlines()]
    seen: dict[str, list[bool]] = defaultdict(list)
    for item in labelled:
        paths = [p for p in (item["capture"], item["capture_next"]) if p and "third_party" not in p and (BOARDS / p).is_file()]
        if not paths or item["published"] is None or item["board"] not in names:
            continue
        captures = []
        for path in paths:
            day = path.split(".")[0][-10:] if "official" not in path else path.split("_")[2][:10]
            at = datetime.fromisoformat(f"{day}T08:00:00").replace(tzinfo=UTC)
            captures.append(parse_board(names[item["board"]], body(path), captured_at=at, register=SmallRegister()))
        asked = SimpleNamespace(**{k: item[k] for k in ("board", "model", "company", "kind", "scope", "value")})
        found = check(asked, captures, datetime.fromisoformat(item["published"]).date(), sentence=item["sentence"])
        seen[item["verdict"]].append(found.verdict == item["verdict"])
    judged = [right for rights in seen.values() for right in rights]
    assert len(judged) >= 10
    assert sum(judged) / len(judged) >= 0.85
