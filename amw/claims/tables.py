"""Places by the rows of a table or a numbered list: "| 6 | Llama 3.1 405B | 1225 |", "1. GPT-6 (1510)", one cell a line; scores by models
and benchmarks, whichever of the two heads the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from amw.claims.carried import is_of_other
from amw.claims.named import NamedBoard, meant_by
from amw.claims.phrases import figure_of
from amw.claims.record import Claim
from amw.claims.sentence import scope_in
from amw.claims.subjects import Subject

REACH_HEADING = 300  # characters before the first row in which its heading names the board
LONGEST_ROW = 200  # characters from a row's model to the next row's
LONGEST_CAPTION = 90  # characters of a line that heads a table; longer ones are prose
LONGEST_NOTE = 40  # characters behind the name in its cell: "SWE-bench Verified (no tools)"
MOST_ROWS = 50
# Right before the model: its place, in its own cell or as the number of a list.
_PLACE = re.compile(
    r"(?:\A|[\n|\t])\s*(?:#|No\. ?|第)?(?P<n>\d{1,3})(?:st|nd|rd|th|[.)、:：位名위]|\s?(?!\|\s*\n)[|\n\t])(?:(?!\|\s*\n)[|*\s]|x?[A-Z]\w+['’]s )*\Z"
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
# A cell between bars or on a line of its own, a rule of dashes or nothing in one, and one of a figure or of none.
_CELL, _RULE = re.compile(r"[^|\n\t]+"), re.compile(r":?-{2,}:?|")
_FIGURE_CELL = re.compile(
    r"[\s*`~≈]*(?:(?i:about )?"
    r"(?P<n>\d{1,2}(?:[.,]\d{1,2})?|100|1[,.]?[0-7]\d\d)\s?(?:%|pts|Elo)?\s?(?:±\s?[\d.]+|[(（][^()（）]*[)）])?|[–-]|(?i:n/?a))(?:\s?\[[^][\n]{1,8}\]){0,3}[\s*`†‡]*"
)
_NO_SCORES = re.compile(
    r"(?i:\b(?:ranks?|places?|position|votes|dates?|years?|changes?|deltas?|improvements?|gains?|gaps?|differences?|errors?|hallucinat\w*|contaminat\w*|leak\w*"
    r"|questions|tasks|samples|size|dollars)\b)|[$€Δ±]|排名"
)
_FIRST_COLUMN = re.compile(r"(?i:\|\s*(?:model|name|模型(?:名称)?|모델)\s*\|(?P<measure>[^|\n]*)\|)")


_Name = NamedBoard | Subject


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
        board = meant_by([b for b in above if b.start > line])
        if board is None or _SAYS_RANKS.search(heading) is None:
            continue
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


def read_grids(text: str, boards: Sequence[NamedBoard], subjects: Sequence[Subject]) -> list[tuple[NamedBoard, Claim]]:
    """The scores of tables of models by benchmarks or benchmarks by models, each with its board.

    Cells side by side that name one kind head the columns; below them a cell that names one of the other kind begins a row, read where
    just as many figures follow it. None is contradicted: who measured, and how, stands elsewhere.
    """
    names: dict[int, _Name] = {s.start: s for s in subjects if s.model} | {b.start: b for b in boards if not b.broad}
    claims: list[tuple[NamedBoard, Claim]] = []
    heads: list[_Name] = []
    run: list[_Name | str] = []  # names side by side, the last may begin a row; of a cell without one what its line has ahead
    figures: list[re.Match[str]] = []  # behind it
    for cell in (*_CELL.finditer(text), None):
        short = cell is not None and cell.end() - cell.start() < LONGEST_ROW and cell.group().rstrip()[-1:] not in tuple(".!?。！？")
        if cell is not None and short and _RULE.fullmatch(cell.group().strip()):
            continue
        if cell is not None and short and run and (figure := _FIGURE_CELL.fullmatch(text, *cell.span())) is not None:
            figures.append(figure)
            continue
        if figures:
            *above, key = run
            while above and above[-1] == "":  # "Reasoning", above rows of it; a column that is not known stays
                above.pop()
            named = [name for name in above if not isinstance(name, str)]
            heads = named if len(named) == len(above) > 0 and not _captioned_other(text, named[0].start) else heads if not above else []
            if not isinstance(key, str) and len(heads) == len(figures) and isinstance(heads[0], Subject) is not isinstance(key, Subject):
                claims += _scores(heads, key, figures)
            run, figures = [], []
        name = _name_of(cell, names) if cell is not None and short else None
        if cell is not None and short and (name is not None or run):
            run.append(name or text[max(0, cell.start() - LONGEST_ROW) : cell.start()].rpartition("\n")[2].strip("| \t"))
        elif not short:
            run, heads = [], []
    return claims


def _name_of(cell: re.Match[str], names: Mapping[int, _Name]) -> _Name | None:
    """Who or what a cell names, if it names one alone and no more than notes on its scores."""
    name = names.get(cell.end() - len(cell.group().lstrip(" *`")))
    if name is None or cell.end() - name.end > LONGEST_NOTE or any(at in names for at in range(name.end, cell.end())):
        return None
    note = cell.string[name.end : cell.end()]
    return None if _NO_SCORES.search(note) or _MEASURES_OTHER.search(note) else name


def _captioned_other(text: str, heads: int) -> bool:
    """Whether the two short lines down to the heads of columns tell of something else than scores: "Cost of a run"."""
    above = [line for line in text[max(0, heads - REACH_HEADING) : heads].splitlines() if line.strip(" |:-")][-2:]
    return any(len(line) < LONGEST_CAPTION and (_NO_SCORES.search(line) or _MEASURES_OTHER.search(line)) for line in above)


def _scores(heads: Sequence[_Name], key: _Name, figures: Sequence[re.Match[str]]) -> Iterator[tuple[NamedBoard, Claim]]:
    for head, figure in zip(heads, figures, strict=True):
        board, model = (key, head) if isinstance(head, Subject) else (head, key)
        if isinstance(board, NamedBoard) and isinstance(model, Subject) and (score := figure_of(figure["n"])) is not None:
            yield board, _claim(board, _Row(0, model, figure.start(), figure.group(), figure.end()), "score", score, "global", score)


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
