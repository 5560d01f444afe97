"""Places by the rows of a table or a numbered list: "| 6 | Llama 3.1 405B | 1225 |", "1. GPT-6 (1510)", one cell a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from amw.claims.carried import is_of_other
from amw.claims.named import NamedBoard
from amw.claims.phrases import figure_of
from amw.claims.record import Claim
from amw.claims.sentence import scope_in
from amw.claims.subjects import Subject

REACH_HEADING = 300  # characters before the first row in which its heading names the board
LONGEST_ROW = 200  # characters from a row's model to the next row's
MOST_ROWS = 50
# Right before the model: its place, in its own cell or as the number of a list.
_PLACE = re.compile(
    r"(?:\A|[\n|\t])\s*(?:#|No\. ?|第)?(?P<n>\d{1,3})(?:st|nd|rd|th|[.)、:：位名위]|\s?[|\n\t])(?:[|*\s]|x?[A-Z]\w+['’]s )*\Z"
)
# Right behind it: its score in brackets, or as the first figure of its row.
_FIGURE = re.compile(r"[^\d\n|;]{0,24}?[\s|\n(:：–—-]\s*(?P<en>\d{1,2}[,.]?\d{0,3}(?:\.\d{1,2})?|\d{4})(?![\w%]|[.,]\d)")
_RATING, _PERCENT = re.compile(r"1[,.]?[0-7]\d\d(?:\.\d+)?"), re.compile(r"\d{1,2}(?:[.,]\d{1,2})?")
_SAYS_RANKS = re.compile(
    r"(?i:\brank|leader ?board|\btop[- ]\d|standings|\belo\b|\bscores?\b|rangliste|classement|clasificaci|classifica)"
    r"|榜|排名|排行|前\d|得分|順位|ランキング|순위|랭킹"
)
# A caption or column that is of another measure, or counts things: "by value for money", "| Tokens per second |", "Five releases".
_MEASURES_OTHER = re.compile(
    r"(?i:\b(?:value for money|prices?|pricing|costs?|cheap\w*|speed|fast\w*|latency|tokens|throughput|context|parameters)\b)"
    r"|价格|成本|速度|延迟|参数"
    r"|\A\W*(?i:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) "
    r"(?i:(?:\w+ ){0,2}(?:things|releases|reasons|news|stories|launches|takeaways))\b"
)
_FIRST_COLUMN = re.compile(r"(?i:\|\s*(?:model|name|模型(?:名称)?|모델)\s*\|(?P<measure>[^|\n]*)\|)")


@dataclass(frozen=True, slots=True)
class _Row:
    place: int
    model: Subject
    start: int
    figure: str
    end: int


def read_tables(text: str, boards: Sequence[NamedBoard], subjects: Sequence[Subject]) -> list[tuple[NamedBoard, Claim]]:
    """The places, and scores beside the models, that numbered rows tell below a heading that names one board, each with that board.

    At least two rows whose places follow one another make a list, unless its caption or first column is of another measure.
    None is contradicted: a list may leave models out, or be ordered by something else.
    """
    claims: list[tuple[NamedBoard, Claim]] = []
    last = 0  # where the list before ended
    for rows in _lists(list(_rows(text, subjects))):
        start, (before, last) = rows[0].start, (last, rows[-1].end)
        heading = text[max(0, start - REACH_HEADING) : start]
        above = [b for b in boards if start - len(heading) <= b.start < start and not b.broad]
        line = text.rfind("\n", 0, above[-1].start) if above else 0  # the last line above that names any
        if not above or len({b.name for b in above if b.start > line}) != 1 or _SAYS_RANKS.search(heading) is None:
            continue
        board = above[-1]
        top = max(line, before, start - REACH_HEADING)
        caption = text[top:start]
        if _of_other(caption, board.start - top) or (before > board.start and scope_in(caption) in {None, "global"}):
            continue
        scale = _RATING if "arena" in (board.key or "") or "_analysis/text-" in (board.key or "") else _PERCENT
        scope = scope_in(heading.rstrip().rpartition("\n")[2]) or "global"
        for row in rows:
            score = figure_of(row.figure) if scale.fullmatch(row.figure) else None
            place = _claim(board, row, "rank", Decimal(row.place), scope, score)
            claims += [(board, place)] if score is None else [(board, place), (board, _claim(board, row, "score", score, "global", score))]
    return claims


def _of_other(caption: str, board: int) -> bool:
    """Whether the text down to a list's rows is of something else than the board named at offset `board` of it (less than 0: above it)."""
    column = _FIRST_COLUMN.search(caption)
    prose = caption[: column.start()] if column else caption
    tail = prose.rstrip("|- \n\t").rpartition("\n")[2]
    named = board >= 0 and "\n" not in prose[board:].strip()
    return (
        (column is not None and _MEASURES_OTHER.search(column["measure"]) is not None)
        or is_of_other(prose, 0, len(prose))
        or (not named and _MEASURES_OTHER.search(tail) is not None)
        or (named and _MEASURES_OTHER.match(prose.lstrip()) is not None)
    )


def _rows(text: str, subjects: Sequence[Subject]) -> Iterator[_Row]:
    for model in subjects:
        place = _PLACE.search(text, max(0, model.start - 40), model.start) if model.model else None
        if place is None or not 0 < int(place["n"]) < 400:
            continue
        figure = _FIGURE.match(text, model.end)
        yield _Row(int(place["n"]), model, place.start(), figure["en"] if figure else "", figure.end() if figure else model.end)


def _lists(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """The rows in runs whose places follow one another, or are shared."""
    run: list[_Row] = []
    for row in rows:
        follows = run and 0 <= row.place - run[-1].place <= 1 and row.start - run[-1].end < LONGEST_ROW
        if not follows and run:
            if len(run) > 1:
                yield run[:MOST_ROWS]
            run = []
        run.append(row)
    if len(run) > 1:
        yield run[:MOST_ROWS]


def _claim(board: NamedBoard, row: _Row, kind: str, value: Decimal, scope: str, score: Decimal | None) -> Claim:
    model = row.model
    return Claim(
        board=board.name, board_key=board.key, kind=kind, scope=scope, value=value, score=score, model=model.model,
        model_key=model.model_key, company=model.company, start=row.start, end=row.end, unread=str(row.place),
    )  # fmt: skip
