"""Headlines whose form alone says what happened: release notes named by a version, and what status pages report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from amw.money.roots import searching

if TYPE_CHECKING:
    from amw.companies.records import Mention

LONGEST: Final = 160  # characters of a headline that can be a notice
_STAGE = r"(?:[-.+_]?(?:alpha|beta|rc|dev|post|pre|nightly|a|b)[-.]?\d{0,3})?"
_THREE_PARTS = rf"\d{{1,4}}\.\d{{1,4}}\.\d{{1,4}}(?:\.\d{{1,4}})?{_STAGE}"
_NAMED = (
    rf"(?:[a-z][\w./-]{{0,30}}\s){{1,5}}(?:v?{_THREE_PARTS}|v\d{{1,4}}\.\d{{1,4}}{_STAGE})"
    r"(?:\s(?:released?|(?:has been|is) released|is out|is available))?"
)
# Two numbers alone are a model ("GPT 5.5"), a date or a sum; a version has three, or says that it is one.
_RELEASE = re.compile(
    rf"(?i:(?:release|version)\s\d{{1,4}}(?:\.\d{{1,4}}){{1,3}}{_STAGE}|v\d{{1,4}}(?:\.\d{{1,4}}){{1,3}}{_STAGE}|{_THREE_PARTS}|{_NAMED})"
    r"(?:\s?[:(–—-]\s?.{0,120})?"
)
# What falls instead of failing ("AI hiring is down"), and for whom a service fails.
_FIGURES = (
    "shares?|stocks?|sales|revenues?|profits?|earnings|prices?|costs?|hiring|jobs|funding|demand|spending|investments?|market|traffic|usage"
)
_AFFECTED = "me|you|us|all|many|some|most|every(?:one|body)|users|customers|subscribers|thousands|millions|hours|maintenance"
_STATUS = re.compile(
    r"(?:\b(?:elevated|increased)\s(?:(?:api|model|request|connection)\s)?(?:errors?(?:\srates?)?|time-?outs?|latenc(?:y|ies)|failures?(?:\srates?)?)\b"
    r"|\bdegraded\s(?:performance|availability|service|quality|experience)\b"
    r"|\b(?:service|partial|major|api)\s(?:disruption|outage|interruption|degradation)\b"
    rf"|^(?!.*\b(?:{_FIGURES})\b).*\b(?:is|are)\sdown(?:\s?[-–—:(]|\s(?:for\s(?:{_AFFECTED})|again|worldwide)\b|$))"
)
_status = searching(_STATUS)
# Openings that mean a service on its maker's own pages, and anything at all in the press ("Delays in chip deliveries hit ...").
_OPENING = re.compile(
    r"(?i:(?:investigating|identified|resolved|monitoring)\s?[:-]\s|errors?\s(?:on|with|in|when|while|for|from|loading|deploying)\b"
    r"|(?:delays?|issues?)\s(?:with|in|loading|processing|accessing)\b)"
)


def of_owner(mentions: Sequence[Mention], title: str, publisher: str | None) -> list[Mention]:
    """`mentions` of what the company `publisher` tells on its own site, with the roles that this gives them.

    A notice is of its own service, whatever that is named after ("Elevated errors on Google connectors"), and so is what a headline
    without another company tells ("Series C Announcement", whose text has "led by General Catalyst").
    """
    companies = {m.company.key for m in mentions if m.company is not None}
    headline = {m.company.key for m in mentions if m.company is not None and m.start < len(title) and m.end > m.start}
    if publisher not in companies or (not headline <= {publisher} and notice(title, own=True) is None):
        return list(mentions)

    def acting(mention: Mention) -> Mention:
        if mention.company is not None and mention.company.key == publisher:
            return replace(mention, role="primary")
        return replace(mention, role="secondary") if mention.role == "primary" else mention

    return [acting(mention) for mention in mentions]


def notice(title: str, *, own: bool = False) -> tuple[str, str] | None:
    """(event, what the headline is) of release notes and of status reports; None for any other headline. `own`: it stands on the site of
    the company that it is about."""
    title = title.strip()
    if len(title) > LONGEST:
        return None
    if _RELEASE.fullmatch(title):
        return "product_launch", "release notes of a version"
    if _status(title.lower()) or (own and _OPENING.match(title)):
        return "incident", "a report of a service's state"
    return None
