"""What the wordings around a name say for its being an organisation: weights, reasons, and the role they state."""

from __future__ import annotations

import re

from amw.companies import wordings
from amw.companies.namesakes import can_be_named
from amw.companies.unknown.cues import OPENS, begins_sentence
from amw.companies.words import LEADING, LISTS

Reason = tuple[float, str, str | None]  # weight (0..1), what was seen, the role that it states
Evidence = tuple[int, int, float, str, str | None]  # where a name starts and ends, and the parts of a `Reason`

_DETERMINERS = LISTS["determiners"]
_APART = frozenset("at near on than to".split())  # what follows is not the object of the verb before: "buys a field next to X"
_QUOTES = "“\"‘'(,"
_OBJECT_ENDS = re.compile(r"[.,;:]|\s*(?:\n|\Z)|['’]s\b|[ ](?:after|as|at|for|in|on|over|to|with)\b")  # but "backs African push"
_JOINED_BEFORE = tuple(f"{word} " for word in (*wordings.PLACED, *wordings.BACKED))
_HISTORY = tuple(f", {words} " for words in wordings.HISTORY)


def around(text: str, start: int, end: int, verb: str | None, title_end: int, *, led: int) -> list[Reason]:
    """Every wording around `text[start:end]` that shows an organisation; `verb` is the headline verb that follows, where it is known.

    `led` is where the words begin that introduce the name in its own run of capitals ("Payments Startup X"), else `start`.
    """
    found: list[Reason] = []
    name = text[start:end]
    personal = name.count(" ") == 1 and name.rpartition(" ")[2] not in wordings.SUFFIXES  # a first name and a surname look like it
    begins = begins_sentence(text, _with_place(text, start))
    if begins or led < start:
        head = _verb_after(text, end)
        following = verb or head
        phrase = head in wordings.PHRASE_HEADS or "ly" in head
        if following in wordings.STRONG or (phrase and wordings.STRONG_PHRASE.match(text, end, end + 60)):
            moves = following in wordings.MOVES and wordings.MONEY.search(text, end, end + 60) is None
            found.append((0.2 if moves else 0.6, "subject of a deal", None))
        elif start < title_end and not personal and _pays_a_sum(text, end):
            found.append((0.6, "subject of a deal", None))
        elif following in wordings.SAYING:
            if not personal:
                found.append((0.2, "who says so", None))
        elif following in wordings.WEAK or (phrase and wordings.WEAK_PHRASE.match(text, end, end + 40)):
            titled = start < title_end and start < 30
            found.append((0.35, "subject of a title", None) if titled else (0.25, "subject of a sentence", None))
    elif " " in name and name.rpartition(" ")[2] in wordings.SUFFIXES and _verb_after(text, end) in wordings.STRONG:
        found.append((0.35, "subject of a deal", None))
    if text.startswith((", ", " is a"), end) and wordings.KIND_AFTER.match(text, end, end + 90):
        found.append((0.5, "X, a startup", None))
    if wordings.CHIEF_AFTER.match(text, end, end + 20):
        found.append((0.4, "chief of X", None))
    if text.startswith(_HISTORY, end):
        found.append((0.5, "X, founded by", None))
    if text.startswith(wordings.BACKED, end):
        found.append((0.4, "X-backed", "investor"))
    if " " in name and name.rpartition(" ")[2] in wordings.SUFFIXES:
        last = name.rpartition(" ")[2]
        if last in wordings.FIRMS:
            acts = begins and end - len(last) < min(title_end, OPENS) and text[end : end + 2].strip().islower()  # "Acme Labs shuts down"
            found.append((0.5 if last in wordings.LEGAL else 0.45 if acts else 0.4, "corporate name", None))
        else:
            found.append((0.4, "name of a trade", None))
    if text.endswith(_JOINED_BEFORE, 0, start):
        found.append((0.2, "X-based Y", None))
    told = None if begins else _introduced(text[max(0, start - wordings.REACH) : start], personal=personal)
    if told is not None and not (
        told[1] in ("acted upon", "paid for")
        and (_OBJECT_ENDS.match(text, end) is None or (told[1] == "acted upon" and (personal or _is_surname(text, name))))
    ):
        found.append(told)
    return found


def _is_surname(text: str, name: str) -> bool:
    """Whether a name of one word stands somewhere in `text` behind a word that can be a first name: "Court fines Doe ... Jane Doe"."""
    at = text.find(f" {name}")
    while at >= 0:
        word = text[max(0, at - 30) : at].rpartition(" ")[2].rpartition("\n")[2]
        if can_be_named(word):
            return True
        at = text.find(f" {name}", at + 1)
    return False


def _pays(words: list[str]) -> bool:
    """Whether `words` end in the payment of a sum: "pays $3B", "spent up to €340 million"."""
    at = next((at for at in range(len(words) - 1, max(0, len(words) - 3), -1) if words[at][0] in "$€£¥"), 0)
    return not wordings.PAY.isdisjoint(map(str.casefold, words[max(0, at - 3) : at]))


def _verb_after(text: str, end: int) -> str:
    return match[1].lower() if (match := wordings.VERB.match(text, end, end + 24)) else ""


def _pays_a_sum(text: str, end: int) -> bool:
    """Whether a verb and a sum follow the name that ends at `end`, or what is said of it between commas."""
    at = apposed.end() if (apposed := wordings.APPOSED.match(text, end)) is not None else end
    return wordings.PAID.match(text, at, at + wordings.PAID_REACH) is not None


def _with_place(text: str, start: int) -> int:
    """Where a name begins with the word before it that says where it sits, or who pays ("Singapore-based X", "Lightspeed-backed X")."""
    if not text.endswith(_JOINED_BEFORE, 0, start):
        return start
    return max(text.rfind(" ", 0, start - 1), text.rfind("\n", 0, start - 1)) + 1


def _introduced(before: str, *, personal: bool) -> Reason | None:
    """What the words before a name, inside its sentence, say it is."""
    cut = max(before.rfind(". "), before.rfind("\n"), before.rfind("? "), before.rfind("! "), before.rfind("; "))
    words = before[cut + 1 :].split()
    if not words:
        return None
    last = words[-1].strip(_QUOTES).casefold()
    previous = words[-2].strip(_QUOTES).casefold() if len(words) > 1 else ""
    if last in wordings.KINDS:
        plain = words[-1][0].islower() and not (personal and last in wordings.OF_PERSONS)
        return (0.55 if plain else 0.35), "startup X", None
    if last in wordings.FOUNDED:
        return 0.45, "founded X", None
    if last in ("called", "named", "dubbed") and previous in wordings.KINDS:
        return 0.6, "company called X", None
    if last == "by" and previous in ("led", "co-led", "backed"):
        return 0.55, "led by X", "investor"
    if last == "of" and previous in wordings.CHIEFS:
        return 0.5, "CEO of X", None
    return _object(words)


def _object(words: list[str]) -> Reason | None:
    """The verb whose object a name is, over at most four words in between ("buys French AI startup X")."""
    for at in range(len(words) - 1, max(-1, len(words) - 6), -1):
        word = words[at].strip(_QUOTES).casefold()
        if word in wordings.BUY or (word == "up" and at and words[at - 1].casefold() in wordings.UP):
            if words[-1].casefold() in _DETERMINERS:
                return None  # "buys the dip"
            return 0.6, "bought by", None
        if words[at] in wordings.ACTED_UPON:
            return (0.45, "acted upon", None) if at == len(words) - 1 else None
        if word in ("with", "in", "for"):
            previous = words[at - 1].strip(_QUOTES).casefold() if at else ""
            if word == "with" and previous in wordings.WITH:
                return 0.4, "partners with X", None
            if word == "in" and previous in wordings.IN:
                return 0.5, "bought by", None
            if word == "for" and "by" not in words[at:] and _pays(words[:at]):
                return 0.6, "paid for", None
        if word in _APART or (words[at][0].isupper() and words[at] not in LEADING and not words[at].endswith(wordings.PLACED)):
            return None
    return None
