"""One name -> one company or none: exact on folded names, then on match keys, then by rules; never on a fuzzy score."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from amw.companies.folding import spelled_in_hangul
from amw.companies.forms import CJK_COUNTRIES, CJK_PLACES, CJK_WEAK_SUFFIX, OWN_PARTS, SEATS, WEAK_PREFIXES, WEAK_SUFFIXES
from amw.companies.listed import ListedIndex, share_mark, strip_marks, unmarked_end, words_of
from amw.companies.names import fold, fold_name, has_cjk, key_words, mixes_scripts, normalise
from amw.companies.records import Company, Name

_PARENTHESES = re.compile(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]\s*")
_DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.)?([a-z0-9-]{2,60}(?:\.[a-z0-9-]{2,60}){0,2})\.(?:com|ai|io|co|cn|net|org|dev|tech|app|jp|kr|de|fr|uk|in)(?:\.[a-z]{2})?/?\Z"
)
_TEAM = re.compile(r"(?:\s(?:research\s)?team|团队|團隊|チーム|\s?팀)\Z", re.IGNORECASE)
_PLACES = frozenset(
    """
    china global us usa uk eu europe singapore japan korea india international inc france germany deutschland canada hk taiwan america
    ireland netherlands spain italy switzerland sweden poland israel brazil mexico australia vietnam indonesia thailand malaysia
    """.split()
)
_SUBSIDIARIES = _PLACES - {"global", "international", "inc"}  # "Sony Korea", where it has no row of its own
_ENDS_SHORT = re.compile(r"[\s.(-](?:[a-d]|adrs?|ads|gdrs?|shs)\W*\Z", re.IGNORECASE)
MIN_WEAK = 4  # characters that must remain of a Latin name once a sector word is left out

Entry = tuple[Company, Name]


class Resolver:
    """The indexes over the names of one register. Built once, read only."""

    __slots__ = ("_complete", "_exact", "_expanded", "_hosts", "_keys", "_listed")

    def __init__(self, companies: Iterable[Company], *, complete: bool = False) -> None:
        self._complete = complete
        self._exact: dict[str, tuple[Entry, ...]] = {}
        self._keys: dict[str, tuple[Entry, ...]] = {}
        self._expanded: dict[str, tuple[Entry, ...]] = {}
        self._hosts: dict[str, Company] = {}
        listed: list[tuple[tuple[str, ...], Entry]] = []
        for company in companies:
            for name in company.names:
                entry = (company, name)
                folded = fold_name(name.text)
                spoken = key_words(folded)
                _add(self._exact, folded, entry)
                _add(self._keys, "".join(spoken), entry)
                if not name.ambiguous and (spelled := spelled_in_hangul(name.text)) is not None:
                    _add(self._keys, spelled, entry)
                if name.kind in ("self", "legal", "former", "trade"):
                    unmarked = strip_marks(name.text)
                    words = words_of(spoken if unmarked == name.text else key_words(fold(unmarked)))
                    if name.kind != "trade" or (len(words) > 1 and not name.ambiguous):
                        _add(self._expanded, "".join(words), entry)
                    if name.kind != "trade":
                        listed.append((words, entry))
            if company.homepage:
                host = re.sub(r"^https?://(?:www\.)?", "", company.homepage).partition("/")[0]
                self._hosts.setdefault(host.casefold(), company)
        self._listed = ListedIndex(listed, complete=complete)

    def resolve(self, name: str, at: date | None = None) -> Company | None:
        """The company that `name` surely means at `at` (None: at any time), else None."""
        folded = fold(name)
        if not folded:
            return None
        hits = self._exact.get(folded)
        if hits is not None:
            return _only(hits, at)
        if not name.isascii() and mixes_scripts(name):
            return None
        words = key_words(folded)
        hits = self._keys.get("".join(words))
        found = None if hits is None else _only(hits, at)
        marked = not unmarked_end(folded[folded.rfind(" ") + 1 :])
        if found is None and len(name) <= 200:
            found = self._by_rule(name, words, at, marked=marked)
        elif found is not None and marked and not self._complete and _ENDS_SHORT.search(name[-12:]):
            hits = self._expanded.get("".join(words_of(key_words(fold(strip_marks(name))))), ())
            return _share(name, hits, found)
        return found

    def _by_key(self, key: str, at: date | None) -> Company | None:
        hits = self._keys.get(key.replace(" ", ""))
        return None if hits is None else _only(hits, at)

    def _by_rule(self, name: str, spoken: list[str], at: date | None, *, marked: bool) -> Company | None:
        """`spoken`: the words of the name's key; `marked`: it may end in the mark of a share."""
        if "(" in name or "（" in name or "[" in name:
            found = self._parenthesis(name, at)
            if found is not None:
                return found
            name = _PARENTHESES.sub(" ", name).strip()
            spoken = key_words(fold(name))
            marked = True
        if "," in name:
            head, _, tail = name.partition(",")
            found = self._by_key(normalise(f"{tail} {head}"), at)
            if found is not None:
                return found
        if (member := without_team(name)) != name and (found := self._by_key(normalise(member), at)) is not None:
            return found  # a team is its maker's, whatever product it is named for
        if ("/" in name or "." in name) and " " not in name:
            domain = _DOMAIN.match(name.strip().casefold())
            if domain is not None:
                found = self._hosts.get(re.sub(r"^(?:https?://)?(?:www\.)?", "", name.strip().casefold()).rstrip("/"))
                return found if found is not None else self._by_key(normalise(domain[1].replace("-", " ")), at)
        if " / " in name:
            both = {c.key: c for c in (self.resolve(part, at) for part in name.split(" / ", 3)) if c is not None}
            return next(iter(both.values())) if len(both) == 1 else None
        if " - " in name:  # "Petróleo Brasileiro S.A. - Petrobras"
            first, second = (self._by_key(normalise(part), at) for part in name.split(" - ", 1))
            if first is not None and first is second:
                return first
        unmarked = strip_marks(name) if marked else name
        words = words_of(spoken if unmarked == name else key_words(fold(unmarked)))
        hits = self._expanded.get("".join(words))
        if hits is not None and (len(spoken) > 1 or len(spoken[0]) > 3):
            found = _only(hits, at)
            if found is not None:
                return found
        if self._complete or not name.isascii():  # a list of names alone has no products or teams to compose a name of
            found = self._weakly(name, spoken, at) or (self._composed(name, spoken, at) if self._complete else None)
            if found is not None:
                return found
        found = self._listed.find(words)
        return found if self._complete or hits is None or len(hits) < 2 else _share(name, hits, found)

    def _parenthesis(self, name: str, at: date | None) -> Company | None:
        inner = [part.strip() for part in _PARENTHESES.findall(name)]
        outer = _PARENTHESES.sub(" ", name).strip()
        base = self._by_key(normalise(outer), at) if outer else None
        if base is not None:
            for part in inner:
                if not part or part.casefold() in _PLACES:
                    continue
                other = self._by_key(normalise(part), at)
                if other is not None and other.key != base.key and other.parent != base.key and base.parent != other.key:
                    return None
            return base
        # "Fuller (H.B.) Co", "Hershey Company (The)": what is in parentheses leads the name
        return self._by_key(normalise(f"{' '.join(inner)} {outer}"), at) if inner else None

    def _weakly(self, name: str, spoken: list[str], at: date | None) -> Company | None:
        words = spoken[1:] if len(spoken) > 1 and spoken[0] in WEAK_PREFIXES else spoken
        while len(words) > 1 and words[-1] in WEAK_SUFFIXES:
            words = words[:-1]
        joined = "".join(words)
        if not has_cjk(name):
            return self._unambiguous(joined, at) if len(words) < len(spoken) and len(joined) >= MIN_WEAK else None
        if joined[0] in CJK_COUNTRIES and "\u30a0" <= joined[1:2] <= "\u30ff":
            joined = joined[1:]
        joined = joined.removeprefix(next((p for p in CJK_PLACES if joined.startswith(p) and len(joined) > len(p) + 1), ""))
        shorter = (key for once in _without_suffix(joined) for key in (once, *_without_suffix(once)))
        return next((found for key in (joined, *shorter) if (found := self._unambiguous(key, at)) is not None), None)

    def _composed(self, name: str, spoken: list[str], at: date | None) -> Company | None:
        """The one company that every part of a name means: "Alibaba Tongyi Lab", "阿里巴巴达摩院", "Beijing ByteDance"."""
        words = ["university" if word == "univ" else word for word in spoken]
        if "univ" in spoken and (found := self._by_key("".join(words), at)) is not None:
            return found
        if len(words) > 1 and words[0] in SEATS:
            found = self._unambiguous("".join(words[1:]), at)
            return found if found is not None and found.country == "CN" else None
        if len(words) > 1 and words[-1] in _SUBSIDIARIES and (found := self._unambiguous("".join(words[:-1]), at)) is not None:
            return found
        if "at" in words[1:-1]:  # "FAIR at Meta"
            cut = words.index("at", 1)
            unit, owner = self._by_key("".join(words[:cut]), at), self._by_key("".join(words[cut + 1 :]), at)
            return owner if unit is owner else None
        whole = len(words)
        while len(words) > 1 and words[-1] in OWN_PARTS:
            words = words[:-1]
        if whole - len(words) > 1 and "ai" in spoken[len(words) :]:
            hits = self._keys.get("".join(words), ())
            if hits and all(name.kind not in ("product", "handle") for _, name in hits):
                return _only(hits, at)
        elif whole > len(words) and (found := self._unambiguous("".join(words), at)) is not None:
            return found
        parts = words if len(words) > 1 else list(words[0]) if has_cjk(name) and len(words[0]) < 30 else []
        least = 1 if len(words) > 1 else 2
        for cut in range(least, len(parts) - least + 1):
            first, second = self._by_key("".join(parts[:cut]), at), self._by_key("".join(parts[cut:]), at)
            if first is not None and second is not None and first.key == second.key:
                return first
        return None

    def _unambiguous(self, key: str, at: date | None) -> Company | None:
        hits = self._keys.get(key)
        if hits is None or any(name.ambiguous for _, name in hits) or all(name.kind in ("product", "handle") for _, name in hits):
            return None
        return _only(hits, at)


def _share(name: str, hits: tuple[Entry, ...], found: Company | None) -> Company | None:
    """Where a list has several shares of one company (`hits`), the one whose kind or class `name` states; else `found`."""
    wanted = share_mark(name)
    same = {company.key: company for company, _ in hits if share_mark(company.name) == wanted}
    return next(iter(same.values())) if len(hits) > 1 and len(same) == 1 else found


def _without_suffix(word: str) -> Iterator[str]:
    """`word` without each of the weak suffixes of Chinese, Japanese and Korean that it ends with."""
    return (word[: -len(suffix)] for suffix in CJK_WEAK_SUFFIX if word.endswith(suffix) and len(word) - len(suffix) >= 2)


def without_team(name: str) -> str:
    """`name` without "team" at its end: "Qwen team", "通义团队"."""
    return _TEAM.sub("", name) if name[-1:] in "mM队隊ム팀" else name


def _add(index: dict[str, tuple[Entry, ...]], key: str, entry: Entry) -> None:
    if key:
        index[key] = (*index.get(key, ()), entry)


def _only(hits: tuple[Entry, ...], at: date | None) -> Company | None:
    """The one company of `hits` valid at `at`; of several, the only one whose own name it is; else None."""
    if len(hits) == 1:
        return hits[0][0] if hits[0][1].valid(at) else None
    valid = [hit for hit in hits if hit[1].valid(at)]
    if len({company.key for company, _ in valid}) > 1:
        valid = [hit for hit in valid if hit[1].kind == "self"]
    return valid[0][0] if len({company.key for company, _ in valid}) == 1 else None
