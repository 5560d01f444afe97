"""The day that a news text names for what happened: a date, a weekday, yesterday."""

from __future__ import annotations

import re
from datetime import date, timedelta

from amw.dates import month_of
from amw.money.roots import searching

LONGEST_AGO = timedelta(days=40)  # a day named without its year in a news text is of the last weeks
_LONG = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember"
    "|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|(?:Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\\."
)
_DAYS = {
    **{name: n for n, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())},
    **{name: n for n, name in enumerate("montag dienstag mittwoch donnerstag freitag samstag sonntag".split())},
    **{name: n for n, name in enumerate("lundi mardi mercredi jeudi vendredi samedi dimanche".split())},
    **dict(zip("一二三四五六日", range(7), strict=True)), **dict(zip("月火水木金土", range(6), strict=True)),
    **dict(zip("월화수목금토일", range(7), strict=True)),
}  # fmt: skip
_NAMED = re.compile(
    rf"\b(?P<month>{_LONG})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,?\s(?P<year>20\d\d))?"
    rf"|(?<![\d.,])(?P<day2>\d{{1,2}})(?:er|st|nd|rd|th)?\.?\s(?P<month2>{_LONG})(?:\s(?P<year2>20\d\d))?(?!\w)"
    r"|(?:(?P<year3>20\d\d)\s?[年년]\s?)?(?P<m>\d{1,2})\s?(?:月|월)\s?(?P<d>\d{1,2})\s?[日일号]"
    r"|(?:지난\s?|(?<![\d월]))(?P<kd>\d{1,2})일(?:\(현지시간\)|(?=\s(?:밝혔|발표|전했|보도|공시|공개)))|지난\s?(?P<kd2>\d{1,2})일"
    r"|(?<![\d月年])(?P<jd>\d{1,2})日(?=、|に(?:発表|明らか)|付で)"
    r"|(?<!next )(?<!this )(?<!by )(?<!until )\b(?P<en>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?! (?:next|after|evening show))"
    r"|\b(?:am|vom)\s(?P<de>(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch)\b|\b(?:ce\s|le\s)?(?P<fr>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b(?!\sprochain)"
    r"|(?:本周|周|星期|礼拜)(?P<zh>[一二三四五六日])(?!\w?起)|(?P<ja>[月火水木金土日])曜日|(?P<ko>[월화수목금토일])요일"
    r"|(?P<ago>\b[Yy]esterday\b|\bgestern\b|é(?:e|s|es)? hier\b|\b[Hh]ier (?:soir|matin)\b|昨日|昨天|昨晚|어제|전날)"
)
_named = searching(_NAMED)
_AHEAD = re.compile(
    r"(?:\bwill\b|\bwould\b|\bexpected\b|\bscheduled\b|\bdue\b|\bstarts\b|\bbegins\b|\bfrom\b|\bfrüh\w*|\bab\b|\bwird\b|\bsera\b|将于|将在|予定|예정)[^.!?。,，]{0,30}\Z"
)


def day_told(text: str, published: date | None) -> date | None:
    """The day that the text names first for what happened ("on April 20", "am 18. November", "hier", 4月3日, 20일(현지시간), "on
    Tuesday"), at most `LONGEST_AGO` before publication.

    A weekday is the last one before or on the day of publication. The day of publication where the text names none, or only days
    ahead or long ago; None where that is unknown too.
    """
    if published is None:
        return None
    for found in _NAMED.finditer(text) if _named(text) else ():
        if not _AHEAD.search(text, max(0, found.start() - 60), found.start()):
            then = _day_of(found, published)
            if then is not None:
                return then
    return published


def _day_of(found: re.Match[str], published: date) -> date | None:
    """The day of one match, None where it is none of the last weeks."""
    if found["ago"]:
        return published - timedelta(days=1) if published.toordinal() > 1 else None
    weekday = next((found[name].lower() for name in ("en", "de", "fr", "zh", "ja", "ko") if found[name]), None)
    if weekday is not None:
        back = (published.weekday() - _DAYS[weekday]) % 7
        return published - timedelta(days=back) if published.toordinal() > back else None
    day = int(next(found[name] for name in ("day", "day2", "d", "kd", "kd2", "jd") if found[name]))
    name = found["month"] or found["month2"]
    month = month_of(name) if name else int(found["m"] or 0)
    year = int(found["year"] or found["year2"] or found["year3"] or 0)
    for back in range(LONGEST_AGO.days + 1):
        if published.toordinal() <= back:
            return None
        then = published - timedelta(days=back)
        if then.day == day and month in {0, then.month} and year in {0, then.year}:
            return then
    return None
