"""The other side of a purchase or a suit where the register of companies does not know it: its name as the headline writes it."""

# ruff: noqa: E501 - patterns are easier to compare unwrapped

from __future__ import annotations

import re

_NAME = r"[A-Z][\w&+’'-]{0,24}(?:\.(?:ai|io|com)\b)?(?:\s(?:[A-Z][\w&+-]{0,24}|\d{1,3}[A-Z]\w{0,8})){0,3}"
# What may stand between the verb and the name: "buys French AI start-up Harbour".
_WHAT = r"(?:(?:the|a|an|its|rival|smaller|bigger|all|of|fellow|l['’]|la|le|les|une?|AI|KI|IA|U\.?[SK]\.?|EU|[A-Z][a-z]{1,12}(?:ish|ese|ean|ian|ench|man|tch|can|iss|eek|ech)|[a-z]{3,16}(?:-[a-z]{2,12})?)\s){0,5}"
_TARGET = re.compile(
    rf"(?:\b(?:acquires?|acquired|acquiring|to acquire|buys|bought|to buy|buying|snaps up|scoops up|swallows|absorbs|purchase of|acquisition of|takeover of|buyout of|bid for|merger with|merges with)\s{_WHAT}"
    rf"|\b(?:rachètent?|rachat d['’]|rachat de|racheter|acquérir|acquiert|acquisition d['’]|acquisition de|s['’]offre|met la main sur)\s?{_WHAT}"
    rf"|(?:Übernahme|Kauf)\svon\s|收购|買収する|併购)(?P<name>{_NAME})"
)
_BUYER = re.compile(
    rf"\b(?:now (?:a )?part of|becomes? (?:a )?part of|sells? itself to|bought by|acquired by|sold to|finds a home at)\s(?P<name>{_NAME})"
)
_PLAINTIFF = re.compile(rf"\A(?:The\s)?(?P<name>{_NAME})\s(?:sues|suing|files suit|takes\s\S{{2,30}}\sto court|verklagt|verklagen)\b")
_KOREAN = re.compile(r"(?P<name>[가-힣A-Za-z0-9]{2,12})\s(?:인수|경영권)")
_LIKE = {
    "acquisition": (_TARGET, _BUYER, _KOREAN),
    "lawsuit": (_PLAINTIFF,),
}
# Kinds of things, not names: what Korean puts before "인수", and words that German or a headline in capitals begins with a capital.
_KINDS = re.compile(
    r"(?:기업|회사|스타트업|업체|지분|전량|사업|부문|부서|자회사|법인|공장|솔루션|조직|팀|대규모|추가|최종|전격|사업부|경쟁사|완전|구주|신주|우선|본격|전략)\Z"
    r"|\A(?:AI|KI|IA|Startup|Start-?ups?|Company|Firm|Maker|Stake|Majority|Assets?|Shares?|Chips?|Data|Cloud|Software|Robotics|Team|Anteile?n?|Mehrheit|Teile?n?|Firmen|Unternehmen|Konkurrent(?:en)?|\w+(?:spezialist|hersteller|anbieter|entwickler|firma)(?:en|s|n)?)\b"
)
READ = 160  # characters of the headline


def party_of(headline: str, event: str, known: str) -> str | None:
    """The name of the other side in `headline`; None where it names none, or only what `known` (names found otherwise) holds."""
    for pattern in _LIKE.get(event, ()):
        found = pattern.search(headline[:READ])
        if found is not None:
            name = re.sub(r"(?:['’]s)?\W*\Z", "", found["name"])
            if len(name) > 1 and not _KINDS.search(name) and name.casefold() not in known.casefold() and not name.isdigit():
                return name
    return None
