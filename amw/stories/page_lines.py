"""Which lines of a page's text are its article's own: no counters, no ads, no lists of other articles, no line on who wrote it."""

from __future__ import annotations

import re

from amw.stories.correction_notes import opens_a_note
from amw.text import cjk_share, clean_text

MAX_PARAGRAPHS = 2_000  # beyond this a page is a listing; the rest is compared as one block
RUNNING_TEXT = 14  # words, or that many times three CJK characters, that make a line running text without a full stop

# Lines that come and go on a page without anybody editing the article.
_COUNTER = (  # "12 comments", "3 min read", "5 hours ago"
    r"\d[\d,. ]*[km]?\s*(?:comments?|shares?|views?|likes?|reads?|min(?:ute)?s? read|(?:second|minute|hour|day|week)s? ago|kommentare|"
    r"commentaires|评论|阅读|分钟前|小时前|コメント|댓글)"
)
_COUNTED = r"(?:comments?|shares?|views?|likes?|阅读量?|浏览|조회수?)\s*[:：(]?\s*\d[\d,. ]*[km万]?\)?"  # "Comments (12)"
_AGE = r"(?:(?:last )?updated|published|posted):? (?:\d+|an?) (?:second|minute|hour|day)s? ago"
_LOADING = r"loading\W*"
_PICTURE = (  # "Photo: Ann Lee", "Image credit: Harbour Works"
    r"(?:photo(?:graph)?|image|picture|illustration|foto|bild|图片来源|图源|사진)s?(?: (?:credit|by|courtesy(?: of)?))?\s?[:：/]\s?.{0,120}"
)
_CONTINUES = r"(?:(?:story|article|text) continues|scroll (?:down )?to continue)\b.{0,60}"
_TICKER = r"(?:\W*[A-Z][A-Z.]{0,7} ?[+\-−]\d[\d.]*%)+\W*"  # "NVDA +1.2%"
_RIGHTS = r"©.{0,200}"
_OFFER = (  # "Read more about ...", "Sign up for our newsletter"
    r"(?:read (?:more|next)|(?:download|get) (?:our|the) (?:free )?app|"
    r"related|recommended|most read|trending|advertisement|sponsored|subscribe|sign up|share this|follow us|"
    r"also read|more from|lesen sie auch|lire aussi|相关阅读|推荐阅读|関連記事|관련 ?기사|광고|広告|广告|anzeige|publicité)\b.{0,200}"
)
_CHURN = re.compile(
    rf"^(?:{'|'.join((_COUNTER, _COUNTED, _AGE, _LOADING, _PICTURE, _CONTINUES, _TICKER, _RIGHTS, _OFFER))})$", re.IGNORECASE
)
# A heading under which a page lists other articles: the lines below it, up to the next running text, are not the article's.
_LIST_OF_OTHERS = re.compile(
    r"^(?:related(?: (?:articles|stories|news|reading|posts))?|read (?:more|next)|recommended(?: for you)?|most (?:read|popular)|"
    r"trending(?: now)?|more (?:from|on|in|stories)\b.{0,60}|you (?:may|might) (?:also )?like|top stories|latest(?: news)?|"
    r"mehr zum thema|lesen sie auch|lire aussi|à lire aussi|lea también|相关阅读|相关文章|推荐阅读|热门文章|関連記事|"
    r"あわせて読みたい|관련 ?기사|많이 본 뉴스)\W*$",
    re.IGNORECASE,
)
# Who wrote it, told below it.
_BY = re.compile(
    r"^[^,.]{2,60}(?:, [^,.]{2,60},)? is (?:an?|the|our|\w{1,30}[’']s) (?:[\w’'-]{1,30} ){0,5}"
    r"(?:reporter|correspondent|writer|editor|journalist|columnist|contributor)\b"
)
_ENDS_SENTENCE = re.compile(r"[.!?。！？…][\"”’»)\]』」]*$")


def paragraphs(text: str) -> list[str]:
    """The article's own lines: no counters, no ads, no lists of other articles within or after it."""
    lines: list[str] = []
    within_list = False
    for line in clean_text(text).split("\n"):
        if not line:
            continue
        if _LIST_OF_OTHERS.match(line):
            within_list = True
        elif (_CHURN.match(line) and _words(line) < RUNNING_TEXT) or (within_list and not _running(line)):
            continue
        else:
            within_list = False
            lines.append(line)
    last = max((number for number, line in enumerate(lines) if _running(line)), default=None)
    while last and _BY.match(lines[last]) and not opens_a_note(lines[last]):
        last -= 1
    if last is not None:  # a text without any running text is all lines: nothing tells its own from others
        lines[last + 1 :] = [line for line in lines[last + 1 :] if opens_a_note(line)]
    return lines[:MAX_PARAGRAPHS] + (["\n".join(lines[MAX_PARAGRAPHS:])] if len(lines) > MAX_PARAGRAPHS else [])


def _running(line: str) -> bool:
    size = _words(line)
    return size >= RUNNING_TEXT or (bool(_ENDS_SENTENCE.search(line)) and size >= 4)


def _words(line: str) -> float:
    return len(line) / 3 if cjk_share(line) > 0.3 else line.count(" ") + 1
