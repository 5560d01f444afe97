"""Which lines of a page's text are its article's own (no counters, no ads, no lists of other articles, no line on who wrote it), and which
of them are notes in which it says that it was corrected or brought up to date."""

from __future__ import annotations

import re

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

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_ON = rf"(?:am|du|on) (?:\d{{1,2}}\b|{MONTH}\.? \d|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
# "Correction: ...", "Rectificatif le 4 mai"
_CORRECTION = (
    r"(?:correct(?:ed|ions?)|clarifications?|retract(?:ed|ion)|korrektur|rectificatif|rectificación|correção|errata|erratum)"
    rf"(?:\s*[:：\-–—(.]|\s+(?:(?:to|le|vom)\b|{_ON})|\W*$)|更正|勘误|訂正|정정|바로잡습니다"
)
_VERB = r"corrects\b|clarifies\b|(?<=\()updates\b"  # "(Corrects spelling of ...)"
_EDITOR = r"編集部注|editor[’']?s note|(?:anmerkung|hinweis) der redaktion|fe de err"
_UPDATE_WITH = r"updates? with (?:company|comment|details|background|shares?|quotes?|reaction)"
# "Updated: ...", "Updated at 10:30", "Update 4 May", "Mise à jour du 4 mai"
_UPDATED_AT = (
    rf"updated?\s*(?:[:,\-–—(]|(?:on|at)\b|\d{{1,2}}[:.h]\d\d\b|\d{{1,2}}\.? {MONTH}\b|{MONTH} \d)"
    r"|mise à jour\s*(?:[:(]|du\b|le\b|à\b)"
)
_OPENING = re.compile(rf"^\W*(?:{'|'.join((_CORRECTION, _VERB, _EDITOR, _UPDATE_WITH, _UPDATED_AT))})", re.IGNORECASE)
# What takes something back; an "update" adds, it need not correct.
_TAKES_BACK = re.compile(
    rf"^\W*(?:{_CORRECTION}|an earlier version of this|this (?:article|story|post) (?:has been|was) corrected)", re.IGNORECASE
)
# A note within a paragraph speaks of the page.
_PAGE = r"(?:article|story|post|piece|page|report|item|headline|caption|newsletter|column)"
_WAS_CHANGED = (  # "This May 4 story, from the wire, has since been corrected"
    rf"\bthis (?:\w+ \d+ )?{_PAGE}(?:,[^.]{{1,60}},| (?:was )?(?:from|first|originally|initially)\b[^.]{{1,60}})?"
    r" (?:has |had )?(?:since )?(?:been|was)(?: \w+)? "
    r"(?:corrected|updated|amended|revised|edited|changed|clarified|refiled)"
)
_EARLIER = (  # "An earlier version of this article said ..."
    rf"\b(?:earlier|previous|prior|original) version of this {_PAGE}|in einer (?:früheren|vorigen) (?:version|fassung)"
    r"|(?:此前|之前|先前)版本"
)
_WITHIN = re.compile(f"{_WAS_CHANGED}|{_EARLIER}", re.IGNORECASE)


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


def opens_a_note(paragraph: str) -> bool:
    """Whether a paragraph begins as a note does: "Correction: ...", "Updated at 10:30 with comment from the company"."""
    return _OPENING.match(paragraph) is not None


def speaks_of_the_page(paragraph: str) -> bool:
    """Whether a note stands within a paragraph: "... an earlier version of this article said ..."."""
    return _WITHIN.search(paragraph) is not None


def is_note(paragraph: str) -> bool:
    """Whether a paragraph is or has a note."""
    return opens_a_note(paragraph) or speaks_of_the_page(paragraph)


def is_correction(title: str, text: str) -> bool:
    """Whether an article exists to correct: its headline says so, or its first paragraph opens with the note."""
    first = next((line for line in text[:4_000].split("\n") if line.strip()), "")
    return bool(_TAKES_BACK.match(title) or _TAKES_BACK.match(first))
