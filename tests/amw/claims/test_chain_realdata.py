"""From a sentence to its verdict: sentences of our own about real captures, true and false, with the truth counted here."""

# ruff: noqa: E501 - tables are easier to compare unwrapped

from __future__ import annotations

import gzip
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from amw.boards import Row, Snapshot, parse_board
from amw.claims import check, find_claims
from amw.companies import Companies

ROOT = Path(os.environ.get("AMW_REALDATA") or Path(__file__).resolve().parents[4] / "shared" / "data") / "leaderboards"
pytestmark = [pytest.mark.realdata, pytest.mark.skipif(not ROOT.is_dir(), reason="no folder of real captures")]

CAPTURES = [
    ("artificial_analysis", "artificial_analysis/page_payload/llms_2026-05-20.json.gz", "2026-05-20", "Artificial Analysis"),
    ("artificial_analysis", "artificial_analysis/api_v2_legacy/llms_models_2026-07-23.json.gz", "2026-07-23", "Artificial Analysis"),
    ("arena_code", "arena/llm_parsed_daily/code_2026-04-19.json", "2026-04-19", "Code Arena"),
    ("livebench", "livebench/table_2026_01_08__at_2026-05-20.csv", "2026-05-20", "LiveBench"),
    ("artificial_analysis_text_to_video", "artificial_analysis/media_arena/text-to-video_2026-05-14.json.gz", "2026-05-14", "Artificial Analysis Video Arena"),
]  # fmt: skip
# {m} the model, {n} its place, {ord} the same as a word, {s} its score, {o} a model behind it, {os} that one's score.
PLACES = [
    "{m} ranks {ord} on the {b} leaderboard.", "{m} has climbed to {word} place on {b}.", "{b}: {m} debuts at #{n}", "{m} holds the No. {n} position on {b}.",
    "{m} is here\nIt scored {s} on {b}, putting it in {word} place overall.", "With {s} points, {m} sits in {word} place on {b}.", "{m}在{b}排行榜上位列第{n}名。",
    "{m} finishes {word} to a rival on {b}.", "{m} wears the number {n} on {b}.", "{m} comes {ord} among all models on {b}.",
    "{m}が{b}で{n}位", "{m}이 {b}에서 {n}위를 차지했다.", "{m} belegt Platz {n} auf {b}.", "{m} se classe {n}e sur {b}.", "{m} takes {word} place in the {b} ranking",
]  # fmt: skip
LEADS = [
    "{m} tops {b}", "{m} has taken the top spot on {b}.", "{m} is the new king of {b}.", "{m}登顶{b}", "{m}が{b}で首位に立った", "{m}, {b} 정상 차지",
    "{m} führt die Rangliste von {b} an.", "{m} arrive en tête de {b}.", "{b} has a new leader: {m}",
    "No model outranks {m} on {b}.", "{m} reigns on {b}.", "{m} is back on top of {b}.", "{m} has grabbed the lead on {b}.", "{m} sets the pace on {b}",
    "{m} ist das beste Modell auf {b}.", "{m}在{b}上拔得头筹", "{m} is the one to beat on {b}",
]  # fmt: skip
RIVALS = [
    "{m} overtakes {o} on {b}", "{o} trails {m} on {b}.", "On {b}, {o} has been overtaken by {m}.", "{m} edges out {o} on {b}, {s} to {os}.", "{m}在{b}上超过{o}",
    "{m}が{b}で{o}を上回った", "{m}이 {b}에서 {o}를 제쳤다", "{m} überholt {o} bei {b}", "{m} dépasse {o} sur {b}.", "{m} outranks {o} on {b}.",
    "{m} leaves {o} behind on {b}.", "{m} edged {o} on {b}", "{m}在{b}上力压{o}", "{m} eclipses {o} on {b}.", "{o} misses out to {m} on {b}.",
]  # fmt: skip
SCORES = [
    "{m} scored {s} on {b}.", "On {b}, {m} is at {s}.", "{m}: {s} on {b}", "{b} gives {m} a rating of {s}.", "{m}在{b}上得分{s}", "{m}은 {b}에서 {s}점을 기록했다",
    "{m} erreicht {s} Punkte auf {b}.", "{m} obtient {s} points sur {b}.", "{m} scores {s} on {b}, versus {os} for {o}.",
    "On {b}, {m} manages {s}.", "{m} notches {s} on {b}.",
]  # fmt: skip
WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


@cache
def captured(board: str, path: str, day: str) -> Snapshot:
    raw = (ROOT / path).read_bytes()
    at = datetime.fromisoformat(f"{day}T08:00:00").replace(tzinfo=UTC)
    return parse_board(board, gzip.decompress(raw) if path.endswith(".gz") else raw, captured_at=at)


def best_rows(rows: Sequence[Row]) -> list[Row]:
    """The best row of each family, best first; nothing of the product's own ranking."""
    best: dict[str, Row] = {}
    for row in sorted((r for r in rows if r.score is not None), key=lambda r: -(r.score or 0)):
        best.setdefault(row.family or row.model, row)
    return list(best.values())


def written(score: float) -> str:
    return f"{score:,.0f}" if score >= 1000 else f"{score:.1f}"


def verdicts(text: str, snapshot: Snapshot, kinds: set[str]) -> list[str]:
    companies = Companies.load()
    found = [c for c in find_claims(text, companies.find(text)) if c.kind in kinds]
    return [check(c, [snapshot], snapshot.captured_at, sentence=text).verdict for c in found]


def sentences() -> list[tuple[str, str, set[str], Snapshot]]:
    """(sentence, the verdict that is true of it, the kinds of claim it makes, capture): each form over the captures in turn."""
    out = []
    groups = [(PLACES, {"rank", "lead"}), (LEADS, {"rank", "lead"}), (RIVALS, {"comparison"}), (SCORES, {"score"})]
    forms = [(form, kinds, group) for group, kinds in groups for form in group]
    for number, (form, kinds, group) in enumerate(forms):
        board, path, day, name = CAPTURES[number % len(CAPTURES)]
        snapshot = captured(board, path, day)
        best = best_rows(snapshot.rows)
        places = {r.key: 1 + sum((o.score or 0) > (r.score or 0) for o in best) for r in best}
        for true in (True, False):
            at = 0 if group is LEADS and true else 2 + number % 6
            row, other = best[at], best[at + 4]
            if group is RIVALS and not true:
                row, other = best[at + 25], best[at]
            place = places[row.key] if true or group is not PLACES else places[row.key] + 20
            if "{word}" in form and place > 10:
                continue
            score = float(row.score or 0) if true or group is not SCORES else float(row.score or 0) * 1.2
            ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th") if not 10 <= place % 100 <= 20 else "th"
            text = form.format(
                m=row.family or row.model, b=name, n=place, ord=f"{place}{ending}", word=WORDS[min(place, 10) - 1], s=written(score),
                o=other.family or other.model, os=written(float(other.score or 0)),
            )  # fmt: skip
            out.append((text, "supported" if true else "contradicted", kinds, snapshot))
    return out


def test_sentences_get_the_verdict_that_is_true() -> None:
    right, wrong = 0, []
    for text, truth, kinds, snapshot in sentences():
        given = verdicts(text, snapshot, kinds)
        if truth == "supported":
            assert "contradicted" not in given, (text, given)  # what holds is never called false
        # What is false may hold of the maker or within a margin; then it is "imprecise" and says so.
        good = truth in given or (truth == "contradicted" and "imprecise" in given and "supported" not in given)
        right += good
        wrong += [] if good else [(text, truth, given)]
    assert right >= 0.93 * (right + len(wrong)), wrong
