"""Where in a text the wordings stand that can show a name to be an organisation's: one scan, before any name is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from amw.companies.wordings import BETWEEN, CUE_KINDS, CUES, REACH, Cue

LINKS = (" and ", ", and ", ", ", " & ", " et ", " und ", " y ", " e ")

_VERB, _END, _GLOSS, _KIND, _ADJOINS, _LEADS, _STUDY, _SUFFIX, _BACKED = (int(cue) for cue in Cue)
_AFTER_NAME = _VERB | _END | _GLOSS | _SUFFIX


class Places(NamedTuple):
    """The offsets at which names may be told by what stands beside them, and the first and the last of them."""

    starts: set[int]  # a name begins here
    ends: set[int]  # a name ends here
    verbs: set[int]  # a name that begins a sentence ends here
    inside: list[int]  # a wording inside capitalised words, in order
    leads: list[int]  # a name may begin up to REACH after it, in order
    first: int
    last: int


def find_places(text: str, words: str, spans: Iterable[tuple[int, int]]) -> Places | None:
    """The places of `text` (`words` is `spaced(text)`) where unknown names may stand, None for none; `spans` are the known names.

    Most wordings are plain words: what no capitalised word stands beside is left out at once.
    """
    starts: set[int] = set()
    ends: set[int] = set()
    verbs: set[int] = set()
    inside: list[int] = []
    leads: list[int] = []
    length = len(text)
    glossed: list[int] = []
    kinds: list[int] = []
    for number, start, after in CUES.find_matches_as_indexes(words, overlapping=True):
        kind = CUE_KINDS[number]
        capital = start < length and text[start].isupper()
        if kind & _AFTER_NAME and start > 1:
            named = not text[text.rfind(" ", 0, start - 1) + 1 : start - 1].islower()
            if kind & _SUFFIX:
                if capital and named and text[start - 1] == " ":
                    inside.append(start)
            elif kind & _GLOSS:
                if named:
                    glossed.append(start - 1)
            else:
                if named:
                    (ends if kind & _END else verbs).add(start - 1)
                if capital:
                    inside.append(start)
        if kind & _ADJOINS:
            if kind & _KIND:
                kinds.append(start)
            at = after - 2
            if capital:
                inside.append(start)
            while at < length and text[at] in BETWEEN:
                at += 1
            if at < length and not text[at : at + 4].islower():
                starts.add(at)
        if kind & _LEADS or (
            kind & _STUDY and (words.find(" from ", start, start + REACH) >= 0 or words.find(" by ", start, start + REACH) >= 0)
        ):
            leads.append(start)
            if capital:
                inside.append(start)
        if kind & _BACKED and start and text[start - 1] == "-":
            inside.append(start - 1)
    if kinds:
        ends.update(at for at in glossed if any(0 < kind - at <= REACH for kind in kinds))
    for begin, end in spans:
        if text.startswith(LINKS, end):
            starts.update(at for link in LINKS if text.startswith(link, end) and not text[(at := end + len(link)) : at + 4].islower())
        if text.endswith(LINKS, 0, begin):
            ends.update(begin - len(link) for link in LINKS if text.endswith(link, 0, begin))
    every = [*starts, *ends, *verbs, *inside, *leads]
    if not every:
        return None
    return Places(starts, ends, verbs, inside, leads, min(every), max(*every, leads[-1] + REACH) if leads else max(every))


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
