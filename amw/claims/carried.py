"""Of which board a sentence speaks that names none: what leads back to one, and where a text turns to something else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amw.claims.denials import ANAPHOR
from amw.claims.named import NamedBoard, meant_by
from amw.claims.subjects import Subject, within
from amw.dates import ANY_MONTH

REACH_BOARD = 2  # sentences that a board is spoken of without being named again
REACH_SECTION = 5  # the same, where a model is spoken of and no other board has been named
REACH_NOUN = 12  # the same, where a noun says that a board is meant
# What a text opens a sentence of another measure or board with: "In terms of speed", "In some tasks", "On FooBench,", "Vision is led by".
_OPENS_OTHER = re.compile(
    r"\W*(?i:(?:in |on |by |for )?(?:terms of )?(?:speed|price|pricing|costs?|latency|context window)\b|(?:in|on|by|for) (?:some|many|several|certain|various|other)\b(?! leader ?board| ranking))|在?(?:速度|价格|價格|延迟|成本)(?:方面|上|这一)"
    r"|\W*(?P<at>而?在\s?)?[A-Z][\w.-]*(?: [A-Z\d][\w.-]*){0,3}\s?(?:上(?(at)(?![升涨线榜市架])|(?=[，,的]))|测试中|评测中|基准上)"
    r"|\W*(?:In|On|Across) (?!(?:the|these|those|its|all|both) )(?:[\w'’-]+ ){0,3}(?:benchmarks|tests|evaluations),"
    rf"|\W*On (?!(?i:{ANY_MONTH})\b|[A-Z][a-z]+day\b)[A-Z][\w-]*(?: [A-Z\d][\w.-]*){{0,3}},"
    r"|\W*(?:(?:In|On|For) )?(?i:the )?(?i:web ?dev|vision|search|video|image|text-to-\w+)(?i: arena| leader ?board| board| category)?(?:,| (?:is|goes|belongs)\b)"
)
_NAMES_OTHER = re.compile(
    r"\b[A-Z][\w-]{0,40}?(?:[Bb]ench|QA|Eval)\b"
    rf"|\b[Oo]n (?:the |its )?(?!(?:AI|LLMs?|Elo|Overall|Text|Global|(?i:{ANY_MONTH}))\b)[A-Z][\w-]*(?: [A-Z][\w-]*){{0,3}} (?i:leader ?board|ranking|benchmark|index|arena)\b"
    r"|\b(?:[Oo]n|[Ii]n) (?:the |its )?(?:expert|maths?|hard[- ]prompts?|creative[- ]writing|multi-?turn|instruction[- ]following|reasoning|agentic|medical|legal) (?i:leader ?board|ranking|arena)\b"
)
# What else makers and models are ranked by: business, use, the writer's own tests.
_OF_OTHER = re.compile(
    r"(?i:\b(?:revenues?|turnover|sales|market (?:value|cap\w*|share|leader)|the (?:[\w-]+ ){0,2}market|valu(?:ation|ed at)|stocks?|shares (?:fell|rose|are|were|jumped|climbed|dropped|slid|gained|closed)"
    r"|s&p|nasdaq|(?:app|play) store|(?:free|paid|iphone|android) apps?|download(?:s|ed)|(?:weekly|monthly|daily|active|paying) users|users (?:a|per) (?:day|week|month)"
    r"|employees|headcount|funding|fundraising|ipo|investors?|lawsuit|court|survey\w*|polls?|polled|in compute|shipments|spending"
    r"|umsatz\w*|marktanteil\w*|börsenwert|bewertet mit|chiffre d['’]affaires|part de marché|valorisée?|start-up (?:française|européenne)|levée de fonds|ingresos|facturación|receitas?)\b"
    r"|\b(?:our|my|own|internal|in-house|unsere[mnrs]?|eigenen?|nos|nuestr[ao]s) (?:[\w-]+ ){0,3}?(?:tests?|testing|prompts?|evals?|evaluations?|benchmarks?|rankings?|suite|editors|readers|pruebas)\b"
    r"|[$€£]\s?\d[\d.,]*\s?(?:bn|[bm]illion|trillion)\b|\d\s?(?:billion|million) (?:dollars|euros|yuan)\b)"
    r"|市值|营收|營收|收入|销量|估值|份额|出货|利润|用户数|月活|日活|下载量|应用商店|免费榜|股价|融资|上市公司|亿(?:美)?元|(?:我们|内部|自己)的?(?:测试|评测|实测)"
    r"|앱\s?스토어|매출|시가총액|다운로드|주가|점유율|자체 (?:테스트|평가)|売上|時価総額|株価|シェア|ダウンロード|アプリストア|社内テスト"
)
# A board that is not named: "this leaderboard", "its Elo", "榜单", "das Ranking".
_SAYS_BOARD = re.compile(
    r"(?i:\b(?:the|this|that|its|their|same|overall|current|full|text) (?:\w+ )?(?:leader ?boards?|rankings?|standings|board|index|arena|elo)\b"
    r"|\b(?:das|dem|der|die|diesem|dieser) (?:\w+ )?(?:Ranking|Rangliste|Bestenliste|Index)\b|\b(?:le|ce|du|au) (?:classement|palmarès|leaderboard)\b"
    r"|\b(?:la|esta|el|del|este|a|na|no|do) (?:clasificación|tabla|ranking|classificação|tabela)\b)|榜单|榜上|总榜|该榜|排行榜|ランキング|リーダーボード|순위표|리더보드|랭킹"
)
# A rating as arenas tell them; a place alone may be of anything.
_TELLS_RATING = re.compile(r"(?i:\belo\b)|\b1[0-5]\d\d\b")


def is_of_other(text: str, start: int, end: int) -> bool:
    """Whether [start, end) tells of business, of use or of the writer's own tests; it may name a board all the same."""
    return _OF_OTHER.search(text, start, end) is not None


def turns(text: str, start: int, end: int) -> bool:
    """Whether a sentence that names no board tells of something else than the one before: another measure, test or field."""
    return (
        _OPENS_OTHER.match(text, start, end) is not None
        or _NAMES_OTHER.search(text, start, end) is not None
        or is_of_other(text, start, end)
    )


def leads_back(text: str, start: int, end: int) -> bool:
    """Whether a noun at [start, end) says that a board is meant."""
    return _SAYS_BOARD.search(text, start, end) is not None


def carried_board(
    text: str,
    sentences: Sequence[tuple[int, int]],
    here: int,
    boards: Sequence[NamedBoard],
    subjects: Sequence[Subject],
    told_last: NamedBoard | None,
) -> NamedBoard | None:
    """The board that a sentence without one speaks of; `told_last` is that of the claims right before, if they are of one."""
    start, end = sentences[here]
    for first, last in reversed(sentences[max(0, here - REACH_BOARD) : here]):
        if before := [b for b in boards if first <= b.start < last and not b.broad]:
            return told_last if told_last in before else meant_by(before)
    if told_last is not None:
        return told_last
    if leads_back(text, start, end):  # "the leaderboard", where one has been named
        since = sentences[max(0, here - REACH_NOUN)][0]
        if (board := meant_by([b for b in boards if since <= b.start < start])) is not None:
            return board
    if (
        not boards
        or boards[0].start > start
        or not (ANAPHOR.search(text, start, end) or any(s.model for s in within(subjects, start, end)))
    ):
        return None
    since = sentences[max(0, here - REACH_SECTION)][0]
    near = [b for b in boards if since <= b.start < start]  # "LiveBench renews itself. It covers mathematics. Answers can be checked."
    return meant_by(near) or (meant_by(boards) if here <= REACH_NOUN else None)


def board_ahead(
    text: str, sentences: Sequence[tuple[int, int]], here: int, boards: Sequence[NamedBoard], subjects: Sequence[Subject]
) -> NamedBoard | None:
    """The board that one of the next two sentences names, where none has been named yet: "A scores 1502. The leaderboard of X ..."."""
    start, end = sentences[here]
    if not boards or boards[0].start < end or not any(s.model for s in within(subjects, start, end)):
        return None
    if not (_TELLS_RATING.search(text, start, end) or leads_back(text, start, end)):
        return None
    last = sentences[min(here + REACH_BOARD, len(sentences) - 1)][1]
    return meant_by([b for b in boards if b.start < last and b.key])
