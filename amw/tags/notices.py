"""Headlines whose form alone says what happened: release notes named by a version, and what status pages report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from amw.companies.offers import LONGEST, host_of
from amw.money.roots import searching

if TYPE_CHECKING:
    from amw.companies.records import Mention, Role

_STAGE = r"(?:[-.+_]?(?:alpha|beta|rc|dev|post|pre|nightly|a|b)[-.]?\d{0,3})?"
_THREE_PARTS = rf"\d{{1,4}}\.\d{{1,4}}\.\d{{1,4}}(?:\.\d{{1,4}})?{_STAGE}"
_NAMED = (
    rf"(?:[a-z][\w./-]{{0,30}}\s){{1,5}}(?:v?{_THREE_PARTS}|v\d{{1,4}}\.\d{{1,4}}{_STAGE})"
    r"(?:\s(?:released?|(?:has been|is) released|is out|is available))?"
)
# Two numbers alone are a model ("GPT 5.5"), a date or a sum; a version has three, or says that it is one.
_RELEASE = re.compile(
    r"(?i:(?:change-?(?:list|log)|(?:release|patch) notes)\b.{0,80}|"
    rf"(?:release|version)\s\d{{1,4}}(?:\.\d{{1,4}}){{1,3}}{_STAGE}|v\d{{1,4}}(?:\.\d{{1,4}}){{1,3}}{_STAGE}|{_THREE_PARTS}|{_NAMED})"
    r"(?:\s?[:(–—-]\s?.{0,120})?"
)
# What falls instead of failing ("AI hiring is down"), and for whom a service fails.
_FIGURES = (
    "shares?|stocks?|sales|revenues?|profits?|earnings|prices?|costs?|hiring|jobs|funding|demand|spending|investments?|market|traffic|usage"
)
_AFFECTED = "me|you|us|all|many|some|most|every(?:one|body)|users|customers|subscribers|thousands|millions|hours|maintenance"
_STATUS = re.compile(
    r"(?:\b(?:elevated|increased)\s(?:[\w.-]{1,20}\s){0,3}(?:errors?(?:\srates?)?|time-?outs?|latenc(?:y|ies)|failures?(?:\srates?)?)\b"
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
_FIRST_PERSON = re.compile(r"\b(?:[Oo]ur|[Ww]e)\b")
_JOINS = re.compile(r"\s(?:has\s)?join(?:s|ed)\s(?!.*\bas\s(?:its\b|an?\s\w+\s(?:officer|president)))", re.IGNORECASE)

# "prices its IPO", "raises $600 million in a market debut": a sum of a listing, no round "in funding ahead of" one
_LISTING = re.compile(
    r"\b(?:pric|upsiz)(?:es|ed|ing) (?:[\w.-]+ ){0,3}(?:ipo|offering)\b"
    r"|\b(?:in|from|through|with) (?:(?!(?:ahead|before|of|on|prior|to)\b)[\w.-]+ ){0,3}"
    r"(?:ipo|(?:exchange|hong kong|market|nasdaq|nyse|shanghai|trading) debut|listing)\b"
    r"(?! (?:market|plan|season|talk))"
)
raises_by_listing = searching(_LISTING)  # of a headline in lower case
_REORGANISATION = re.compile(  # "completes its restructuring", "restructures its AI unit"
    r"\A(?:[\w’'&.-]+ ){1,4}(?:"
    r"(?:announc|begin|complet|finali[sz]|start|undergo|unveil)\w* (?:(?!(?:debt|for|of|on|to|with)\b)[\w’'-]+ ){0,3}"
    r"(?:reorgani[sz]ation|restructuring|recapitali[sz]ation)\b(?! (?:case|hearing|model|platform|probe|software|suit|talks|tool|trial))"
    r"|(?:(?:reorgani[sz]|restructur)e[sd]|is (?:reorgani[sz]|restructur)ing) (?:its|(?:the )?ai) (?:[\w’'-]+ ){0,3}"
    r"(?:arm|business(?:es)?|division|group|lab|leadership|organi[sz]ation|staff|teams?|units?|workforce)"
    r"(?=$|[,;:]| (?:a[a-z]*|be[a-z]*|by|for|in|into|over|to|under|with)\b))"
)
reorganises = searching(_REORGANISATION)  # the same

_SYSTEMS = frozenset("android chromeos ios ipados linux macos windows".split())


def company_joins(mentions: Sequence[Mention], title: str) -> bool:
    """Whether a company of the register, no person, joins something: "Anthropic joins the Blender Development Fund"."""
    return any(m.company is not None and m.kind == "company" and _JOINS.match(title, m.end) is not None for m in mentions)


def of_owner(mentions: Sequence[Mention], title: str, publisher: str | None) -> list[Mention]:
    """`mentions` of what the company `publisher` tells on its own site, with the roles that this gives them.

    A notice is of its own service, whatever that is named after ("Elevated errors on Google connectors"), and so is what a headline
    without another company ("Series C Announcement", whose text has "led by General Catalyst"; a system that it runs on is none: "Windows
    preview") or in the first person tells ("Our evaluation of GPT-5.5"). Who offers another's model in a product acts wherever that is
    told, but on the maker's own site.
    """
    host = hosting.company.key if (hosting := host_of(mentions, title)) is not None and hosting.company is not None else None
    if host is not None:
        makers = {m.model.maker for m in mentions if m.model is not None}
        return _acting(mentions, publisher if publisher in makers else host)
    companies = {m.company.key for m in mentions if m.company is not None}
    headline = {
        m.company.key
        for m in mentions
        if m.company is not None and m.start < len(title) and m.end > m.start and m.surface.casefold() not in _SYSTEMS
    }
    noticed = notice(title, own=True) is not None
    if publisher not in companies or not (headline <= {publisher} or noticed or _FIRST_PERSON.search(title)):
        return list(mentions)
    return _acting(mentions, publisher, others="mention" if noticed else "secondary")


def _acting(mentions: Sequence[Mention], company: str | None, others: Role = "secondary") -> list[Mention]:
    """`mentions` with `company` as the primary one and `others` as the role of who was that before; "mention" is that of all others."""

    def acting(mention: Mention) -> Mention:
        if mention.company is not None and mention.company.key == company:
            return replace(mention, role="primary")
        return replace(mention, role=others) if mention.role == "primary" or (others == "mention" and mention.role) else mention

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
