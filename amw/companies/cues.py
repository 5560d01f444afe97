"""Where in a text the wordings stand that can show a name to be an organisation's: one scan, before any name is looked at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from amw.companies.nouns import VERBS
from amw.companies.wordings import BACKED, BETWEEN, OFFICES, REACH, Cue, CueHit

LINKS = (" and ", ", and ", ", ", " & ", " et ", " und ", " y ", " e ")

_DEAL, _ACT, _END, _GLOSS, _KIND, _ADJOINS, _LEADS, _STUDY, _SUFFIX, _BACKED = (int(cue) for cue in Cue)
_AFTER_NAME = _DEAL | _ACT | _END
_CAPITAL_AHEAD = re.compile(rf"(?:[^.?!;\nA-Z]|[.?!;](?![ ])){{0,{REACH + 4}}}[A-Z]")  # in the same sentence
_BEYOND = 1 << 30  # an offset that no text has
_PROBE = 3  # letters of a name that are looked for again, where one wording alone says too little
_LINK_AFTER, _LINK_BEFORE, _ENOUGH = 1 << 20, 1 << 21, 1 << 22  # beside the bits of Cue


class Places(NamedTuple):
    """The offsets at which names may be told by what stands beside them."""

    starts: set[int]  # a name begins here
    ends: set[int]  # a name ends here
    verbs: set[int]  # a name that begins a sentence ends here
    inside: list[int]  # a wording inside capitalised words, in order
    leads: list[int]  # a name may begin up to REACH after it, in order
    sure: bool  # what the wordings say may add up to more than half; if not, all say the same, and it says less than that


def find_places(text: str, words: str, cues: Iterable[CueHit], spans: Sequence[tuple[int, int]], title_end: int) -> Places | None:
    """The places of `text` (`words` is `spaced(text)`) where unknown names may stand, None for none; `spans` are the known names.

    Most wordings are plain words: what no capitalised word stands beside, or only a known name, is left out at once.
    """
    starts: set[int] = set()
    ends: set[int] = set()
    verbs: set[int] = set()
    inside: list[int] = []
    leads: list[int] = []
    length = len(text)
    glossed: list[int] = []
    kinds: list[int] = []
    said = 0  # what kinds of wordings have places
    probes: list[tuple[int, int]] = []  # the last letters of names, or the first
    for kind, start, after in cues:
        if kind == _GLOSS:
            glossed.append(start - 1)
            continue
        capital = start < length and text[start].isupper() and not (spans and _within(start, spans))
        if kind == _SUFFIX and not capital:
            continue
        if kind & _SUFFIX and capital and start > 1 and text[start - 1] == " ":
            if _named(text, start - 1) and _ends_there(text, after - 2):
                inside.append(start)
                said |= kind
                probes.append((max(start - 1 - _PROBE, 0), after - 2))
        elif kind & _AFTER_NAME and start > 1:
            if _named(text, start - 1):
                if kind & _END:
                    ends.add(start - 1)
                elif not _inside_sentence(text, start - 1):
                    verbs.add(start - 1)
                said |= kind
                if kind != _ACT or start < title_end:
                    probes.append((start - 1 - _PROBE, start - 1))
            elif kind & _DEAL and text.startswith("ly", start - 3):
                said |= _ENOUGH  # "recently raised"
            if capital:
                inside.append(start)
                said |= kind
        if kind & _ADJOINS:
            if kind & _KIND:
                kinds.append(start)
            at = after - 2
            if capital:
                inside.append(start)
                said |= _ENOUGH
            while at < length and text[at] in BETWEEN:
                at += 1
            if _capital(text[at : at + 4]):
                starts.add(at)
                said |= _ENOUGH
        if kind & _LEADS or (
            kind & _STUDY and (words.find(" from ", start, start + REACH) >= 0 or words.find(" by ", start, start + REACH) >= 0)
        ):
            if _CAPITAL_AHEAD.match(text, start + 1) is not None:
                leads.append(start)
                said |= _ENOUGH
            if capital:
                inside.append(start)
                said |= _ENOUGH
        if kind & _BACKED and start and text[start - 1] == "-":
            inside.append(start - 1)
            said |= kind
            probes.append((start - 1 - _PROBE, start - 1))
    if kinds and glossed:
        for at in glossed:
            if at > 0 and _named(text, at) and any(0 < kind - at <= REACH for kind in kinds):
                ends.add(at)
                said |= _ENOUGH
    if spans:
        begun, ended = {begin for begin, _ in spans}, {end for _, end in spans}
        starts -= begun
        ends -= ended
        verbs -= ended
    for begin, end in spans:
        if text.startswith(LINKS, end):
            for link in LINKS:
                if text.startswith(link, end) and _capital(text[(at := end + len(link)) : at + 4]):
                    starts.add(at)
                    said |= _LINK_AFTER
                    probes.append((at, at + _PROBE))
        if text.endswith(LINKS, 0, begin):
            for link in LINKS:
                if text.endswith(link, 0, begin) and _named(text, at := begin - len(link)):
                    ends.add(at)
                    said |= _LINK_BEFORE
                    probes.append((at - _PROBE, at))
    if not (starts or ends or verbs or inside or leads):
        return None
    sure = said & (said - 1) != 0 or said & (_DEAL | _ENOUGH) != 0 or any(_recurs(text, *probe) for probe in probes)
    return Places(starts, ends, verbs, inside, leads, sure)


def _recurs(text: str, begin: int, end: int) -> bool:
    """Whether letters of a name stand in the text again; those of a possessive or of a name cut short are taken for it."""
    if begin < 0 or end > len(text):
        return True
    return text.find(text[begin:end], end) >= 0 or not text[end - 1].isalnum() or text[end - 2] in "’'"


def _named(text: str, end: int) -> bool:
    """Whether the word that ends at `end` may end a name: it is not written in small letters."""
    return not text[text.rfind(" ", 0, end) + 1 : end].islower()


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


def _inside_sentence(text: str, end: int) -> bool:
    """Whether a plain word or a comma stands before the word that ends at `end`, so that no name there begins a sentence."""
    at = text.rfind(" ", 0, end)
    if at <= 0 or text.find("\n", at, end) >= 0:
        return False
    before = text[text.rfind(" ", 0, at) + 1 : at]
    return before.endswith(",") or (before.isalpha() and before.islower() and before != "of")


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether `at` lies in one of `spans`, which are in order and disjoint."""
    near = bisect_right(spans, (at, _BEYOND)) - 1
    return near >= 0 and at < spans[near][1]


def links(text: str, at: int, edges: frozenset[int], *, before: bool) -> bool:
    """Whether the name at `at` stands in a list with a known name: only a comma or an "and" lies between."""
    if before:
        return text.endswith(LINKS, 0, at) and any(at - len(link) in edges and text.endswith(link, 0, at) for link in LINKS)
    return text.startswith(LINKS, at) and any(at + len(link) in edges and text.startswith(link, at) for link in LINKS)


def begins_sentence(text: str, start: int) -> bool:
    """Whether a name at `start` begins a sentence, a line or a quotation."""
    at = start - 1
    while at >= 0 and text[at] in " \n“\"‘'(":
        if text[at] == "\n":
            return True
        at -= 1
    return at < 0 or text[at] in ".!?:;|" or text[start - 1] in '“"‘'
