"""Names that the register does not know in Arabic and Hindi, whose scripts have no capitals: told by what stands on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from amw.companies.find import Seen
from amw.companies.unknown.cues import overlaps
from amw.companies.unknown.evidence import Evidence
from amw.companies.wordings import FIRMS
from amw.companies.wordingsabroad import ARABIC, HINDI
from amw.companies.words import LISTS

ARABIC_LETTER = re.compile("[\u0620-\u064a]")
_WORD = re.compile(r"[\w\u0610-\u061a\u064b-\u065f\u0900-\u0963]+")
_PREPOSITIONS = LISTS["prepositions_arabic"]
_MAX_NAME = 3  # words
_MAX_QUOTED = 5  # words of a name in quotation marks
_SENTENCE = 16  # words that are looked back over for who acts
_AND_LEAST = 4  # letters of a word that may begin with "and"
_LATIN_FIRM = re.compile(rf"(?:\b[A-Z][\w&.-]{{0,30}}[ ]){{1,3}}(?:{'|'.join(sorted(FIRMS))})\b")

Token = tuple[int, int, str, str]
"""Start, end, the word as `spaced` folds it, and what stands between it and the word before."""


def introduced_caseless(seen: Seen, spans: Sequence[tuple[int, int]]) -> Iterator[Evidence]:
    """What speaks for unknown names in a text of Arabic or Hindi; `spans` are the known names in order."""
    text, words, title_end = seen.text, seen.words, seen.title_end
    tokens: list[Token] = []
    at = 0
    for match in _WORD.finditer(text):
        tokens.append((*match.span(), " ".join(words[match.start() + 1 : match.end() + 1].split()), text[at : match.start()]))
        at = match.end()
    for firm in _LATIN_FIRM.finditer(text):
        if not overlaps(firm.span(), spans):
            yield *firm.span(), 0.55, "named as a firm is", None
    found = _arabic(tokens, title_end) if ARABIC_LETTER.search(text) is not None else _hindi(tokens, title_end)
    for first, last, weight, reason, role in found:
        start, end = tokens[first][0], tokens[last][1]
        if not overlaps((start, end), spans):
            yield start, end, weight + (0.1 if start < title_end else 0.0), reason, role


def _starts(tokens: Sequence[Token], at: int) -> bool:
    return at == 0 or any(sign in tokens[at][3] for sign in ".!?؟:;؛|\n।")


Span = tuple[int, int, float, str, str | None]


def _arabic(tokens: Sequence[Token], title_end: int) -> Iterator[Span]:
    for at, (start, _, word, _) in enumerate(tokens):
        if word in ARABIC["kinds"] and (last := _arabic_name(tokens, at + 1)) is not None and not _starts(tokens, at + 1):
            yield at + 1, last, 0.55, "startup X", None
        elif word in ARABIC["paying"] and (last := _arabic_name(tokens, at + 1)) is not None:
            yield at + 1, last, 0.55, "led by X", "investor"
        elif (
            word == "على"
            and (last := _arabic_quoted(tokens, at + 1)) is not None
            and not any(said.startswith("ال") for _, _, said, _ in tokens[at + 1 : min(last, at + 2) + 1])  # «نصف السوق»
            and (
                tokens[at - 1][2] in ARABIC["takeovers"]
                or any(before in _BUYS for _, _, before, _ in tokens[max(0, at - 1 - _MAX_NAME) : at])
            )
        ):
            yield at + 1, last, 0.6, "bought by", None
        elif (
            start < title_end
            and _starts(tokens, at)
            and word not in ARABIC["generic"]
            and (last := _arabic_name(tokens, at)) is not None
            and (following := last + 1 + (last + 1 < len(tokens) and tokens[last + 1][2] in ARABIC["ends"])) < len(tokens)
            and tokens[following][2] in ARABIC["deals"]
            and not _starts(tokens, following)
        ):
            # a firm's country stands behind its name: "إنتيلا المصرية تحصل على"
            yield at, last, 0.55 if following > last + 1 else 0.45, "subject of a deal", None


_OPENS = frozenset({"«", "“", '"'})
_BUYS = frozenset({"استحوذت", "واستحوذت", "تستحوذ", "وتستحوذ"})  # who buys may stand between: "استحوذت «X» على «Y»"
_SUBJECT = (("ने", "को", "का", "की", "के"), ("ने",))  # after a name that a kind of company stands before, and after "कंपनी" alone


def _arabic_quoted(tokens: Sequence[Token], first: int) -> int | None:
    """The last word of the name that stands at `first` in quotation marks, None for none."""
    if first >= len(tokens) or tokens[first][3].strip() not in _OPENS or tokens[first][2] in ARABIC["generic"]:
        return None
    for at in range(first, min(first + _MAX_QUOTED, len(tokens) - 1)):
        if (gap := tokens[at + 1][3]) != " ":
            return at if gap[:1] in ("»", "”", '"') else None
    return None


def _arabic_name(tokens: Sequence[Token], first: int) -> int | None:
    """The last word of the name that begins at `first`: up to its closing quotation mark, an adjective, a verb, a preposition or a sign,
    or an "and" that is written in one word with the next; None for none."""
    if (quoted := _arabic_quoted(tokens, first)) is not None:
        return quoted
    if first >= len(tokens) or tokens[first][2] in ARABIC["generic"] or tokens[first][2] in ARABIC["kinds"]:
        return None
    if first and not _starts(tokens, first) and tokens[first][3] not in (" ", ' "', " «", " “", " ‘"):
        return None
    last = first - 1
    for at in range(first, min(first + _MAX_NAME + 1, len(tokens))):
        _, _, word, gap = tokens[at]
        if (at > first and gap != " ") or word in ARABIC["ends"] or word in ARABIC["deals"] or word in _PREPOSITIONS or word[:1].isdigit():
            break
        if at > first and len(word) > _AND_LEAST and word[0] == "و":
            break
        if word.startswith(("ال", "لل")) and at == first:
            return None  # "the ..." is a thing, and so is what is "for the ..."
        last = at
    return last if first <= last < first + _MAX_NAME and tokens[last][1] - tokens[first][0] > 2 else None


def _hindi(tokens: Sequence[Token], title_end: int) -> Iterator[Span]:
    for at, (start, _, word, _) in enumerate(tokens):
        if (
            word in _HINDI_FIRMS
            and (last := _hindi_name(tokens, at + 1)) is not None
            and ((tokens[at + 1][3] == " " and word in HINDI["kinds"]) or _QUOTED.fullmatch(tokens[at + 1][3]) is not None)
            and tokens[_past_gloss(tokens, last)][2] in _SUBJECT[word == "कंपनी"]
        ):
            yield at + 1, last, 0.55, "startup X", None
        if (
            start < title_end
            and _starts(tokens, at)
            and (last := _hindi_name(tokens, at)) is not None
            and tokens[_past_gloss(tokens, last)][2] in ("ने", "को", "में")
        ):
            line = [other for begin, _, other, _ in tokens[last + 2 :] if begin < title_end]
            if not HINDI["deals"].isdisjoint(line):
                yield at, last, 0.45, "subject of a deal", None
        if word in HINDI["ends"] and tokens[at][3] == " " and _hindi_start(tokens, at) is not None:
            yield at - 1, at, 0.55, "named as a firm is", None
        if word in _STOCK and (owned := _hindi_owned(tokens, at)) is not None:
            yield *owned, 0.55, "shares of X", None
        if word == "लिमिटेड" and (first := _hindi_start(tokens, end := at - (tokens[at - 1][2] in ("प्राइवेट", "कंपनी")))) is not None:
            yield first, end - 1, 0.6, "legal form", None
        if word == "नाम" and tokens[at + 1 : at + 2] and tokens[at + 1][2] in _NAMED and (called := _hindi_called(tokens, at)) is not None:
            yield called, at - 1, 0.55, "named X", None
        if word in _LEADING and (leader := _hindi_leader(tokens, at)) is not None:
            yield leader, at - 2, 0.55, "led by X", "investor"
        if word == "के" and (partner := _hindi_partner(tokens, at)) is not None:
            yield partner, at - 1, 0.55, "partners with X", None


_HINDI_FIRMS = HINDI["kinds"] | HINDI["trades"]
_NAMED = frozenset({"का", "की", "के"})  # after "name": of what is called so
_STOCK = frozenset({"शेयर", "शेयरों", "अधिग्रहण", "हिस्सेदारी"})  # of a company
_TRADED = ("खरीद", "बेच", "अधिग्रह")
_LEADING = frozenset({"अगुआई", "अगुवाई", "नेतृत्व"})  # a round is led
_SUMS = ("करोड", "लाख", "डॉलर", "मिलियन")
_FUNDING = frozenset({"फंडिंग", "राउंड"})
_QUOTED = re.compile("[ ]?['\"‘“]")


def _hindi_called(tokens: Sequence[Token], at: int) -> int | None:
    """The first word of the name in quotation marks that ends before "name" at `at`, if a word for a company or a trade follows."""
    told = takewhile(lambda word: word not in HINDI["postpositions"], (word for _, _, word, _ in tokens[at + 2 : at + 8]))
    if _HINDI_FIRMS.isdisjoint(told):
        return None
    return next((first for first in range(at - 1, max(-1, at - 1 - _MAX_NAME), -1) if _QUOTED.fullmatch(tokens[first][3])), None)


def _hindi_owned(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The first and last words of the name whose shares or purchase are spoken of at `at`: "X के शेयर", "X में 80% हिस्सेदारी"."""
    of = next((number for number in range(at - 1, max(0, at - 1 - _MAX_NAME), -1) if tokens[number][2] in HINDI["postpositions"]), 0)
    after = tokens[at + 1][2] if at + 1 < len(tokens) else ""
    if of < 1 or any(_starts(tokens, number) for number in range(of, at + 1)):
        return None
    if tokens[at][2] == "हिस्सेदारी":  # women have a part in politics, too
        if not any(word.startswith(_TRADED) for _, _, word, _ in tokens[at + 1 : at + 4]):
            return None
    elif tokens[of][2] not in _NAMED:
        return None
    elif tokens[at][2] == "अधिग्रहण":  # skills, languages and data are acquired, too
        actors = (tokens[n][2] for n in range(of, max(-1, of - _SENTENCE), -1) if tokens[n][2] == "ने" or _starts(tokens, n))
        if next(actors, "") != "ने" and not after.startswith("करे"):
            return None
    elif after.startswith(("हो", "कर", "कि")):  # "वीडियो के शेयर होने पर"
        return None
    last = next((n - 1 for n in range(of - 1, max(0, of - 1 - _MAX_NAME), -1) if _past_gloss(tokens, n - 1) == of != n), of - 1)
    first = _hindi_start(tokens, last + 1)
    said = tokens[last][2]
    return None if first is None or len(said) < 3 or said.endswith(("ों", "ओं")) or said in HINDI["things"] else (first, last)


def _hindi_leader(tokens: Sequence[Token], at: int) -> int | None:
    """The first word of the name under whose lead, told at `at`, capital is raised, or a firm by its name invests; None for none, as people
    lead boards and campaigns."""
    after = [word for _, _, word, _ in tokens[at + 1 : at + 12]]
    firm = at > 1 and tokens[at - 2][2] in HINDI["ends"]
    summed = any(word.startswith(_SUMS) for word in after)
    raised = any(word in _FUNDING or (summed and word.startswith("जुटा")) for word in after) or (firm and "निवेश" in after)
    return _hindi_start(tokens, at - 1) if raised and at > 1 and tokens[at - 1][2] in _NAMED else None


def _hindi_partner(tokens: Sequence[Token], at: int) -> int | None:
    """The first word of the name that ends before `at`, where "with" stands and a deal follows; None for none, or for people ("-ों")."""
    told = [word for _, _, word, _ in tokens[at : at + 8]]
    if told[1:2] != ["साथ"] or HINDI["bonds"].isdisjoint(told) or at == 0 or tokens[at - 1][2].endswith("ों"):
        return None
    return _hindi_start(tokens, at)


def _hindi_start(tokens: Sequence[Token], at: int) -> int | None:
    """The first word of the name that ends before `at`, None for none."""
    first = at
    while first > max(0, at - _MAX_NAME) and not any(tokens[first - 1][2] in HINDI[sort] for sort in ("postpositions", "generic", "kinds")):
        first -= 1
        if tokens[first][3] != " ":
            break
    return first if first < at else None


def _past_gloss(tokens: Sequence[Token], at: int) -> int:
    """The word after the one at `at`, past its spelling in brackets: "टाटा स्टील (Tata Steel) ने"."""
    if at + 1 < len(tokens) and tokens[at + 1][3] == " (":
        return next((number for number in range(at + 2, min(at + 2 + _MAX_NAME, len(tokens))) if tokens[number][3] == ") "), at + 1)
    return at + 1


def _hindi_name(tokens: Sequence[Token], first: int) -> int | None:
    """The last word of the name that begins at `first`: what stands before a postposition, at most three words; None for none."""
    for at in range(first, min(first + _MAX_NAME, len(tokens))):
        _, _, word, gap = tokens[at]
        if (at > first and gap != " ") or word in HINDI["postpositions"] or word in HINDI["generic"] or word[:1].isdigit():
            return None
        if (after := _past_gloss(tokens, at)) < len(tokens) and tokens[after][2] in HINDI["postpositions"]:
            return at if len(word) > 2 and (after > at + 1 or tokens[after][3].lstrip("'\"’”") == " ") else None
    return None
