"""Unknown investors, told by the list in which an English text names who puts money into a company."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from amw.companies.candidatescjk import Evidence
from amw.companies.nouns import FIRST_NAMES
from amw.companies.wordings import SUFFIXES
from amw.countries import country_code

TOLD, HINTED = 0.6, 0.4  # the weight of standing in a list of investors, and of one word alone where an investor stands
AMONG: Final = "among investors"
MAX_LISTS: Final = 12  # lists read in one text
_ROUND = re.compile(
    r"(?:\$|€|£|¥)\d|\b(?:[Rr]ound|[Ss]eed|Series[ ][A-K]|[Ff]unding|[Ff]inancing|[Vv]aluation|[Mm]illion|[Bb]illion|[Rr]aise[sd]?)\b"
)
_NAME = r"(?:the[ ])?(?:[A-Z]|\d+(?=[A-Z]|[ ][A-Z]))(?:[\w&’'+-]|\.(?=\w))*(?:[ ](?:(?:&|of)[ ])?[A-Z][\w&’'+-]*|[ ]\d{1,4}\b|[ ]i[ ](?=Ventures)){0,4}"
_MEMBER = rf"{_NAME}(?:['’]s[ ](?:venture|investment|growth)[ ](?:arm|unit|fund|firm))?"
_LIST = rf"(?P<list>{_MEMBER}(?:,[ ](?!and[ ]){_MEMBER}){{0,9}}(?:,?[ ]and[ ](?:others\b|{_MEMBER}))?)"
_WORD_OF_MONEY = r"(?:round|financing|funding|investment|raise|deal|Series|seed|tender|extension|[$€£¥]|\d)"
# Who begins a sentence or a clause and then does what investors do
_ACTING = re.compile(
    rf"(?:\A|(?<=[.\n;!?][ ])|(?<=[\n“\"])){_LIST}[ ](?:also[ ]|all[ ]|both[ ]|each[ ])?(?:"
    r"(?:co-led|invested|participated|took[ ]part|chipped[ ]in|came[ ]in|came[ ]back|wrote[ ](?:cheques|checks))\b"
    rf"|(?:led|leads|joined|followed|returned|backed|contributed)(?=[,.;]|\s*\Z|[ ](?:and|too|with)\b|[ ][^.;\n]{{0,48}}?{_WORD_OF_MONEY}))"
)
# What stands before the list; a sum that is raised "from" somebody is paid by him
_PAYING = re.compile(
    r"(?:\b(?:[Ll]ed|[Bb]acked|[Ff]unded|[Ff]inanced|[Jj]oined)[ ]by|\b(?:[Pp]articipation|[Bb]acking|[Mm]oney|[Ff]unding|[Ii]nvestment)[ ]from"
    r"|\b(?:[Ii]nvestors|[Bb]ackers)(?:[ ](?:of[ ][^.;,\n]{1,40}[ ])?(?:including|include|such[ ]as|like|are|were)|:)"
    r"|\b(?:rais|bag|nab|land|secur|draw|pocket|snag|bank|collect|gather|rak)\w{0,4}[ ][^.;\n]{0,24}?[$€£¥]\d[^.;\n]{0,32}?[ ]from)"
    rf"[ ]{_LIST}"
)
_JOINT = re.compile(r",?[ ]and[ ]|,[ ]")
_OWNED = re.compile(r"['’]s[ ].*\Z")


def listed_investors(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Evidence]:
    """Every name of a list of investors in `text` that none of `spans`, the known names in order, overlaps.

    Two words without a word of firms are taken for a person unless the list has a firm beside them; one word alone weighs less.
    """
    if _ROUND.search(text) is None:
        return
    found = 0
    for wording in _ACTING, _PAYING:
        for match in wording.finditer(text):
            if (found := found + 1) > MAX_LISTS:
                return
            yield from _members(text, match.start("list"), match.end("list"), spans)


def _members(text: str, begin: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[Evidence]:
    names = []
    firm = False
    at = begin
    for joint in [*_JOINT.finditer(text, begin, end), None]:
        stop = joint.start() if joint is not None else end
        start = at + 4 * text.startswith("the ", at)
        owned = _OWNED.search(text, start, stop)
        names.append((start, owned.start() if owned is not None else stop))
        firm = firm or _overlaps(*names[-1], spans) or text[start:stop].rpartition(" ")[2] in SUFFIXES
        if joint is not None:
            at = joint.end()
    for start, stop in names:
        name = text[start:stop]
        if _overlaps(start, stop, spans) or name == "others":
            continue
        first, _, last = name.partition(" ")
        if country_code(name) is not None or first in FIRST_NAMES or (not firm and last.isalpha() and last not in SUFFIXES):
            continue
        yield start, stop, TOLD if firm or last else HINTED, AMONG, "investor"


def _overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_left(spans, (end,))
    return any(stop > start for _, stop in spans[max(0, at - 2) : at])
