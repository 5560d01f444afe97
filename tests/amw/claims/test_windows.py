"""Which captures tell of a claim: those next to a story's day, and all others where these do not bear it out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from amw.boards import Row, Snapshot
from amw.claims import Claim, check
from amw.claims.windows import next_to, usable

ON = date(2026, 5, 20)
MODELS = ("Alpha 1", "Beta 2", "Gamma 3")
SCORES = st.sampled_from((40.0, 40.3, 41.0, 55.0, None))


def capture(board: str, days: int, scores: dict[str, float | None], *, complete: bool = True, version: str | None = None) -> Snapshot:
    rows = tuple(
        Row(key=name, raw_name=name, model=name, family=name, maker=name[:5], country="US", score=score) for name, score in scores.items()
    )
    at = datetime(ON.year, ON.month, ON.day, 8, tzinfo=UTC) + timedelta(days=days)
    return Snapshot(board=board, captured_at=at, rows=rows, complete=complete, version=version, metric="intelligence_index")


captures = st.builds(
    capture,
    st.sampled_from(("artificial_analysis", "artificial_analysis", "artificial_analysis_text_to_video")),
    st.integers(-75, 75),
    st.dictionaries(st.sampled_from(MODELS), SCORES, min_size=1),
    complete=st.booleans(),
    version=st.sampled_from((None, None, "4.0", "4.1")),
)
FIGURES = [("rank", Decimal(1)), ("rank", Decimal(2)), ("lead", Decimal(1)), *(("score", Decimal(told)) for told in ("40", "40.3", "55"))]
claims = st.builds(
    lambda told, **others: Claim(board="Artificial Analysis", company=None, start=0, end=1, kind=told[0], value=told[1], **others),
    st.sampled_from(FIGURES),
    board_key=st.just("artificial_analysis"),
    model=st.sampled_from(MODELS),
    scope=st.sampled_from(("global", "US")),
)


@given(st.lists(captures, max_size=9, unique_by=lambda s: (s.board, s.captured_at)), claims)
def test_what_the_captures_next_to_a_day_bear_out_all_do(taken: list[Snapshot], claim: Claim) -> None:
    own = sorted((s for s in taken if s.board == claim.board_key), key=lambda s: s.captured_at)
    near = check(claim, own[next_to(own, ON)], ON)
    if near.verdict == "supported":
        assert check(claim, taken, ON) == near


def test_the_captures_next_to_a_day_reach_to_the_whole_ones() -> None:
    days = {-30: True, -9: True, -2: False, 0: False, 1: False, 4: True, 5: True}
    own = [capture("artificial_analysis", day, {"Alpha 1": 40.0}, complete=whole) for day, whole in days.items()]
    assert own[next_to(own, ON)] == own[1:6]
    assert own[next_to(own, ON - timedelta(days=40))] == own[:1]
    assert own[next_to(own, ON + timedelta(days=40))] == own[-1:]
    assert next_to([], ON) == slice(0, 0)


def test_a_board_was_young_where_its_next_capture_has_hardly_more_rows() -> None:
    def refused(days: int, number: int) -> Snapshot:
        made = capture("artificial_analysis", days, {f"Model {n}": 50.0 - n for n in range(number)})
        made.verdict, made.reasons = "refused", (f"only {number} rows, the board has at least 300",)
        return made

    assert [s.verdict for s in usable([refused(9, 12), refused(0, 10)])] == ["flagged", "flagged"]
    assert usable([refused(0, 10), capture("artificial_analysis", 9, {f"Model {n}": 1.0 for n in range(40)})])[0].captured_at.day == 29
    assert usable([refused(0, 10), refused(70, 10)]) == [], "too long ago"
