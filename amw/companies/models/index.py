"""Spellings of models -> registered models: exact on keys, snapshots and modes; sizes left out only where one model remains."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache, cached_property, lru_cache

from amw.companies.models.families import Family, catalogue_families, is_seller, maker_words
from amw.companies.models.names import as_written, is_id
from amw.companies.models.spellings import MAX_SPELLING, ModelName, index_key, key_of, parse_model, path_makers
from amw.companies.models.terms import CHAT_TUNED, CLOSED, LINES, MADE_ANEW, SELLERS, SISTERS
from amw.companies.models.tokens import CODE, size_tokens
from amw.companies.records import Model

TIERS = frozenset("nano mini small medium large super ultra".split())  # words that a size in parameters makes redundant
_MONTH_ALONE = re.compile(r"\s*\((jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\)", re.IGNORECASE | re.ASCII)
_STATED_SIZE = re.compile(r"(?<![a-z0-9.])(?:\d+x)?\d+(?:\.\d+)?b(?![a-z])|(?<![a-z0-9])[ae]\d+b(?![a-z])", re.ASCII)
_WORD = re.compile(r"[a-z]{2,}")
_OWNER = re.compile(r"[a-z]{2,}[a-z0-9_.-]*")  # of models in a path
_SHORTENED = re.compile(r"l\d")
_TUNED = re.compile(  # by whoever: nothing in such a name says who made it, though it begins with its base
    r"(?<![a-z])(?:abliterated|alpaca|dpo|finetuned?|fine-tuned?|guanaco|kto|lora|merged?|oasst\d?|orpo|qlora|rlhf|sft|slerp|uncensored)(?![a-z])"
)
_STATES = frozenset({"latest", "reasoning", "001"})
SNAPSHOT_DAYS = 45  # makers date a snapshot up to six weeks before it is released (Claude Opus 4.5: 1 and 24 November 2025)


class ModelIndex:
    """The models of one register by what identifies them. Built once, read only."""

    def __init__(self, models: Iterable[Model]) -> None:
        self.said = lru_cache(maxsize=16384)(self._called)
        self._known: dict[str, Model] = {}
        self._by_key: dict[str, Model] = {}
        self._by_unsized: dict[frozenset[str], list[tuple[frozenset[str], Model]]] = {}
        self._by_size: dict[frozenset[str], dict[str, Model]] = {}
        self._coded: dict[frozenset[str], list[tuple[frozenset[str], Model]]] = {}
        self._dated: dict[str, list[tuple[str, Model]]] = {}  # snapshots by the key of all of one model
        models = tuple(models)
        self._years = sorted(
            {model.released_at.year for model in models if model.released_at is not None and model.released_at.year > 2019}
        )
        for model in models:
            self._known[model.key] = model
            for spelling in model.names:
                parsed = parse_model(spelling)
                self._by_key.setdefault(index_key(parsed.key, parsed.effort, parsed.date), model)
            own = parse_model(model.own_name)
            self._by_key.setdefault(model.key, model)
            if own.date and model.key.endswith(own.date[:7]):
                self._by_key.setdefault(index_key(own.key, None, own.date), model)
                self._dated.setdefault(own.key, []).append((own.date[:7], model))
            if model.effort:
                self._by_key.setdefault(index_key(own.key, model.effort), model)
            sizes = size_tokens(own.tokens)
            if not model.effort and not (own.date and model.key.endswith(own.date[:7])):
                self._by_unsized.setdefault(own.tokens - sizes, []).append((sizes, model))
                if sizes and not TIERS.isdisjoint(own.tokens):
                    self._by_size.setdefault(own.tokens - TIERS, {})[model.key] = model
                if codes := _codes(own.tokens):
                    self._coded.setdefault(own.tokens - codes, []).append((codes, model))

    def find(self, name: str, maker: str | None) -> Model | None:
        """The model that `name` means, with the effort that the spelling asks for; None where not even the family is known.

        `maker` is a company key, a hint for spellings without a family name. A model of a known family that is not registered comes
        back with `registered` False and the same key that it will have once it is; without a maker where somebody else has tuned it.
        """
        parsed = parse_model(name)
        if not parsed.key:
            return None
        model = self._registered(parsed)
        if model is None and (sister := SISTERS.get(parsed.family)) is not None:
            model = self._registered(parse_model(f"{sister} {' '.join(sorted(parsed.tokens - {parsed.family}))}"))
        if model is None and (hint := maker or parsed.maker) is not None:
            model = self._with_maker(name, hint)
        if model is None and (month := _MONTH_ALONE.search(name)) is not None:
            model = self._of_month(name[: month.start()] + name[month.end() :], month[1], maker)
        if model is not None:
            if parsed.effort and model.effort != parsed.effort and not model.key.endswith(("-thinking", "-think", "-reasoning")):
                return replace(model, effort=parsed.effort)
            return model
        owner = parsed.maker or maker
        if owner is None or (not any(c.isdigit() for c in parsed.key) and parsed.maker is None):
            return None
        base = self._by_key.get(parsed.key)
        apart = parsed.key in self._dated or not _same_snapshot(parsed.date, base.released_at if base is not None else None)
        key = index_key(parsed.key, None, parsed.date if apart else None).replace(" @", "-")
        return Model(
            key=key
            if parsed.maker is not None
            else f"{owner}-{key}".removeprefix(f"{owner}-{owner}-")
            if key.startswith(owner)
            else f"{owner}-{key}",
            name=written(" ".join(name.split())[:120], parsed.family, owner),
            maker=None if maker is None and self._tuned(name, parsed, owner) else owner,
            family=parsed.family,
            version=parsed.version,
            variant=parsed.variant,
            effort=parsed.effort,
            registered=False,
        )

    def _called(self, name: str, maker: str) -> Model | None:
        """The model that a text means by `name`, of a known family of `maker`; as in the text where it leaves out tuning or sizes."""
        model = self.find(name, maker)
        if model is not None and not model.registered and name.casefold() == model.family in _families() and not name.isupper():
            return replace(model, name=_families()[model.family].name)  # "LLama"
        if model is not None and not model.registered and name.partition(" ")[0].casefold() in LINES:
            return replace(model, name=f"{_families()[model.family].name} {name}")  # "Opus 5"
        return replace(model, name=name) if model is not None and model.registered and _less_said(name, model.name) else model

    def _tuned(self, name: str, parsed: ModelName, owner: str) -> bool:
        """Whether somebody has tuned a model: by a word for it, by another maker's line in its name ("... 8B Claude Distill"), or by a word
        that is none of makers' names ("Llama 3.3 70B Electra", "Mistral OpenOrca 7B").

        In its owner's path it is the owner's; words for how it is served are none of its name.
        """
        path, _, last = name[:MAX_SPELLING].casefold().rpartition("/")
        if owner in path_makers(part.removesuffix("-cn") for part in path.split("/")):
            return False
        if _TUNED.search(last) is not None or self._on_anothers(parsed, owner):
            return True
        if parsed.version is None and parsed.family in CLOSED and _STATED_SIZE.search(last) is not None:
            return True  # its maker tells no size ("opus-v1-34b")
        return not all((owner, word) in self._words or ("", word) in self._words for word in _telling(path, last, parsed))

    def _on_anothers(self, parsed: ModelName, owner: str) -> bool:
        """Whether a name has another maker's closed line in it, or open weights before a line of somebody else ("Llama 3 Palmyra")."""
        lines = parsed.tokens & _families().keys() - {parsed.family}
        if parsed.family not in MADE_ANEW:
            lines &= CLOSED
        return any(_families()[line].maker != owner and (owner, line) not in self._words for line in lines)

    @cached_property
    def _words(self) -> frozenset[tuple[str, str]]:
        """The words of models' names with their maker, and with "" those of several makers."""
        own = {
            (m.maker or "", word) for m in self._known.values() for name in (m.name, *m.names) for word in _WORD.findall(name.casefold())
        }
        makers = Counter(word for _, word in own)
        return frozenset(own | {("", word) for word, count in makers.items() if count > 1})

    def _registered(self, parsed: ModelName) -> Model | None:
        keys = []
        if parsed.effort or parsed.date:
            keys.append(index_key(parsed.key, parsed.effort, parsed.date))
            keys.append(index_key(parsed.key, None, parsed.date))
        if parsed.effort:
            keys.append(index_key(parsed.key, parsed.effort))
        for key in keys:
            if (model := self._by_key.get(key)) is not None and (key != parsed.key):
                return model
        if parsed.date and parsed.key in self._dated:
            return None
        if parsed.effort == "thinking":
            for word in ("thinking", "think", "reasoning"):
                if word not in parsed.tokens and (model := self._by_key.get(_with(parsed, word))) is not None:
                    return model
        model = self._by_key.get(parsed.key) or self._unsized(parsed)
        if model is not None and _same_snapshot(parsed.date, model.released_at):
            return model
        coded = self._by_code(parsed)
        if coded is None and model is None and _codes(parsed.tokens):  # the day says all that "preview" would
            coded = self._by_key.get(_with(parsed, "preview"))
        if coded is not None or model is not None:
            return coded
        near = self._by_size.get(parsed.tokens, {}) if TIERS.isdisjoint(parsed.tokens) else {}
        model = next(iter(near.values())) if len(near) == 1 else None
        return model if model is None or _same_snapshot(parsed.date, model.released_at) else None

    def _unsized(self, parsed: ModelName) -> Model | None:
        sizes = size_tokens(parsed.tokens)
        rest = parsed.tokens - sizes
        if len(rest) < 2 or parsed.family in CLOSED:
            return None
        near = [model for theirs, model in self._by_unsized.get(rest, ()) if sizes <= theirs or theirs <= sizes]
        return near[0] if len({model.key for model in near}) == 1 else None

    def _by_code(self, parsed: ModelName) -> Model | None:
        """The model of a spelling that leaves a snapshot's code out, or states the code of a release that the register names without."""
        codes = _codes(parsed.tokens)
        if codes:
            rest = replace(parsed, tokens=parsed.tokens - codes)
            days = {code[:2] for code in codes if code[0] != "2"}  # "Claude 3.5 Sonnet (06/20)": the one snapshot of such a month
            dated = [model for month, model in self._dated.get(key_of(parsed.family, rest.tokens), ()) if month[5:] in days]
            if len(dated) == 1:
                return dated[0]
            model = self._by_key.get(key_of(parsed.family, rest.tokens)) or self._unsized(rest)
            at = model.released_at if model is not None else None
            return model if at is not None and all(_same_snapshot(_month(code, at), at) for code in codes) else None
        near = [
            model
            for theirs, model in self._coded.get(parsed.tokens, ())
            if (parsed.date is None and all(code[0] == "2" for code in theirs))  # "0528" is a later state of the model without it
            or (parsed.date is not None and any(parsed.date[5:7] == (code[2:] if code[0] == "2" else code[:2]) for code in theirs))
        ]
        return near[0] if len({model.key for model in near}) == 1 else None

    def _of_month(self, name: str, month: str, maker: str | None) -> Model | None:
        """The one model that `name` means in a month of any year: "GPT-4o (Nov)" is the snapshot of November 2024."""
        near: dict[str, Model] = {}
        for year in self._years:
            dated = parse_model(f"{name} ({month} {year})")
            model = self.find(f"{name} ({month} {year})", maker)
            if model is None or not model.registered:
                continue
            codes = _codes(dated.tokens)  # Mistral's "2411"
            own = dated.date[:7] if dated.date is not None else f"{year}-{min(codes)[2:]}" if codes else ""
            at = model.released_at
            if own and (model.key.endswith(own) or not codes.isdisjoint(model.key.split("-")) or (at and f"{at:%Y-%m}" == own)):
                near[model.key] = model
        return next(iter(near.values())) if len(near) == 1 else None

    def _with_maker(self, name: str, maker: str) -> Model | None:
        """The model of a spelling that leaves its line's name to the maker's ("DeepSeek: R1", "Mistral: Saba")."""
        parsed = parse_model(f"{maker} {name.rpartition(': ')[2]}")
        found = self._by_key.get(parsed.key)
        return found if found is not None and found.maker == maker and _same_snapshot(parsed.date, found.released_at) else None


def _telling(path: str, last: str, parsed: ModelName) -> set[str]:
    """The words of a name that tell whose it is: those behind the size of open weights; all of them where no version is told, or where the
    owner of the path before it is none who sells models of others."""
    open_weights = parsed.family in MADE_ANEW
    words = {word for word in parsed.tokens - {parsed.family} if _WORD.fullmatch(word)}
    owner = path.rpartition("/")[2]
    if parsed.family == "llama" and _SHORTENED.match(last) is not None:  # only who tunes it writes so: "L3.3-Moonbeam-70B"
        return words
    sized = _STATED_SIZE.search(last) is not None
    line = (parsed.family, parsed.maker or parsed.family)  # of "gemini/...", "xiaomi-plan/..."
    own = not (open_weights or sized) and any(part.startswith(line) for part in path.split("/"))
    if _OWNER.fullmatch(owner) and not own and _WORD.findall(owner)[0] not in SELLERS and not is_seller(owner):
        return words
    if parsed.version is None and open_weights and sized:
        return words
    sizes = _STATED_SIZE.finditer(last) if open_weights else ()
    return words & set(_WORD.findall(last, max((size.end() for size in sizes), default=len(last))))


def readable(name: str) -> str:
    """`name` as a person writes it where it is the id of a model of a known family: "claude-opus-4-7" is Claude Opus 4.7."""
    parsed = parse_model(name)
    return name if parsed.maker is None else written(name, parsed.family, parsed.maker)


def written(name: str, family: str, maker: str) -> str:
    """`name` as a person writes it where it is an id of a model of the line `family` by `maker`, both keys; else as it is."""
    if " " in name or "-" not in name or (known := _families().get(family)) is None:
        return name
    makers = _names_of(maker)
    return as_written(name, known, makers) if is_id(name, known, makers) else name


@cache
def _families() -> dict[str, Family]:
    return {family.key: family for family in catalogue_families()}


@cache
def _names_of(maker: str) -> frozenset[str]:
    return frozenset(word for word, key in maker_words().items() if key == maker)


def _less_said(said: str, name: str) -> bool:
    """Whether the text leaves out of the name, or adds to it, only chat tuning, sizes or "preview", or leaves out a state
    ("Llama 3 70B" for "... Instruct")."""
    one, other = (frozenset(re.findall(r"[ae]\d+b|[a-z]+|\d[\w.]*", n.casefold())) for n in (said, name))
    return one != other and (one ^ other) <= CHAT_TUNED | size_tokens(one | other) | {"b", "preview"} | (_STATES - one)


def _same_snapshot(stated: str | None, released: date | None) -> bool:
    """Whether a date in a spelling names the release itself: within 45 days of it; an unknown release is taken from a full date only."""
    if stated is None:
        return True
    if released is None:
        return len(stated) == 10
    year, month, day = (*map(int, stated.split("-")), 15)[:3]
    return abs((date(year, month, min(day, 28)) - released).days) <= SNAPSHOT_DAYS


def _codes(tokens: frozenset[str]) -> frozenset[str]:
    return frozenset(token for token in tokens if CODE.match(token))


def _month(code: str, near: date) -> str:
    """The month that a code states: "2507" is 2025-07, "0528" is May of the year of `near`."""
    return f"20{code[:2]}-{code[2:]}" if code[0] == "2" else f"{near.year}-{code[:2]}"


def _with(parsed: ModelName, word: str) -> str:
    return key_of(parsed.family, parsed.tokens | {word})
