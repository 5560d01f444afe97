"""Unknown names of an English text: capitalised stretches cut to what may be a name, and what the wordings around each say."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from amw.companies.surfaces import MADE_OF
from amw.companies.unknown.cjk import HANGUL
from amw.companies.unknown.cues import Places, begins_sentence, links, overlaps
from amw.companies.unknown.evidence import Evidence, around
from amw.companies.wordings import BACKED, FIRMS, OFFICES, PLACED, REACH, SUFFIXES
from amw.companies.words import FIRST_NAMES, GENERIC, LEADING, LISTS, NOT_COMPANIES, VERBS
from amw.countries import country_code

MAX_RUNS = 80  # capitalised stretches looked at in one text

# The first capital stands in front so that the search can skip to it; up to three letters or digits may precede it ("xAI", "11Labs")
_RUN = re.compile(
    r"[A-Z](?:(?<![\w&].)|(?<=(?<![\w&])[a-z].)|(?<=(?<![\w&])[a-z]{2}.)|(?<=(?<![\w&])[a-z]{3}.)"
    r"|(?:(?<=(?<![\w&])\d.)|(?<=(?<![\w&])\d\d.)|(?<=(?<![\w&])\d{3}.))(?=[A-Za-z]))"
    r"[\w&+’'-]*(?:\.(?:ai|io|com|AI|app|dev)\b)?"
    r"(?:[ ](?:&[ ]|of[ ]|No\.[ ])?(?:[A-Z][\w&+’'-]*(?:\.(?:ai|io|com|AI)\b)?|[a-z]{1,3}[A-Z]\w*|\d{1,3}(?!\w))){0,7}"
)
_CHIP = re.compile(r"[A-Z]{1,3}\d{3,4}[A-Z]?s?")  # "H200s", "MI350X"
_CHAIN = re.compile(r"(?:,|,?[ ]and|,?[ ]&)[ ]\Z")

# Before a person's name, unless that ends as a firm's does: "Justice Labs", "Rep AI"
_TITLES = LISTS["titles"] | {"AG"}
_NO_NAME = GENERIC | VERBS | frozenset("after amid before despite during since until upon while without".split())
_PRONOUNS = frozenset("i you he she it we they that there what who here don can let isn doesn didn won".split())
# Words that stand in headlines and not inside names
_INNER = frozenset("i you it that this over before after than per without into from with is are was i’ve i'm it’s don’t didn’t".split())
_TRADES = frozenset("startup start-up startups firm maker giant unicorn chipmaker automaker neocloud spinoff spinout".split())
_BE = frozenset("are is was were be been".split())  # before a verb in -ing: "Agents Are Reshaping Global Venture Capital"
_OWNERS = ("’s", "'s")
_TIES = (*PLACED, *BACKED, "-linked", "-owned", "-led", "-branded", *_OWNERS)

# What people do as well: "Japan’s Takaichi wins"
_OF_PEOPLE = frozenset({"subject of a title", "subject of a sentence", "who says so"})


def introduced_english(text: str, places: Places, spans: list[tuple[int, int]]) -> Iterator[Evidence]:
    """What the wordings around the capitalised stretches of an English `text` say; `spans` are the known names, in order."""
    starts, ends, verbs, inside, leads = places.starts, places.ends, places.verbs, places.inside, places.leads
    before, after = frozenset(end for _, end in spans), frozenset(start for start, _ in spans)
    chained: tuple[int, str, float, str | None] | None = None
    at, last = 0, len(inside)
    every = sorted({*starts, *ends, *verbs, *inside, *leads})
    finish = -1
    for _ in range(MAX_RUNS):
        if chained is None and not (leads and _is_led(leads, finish)):  # then no run counts before the one at the next place
            if (number := bisect_left(every, finish + 1)) == len(every):
                break
            place = every[number]
            finish = max(finish, text.rfind(", ", 0, place), text.rfind(". ", 0, place), text.rfind("\n", 0, place))  # no run crosses these
        if (run := _RUN.search(text, finish)) is None:
            break
        begin, finish = run.span()
        while begin and text[begin - 1].isalnum():
            begin -= 1
        while at < last and inside[at] < begin:
            at += 1
        if not (
            finish in ends
            or begin in starts
            or (at < last and inside[at] < finish)
            or (finish in verbs and begins_sentence(text, begin))
            or chained is not None
            or (leads and _is_led(leads, begin))
        ):
            continue
        name = text[begin:finish]
        if " " not in name and name.casefold().rstrip(".,’'") in _NO_NAME:
            continue
        for start, end, verb in _names_of(text, begin, finish):
            if spans and overlaps((start, end), spans):
                chained = (end, chained[1], chained[2], chained[3]) if chained and _CHAIN.match(text[chained[0] : start]) else chained
                continue
            trimmed = _trim(text[start:end])
            if trimmed is None:
                continue
            led = start if _is_introduction(text[start : start + trimmed[0]].rstrip().rpartition(" ")[2]) else start + trimmed[0]
            start, end = start + trimmed[0], start + trimmed[1]
            evidence = around(text, start, end, verb, places.title_end, led=led)
            if led < start and country_code(text[led:start].rstrip()[:-2]) is not None:
                evidence = [told for told in evidence if told[1] not in _OF_PEOPLE]
            if before and links(text, led, before, before=True):
                evidence.append((0.4, "after a known company", None))
            if after and links(text, end, after, before=False):
                evidence.append((0.4, "before a known company", None))
            if chained is not None and _CHAIN.match(text[chained[0] : start]):
                evidence.append((chained[2] - 0.05, chained[1], chained[3]))
            if not evidence:
                continue
            in_title = 0.1 if start < places.title_end else 0.0
            for weight, reason, role in evidence:
                yield start, end, weight + in_title, reason, role
            lead = next(((w, r, role) for w, r, role in evidence if role == "investor" or r in ("bought by", "paid for")), None)
            chained = (end, lead[1], lead[0], lead[2]) if lead is not None else None


def _is_led(leads: list[int], at: int) -> bool:
    """Whether a wording that names follow begins up to REACH before `at`; `leads` are in order."""
    number = bisect_right(leads, at)
    return number > 0 and at - leads[number - 1] <= REACH


def _names_of(text: str, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
    """The stretches of one capitalised run between headline verbs, each with the verb that follows inside the run."""
    at = start
    begin: int | None = None
    done = ""
    for word in text[start:end].split(" "):
        bare = word.casefold().rstrip(".,’'")
        if bare.endswith(BACKED) and begin is None:
            yield at, at + word.rindex("-"), bare
        elif (bare in VERBS and not _ends_as_firm(text, word, at, end)) or bare in OFFICES:
            if begin is not None:
                yield begin, at - 1, bare
            begin = None
        elif done in _BE and bare.endswith("ing"):
            return
        elif begin is None and word and word not in ("of", "&", "No."):
            begin = at
        done = bare
        at += len(word) + 1
    if begin is not None:
        yield begin, end, None


def _ends_as_firm(text: str, word: str, at: int, end: int) -> bool:
    """Whether a verb at the end of the run is the end of a firm's name: "Corvant Partners bets", but "Acme partners with X"."""
    return word in FIRMS and at + len(word) == end and text[end : end + 2].strip().islower() and not text.startswith((" with", " on "), end)


@lru_cache(maxsize=8192)
def _trim(name: str) -> tuple[int, int] | None:
    """The part of `name` without leading articles and trade words, or None where what is left is no name of an organisation."""
    start = 0
    while True:
        if not name[-1].isalnum() or name[-2:] in ("’s", "'s"):
            name = name.removesuffix("’s").removesuffix("'s").rstrip("’'-& ")
        words = name.split()
        if not words:
            return None
        if (cut := _not_its_own(words)) > 0:
            start, name = start + cut, name[cut:]
            continue
        if len(words) > 1 and (words[0] in LEADING or words[0].endswith(PLACED)):
            cut = name.find(words[1], len(words[0]))
            start, name = start + cut, name[cut:]
            continue
        break
    folded = [w.casefold().strip(".,’'") for w in words]
    if words[0] in ("of", "&") or (words[0].rstrip(".") in _TITLES and words[-1] != "AI" and words[-1] not in SUFFIXES):
        return None
    if folded[0].partition("’")[0].partition("'")[0] in _PRONOUNS or (len(words) > 2 and not _INNER.isdisjoint(folded[1:])):
        return None  # "I’ve", "Panic Over Agentic AI"
    if (
        name in NOT_COMPANIES
        or " ".join(folded) in GENERIC
        or (folded[-1] in GENERIC and (len(words) == 1 or words[-1] not in SUFFIXES))
        or all(w in GENERIC for w in folded)
        or folded[0] in VERBS
        or folded[-1] in VERBS
        or words[0].removesuffix("’s").removesuffix("'s") in NOT_COMPANIES
        or (len(words) == 2 and words[0] in FIRST_NAMES and words[1] not in SUFFIXES)
        or len(name) < 2
        or _CHIP.fullmatch(name) is not None
        or (len(words) == 1 and MADE_OF.search(name) is not None)
        or (len(words) > 1 and not name.isascii() and HANGUL.search(name) is not None)  # "CES서 AI": a place, its particle, a topic
        or len(name) > 60
        or (len(words) == 1 and len(name) < 3 and not name.isupper())
        or (len(words) == 2 and words[1] == "AI" and words[0].endswith("ing"))  # "Building AI agents"
    ):
        return None
    return start, start + len(name)


def _not_its_own(words: list[str]) -> int:
    """The characters of what stands in front of a name in one run: a trade ("Payments Startup X"), a tie ("Hong Kong-listed X"),
    an owner ("Michael Saylor’s X", "Finland’s X")."""
    for at in range(len(words) - 2, -1, -1):
        if _is_introduction(words[at]) and (at or not words[at].endswith(_OWNERS) or country_code(words[at][:-2]) is not None):
            return sum(map(len, words[: at + 1])) + at + 1
    return 0


def _is_introduction(word: str) -> bool:
    """Whether the `word` before a name, if any, says what it is, to whom it is tied or whose it is."""
    folded = word.casefold()
    return folded in _TRADES or word.endswith(_TIES)
