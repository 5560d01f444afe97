"""Mentions of registered names in running text: longest match, word boundaries, possessives, hashtags, CJK without spaces.

Two Aho-Corasick automata. Names in alphabets are looked for with a space on either side, in the text with every character that is no
letter or digit made a space: all word boundaries hold by themselves, and nothing happens where no whole name stands. Names with Han, kana
or Hangul, which need no spaces around them, are looked for in texts that hold such characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from amw.companies.folding import CJK, SPELLED, VOWEL_SIGNS, fold_in_place, pointed, spaced, spaced_and_told, spelled_in_hangul
from amw.companies.inflections import polish_cases
from amw.companies.languages import has_letters_abroad
from amw.companies.models.families import Family
from amw.companies.models.terms import LINES, LOCAL_WORDS
from amw.companies.names import has_cjk
from amw.companies.records import Company, Name, record
from amw.companies.senses import HELD, NEGATIVE, NOT_AFTER
from amw.companies.wordings import CUES, HEAD, LAST_CUE, REACH, SUFFIXES, Cue, CueHit
from amw.companies.words import any_of

_OTHERWISE = NEGATIVE.keys() | NOT_AFTER.keys()
_GLOSS, _KIND, _SUFFIX = int(Cue.GLOSS), int(Cue.KIND), int(Cue.SUFFIX)
_ABOUT_AI, _INVESTING, _ASIDE, _ABROAD = int(Cue.ABOUT_AI), int(Cue.INVESTING), int(Cue.ASIDE), int(Cue.ABROAD)
_HEAD_END = HEAD + 1
_NAME_PARTS = re.compile(rf"(?:[^\W_{CJK}]|[{VOWEL_SIGNS}])+")
_BREAK = re.compile(rf"[\n\r,;()\[\]{{}}<>\"“”?!—…{CJK}]")  # no name goes on across these, unless it is registered so
_HANGUL = re.compile("[\uac00-\ud7a3]")
_KATAKANA = re.compile("[\u30a0-\u30ff]")
# Particles that follow a Korean name inside the same word
_PARTICLE = re.compile(rf"(?:{any_of('joined_korean')})?(?:{any_of('josa')})?(?:{any_of('josa_after')})?(?=[^\uac00-\ud7a3]|$)")
_KANA_AFTER = ("ジャパン", "ホールディングス", "グループ", "ベンチャーズ", "キャピタル")  # after a name, though in katakana too
_VARIANT = re.compile("|".join(word for word in LOCAL_WORDS if _HANGUL.match(word)))  # what a model's name goes on with


class Meaning(NamedTuple):
    """What a spelling found in a text may mean: companies, or a family of models. What needs no context is worked out beforehand."""

    claims: tuple[tuple[Company, Name], ...]
    family: Family | None
    tail: int = 0  # characters after the family's name ("3" of "Qwen3")
    several: bool = False  # more than one word
    broken: bool = False  # registered with a comma, a bracket or the like inside
    company: Company | None = None  # the only one it means wherever it stands
    name: Name | None = None  # the name of `company`
    capital: bool = False  # of its claims none is sure, and none is written in small letters
    line: Meaning | None = None  # of the line of models that the name ends in ("Xiaomi MiMo")
    line_size: int = 0  # characters of the line's name
    led: int = 0  # characters of a particle that is written in one word with the name (Arabic "wa-", "li-")
    inflected: bool = False  # met in a case of another language ("Nvidii")
    marked: bool = False  # a claim's first name needs a look at what stands beside it (`surfaces.is_part`)


Hit = tuple[int, int, Meaning]
"""Start and end of a registered name in a text, and what it may mean."""


class Seen(NamedTuple):
    """A text and what one pass over it saw: names, left to right, and wordings by their ends."""

    text: str
    words: str  # `spaced(text)`
    cjk: bool  # it holds Han, kana or Hangul
    hits: list[Hit]
    cues: list[CueHit]  # of the first characters, those that can show an unknown name
    investing: list[int]  # where words of investing begin
    asides: list[int]  # where words begin that put what follows beside the point
    about_ai: bool  # it speaks of AI or start-ups in so many words
    may_be_abroad: bool  # it may be in a language other than English
    language: str | None = None  # once it is told: another than English, Chinese, Japanese and Korean

    @property
    def abroad(self) -> bool:
        """Whether the text is in another language than English."""
        return self.cjk or self.language is not None

    @property
    def title_end(self) -> int:
        """Where the first line ends."""
        return newline if (newline := self.text.find("\n")) >= 0 else len(self.text)


_NOTHING = Meaning((), None)
LEAST_SIGNS = 2  # words of other languages from which a text is read as one of theirs


def _meaning(claims: tuple[tuple[Company, Name], ...], family: Family | None, *, several: bool = False, broken: bool = False) -> Meaning:
    if not claims:
        return Meaning((), family, 0, several, broken)
    sure = [claim for claim in claims if not claim[1].ambiguous]
    company, name = sure[0] if len(sure) == 1 else (None, None)
    capital = not sure and not any(name.text.islower() or has_cjk(name.text) for _, name in claims)
    first = claims[0][1].text
    shared = several and first.partition(" ")[0] in SUFFIXES
    marked = shared or first[0].isdigit() or first[-1] in "&+!" or (company is not None and first.casefold() in _OTHERWISE)
    return Meaning(claims, family, 0, several, broken, company, name, capital, marked=marked)


class _Spellings:
    """How the names of a register may be written in a text, folded, each with what it means."""

    def __init__(self, entries: Iterable[tuple[str, tuple[Company, Name]]], families: Iterable[Family]) -> None:
        self.patterns: dict[str, Meaning] = {}  # in alphabets, as registered
        self.weak: dict[str, Meaning] = {}  # the same in a case, behind a particle, in one word: nothing where that is another's name
        self.script: dict[str, Meaning] = {}  # with Han, kana or Hangul
        claims: dict[str, list[tuple[Company, Name]]] = {}
        said: dict[str, str] = {}
        for text, entry in entries:
            if not entry[1].ambiguous and (spelled := spelled_in_hangul(text)) is not None:
                said.setdefault(spelled, _folded_name(text))
            held = claims.setdefault(_folded_name(text), [])
            if all(company.key != entry[0].key for company, _ in held):
                held.append(entry)
        named: dict[str, Family] = {}
        for family in families:
            for text in (family.name, *family.names):
                named.setdefault(_folded_name(text), family)
        for folded in dict.fromkeys((*claims, *named)):
            claimed, owner = tuple(claims.get(folded, ())), named.get(folded)
            if has_cjk(folded):
                self.script[folded] = _meaning(claimed, owner)
            elif "(" not in folded and "[" not in folded:  # two names in one: each has a row of its own
                self._add(folded, claimed, owner)
        for spelled, folded in said.items():
            if (meaning := self.script.get(folded) or self.patterns.get(folded)) is not None and meaning.company is not None:
                self.script.setdefault(spelled, meaning)
        for line, key in LINES.items():  # "Opus 4.8"
            whose = next((family for family in named.values() if family.key == key), None)
            for number in range(3, 10) if whose is not None else ():
                self.weak.setdefault(f"{line} {number}", Meaning((), whose, 2))
        for known in (self.patterns, self.script):
            _set_lines(known, {folded: family for folded, family in named.items() if family.bare or not family.ambiguous}, claims)

    def _add(self, folded: str, claimed: tuple[tuple[Company, Name], ...], owner: Family | None) -> None:
        """The name `folded`, which companies have as `claimed` and a family of models as `owner`."""
        words = _NAME_PARTS.findall(folded)
        if not words:
            return
        joined, several = " ".join(words), len(words) > 1
        if several or len(words[0]) > 1:
            meaning = _meaning(claimed, owner, several=several, broken=_BREAK.search(folded) is not None)
            self.patterns[joined] = _merged(self.patterns.get(joined), meaning)
            if joined != folded:
                for pattern in {spaced(folded).strip(), "   ".join(words) if "&" in folded or "+" in folded else ""} - {joined, ""}:
                    self.patterns[pattern] = _merged(self.patterns.get(pattern), meaning)
            if len(words) == 2 and len(words[0]) + len(words[1]) > 4:  # "Mistral AI" is written "MistralAI" too
                self.weak.setdefault("".join(words), meaning._replace(several=False))
            if several and words[-1] == "एआई":  # "मूनशॉट AI"
                self.weak.setdefault(" ".join([*words[:-1], "ai"]), meaning)
            if joined > "\u0900":
                for spelling in pointed(joined) - {joined}:
                    self.weak.setdefault(spelling, meaning)
            if claimed and several and words[0] == "deutsche":
                self.weak.setdefault(" ".join(["deutschen", *words[1:]]), meaning)
            if claimed and several and claimed[0][0].country == "PL":
                for case in polish_cases(words):
                    self.weak.setdefault(" ".join(case), meaning)
            if claimed and not joined.isascii() and not any(name.ambiguous for _, name in claimed):
                for last in _cases(words[-1]):
                    self.weak.setdefault(" ".join([*words[:-1], last]), meaning)
                for particle, size in _led(words):
                    self.weak.setdefault(particle + joined, meaning._replace(led=size))
        if owner is not None:
            for particle, size in _led(words):
                self.weak.setdefault(particle + joined, Meaning((), owner, several=several, led=size))
            for pattern, numbered in _numbered(words, owner):
                self.weak.setdefault(pattern, numbered)


class Finder:
    """The names of one register and the wordings that can show a name, ready to be looked for in one pass. Built once, read only."""

    __slots__ = ("_cues", "_led", "_meanings", "_only_cues", "_script", "_script_meanings", "_words", "single")

    def __init__(self, entries: Iterable[tuple[str, tuple[Company, Name]]], families: Iterable[Family] = ()) -> None:
        spellings = _Spellings(entries, families)
        found = {f" {pattern} ": meaning for pattern, meaning in (spellings.weak | spellings.patterns).items()}
        wordings = sorted(CUES, key=found.__contains__)  # those that are names too stand last
        self._cues = [CUES[wording] for wording in wordings]
        self._only_cues = sum(wording not in found for wording in wordings)
        every = dict.fromkeys(wordings[: self._only_cues], _NOTHING) | {wording: found[wording] for wording in wordings[self._only_cues :]}
        every |= found
        self._meanings = list(every.values())
        self.single = {pattern: meaning._replace(inflected=True) for pattern, meaning in spellings.patterns.items() if " " not in pattern}
        self._led = any(meaning.led for meaning in self._meanings)
        self._words = AhoCorasick(list(every), matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
        self._script_meanings = list(spellings.script.values())
        self._script = AhoCorasick(list(spellings.script), matchkind=MatchKind.Standard) if spellings.script else None

    def read(self, text: str) -> Seen:
        """The wordings of `text`, and every longest registered name, left to right, none overlapping another."""
        words, cjk, marked = spaced_and_told(text)
        meanings, kinds, only = self._meanings, self._cues, self._only_cues
        cued = len(kinds)
        found: list[Hit] = []
        cues: list[CueHit] = []
        glossed: list[CueHit] = []
        investing: list[int] = []
        asides: list[int] = []
        about_ai = False
        signs = covered = 0
        for number, start, after in self._words.find_matches_as_indexes(words, overlapping=True):
            if number < cued:
                kind = kinds[number]
                if kind >= _ABOUT_AI:
                    if kind & _INVESTING:
                        investing.append(start)
                    if kind & _ASIDE:
                        asides.append(start)
                    if kind & _ABOUT_AI and after <= _HEAD_END:
                        about_ai = True
                    if kind & _ABROAD and after <= LAST_CUE:
                        signs += 1
                    kind &= _ABOUT_AI - 1
                if kind and after <= LAST_CUE:
                    if kind == _GLOSS:
                        glossed.append((kind, start, after))
                    elif kind != _SUFFIX or text[start].isupper():
                        if glossed and kind & _KIND:  # what such a word follows
                            cues += [cue for cue in glossed if 0 <= start - cue[1] < REACH]
                            glossed.clear()
                        cues.append((kind, start, after))
                if number < only:
                    continue
            meaning = meanings[number]
            end = after - 2
            if meaning.several and not meaning.broken and _BREAK.search(text, start, end) is not None:
                continue
            if start < covered:  # hits come in the order of their ends: of those that overlap the first to begin stays, then the longest
                at = len(found)
                while at and found[at - 1][0] >= start:
                    at -= 1
                if at and found[at - 1][1] > start:
                    continue
                del found[at:]
            found.append((start, end, meaning))
            covered = end
        if cjk and self._script is not None:
            found = _longest([*found, *self._cjk(self._script, fold_in_place(text))])
        if self._led and not words.isascii():
            found = [(start + meaning.led, end, meaning) for start, end, meaning in found]
        may_be_abroad = signs >= LEAST_SIGNS or (marked and has_letters_abroad(text))
        return record(Seen, (text, words, cjk, found, cues, investing, asides, about_ai, may_be_abroad, None))

    def _cjk(self, automaton: AhoCorasick, folded: str) -> Iterator[Hit]:
        length = len(folded)
        for number, start, end in automaton.find_matches_as_indexes(folded.encode("utf-8", "replace").decode("utf-8"), overlapping=True):
            meaning = self._script_meanings[number]
            last, size = end - 1, end - start
            before = folded[start - 1] if start else " "
            after = folded[end] if end < length else " "
            first, final = folded[start], folded[last]
            if _HANGUL.match(first) and (_HANGUL.match(before) or (before == "-" and folded[start - 2 : start - 1] == "k")):
                continue  # "K-엔비디아" is what Korea hopes for
            if (
                _HANGUL.match(final)
                and _HANGUL.match(after)
                and (size < (4 if meaning.family is None else 3) or SPELLED.fullmatch(folded, start, end) is not None)
                and (meaning.family is None or _VARIANT.match(folded, end) is None)
                and _PARTICLE.match(folded, end, end + 6) is None
            ):
                continue
            if _KATAKANA.match(first) and _KATAKANA.match(before) and before not in "・":
                continue
            if _KATAKANA.match(final) and _KATAKANA.match(after) and after not in "・" and not folded.startswith(_KANA_AFTER, end):
                continue
            if size == 2 and (held := HELD.get(folded[start:end])) is not None and (before in held[0] or after in held[1]):
                continue  # 算能 in 计算能力
            if first.isascii() and first.isalnum() and before.isascii() and before.isalnum():
                continue
            if final.isascii() and final.isalnum() and after.isascii() and after.isalnum():
                continue
            yield start, end, meaning


def _folded_name(text: str) -> str:
    return fold_in_place(unicodedata.normalize("NFKC", text).strip())


def _merged(old: Meaning | None, new: Meaning) -> Meaning:
    if old is None:
        return new
    more = tuple(entry for entry in new.claims if all(entry[0].key != company.key for company, _ in old.claims))
    return _meaning(old.claims + more, old.family or new.family, several=old.several, broken=old.broken or new.broken)


def _set_lines(known: dict[str, Meaning], named: dict[str, Family], claims: dict[str, list[tuple[Company, Name]]]) -> None:
    """Set `line` of those of `known` that are a maker's name and one of its lines of models: a version may follow them."""
    for pattern, meaning in known.items():
        if meaning.company is None or meaning.family is not None:
            continue
        cuts = [pattern.rfind(" ")] if " " in pattern else range(2, len(pattern) - 1) if has_cjk(pattern) else ()
        for cut in cuts:
            family = named.get(pattern[cut:].strip())
            if family is not None and any(company.key == meaning.company.key for company, _ in claims.get(pattern[:cut], ())):
                known[pattern] = meaning._replace(line=Meaning((), family), line_size=len(pattern[cut:].strip()))


_ARABIC, _CYRILLIC = re.compile("[\u0620-\u064a]+"), re.compile("[\u0430-\u044f]{3,}[бвгджзклмнпрстфхцчшщ]")
_PARTICLES = (*"وفبلك", "بـ", "لـ")  # of Arabic: "and", "so", "with", "to", "as"; the last two drawn out
_LEAST_LED = 4  # letters of a name that they are looked for with
_CASES = ("а", "у", "ом", "е")  # of Russian nouns that end in a consonant
_CASES_A = ("ы", "и", "е", "у", "ои")  # and of those that end in "а", which they replace; folded


def _cases(word: str) -> Iterator[str]:
    """The cases of a Russian noun, the last word of a name."""
    if _CYRILLIC.fullmatch(word) is not None:
        yield from (word + case for case in _CASES)
    elif word.endswith("а") and _CYRILLIC.fullmatch(word[:-1]) is not None:
        yield from (word[:-1] + case for case in _CASES_A)


def _led(words: list[str]) -> Iterator[tuple[str, int]]:
    """The particles, with their sizes, that Arabic writes in one word with the first of `words`, a name that is long enough."""
    if _ARABIC.fullmatch(words[0]) is not None and sum(map(len, words)) >= _LEAST_LED:
        yield from ((particle, len(particle)) for particle in _PARTICLES)


_VERSIONS = tuple(f"{v}{number}" for number in range(31) for v in ("", "v"))


def _numbered(words: list[str], family: Family) -> Iterator[tuple[str, Meaning]]:
    """The spellings that join a version to the family's name ("qwen3", "deepseekv3")."""
    words = ["o"] if family.key == "o" else words
    meanings = [Meaning((), family, size, len(words) > 1) for size in range(4)]
    name = " ".join(words)
    for number in ("1", "3", "4", "5", "6") if family.key == "o" else _VERSIONS:
        yield name + number, meanings[len(number)]


def _longest(hits: list[Hit]) -> list[Hit]:
    """The hits left to right; of those that overlap the longest stays: 最新浪潮信息 is of 浪潮信息, not 新浪."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if not kept or hit[0] >= kept[-1][1]:
            kept.append(hit)
        elif hit[1] - hit[0] > kept[-1][1] - kept[-1][0]:
            kept[-1] = hit
    return kept
