"""Where in a text the wordings stand that can show a name to be an organisation's: one scan, before any name is looked at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from amw.companies.wordings import (
    APPOSED,
    BACKED,
    BETWEEN,
    FIRMS,
    OFFICES,
    PAID,
    REACH,
    SUFFIXES,
    Cue,
    CueHit,
)
from amw.companies.words import VERBS

LINKS = (" and ", ", and ", ", ", " & ", " et ", " und ", " y ", " e ")
_LINKS_BEGIN, _LINKS_END = frozenset(link[:2] for link in LINKS), frozenset(link[-2:] for link in LINKS)

_DEAL, _ACT, _END, _GLOSS, _KIND, _ADJOINS, _LEADS, _SUFFIX, _BACKED, *_ = (int(cue) for cue in Cue)
_AFTER_NAME = _DEAL | _ACT | _END
_CAPITAL_AHEAD = re.compile(rf"(?:[^.?!;\nA-Z]|[.?!;](?![ ])){{0,{REACH + 4}}}[A-Z]")  # in the same sentence
_LINK_AFTER, _LINK_BEFORE, _JOINED_AFTER, _TRADE = 1 << 20, 1 << 21, 1 << 22, 1 << 23  # beside the bits of Cue
_SLIGHT = frozenset({_LINK_AFTER, _LINK_BEFORE, _TRADE})  # one of them says too little of a name, however often it recurs
_BETWEEN = tuple(BETWEEN)
_NAMING = ("called", "named", "dubbed", "Called", "Named", "Dubbed")  # after "startup"
_OVER = 4  # words between a verb and the name that is its object
_SIGN = re.compile("[€£¥]")
OPENS = 30  # characters of a headline in which a name that opens it ends
_STOPS = frozenset(",.;:!?)")
_ONE_NAME = 80  # characters within which two wordings may be of one name
_APART = re.compile(r"[.,;:?!\n] |\n|(?<= )(?!of )[a-z]+ ")  # not inside one name
_FIRST_WORD = re.compile(r"(?:(?:The|A|An|Its|New) )?([A-Za-z\d]+)")


class Places(NamedTuple):
    """The offsets at which names may be told by what stands beside them."""

    starts: set[int]  # a name begins here
    ends: set[int]  # a name ends here
    verbs: set[int]  # a name that begins a sentence ends here
    inside: list[int]  # a wording inside capitalised words, in order
    leads: list[int]  # a name may begin up to REACH after it, in order
    sure: bool  # what the wordings say of one name may add up to more than half


def find_places(text: str, cues: Iterable[CueHit], spans: Sequence[tuple[int, int]], title_end: int) -> Places | None:
    """The places of `text` where unknown names may stand, None for none; `spans` are the known names.

    Most wordings are plain words: what no capitalised word stands beside, or only a known name, is left out at once.
    """
    starts: set[int] = set()
    ends: set[int] = set()
    verbs: set[int] = set()
    inside: list[int] = []
    leads: list[int] = []
    begun = dict(spans)
    ended = set(begun.values())
    kinds = sure = False
    marks: list[tuple[int, int]] = []  # a place, and the kind of wording that says something of the name there
    last: list[int] = []  # where names end that one wording alone says too little of, unless they recur
    first: list[int] = []  # and where such names begin
    for kind, start, after in cues:
        capital = text[start].isupper()
        if kind & _SUFFIX and capital and start > 1 and text[start - 1] == " " and start - 1 not in ended:
            if text[start - 2] not in _STOPS and _named(text, start - 1) and _ends_there(text, after - 2):
                inside.append(start)
                firm = text[start : after - 2] in FIRMS
                sure = sure or (firm and start < min(title_end, OPENS))
                marks.append((start, _SUFFIX if firm else _TRADE))  # "Labs" also says something of the name after it
                last.append(after - 2)
            if kind == _SUFFIX:
                continue
        elif kind == _SUFFIX:
            continue
        elif kind == _GLOSS:
            if start > 1 and start - 1 not in ended and _named(text, start - 1):
                ends.add(start - 1)
                marks.append((start - 1, kind))
                last.append(start - 1)
                sure = sure or start - 1 < title_end
            continue
        elif kind & _AFTER_NAME and start > 1 and start - 1 not in ended:
            if _named(text, start - 1):
                (ends if kind & _END else verbs).add(start - 1)
                sure = sure or kind & _DEAL != 0
                marks.append((start - 1, kind))
                if kind != _ACT or start < title_end:
                    last.append(start - 1)
            elif kind & _DEAL and text.startswith("ly", start - 3):
                sure = True  # "recently raised"
            if capital:
                inside.append(start)
                marks.append((start, kind))
                sure = sure or kind & _DEAL != 0
        if kind & _ADJOINS:
            at = after - 2
            while text.startswith(_BETWEEN, at):
                at += 1
            if kind & _KIND:
                kinds = True
                if capital:
                    inside.append(start)
                    marks.append((start, kind & ~_SUFFIX))
            if at not in begun and _capital(text[at : at + 4]) and (kinds or not text.startswith(_NAMING, start)):
                starts.add(at)
                if capital:
                    marks.append((at, kind & ~_SUFFIX))
                    first.append(at)
                else:
                    sure = True
        if kind & _LEADS and (ahead := _CAPITAL_AHEAD.match(text, start + 1)) is not None:
            at = ahead.end() - 1
            between = text[after - 2 : at].rpartition(" for ")[2]  # without a sum: "pays $3B for"
            if not (len(between.split()) > _OVER or overlaps((at, at + 1), spans)):
                leads.append(start)
                sure = True
                if capital:
                    inside.append(start)
        if kind & _BACKED and start and text[start - 1] == "-":
            if start - 1 not in ended:
                inside.append(start - 1)
                marks.append((start - 1, kind))
                last.append(start - 1)
            if text[after - 1 : after].isupper() and after - 1 not in begun:
                starts.add(after - 1)
                marks.append((after - 1, _JOINED_AFTER))
    if text.find("$", 0, title_end) >= 0 or (not text.isascii() and _SIGN.search(text, 0, title_end) is not None):
        for at in _paid(text, title_end):
            if at not in ended and _named(text, at):
                verbs.add(at)
                sure = True
    for begin, end in spans:
        if text[end : end + 2] in _LINKS_BEGIN and text.startswith(LINKS, end):
            for at in [end + len(link) for link in LINKS if text.startswith(link, end)]:
                if at not in begun and _capital(text[at : at + 4]):
                    starts.add(at)
                    marks.append((at, _LINK_AFTER))
                    first.append(at)
        if text[begin - 2 : begin] in _LINKS_END and text.endswith(LINKS, 0, begin):
            for at in [begin - len(link) for link in LINKS if text.endswith(link, 0, begin)]:
                if at not in ended and _named(text, at):
                    ends.add(at)
                    marks.append((at, _LINK_BEFORE))
                    last.append(at)
    if not (starts or ends or verbs or inside or leads):
        return None
    said = {kind for _, kind in marks}
    if not sure and (len(said) > 1 or said.isdisjoint(_SLIGHT)):
        sure = (
            (len(said) > 1 and _add_up(text, marks))
            or any(_ends_again(text, at) for at in last)
            or any(_begins_again(text, at) for at in first)
        )
    return Places(starts, ends, verbs, inside, leads, sure)


def _paid(text: str, title_end: int) -> Iterator[int]:
    """Where the names end that a verb and a sum follow in the title: "X docks $131M", "X, which stores heat, adds $50M"."""
    for paid in PAID.finditer(text, 0, title_end):
        at = paid.start()
        if text[at - 1 : at] == ",":
            apposed = next((found for found in APPOSED.finditer(text, 0, at) if found.end() == at), None)
            at = apposed.start() if apposed is not None else at
        yield at


def _add_up(text: str, marks: list[tuple[int, int]]) -> bool:
    """Whether two kinds of wording stand so near each other that they may be of one name."""
    marks.sort()
    return any(
        here[1] != there[1] and there[0] - here[0] <= _ONE_NAME and _APART.search(text, here[0], there[0]) is None
        for here, there in pairwise(marks)
    )


def _ends_again(text: str, end: int) -> bool:
    """Whether the last word of the name that ends at `end`, with the one before a short one or one that firms share, stands there again."""
    begin = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
    if end - begin < 4 or text[begin + 1 : end] in SUFFIXES:
        begin = max(text.rfind(" ", 0, max(begin, 0)), end - 30)
    word = text[begin + 1 : end].rstrip("’'-&")
    return text.find(word.removesuffix("’s").removesuffix("'s").lstrip("(\"'“‘["), end) >= 0


def _begins_again(text: str, start: int) -> bool:
    """Whether the first word of the name that begins at `start`, or the one after an article, stands in the text again."""
    word = _FIRST_WORD.match(text, start)
    return word is None or text.find(word[1], word.end()) >= 0


def _named(text: str, end: int) -> bool:
    """Whether the word that ends at `end` may end a name: it is not written in small letters, nor in letters that have no others."""
    word = text[text.rfind(" ", 0, end) + 1 : end]
    return not word.islower() and (word.isascii() or word != word.lower())


def _capital(head: str) -> bool:
    """Whether the first letters of a word may begin a name ("Mistral", "xAI")."""
    return head != head.lower()


def _ends_there(text: str, end: int) -> bool:
    """Whether a stretch of capitalised words may end at `end`: no other word that could belong to its name follows."""
    if text[end : end + 1] != " " or not text[end + 1 : end + 2].isupper():
        return True
    stop = text.find(" ", end + 1)
    word = (text[end + 1 : stop] if stop > 0 else text[end + 1 :]).casefold().rstrip(".,’'")
    return word in VERBS or word in OFFICES or word.endswith(BACKED)


def overlaps(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether `span` overlaps one of `spans`, which are in order."""
    at = bisect_left(spans, (span[1],))
    for _, end in spans[max(0, at - 3) : at]:  # noqa: SIM110 - a generator takes half as long again, and this is asked of every name
        if end > span[0]:
            return True
    return False


def links(text: str, at: int, edges: frozenset[int], *, before: bool) -> bool:
    """Whether the name at `at` stands in a list with a known name: only a comma or an "and" lies between."""
    if before:
        return text.endswith(LINKS, 0, at) and any(at - len(link) in edges and text.endswith(link, 0, at) for link in LINKS)
    return text.startswith(LINKS, at) and any(at + len(link) in edges and text.startswith(link, at) for link in LINKS)


def begins_sentence(text: str, start: int) -> bool:
    """Whether a name at `start` begins a sentence, a line or a quotation."""
    at = start - 1
    while at >= 0 and text[at] in " \t\u00a0\n“\"‘'(":
        if text[at] == "\n":
            return True
        at -= 1
    return at < 0 or text[at] in ".!?。！？:;|" or text[start - 1] in '“"‘'
