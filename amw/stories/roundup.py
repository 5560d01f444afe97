"""Newsletters and round-ups: one page with many stories, which must never bridge the stories it tells."""

from __future__ import annotations

import re

_PERIOD = r"(?:daily|weekly|monthly|morning|evening|week(?:'s|’s)?|month(?:'s|’s)?)"
_LETTER = r"(?:round[- ]?up|digest|brief(?:ing)?|newsletter|recap|news|bulletin|wrap(?:-?up)?|links)"
_MONTH = r"(?:week|month|january|february|march|april|june|july|august|september|october|november|december)"
_PERIODICAL = rf"{_PERIOD}\b[^.:]{{0,40}}\b{_LETTER}"  # "Weekly AI digest"
_NAMED = (  # "The AI round-up", "In case you missed it"
    r"round[- ]?up|newsletter|news digest|link dump|(?:this|last) week in|week in review|in brief|in case you missed it|icymi"
)
_NUMBERED = (  # "Top 10 AI stories", "Issue #12"
    r"(?:top|best) \d{1,3} (?:ai |tech )?(?:stories|news|headlines|things|links)|\d{1,3} (?:stories|headlines) (?:you|that)"
    r"|issue #?\d{1,4}\s*$"
)
_WHATS_NEW = rf"what(?:'s|’s) new in\b[^.]{{0,30}}\b{_MONTH}"
_LATEST = r"^\W*(?:the )?(?:latest|last) (?:ai|tech) news\b"
_CJK = (
    r"早报|晚报|日报\s*[|｜：:]|周报|月报|早知道|一周(?:要闻|回顾|热点|大事)|要闻(?:汇总|速览)|快讯汇总|每日(?:精选|资讯|简报|要闻)"
    r"|간추린|주간\s?(?:뉴스|브리핑)|뉴스\s?브리핑|週刊|まとめ"
)
_TITLE = re.compile(rf"\b(?:{'|'.join((_PERIODICAL, _NAMED, _NUMBERED, _WHATS_NEW))})|{_LATEST}|{_CJK}", re.IGNORECASE)
# One of these is in every title that the pattern above fits; looking for them is ten times as fast, so they are such as few others have.
_HINTS = (
    "daily", "week", "month", "morning", "evening", "roundup", "round-up", "round up", "newsletter", "digest", "link dump", "in brief",
    "you missed it", "icymi", "top ", "best ", "stories ", "headlines ", "issue ", "s new in", "st ai news", "st tech news",
)  # fmt: skip
_CJK_HINTS = ("报", "早知道", "一周", "要闻", "汇总", "每日", "간추린", "주간", "브리핑", "週刊", "まとめ")
_SEPARATORS = re.compile(r"[;；|]|, (?=[A-Z][\w'’-]+ [a-zA-Z])")
_BULLET = re.compile(r"^\s*(?:[-*•‣▪◆●]|\d{1,2}[.)、])\s*\S.{15,}", re.MULTILINE)
READ = 20_000
HEADLINE = 7  # characters from which a piece of a title in a script without spaces tells something


def is_roundup(title: str, text: str, companies: int = 0) -> bool:
    """Whether a page tells many stories: its title says so or is a row of headlines, or its text is a long list about many companies.

    `companies` is how many different ones the page names. Reads at most `READ` characters of text.
    """
    title = title[:400]
    low = title.lower()
    hinted = any(map(low.__contains__, _HINTS)) or (not low.isascii() and any(map(low.__contains__, _CJK_HINTS)))
    if hinted and _TITLE.search(title):
        return True
    if sum(map(title.count, ";；|,")) >= 3:
        pieces = _SEPARATORS.split(title)
        if sum(len(p.split()) >= 3 or (len(p) >= HEADLINE and not p.isascii()) for p in pieces) >= 4:
            return True
    return companies >= 8 and len(_BULLET.findall(text[:READ])) >= 8
