"""Mentions of registered names in running text: longest match, word boundaries, possessives, hashtags, CJK without spaces.

Names in alphabets are looked up word by word in a trie of words (one dictionary look-up a word of text where nothing matches);
names with Han, kana or Hangul run through one Aho-Corasick automaton, and only over texts that hold such characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import ahocorasick  # type: ignore[import-not-found]  # a C extension without stubs

from amw.companies.families import Family
from amw.companies.forms import SIMPLIFIED
from amw.companies.names import has_cjk
from amw.companies.records import Company, Name

CJK = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
_WORD = re.compile(rf"[^\W_{CJK}]+")
_HAS_CJK = re.compile(f"[{CJK}]")
_GAP = re.compile(r"[ \u00a0]?[-&.'’:/+·・_|]{0,1}[ \u00a0]?\Z")
_PLAIN_GAPS = frozenset({" ", "-", ".", "", "'", "&", " & "})
_NAME_PARTS = re.compile(rf"[^\W_{CJK}]+")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_KATAKANA = re.compile("[\u30a0-\u30ff]")
# Particles that follow a Korean name inside the same word (Sejong grammar's josa, the frequent ones)
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|와|과|도|만|로|으로|에서|에게|에는|에도|까지|부터|처럼|보다|이나|나|라|이라|랑|이랑|께|측|사|社|표|판|발|등|들|및|코리아|재팬|차이나|그룹|인|이며|였|였다|이다|라고|이라고|용|식|형|계|즈|에선|에서는|과의|와의)?(?=[^\uac00-\ud7a3]|$)"
)
_END: Any = None  # trie node key under which the payload of a complete name stands


class Hit(NamedTuple):
    """`text[start:end]` is a registered name; `claims` are the companies it may mean, `family` the models' family, if it is one.

    `cut` is where the family's name ends ("Qwen" in "Qwen3").
    """

    start: int
    end: int
    claims: tuple[tuple[Company, Name], ...]
    family: Family | None = None
    cut: int = 0


class _Payload(NamedTuple):
    claims: tuple[tuple[Company, Name], ...]
    family: Family | None
    tail: int  # characters after the family's name


def _one_to_one() -> dict[int, str]:
    """Folding that keeps every offset: case, width and diacritics of letters whose folded form is one character; Traditional Han."""
    table: dict[int, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000), *range(0xFF01, 0xFF5F)):
        char = chr(code)
        folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", char).lower())
        base = "".join(c for c in folded if not unicodedata.combining(c))
        if len(base) == 1 and base != char:
            table[code] = base
    table |= {ord("ø"): "o", ord("Ø"): "o", ord("ł"): "l", ord("Ł"): "l", ord("đ"): "d", ord("’"): "'", ord("‘"): "'", ord("\u00a0"): " "}
    table |= {ord("ʼ"): "'", ord("‐"): "-", ord("‑"): "-", ord("–"): "-", ord("＆"): "&", ord("\u3000"): " "}
    table |= {code: char.lower() for code in range(65, 91) for char in (chr(code),)}
    return table | SIMPLIFIED


_FOLD = _one_to_one()


_RARE = re.compile(f"[\u00c0-\u052f\u1e00-\u1fff\uff01-\uff5e{CJK}]")
_QUOTES = (("’", "'"), ("‘", "'"), ("\u00a0", " "), ("–", "-"), ("‑", "-"), ("‐", "-"))


def fold_in_place(text: str) -> str:
    """`text` folded for matching with every offset kept (the answer is as long as the text)."""
    lowered = text.lower()
    if text.isascii():
        return lowered
    if len(lowered) != len(text) or _RARE.search(text):
        return text.translate(_FOLD)
    for quote, plain in _QUOTES:
        lowered = lowered.replace(quote, plain)
    return lowered


class Finder:
    """The names of one register, ready to be looked for. Built once, read only."""

    __slots__ = ("_automaton", "_trie")

    def __init__(self, entries: Iterable[tuple[str, tuple[Company, Name]]], families: Iterable[Family] = ()) -> None:
        claims: dict[str, list[tuple[Company, Name]]] = {}
        for text, entry in entries:
            held = claims.setdefault(_folded_name(text), [])
            if all(company.key != entry[0].key for company, _ in held):
                held.append(entry)
        named: dict[str, Family] = {}
        for family in families:
            for text in (family.name, *family.names):
                named.setdefault(_folded_name(text), family)
        self._trie: dict[Any, Any] = {}
        cjk: dict[str, _Payload] = {}
        for folded in dict.fromkeys((*claims, *named)):
            payload = _Payload(tuple(claims.get(folded, ())), named.get(folded), 0)
            if has_cjk(folded):
                cjk[folded] = payload
                continue
            words = _NAME_PARTS.findall(folded)
            if words and (len(words) > 1 or len(words[0]) > 1):
                self._insert(words, payload)
                if len(words) == 2 and len(words[0]) + len(words[1]) > 4:  # "Mistral AI" is written "MistralAI" too
                    self._insert(["".join(words)], payload, weak=True)
            if payload.family is not None and words:
                self._insert_numbered(["o"] if payload.family.key == "o" else words, payload.family)
        self._automaton: ahocorasick.Automaton | None = None
        if cjk:
            automaton = ahocorasick.Automaton()
            for folded, payload in cjk.items():
                automaton.add_word(folded, (len(folded), payload))
            automaton.make_automaton()
            self._automaton = automaton

    def _insert(self, words: list[str], payload: _Payload, weak: bool = False) -> None:
        node = self._trie
        for word in words:
            node = node.setdefault(word, {})
        old = node.get(_END)
        if old is None:
            node[_END] = payload
        elif not weak:
            more = tuple(e for e in payload.claims if all(e[0].key != c.key for c, _ in old.claims))
            node[_END] = _Payload(old.claims + more, old.family or payload.family, old.tail)

    def _insert_numbered(self, words: list[str], family: Family) -> None:
        numbers = ("1", "3", "4") if family.key == "o" else [f"{v}{n}" for n in range(31) for v in ("", "v")]
        for number in numbers:
            self._insert([*words[:-1], words[-1] + number], _Payload((), family, len(number)), weak=True)

    def hits(self, text: str) -> list[Hit]:
        """Every longest registered name in `text`, left to right, none overlapping another."""
        folded = fold_in_place(text)
        found = list(self._words(folded))
        if self._automaton is not None and not text.isascii() and _HAS_CJK.search(folded):
            found = _longest([*found, *self._cjk(folded)])
        return found

    def _words(self, folded: str) -> Iterator[Hit]:
        trie, last_end = self._trie, 0
        words = _WORD.findall(folded)
        starts = [at for at, word in enumerate(words) if word in trie]
        if not starts:
            return
        spans = [found.span() for found in _WORD.finditer(folded)]
        count = len(words)
        for at in starts:
            start, end = spans[at]
            if start < last_end:
                continue
            node = trie[words[at]]
            payload = node.get(_END)
            reach = end
            following = at + 1
            while following < count:
                node = node.get(words[following])
                if node is None:
                    break
                begin, stop = spans[following]
                if begin - reach > 3 or (folded[reach:begin] not in _PLAIN_GAPS and _GAP.match(folded, reach, begin) is None):
                    break
                reach = stop
                if _END in node:
                    end, payload = stop, node[_END]
                following += 1
            if payload is not None:
                last_end = end
                yield Hit(start, end, payload.claims, payload.family, end - payload.tail)

    def _cjk(self, folded: str) -> Iterator[Hit]:
        assert self._automaton is not None
        length = len(folded)
        for last, (size, payload) in self._automaton.iter(folded):
            start, end = last - size + 1, last + 1
            before = folded[start - 1] if start else " "
            after = folded[end] if end < length else " "
            first, final = folded[start], folded[last]
            if _HANGUL.match(first) and _HANGUL.match(before):
                continue
            if (
                _HANGUL.match(final)
                and _HANGUL.match(after)
                and size < 4
                and payload.family is None
                and _PARTICLE.match(folded, end, end + 6) is None
            ):
                continue
            if _KATAKANA.match(first) and _KATAKANA.match(before) and before not in "・":
                continue
            if _KATAKANA.match(final) and _KATAKANA.match(after) and after not in "・":
                continue
            if first.isascii() and first.isalnum() and before.isascii() and before.isalnum():
                continue
            if final.isascii() and final.isalnum() and after.isascii() and after.isalnum():
                continue
            yield Hit(start, end, payload.claims, payload.family, end)


def _folded_name(text: str) -> str:
    return fold_in_place(unicodedata.normalize("NFKC", text).strip())


def _longest(hits: list[Hit]) -> list[Hit]:
    """The hits left after the longest of every overlap has won, left to right."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if kept and hit.start < kept[-1].end:
            if hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
            continue
        kept.append(hit)
    return kept
