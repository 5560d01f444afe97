"""What a sentence about a story may say: its names, numbers and days; and the check that rejects any other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from amw.countries import country_name
from amw.money import numerals
from amw.stories.conflicts import Conflict
from amw.stories.past import STANDINGS_NAME, Figure, Past, PastStory, Ranking
from amw.stories.report import Report, Standing
from amw.stories.threads import Edge
from amw.stories.wording import OWN_LONGEST, money, shortened
from amw.text import fold

MAX_SENTENCE = 2_000  # characters; longer is no sentence
_TOKEN = re.compile(r"[^\s()\[\]{}“”„\"«»…—–/;:!?]{1,200}")
_NUMBER = re.compile(r"(?P<number>\d{1,30}(?:[.,]\d{1,30}){0,8})(?P<rest>[^\d\s]{0,20})")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
SCALES = numerals.SCALES | {unit: factor for unit, factor in numerals.CJK_UNITS.items() if factor >= 10_000}
WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "dozen": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "thousand": 1_000, "million": 10**6,
    "billion": 10**9, "trillion": 10**12, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "twice": 2, "double": 2, "doubled": 2, "doubles": 2, "triple": 3, "tripled": 3, "half": 2,
    "halved": 2, "dozens": 12, "hundreds": 100, "thousands": 1_000, "millions": 10**6, "billions": 10**9,
}  # fmt: skip
# Words that may open a sentence with a capital without being a name.
OPENERS = frozenset(
    "a adds also an and as at brings but by changes confirms contradicts corrects continues enters extends files fits follows for from "
    "gathers gives has holds in it its joins leaves looks marks matches moves new notes on opens places puts records reports resolves "
    "rounds sets shows since takes tells that the this though updates while with yet".split()
)
SAID = frozenset({"AI", "AMW", "US", "CEO", "IPO", "API"})  # capitals of plain English in this trade, no names


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`words`: folded words of every name and title; `numbers`: values as they stand and with their scale; `days`: dates that may be
    named in full."""

    words: frozenset[str] = frozenset()
    numbers: frozenset[Decimal] = frozenset()
    days: frozenset[date] = frozenset()


@dataclass(slots=True)
class _Gathered:
    names: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    numbers: set[Decimal] = field(default_factory=set)
    days: set[date] = field(default_factory=set)

    def report(self, report: Report) -> None:
        self.texts += [report.title, shortened(report.title), shortened(report.title, OWN_LONGEST)]
        self.names += [*(party.name for party in report.parties), report.unlisted, report.glossed, *report.counterparties, report.source]
        self.names += report.models.values()
        codes = (*report.countries, *(party.country for party in report.parties))
        self.names += [name for code in codes if code and (name := country_name(code))]
        self.figures(report.figures)
        self.day(report.published_at)
        for standing in report.standings:
            self.standing(standing)

    def standing(self, standing: Standing) -> None:
        self.names += [standing.board, standing.subject]
        self.texts += [standing.value, standing.evidence]
        if len(standing.scope) == 2 and (name := country_name(standing.scope)):
            self.names.append(name)
        self.day(standing.snapshot_at)

    def story(self, story: PastStory) -> None:
        self.names += [*story.companies.values(), *story.models.values()]
        self.texts += [story.title, shortened(story.title), *map(" ".join, story.ranks), *story.ranks.values()]
        self.day(story.published_at)
        self.figures(story.figures)

    def conflict(self, conflict: Conflict) -> None:
        self.names.append(conflict.telling.source)
        self.figures([conflict.here, conflict.there])
        self.day(conflict.telling.published_at)

    def ranking(self, ranking: Ranking, report: Report) -> None:
        """The places of the report's models and company."""
        company = report.subject.key if report.subject else ""
        self.day(ranking.captured_at)
        self.names += [STANDINGS_NAME, *([ranking.best[company]] if company in ranking.best else [])]
        places = [*(ranking.models.get(key) for key in report.models), ranking.makers.get(company)]
        self.numbers |= {Decimal(place) for place in places if place is not None}

    def figures(self, figures: Iterable[Figure]) -> None:
        for figure in figures:
            self.texts.append(figure.surface)
            self.numbers |= {value for value in (figure.value, figure.usd) if value is not None}
            self.texts.append(money(figure))  # rounded as sentences say it

    def day(self, at: datetime | None) -> None:
        if at is not None:
            self.days.add(at.date())

    def facts(self) -> Facts:
        held = facts_of([*self.texts, *self.names])
        return Facts(words=held.words, numbers=held.numbers | self.numbers, days=frozenset(self.days))


def gather(report: Report, past: Past | None, edges: Sequence[Edge], conflicts: Sequence[Conflict], segment_name: str | None) -> Facts:
    """Everything that is known of a report and of the stories it is tied to."""
    gathered = _Gathered(texts=[segment_name or ""])
    gathered.report(report)
    for edge in edges:
        gathered.story(edge.story)
    for conflict in conflicts:
        gathered.conflict(conflict)
    if past is not None:
        for story in (*past.stories, *past.alike):
            gathered.story(story)
        for ranking in filter(None, (past.ranking, past.ranking_before)):
            gathered.ranking(ranking, report)
    return gathered.facts()


def facts_of(texts: Iterable[str]) -> Facts:
    """What these texts themselves name: for holding one wording of a sentence against another."""
    texts = list(texts)
    return Facts(
        words=frozenset(word for text in texts for word in _words(text)),
        numbers=frozenset(number for text in texts for number in numbers(text)),
    )


def check_sentence(
    sentence: str, facts: Facts, *, counts: Iterable[int] = (), names_in: Callable[[str], Iterable[str]] | None = None
) -> tuple[str, ...]:
    """The numbers and names of `sentence` that `facts` do not hold, as written; empty when it may be said.

    A number is held with its scale ("$7.4 billion" is 7400000000), in digits or words; a day as a whole ("21 May 2026"). A name is any
    word with a capital, a digit among letters, or letters outside Latin; `names_in` may find further ones (a register's mentions
    of companies written small). `counts` are numbers that were counted, not read.
    """
    if len(sentence) > MAX_SENTENCE:
        return (f"{len(sentence)} characters",)
    rest = _without_days(sentence, facts.days)
    held = facts.numbers | {Decimal(count) for count in counts}
    wrong = [name for name in (names_in(rest) if names_in is not None else ()) if not set(_words(name)) <= facts.words]
    before = ""
    for token, following in _tokens(rest):
        word, opening, previous = _bare(token), not before, before
        before = token
        plain = _plain_numbers(word, following)
        if plain is not None:
            if not set(plain[-1:]) <= held:
                wrong.append(token)
        elif word.lower() in WORDS:
            scaled = word.lower() in SCALES and any(character.isdigit() for character in previous)
            if not scaled and WORDS[word.lower()] not in held:
                wrong.append(token)
        elif not word or set(_words(word)) <= facts.words:
            continue
        elif _is_name(word) and word not in SAID and not (opening and word.lower() in OPENERS):
            wrong.append(token)
    return tuple(dict.fromkeys(wrong))


def numbers(text: str) -> Iterator[Decimal]:
    """Every number of a text, in digits as it stands and with its scale, or in a word; digits within a name ("GPT-5") are no number."""
    previous = ""
    for token, following in _tokens(text):
        word = _bare(token)
        yield from _plain_numbers(word, following) or ()
        if word.lower() in WORDS and not (word.lower() in SCALES and any(character.isdigit() for character in previous)):
            yield Decimal(WORDS[word.lower()])
        previous = token


def _plain_numbers(word: str, following: str) -> list[Decimal] | None:
    """The value of a word that is a number, bare and then with its scale; None for a word that is none."""
    match = _NUMBER.fullmatch(word.strip("~$€£¥₹-+%").removeprefix("US$").removeprefix("$"))
    if match is None or len(re.sub(r"\D", "", match["number"])) > 30:
        return None
    rest = match["rest"].strip("-.,+%").lower()
    if rest and rest not in SCALES and rest not in {"st", "nd", "rd", "th"}:
        return None
    scale = SCALES.get(rest) or SCALES.get(_bare(following).lower())
    value = _value(match["number"])
    return [value, value * scale] if scale else [value]


def _value(number: str) -> Decimal:
    if _GROUPED.fullmatch(number):
        return Decimal(number.replace(",", ""))
    head, *tail = re.split(r"[.,]", number)
    return Decimal(f"{head}.{''.join(tail)}") if tail else Decimal(head)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    found = _TOKEN.findall(text)
    yield from zip(found, [*found[1:], ""], strict=False)


def _bare(token: str) -> str:
    word = token.strip(".,'’‘`*_")
    for ending in ("’s", "'s"):
        word = word.removesuffix(ending)
    return word


def _words(text: str) -> list[str]:
    """The folded words of a text."""
    return [word for token in _TOKEN.findall(text[:20_000]) if (word := fold(_bare(token)).strip("$€£¥₹,."))]


def _is_name(word: str) -> bool:
    return any(c.isupper() or c.isdigit() or (c.isalpha() and ord(c) > 0x24F) for c in word)


def _without_days(sentence: str, days: Iterable[date]) -> str:
    forms = {
        form
        for known in days
        for form in (
            f"{known.day} {known:%B %Y}", f"{known.day} {known:%b %Y}", f"{known:%B} {known.day}, {known.year}", f"{known:%Y-%m-%d}",
            f"{known.day} {known:%B}", f"{known:%B} {known.day}", f"{known:%B %Y}",
        )
    }  # fmt: skip
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        if form in sentence:
            sentence = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", " ", sentence)
    return sentence
