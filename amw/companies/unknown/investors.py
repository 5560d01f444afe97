"""Unknown investors, told by the list in which an English text names who puts money into a company."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from amw.companies.unknown.cues import overlaps
from amw.companies.unknown.evidence import Evidence
from amw.companies.wordings import OFFICES, SUFFIXES
from amw.companies.words import FIRST_NAMES, GENERIC
from amw.countries import country_code

TOLD, HINTED = 0.6, 0.4  # the weight of standing in a list of investors, and of one word alone where an investor stands
AMONG: Final = "among investors"
MAX_LISTS: Final = 12  # places looked at in one text, of either kind
REACH: Final = 240  # characters of a list that begins a sentence
_NAME = (
    r"(?:the[ ])?(?:[a-z]{0,4}[A-Z]|\d+(?=[A-Z]|[ ][A-Z]))(?:[\w&’'+-]|\.(?=\w))*"
    r"(?:[ ](?:(?:&|of)[ ])?[A-Z][\w&’'+-]*|[ ]\d{1,4}\b|[ ]i[ ](?=Ventures)){0,4}"
)
_MEMBER = rf"{_NAME}(?:['’]s[ ](?:venture|investment|growth)[ ](?:arm|unit|fund|firm))?"
_LIST = rf"(?:{_MEMBER}(?:,[ ](?!and[ ]){_MEMBER}){{0,9}}(?:,?[ ]and[ ](?:others\b|{_MEMBER}))?)"
_WORD_OF_MONEY = r"(?:round|financing|funding|investment|raise|deal|Series|seed|tender|extension|[$€£¥]|\d)"
_THE_LIST = re.compile(_LIST)
_LIST_AFTER = re.compile(rf"(?<=[a-z][ ]){_LIST}\Z")  # "after X and Y"
# What investors do, who begin the sentence or the clause
_ACT = re.compile(
    r"[ ](?:also[ ]|all[ ]|both[ ]|each[ ])?(?:"
    r"(?:co-led|invested|participated|took[ ]part|chipped[ ]in|came[ ]in|came[ ]back|wrote[ ](?:cheques|checks))\b"
    rf"|(?:led|leads|joined|followed|returned|backed|contributed)"
    r"(?=[,.;]|(?<=backed)[ ](?:it|the)\b|\s*\Z|[ ](?:and|too|with)\b"
    rf"|[ ][^.;\n]{{0,48}}?{_WORD_OF_MONEY}))"
)
# Words without which none of either kind is met: looked for first, for it takes a tenth of the time
_ACTS = (
    *(" led", "-led", " leads", " invested", " participated", " joined", " backed", " followed", " returned", " contributed"),
    *(" took part", " chipped in", " came in", " came back", " wrote che"),
)
_PAYS = (" led by ", "-led by ", "acked by ", "unded by ", "anced by ", "oined by ", " from ", "nvestors", "ackers")
_STOP = re.compile(r"[.;!?][ ]|[\n“\"]")
# What ends before a list, and all that may stand there; a sum that is raised "from" somebody is paid by him
_LEADS = re.compile(
    r"(?<= )(?:by|from|including|include|as|like|are|were)[ ](?=(?:the[ ])?(?:[a-z]{0,4}[A-Z]|\d))"
    r"|(?:nvestors|ackers):[ ](?=(?:the[ ])?[A-Z\d])"
)
_PAYING = re.compile(
    r"(?:\b(?:[Ll]ed|[Bb]acked|[Ff]unded|[Ff]inanced|[Jj]oined)[ ]by"
    r"|\b(?:[Pp]articipation|[Bb]acking|[Mm]oney|[Ff]unding|[Ii]nvestment)[ ]from"
    r"|\b(?:[Ii]nvestors|[Bb]ackers)(?:(?:[ ]of[ ][^.;,\n]{1,40})?[ ](?:including|include|such[ ]as|like|are|were)|:)"
    r"|\b(?:rais|bag|nab|land|secur|draw|pocket|snag|bank|collect|gather|rak)\w{0,4}"
    r"[ ][^.;\n]{0,24}?[$€£¥]\d[^.;\n]{0,32}?[ ]from)[ ]\Z"
)
BEFORE: Final = 90  # characters before a list that are read
_JOINT = re.compile(r",?[ ]and[ ]|,[ ]")
_OWNED = re.compile(r"['’]s[ ].*\Z")


def listed_investors(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Evidence]:
    """Every name of a list of investors in `text`, which speaks of sums, that none of `spans`, the known names in order, overlaps.

    Two words without a word of firms are taken for a person unless the list has a firm beside them; one word alone weighs less.
    """
    for act in islice(_ACT.finditer(text), MAX_LISTS) if any(map(text.__contains__, _ACTS)) else ():
        begin = max((stop.end() for stop in _STOP.finditer(text, max(0, act.start() - REACH), act.start())), default=0)
        listed = _THE_LIST.fullmatch(text, begin, act.start()) or _LIST_AFTER.search(text, begin, act.start())
        if listed is not None and (listed.start() == begin or _JOINT.search(listed[0]) is not None):
            yield from _members(text, *listed.span(), spans)
    for lead in islice(_LEADS.finditer(text), MAX_LISTS) if any(map(text.__contains__, _PAYS)) else ():
        at = lead.end()
        if _PAYING.search(text, max(0, at - BEFORE), at) is not None and (listed := _THE_LIST.match(text, at)) is not None:
            yield from _members(text, *listed.span(), spans)


def _members(text: str, begin: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[Evidence]:
    names = []
    firm = False
    at = begin
    for joint in [*_JOINT.finditer(text, begin, end), None]:
        stop = joint.start() if joint is not None else end
        start = at + 4 * text.startswith("the ", at)
        owned = _OWNED.search(text, start, stop)
        names.append((start, owned.start() if owned is not None else stop))
        firm = firm or overlaps(names[-1], spans) or text[start:stop].rpartition(" ")[2] in SUFFIXES
        if joint is not None:
            at = joint.end()
    for start, stop in names:
        name = text[start:stop]
        if overlaps((start, stop), spans) or name.casefold() in GENERIC:
            continue
        first, _, last = name.partition(" ")
        if (
            country_code(name) is not None
            or first in FIRST_NAMES
            or first.casefold() in OFFICES
            or (not firm and last.isalpha() and last not in SUFFIXES)
        ):
            continue
        yield start, stop, TOLD if firm or last else HINTED, AMONG, "investor"
