"""Where in a text the wordings stand that can show a name to be an organisation's: one scan, before any name is looked at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from amw.companies.find import Seen
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


class Places:
    """The offsets at which names of a text may be told by what stands beside them, gathered from its wordings one by one."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]], title_end: int) -> None:
        """`spans` are the known names."""
        self.text, self.spans, self.title_end = text, spans, title_end
        self.begun = dict(spans)  # where known names begin, and where they end
        self.ended = set(self.begun.values())
        self.starts: set[int] = set()  # a name begins here
        self.ends: set[int] = set()  # a name ends here
        self.verbs: set[int] = set()  # a name that begins a sentence ends here
        self.inside: list[int] = []  # a wording inside capitalised words, in order
        self.leads: list[int] = []  # a name may begin up to REACH after it, in order
        self.kinds = False  # a word such as "startup" was read
        self.sure = False  # what the wordings say of one name may add up to more than half
        self.marks: list[tuple[int, int]] = []  # a place, and the kind of wording that says something of the name there
        self.last: list[int] = []  # where names end that one wording alone says too little of, unless they recur
        self.first: list[int] = []  # and where such names begin

    def read(self, kind: int, start: int, after: int) -> None:
        """One wording: its `Cue`s, where it starts, and two characters past its end."""
        text = self.text
        free = start > 1 and start - 1 not in self.ended  # the name before it is not a known one
        if kind == _GLOSS:
            if free and _named(text, start - 1):
                self.ends.add(start - 1)
                self.marks.append((start - 1, kind))
                self.last.append(start - 1)
                self.sure = self.sure or start - 1 < self.title_end
            return
        capital = text[start].isupper()
        if kind & _SUFFIX and capital and free and text[start - 1] == " ":
            self._ends_name(start, after - 2)
        elif kind != _SUFFIX and kind & _AFTER_NAME and free:
            self._follows_name(kind, start, capital=capital)
        if kind & _ADJOINS:
            self._precedes_name(kind, start, after - 2, capital=capital)
        if kind & _LEADS and (ahead := _CAPITAL_AHEAD.match(text, start + 1)) is not None:
            at = ahead.end() - 1
            between = text[after - 2 : at].rpartition(" for ")[2]  # without a sum: "pays $3B for"
            if not (len(between.split()) > _OVER or overlaps((at, at + 1), self.spans)):
                self.leads.append(start)
                self.sure = True
                if capital:
                    self.inside.append(start)
        if kind & _BACKED and start and text[start - 1] == "-":
            if start - 1 not in self.ended:
                self.inside.append(start - 1)
                self.marks.append((start - 1, kind))
                self.last.append(start - 1)
            if text[after - 1 : after].isupper() and after - 1 not in self.begun:
                self.starts.add(after - 1)
                self.marks.append((after - 1, _JOINED_AFTER))

    def _ends_name(self, start: int, end: int) -> None:
        """`text[start:end]` ends names of several words."""
        text = self.text
        if text[start - 2] not in _STOPS and _named(text, start - 1):
            firm = text[start:end] in FIRMS
            self.marks.append((start, _SUFFIX if firm else _TRADE))  # "Labs" also says something of the name after it
            if _ends_there(text, end):
                self.inside.append(start)
                self.sure = self.sure or (firm and start < min(self.title_end, OPENS))
                self.last.append(end)

    def _follows_name(self, kind: int, start: int, *, capital: bool) -> None:
        """A wording at `start` that stands after names."""
        deal = kind & _DEAL != 0
        if _named(self.text, start - 1):
            (self.ends if kind & _END else self.verbs).add(start - 1)
            self.sure = self.sure or deal
            self.marks.append((start - 1, kind))
            if kind != _ACT or start < self.title_end:
                self.last.append(start - 1)
        elif deal and self.text.startswith("ly", start - 3):
            self.sure = True  # "recently raised"
        if capital:
            self.inside.append(start)
            self.marks.append((start, kind))
            self.sure = self.sure or deal

    def _precedes_name(self, kind: int, start: int, end: int, *, capital: bool) -> None:
        """A wording from `start` to `end` that stands right before names."""
        text, at = self.text, end
        while text.startswith(_BETWEEN, at):
            at += 1
        if kind & _KIND:
            self.kinds = True
            if capital:
                self.inside.append(start)
                self.marks.append((start, kind & ~_SUFFIX))
        if at not in self.begun and _capital(text[at : at + 4]) and (self.kinds or not text.startswith(_NAMING, start)):
            self.starts.add(at)
            if capital:
                self.marks.append((at, kind & ~_SUFFIX))
                self.first.append(at)
            else:
                self.sure = True

    def beside_known(self) -> None:
        """Names that a comma or an "and" joins to a known one."""
        text = self.text
        for begin, end in self.begun.items():
            if text[end : end + 2] in _LINKS_BEGIN and text.startswith(LINKS, end):
                for at in [end + len(link) for link in LINKS if text.startswith(link, end)]:
                    if at not in self.begun and _capital(text[at : at + 4]):
                        self.starts.add(at)
                        self.marks.append((at, _LINK_AFTER))
                        self.first.append(at)
            if text[begin - 2 : begin] in _LINKS_END and text.endswith(LINKS, 0, begin):
                for at in [begin - len(link) for link in LINKS if text.endswith(link, 0, begin)]:
                    if at not in self.ended and _named(text, at):
                        self.ends.add(at)
                        self.marks.append((at, _LINK_BEFORE))
                        self.last.append(at)

    def adds_up(self) -> bool:
        """Whether wordings that each say too little stand near each other, or beside a name that recurs."""
        said = {kind for _, kind in self.marks}
        if len(said) == 1 and not said.isdisjoint(_SLIGHT):
            return False
        return (
            (len(said) > 1 and _add_up(self.text, self.marks))
            or any(_ends_again(self.text, at) for at in self.last)
            or any(_begins_again(self.text, at) for at in self.first)
        )


def find_places(seen: Seen, spans: Sequence[tuple[int, int]]) -> Places | None:
    """The places of a text where unknown names may stand, None for none; `spans` are the known names.

    Most wordings are plain words: what no capitalised word stands beside, or only a known name, is left out at once.
    """
    text, title_end = seen.text, seen.title_end
    places = Places(text, spans, title_end)
    for kind, start, after in seen.cues:
        places.read(kind, start, after)
    if text.find("$", 0, title_end) >= 0 or (not text.isascii() and _SIGN.search(text, 0, title_end) is not None):
        for at in _paid(text, title_end):
            if at not in places.ended and _named(text, at):
                places.verbs.add(at)
                places.sure = True
    places.beside_known()
    if not (places.starts or places.ends or places.verbs or places.inside or places.leads):
        return None
    places.sure = places.sure or places.adds_up()
    return places


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
