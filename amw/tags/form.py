"""What kind of text it is: one story, a newsletter of many, a listing of links, or nothing to read."""

# ruff: noqa: E501 - patterns and tables are easier to compare unwrapped

from __future__ import annotations

import re

from amw.money.roots import searching
from amw.strung_headlines import strings_headlines
from amw.tags.notices import notice

# A digest is told by what it is called, which stands alone or before a colon: "AI daily briefing: ...", not "launches a daily briefing".
_PERIOD = r"(?:daily|weekly|monthly|morning|evening)"
_LETTER = r"(?:digest|recap|brief(?:ing)?|bulletin|links|news|wrap(?:-?up)?)"
_ALONE = r"(?=\s?(?:\Z|[:#|–—(.,!-]|\d)| (?:for|issue|of|round) )"
_ROUND_UP = re.compile(
    r"\b(?:round-?up|news digest|week in review|morning brief|link dump"
    r"|links? (?:of|for) the (?:day|week)|top \d{1,3} (?:ai |tech )?(?:stories|headlines)|\d{1,3} (?:ai |tech )?(?:stories|headlines) (?:you|that)|in case you missed it|icymi)\b"
    rf"|\b(?:newsletter|round up|in brief|the brief|the batch(?: ai news and insights)?){_ALONE}|(?:^|[:|–—,-] )(?:the |your )?(?:\w+ 20\d\d )?(?:[\w&.]+ )?{_PERIOD} (?:[\w&]+ )?{_LETTER}{_ALONE}"
    r"|日报|周报|月报|早报|晚报|早知道|速递|要闻(?:汇总|速览)|快讯汇总|一周(?:要闻|回顾|热点|大事)|每日(?:精选|资讯|简报|要闻)|人気記事|週刊|まとめ(?:読み|$|[【（:：|｜])"
    r"|뉴스 ?브리핑|주간 ?(?:\w{1,12} )?(?:뉴스|브리핑)|간추린 ?(?:\w{1,12} )?뉴스|뉴스레터|wochenrückblick|\bkompakt:|revue de presse|l['’]essentiel de"
)
_round_up = searching(_ROUND_UP)
# An issue of a series: "Import Notes #45: ...", "Last week in chips: ...", "[LabNews] ...", or a digest's name before two headlines: "The
# Brief: A, and B". A number of one digit, or one that somebody is at, is a place on a board: "Tarn 5 is #1: ...", "falls to #12 - ...".
_ISSUE = re.compile(
    r"\b(?:(?:digest|dispatch|episode|issue|letter|newsletter|notes|podcast|radar|volume|weekly) #\d"
    r"|(?!(?:as|at|from|in|is|rank(?:s|ed)?|the|to)\b)\w+ #\d\d)\d{0,3}\s?[:–—|-]"
    r"|(?:^|[:|]\s)(?:last|this|past) week in(?: [^\s,:#|–—-]+){1,3}\s?(?:$|[:#|–—-])"
    r"|^\[[^\]]{0,20}news\]"
    r"|^the (?:\w+ )?(?:brief(?:ing)?|bulletin|daily|digest|dispatch|download|gist|recap|rundown|weekly|wrap): [^,]{8,120}, and \w.{8}"
    r"|(?:^|[,:|] )issue #?\d{1,4}$|^(?:the )?latest (?:ai|tech) news \w"
)
_issue = searching(_ISSUE)
_ITEM = re.compile(r"\s*(?:[-•*▶■◆·]|\d{1,2}[.)、])\s*\S")
_INLINE_ITEM = re.compile(r"(?<!\d)\d{1,2}、\S")
_SEPARATED = re.compile(r"[,;；、|]\s")
FEWEST_LINES = 12  # of a listing or of the items of a newsletter
LONGEST = 20_000  # characters of a text that tell its form


def form_of(title: str, text: str) -> str:
    """ "story", "newsletter", "listing" or "empty" (no letter in either)."""
    if not any(c.isalnum() for c in title) and not any(c.isalnum() for c in text):
        return "empty"
    if notice(title) is not None:
        return "story"  # of one version, however many changes it lists
    if (
        strings_headlines(title)
        or sum(len(part.split()) >= 3 or (len(part) >= 7 and not part.isascii()) for part in title[:400].replace("；", ";").split(";")) >= 4
        or _rounds_up(title)
        or _issue(title[:200].lower())
        or (len(_SEPARATED.findall(title)) >= 2 and _rounds_up(text[:120]))
    ):
        return "newsletter"
    if ("；" in title or ";" in title) and len(_INLINE_ITEM.findall(text[:LONGEST])) >= 3:
        return "newsletter"
    lines = [line for line in text[:LONGEST].split("\n") if line.strip()] if text.count("\n", 0, LONGEST) >= FEWEST_LINES - 1 else []
    if len(lines) >= FEWEST_LINES:
        if sum(len(line) < 110 and not line.rstrip().endswith((".", "。", "!", "?", "다")) for line in lines) >= 0.8 * len(lines):
            return "listing"
        if sum(_ITEM.match(line) is not None for line in lines) >= max(FEWEST_LINES, 0.6 * len(lines)):
            return "newsletter"
    return "story"


def _rounds_up(text: str) -> bool:
    """Whether the words of a round-up stand in `text`."""
    return _round_up(text.lower()) is not None
