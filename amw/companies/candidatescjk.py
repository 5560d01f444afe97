"""Names in Korean and Chinese that the register does not know, by how newsrooms introduce a company."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from amw.companies.nouns import NOT_COMPANIES
from amw.companies.wordings import (
    HAN,
    HANGUL,
    KO_BUY,
    KO_CODE,
    KO_FUND,
    KO_GLOSS,
    KO_INVEST,
    KO_LATIN,
    KO_LETTER,
    KO_PARTICLE,
    KO_RAISES,
    KO_TITLE,
    KO_TRADE,
    KO_WORD,
    ZH_BUY,
    ZH_CALLED,
    ZH_CODE,
    ZH_FIRM,
    ZH_LEAD,
    ZH_ROUND,
    ZH_TITLE,
    ZH_WORD,
)

Evidence = tuple[int, int, float, str, str | None]  # start, end, weight, reason, role


def introduced(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Evidence]:
    """What speaks for names in a `text` of Korean or Chinese; `spans` are those of known names, which may overlap what is found."""
    if HANGUL.search(text, 0, 400):
        yield from _korean(text, spans)
        if "(" in text:
            yield from _glossed(text)
    if HAN.search(text, 0, 400):
        yield from _chinese(text)


def _korean(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Evidence]:
    title = KO_TITLE.match(text)
    if title is not None and NOT_COMPANIES.isdisjoint((title["n"], *title["n"].split())) and _goes_on(text, title["n"], title.end()):
        yield *title.span("n"), 0.6, "제목의 주어", None
    elif (trade := KO_TRADE.match(text)) is not None and (name := trade["a"] or trade["b"]) not in NOT_COMPANIES:
        yield *trade.span("a" if trade["a"] else "b"), 0.6, "업종의 X", None
    for pattern, traces, reason, weight, role in (
        (KO_GLOSS, ("(",), "스타트업 X", 0.6, None),
        (KO_RAISES, ("유치", "조달"), "스타트업 X", 0.6, None),
        (KO_INVEST, ("주도", "투자에"), "투자 주도", 0.55, "investor"),
        (KO_BUY, ("인수",), "인수", 0.5, None),
        (KO_FUND, ("투자", "유치", "시리즈", "라운드"), "투자사", 0.55, "investor"),
    ):
        for match in pattern.finditer(text) if any(trace in text for trace in traces) else ():
            name = match["n"]
            span = match.span("n")
            if " " in name and pattern is KO_BUY:
                continue
            if pattern is KO_GLOSS and name.partition(" ")[0][-1] in "와과의" and " " in name:
                continue  # two of them: "스트라이브와 상장지수펀드(ETF)"
            if any(begin == span[1] + 1 for begin, _ in spans) and text[span[1]] == "(":
                continue  # a known name is given for it in parentheses
            if not NOT_COMPANIES.isdisjoint((name, *name.split())):
                continue
            if (name[-1] in "가이은는의도" and len(name) > 3) or name[-1] in "을를" or name[0].isdigit():
                continue
            capitals = pattern is KO_BUY and name[0].isupper() and name.isascii()  # no Korean word
            yield *span, 0.6 if capitals else weight, reason, role


def _glossed(text: str) -> Iterator[Evidence]:
    """Korean names before what tells them: their name in Latin letters, in as many words, or the number of their share."""
    for pattern, reason in ((KO_LATIN, "X(X Labs)"), (KO_CODE, "종목 코드")):
        for match in pattern.finditer(text):
            at = end = match.start()
            for _ in range(match["latin"].count(" ") + 1 if pattern is KO_LATIN else 1):
                if (word := KO_WORD.search(text, max(0, at - 16), at - (at < end))) is None:
                    break
                at = word.start()
            name = text[at:end]
            if len(name) > 1 and HANGUL.search(name) is not None and name not in NOT_COMPANIES:
                yield at, end, 0.6, reason, None


def _chinese(text: str) -> Iterator[Evidence]:
    for pattern, traces, reason, weight, role in (
        (ZH_ROUND, ("融资", "投资", "轮"), "完成融资", 0.55, None),
        (ZH_LEAD, ("领投", "独家"), "领投", 0.55, "investor"),
        (ZH_BUY, ("购", "入", "控股", "诉", "状告"), "收购", 0.55, None),
        (ZH_CALLED, ("称",), "简称", 0.6, None),
    ):
        for match in pattern.finditer(text) if any(trace in text for trace in traces) else ():
            if match["n"] not in NOT_COMPANIES:
                yield *match.span("n"), weight, reason, role
    title = ZH_TITLE.match(text)
    if title is not None and (title["told"] or _is_firm(text, title["n"], title.end())) and title["n"] not in NOT_COMPANIES:
        yield *title.span("n"), 0.6, "标题主语", None
    for code in ZH_CODE.finditer(text):
        name = ZH_WORD.search(text, max(0, code.start() - 16), code.start())
        if name is not None:
            yield *name.span("n"), 0.7, "股票代码", None


def _is_firm(text: str, name: str, at: int) -> bool:
    """Whether `text` names `name` once more from `at` on as a firm is named."""
    while (at := text.find(name, at)) >= 0:
        at += len(name)
        if ZH_FIRM.match(text, at) is not None:
            return True
    return False


def _goes_on(text: str, name: str, at: int) -> bool:
    """Whether the text after `at` has `name` as the subject or object of a clause: a word with a particle."""
    at = text.find(name, at)
    while at >= 0:
        if not KO_LETTER.match(text, at - 1) and KO_PARTICLE.match(text, at + len(name)):
            return True
        at = text.find(name, at + 1)
    return False
