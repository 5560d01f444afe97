"""How facts are said in English: money, days, places, maps, what happened. No fact is made here, only worded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from typing import TypeVar

from amw.stories.headlines import has_version, notice_of, series_of
from amw.stories.past import Figure, PastStory
from amw.stories.sorts import WITHDRAWN, sort_of

T = TypeVar("T")

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹"}
UNITS = {"CNY": "yuan", "JPY": "yen", "KRW": "won", "CHF": "francs", "SEK": "kronor"}
SCALES = ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million"))
WORLD = Decimal(10**16)  # nobody has that much; such a figure is a misreading and is left as the text has it
LONGEST = 70  # characters of a headline that is quoted
OWN_LONGEST = 96  # and of the report's own, which says what it adds
LARGE = Decimal(1_000_000)  # money from here on is a sum somebody pays or is worth, below it a price of use
MAPS = {lens: lens.replace("_", " ") for lens in ("player_map", "technology_map", "adoption_map", "supply_map", "rules_map")}
ROUND = Decimal(100_000)  # a first round may be this small
# Bodies that English names with an article; a firm may begin so too ("Foundation Capital").
_BODIES = "Institute|Foundation|Commission|Agency|Council|Association|Alliance|Authority|Department|Ministry"
_NOT_LATIN = re.compile(r"[^\0-\u024f]")
_BODY = re.compile(rf"\s(?:{_BODIES})\b|^(?:University|Cent(?:er|re)|{_BODIES}) (?:of|for|on) ")
OF_STATES = frozenset({"regulation"})  # what a state does to a company, not what a company does
# Of one company there are many, and what a state does is told of whom its headline names: the headline says which it is.
OF_MANY = OF_STATES | {"research", "product_launch", "incident", "personnel"}
_INNER = str.maketrans('“”„"', "‘’‚'")  # marks of a quotation within one
_PLURAL = {"models", "agents", "chips", "tools", "vehicles"}
# The kinds of money that an event is about, the most telling first.
MONEY = {
    "funding": ("raised", "sought", "valuation"),
    "ipo": ("raised", "sought", "valuation"),
    "acquisition": ("price", "valuation", "raised"),
    "pricing": ("price",),
    "earnings": ("revenue",),
    "infrastructure": ("capex",),
    "partnership": ("capex", "raised"),
}
KINDS = {"raised": "raised", "sought": "sought", "valuation": "valuation", "price": "price", "revenue": "revenue", "capex": "spending"}
_NUMBERS = "one two three four five six seven eight nine ten".split()
# What happened, as a noun that takes the company before it ("Cohere’s financing") or behind it (see `by_whom`).
NOUNS = {
    "funding": "financing", "acquisition": "takeover", "ipo": "listing", "model_release": "model release",
    "product_launch": "launch", "pricing": "price change", "ranking": "leaderboard result", "partnership": "partnership",
    "infrastructure": "build-out", "research": "research result", "regulation": "official move", "lawsuit": "court case",
    "personnel": "personnel move", "earnings": "figures", "incident": "incident", "opinion": "commentary", "other": "news",
}  # fmt: skip
# The word between such a noun and its company, where that is not "by": one may be taken over, sued, or hit by what failed.
_BETWEEN = {
    "funding": "of", "ipo": "of", "earnings": "of", "ranking": "of", "acquisition": "involving", "partnership": "involving",
    "lawsuit": "involving", "incident": "involving", "regulation": "concerning", "personnel": "at",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of the sentence, the refs of the rows it rests on, and what it was read off; `counts` are numbers it counted itself.

    `against` marks a clause that takes something back (a contradiction), so that the next one is joined by "and", not "but"; `own` one
    that brings a subject of its own, while others speak of the report.
    """

    text: str
    refs: tuple[str, ...]
    evidence: str = ""
    counts: tuple[int, ...] = ()
    against: bool = False
    own: bool = False

    def to_record(self) -> Mapping[str, object]:
        told = {"text": self.text, "refs": self.refs, "evidence": self.evidence, "counts": self.counts}
        return {name: value for name, value in told.items() if value}


def one_of(ref: str, rows: Sequence[str], what: str, days: int, known: str) -> Clause:
    """What a report is one of, and what is `known` of the others: "joins at least four other launches by OpenAI there within 30 days, its
    Sora launch among them"."""
    others = f"at least {in_number(len(rows))} other {what}"
    own = f"the {days} days before it brought {others}, {known}"
    text = pick((f"joins {others} within {days} days, {known}", own), ref, "many")
    return Clause(text=text, refs=(ref, *rows[:12]), counts=(len(rows), days), own=text == own)


def map_name(segment_name: str, lens: str) -> str:
    """("Foundation Models", "player_map") -> "foundation model player map"; ("AI in Healthcare", ...) -> "healthcare AI ..."."""
    name = segment_name.split(" / ")[0].split(" (")[0].strip()
    about = name.startswith("AI in ")
    words = [word if word.isupper() else word.lower() for word in name.removeprefix("AI in ").split()]
    if words and words[-1] in _PLURAL:
        words[-1] = words[-1][:-1]
    return " ".join([*words, *(["AI"] if about else []), MAPS[lens]])


def money(figure: Figure) -> str:
    """ "$10 billion", "30 billion yuan", "$0.435"; without a known currency as the text has it."""
    if figure.currency is None or figure.value >= WORLD:
        return figure.surface.strip(" .,;:()")
    value, word = figure.value, ""
    for scale, name in SCALES:
        if value >= scale:
            value, word = value / scale, f" {name}"
            break
    number = f"{value.quantize(Decimal('0.001')) if word else value:,f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
        number += "0" * (not word and number[-2:-1] == ".")  # "$0.50"
    if sign := SIGNS.get(figure.currency):
        return f"{sign}{number}{word}"
    return f"{number}{word} {UNITS.get(figure.currency, figure.currency)}"


def telling_figures(event: str | None, figures: Sequence[Figure], title: str = "") -> tuple[Figure, ...]:
    """The figures that say what `event` is about, the main one first, one a kind; those in the title before others.

    A price of use told of a financing, or a sum of billions told as a price of use, is no figure of that event.
    """
    kinds = MONEY.get(event or "", ())
    found: list[Figure] = []
    for kind in kinds:
        fitting = [f for f in figures if f.kind == kind and f.surface and _fits(event, f)]
        fitting.sort(key=lambda f: f.surface.strip(" .,;:") not in title)
        found += fitting[:1]
    return tuple(found)


def _fits(event: str | None, figure: Figure) -> bool:
    size = figure.usd if figure.usd is not None else figure.value
    least = ROUND if figure.kind in ("raised", "sought") else LARGE
    return size < LARGE if event == "pricing" else size >= least


def said_money(event: str | None, figures: Sequence[Figure], title: str = "") -> str:
    """The main figure of an event with its kind: "$10 billion sought"; empty where none is told."""
    found = telling_figures(event, figures, title)
    if not found:
        return ""
    figure = found[0]
    return (
        f"a {KINDS[figure.kind]} of {money(figure)}" if figure.kind in {"valuation", "price"} else f"{money(figure)} {KINDS[figure.kind]}"
    )


def day(at: datetime) -> str:
    """ "21 May 2026"."""
    return f"{at.day} {at:%B %Y}"


def by_whom(event: str | None, whom: str) -> str:
    """Whose an event is, behind its noun: "by OpenAI", "involving OpenAI"."""
    return f"{_BETWEEN.get(event or '', 'by')} {whom}"


def name_story(story: PastStory, *, known: str | None = None) -> str:
    """A story named by who and what: "DeepSeek’s financing of 14 May 2026 ($7.4 billion sought)", by its headline where that is not clear.

    `known` is a company that the sentence has named already: its story is "its financing ...". A commentary is not of whom it is about,
    and release notes are named by their version: "Claude Code v2.1.237 of 20 August 2026".
    """
    if not told_clearly(story) or story.event == "opinion" or sort_of(story.title, story.event) == WITHDRAWN:
        return quoted(story)
    if notice_of(story.title) == story.event:
        return _name_notice(story, known)
    noun = NOUNS.get(story.event or "", "news")
    model = story.own_models[0] if story.event == "model_release" and story.own_models else ""
    amount = said_money(story.event, story.figures, story.title)
    tail = f" of {day(story.published_at)}{f' ({amount})' if amount else ''}"
    if model:
        return f"the {model} {noun.removeprefix('model ')}{tail}"
    if thing := story.thing:
        if story.event == "research":
            return f"{thing}{tail}"
        what = noun.removeprefix("model ")
        if {"for", "on", "in"} & set(thing.split()):  # "the launch of Lantern Mail for iPhone on 4 May 2026"
            return f"the {what} of {thing}{tail.replace(' of ', ' on ', 1)}"
        return f"the {thing} {what}{tail}"
    if story.event in OF_MANY:
        return quoted(story, known)
    if story.company:
        return f"{'its' if story.company == known else possessive(story.company)} {noun}{tail}"
    return quoted(story)  # an event of nobody is known by its headline alone


def quoted(story: PastStory, known: str | None = None) -> str:
    """A story named by its headline and day; one in another script, which few readers of the sentence read, by whom and what it tells."""
    tail = f" of {day(story.published_at)}"
    if readable(story.title):
        return in_quotes(story.title) + tail
    who = story.company
    if who and told_clearly(story) and story.event not in OF_STATES and story.event != "opinion":
        noun = NOUNS.get(story.event or "", "news")
        return f"{'its' if who == known else possessive(who)} {noun}{tail}"
    return f"a report{f' on {called(who)}' if who and who != known else ''}{tail}"


@lru_cache(maxsize=4096)
def readable(title: str) -> bool:
    """Whether most letters of a headline are of the script that sentences are written in."""
    letters, foreign = (sum(map(str.isalpha, text)) for text in (title, _NOT_LATIN.findall(title)))
    return letters > 0 and 2 * foreign <= letters


def in_quotes(title: str, most: int = LONGEST) -> str:
    """A headline in quotation marks, shortened where it is long."""
    return f"“{shortened(title, most)}”"


def _name_notice(story: PastStory, known: str | None) -> str:
    tail = f" of {day(story.published_at)}"
    version = version_of(story.title)
    if story.event == "incident" or not version:
        return in_quotes(story.title) + tail
    if series_of(story.title) or not story.company:
        return version + tail
    return f"{'its' if story.company == known else possessive(story.company)} {version}{tail}"


def version_of(title: str) -> str:
    """The version that release notes are named by: "vLLM v0.27.1: fixes" -> "vLLM v0.27.1"; "" where they are named otherwise."""
    version = title.split(":", 1)[0].strip()
    return shortened(version) if has_version(version) else ""


def told_clearly(story: PastStory) -> bool:
    """Whether what happened in `story` can be named."""
    return story.sure and story.event not in (None, "other")


def shortened(title: str, most: int = LONGEST) -> str:
    """A headline of at most `most` characters to stand in quotation marks, cut between words where it has any."""
    title = " ".join(title.split()).translate(_INNER)
    if len(title) <= most:
        return title
    cut = title[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut).rstrip(" ,;:") + "…"


def begun(words: str) -> str:
    """`words` as a sentence begins; a name keeps its own letters ("xAI", "vLLM", "o1-mini")."""
    first = words.split(" ", 1)[0].split("’", 1)[0]
    return words if any(c.isupper() or c.isdigit() for c in first) else words[:1].upper() + words[1:]


def called(name: str) -> str:
    """ "OpenAI" -> "OpenAI", "UK AI Security Institute" -> "the UK AI Security Institute"."""
    return f"the {name}" if _BODY.search(name) and not name.casefold().startswith("the ") else name


def plural(noun: str) -> str:
    """ "launch" -> "launches", "commentary" -> "commentaries", "figures" -> "figures"."""
    if noun.endswith("s"):
        return noun
    if noun.endswith("y"):
        return f"{noun[:-1]}ies"
    return noun + ("es" if noun.endswith(("ch", "sh", "x")) else "s")


def possessive(name: str) -> str:
    """ "Alibaba" -> "Alibaba’s", "Cohere Labs" -> "Cohere Labs’"."""
    name = called(name)
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def listed(names: Iterable[str], *, most: int = 3) -> str:
    """ "A", "A and B", "A, B and C", "A, B, C and others"."""
    names = list(dict.fromkeys(names))
    if len(names) > most:
        return f"{', '.join(names[:most])} and others"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def in_number(count: int) -> str:
    """2 -> "two", 12 -> "12"."""
    return _NUMBERS[count - 1] if count <= len(_NUMBERS) else str(count)


def pick(wordings: Sequence[T], ref: str, part: str) -> T:
    """One of the wordings, always the same for one part of one report."""
    return wordings[int.from_bytes(blake2b(f"{part} {ref}".encode("utf-8", "replace"), digest_size=4).digest()) % len(wordings)]
