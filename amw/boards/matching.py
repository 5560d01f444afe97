"""Which rows of a capture a written model name means: spellings brought to one set of tokens, efforts and dates left aside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from amw.boards import names
from amw.boards.ranks import maker_of
from amw.boards.records import Row
from amw.text import fold

# Words for how hard a model thinks, and words that a board adds to a model's name or leaves out without naming another model.
_EFFORT = frozenset(
    "thinking think reasoning non nonthinking adaptive minimal low medium high xhigh effort auto no extended on off mode".split()
)
_QUALIFIERS = _EFFORT | frozenset(
    """preview beta exp experimental latest fallback it fc prompt free instruct system style control version model ai the with and harness
    preliminary early moe new release rc default api web""".split()
)
# Makers' names in front of a model's; where the maker's name is the family's (DeepSeek, MiniMax) it stays.
_MAKERS = frozenset(
    """openai google anthropic xai spacexai alibaba baidu tencent bytedance amazon microsoft nvidia meta moonshot moonshotai zai zhipu
    zhipuai z ibm cohere xiaomi stepfun lg huawei samsung apple salesforce databricks deepmind""".split()
)
_LINES = frozenset({"opus", "sonnet", "haiku", "fable", "mythos"})  # lines of Claude, often named without it
_TOKEN = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+")
_ISO_DAY = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_DOTLESS = re.compile(r"(?<![\d.])(\d{1,2})-(\d{1,2})(?![\d.]|k\b|b\b)")
_MONTHS = frozenset(
    """jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november
    december""".split()
)

# Numbers that name no model: context, builds, how weights are stored, how many are active, "jan-24", "03-25", "001".
_NO_NAME = re.compile(
    rf"\b(?:\d{{1,3}}k|(?:beta|rc|preview)-?\d{{1,2}}(?!-\d\d\b)|(?:fp|bf|int)\d{{1,2}}|a\d{{1,3}}b|0[1-9]-[0-3]\d|00\d|(?:{'|'.join(sorted(_MONTHS))})-\d{{1,2}})\b"
)
_DATED = re.compile(r"-20\d\d(?:-\d\d){0,2}")
_IN_BRACKETS = re.compile(r"\(([^()]{3,60})\)")


@lru_cache(maxsize=50_000)
def signature(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """(tokens that name the model, dates and build numbers) of a written name.

    `claude-opus-4-6-thinking` and "Claude Opus 4.6" share the first; "GPT5.4" and "gpt-5.4-high" too; "GPT-5 mini" differs from "GPT-5".
    """
    words, builds = _words(name)
    tokens = {word for word in words if word not in _QUALIFIERS and word not in builds and word not in _MONTHS}
    return _reduced(tokens, name), frozenset(builds)


@lru_cache(maxsize=50_000)
def exact_words(name: str) -> frozenset[str]:
    """All tokens of a written name but those for effort: `deepseek-v3.2-exp-thinking` is not "DeepSeek V3.2" here."""
    words, _ = _words(name)
    return _reduced({word for word in words if word not in _EFFORT}, name)


def _words(name: str) -> tuple[list[str], set[str]]:
    text = _ISO_DAY.sub(r"\1\2\3", name.casefold()[:300])
    text = _DOTLESS.sub(r"\1.\2", _NO_NAME.sub(" ", text)).replace("chatgpt", "gpt")
    words = _TOKEN.findall(text)
    return words, {word for word in words if word.isdigit() and len(word) >= 4}


def _reduced(tokens: set[str], name: str) -> frozenset[str]:
    """Tokens without maker, without "max" where it is an effort, and 4.0 as 4."""
    if "max" in tokens and re.search(r"\(max\)|max effort|, max\b", name.casefold()):
        tokens = tokens - {"max"}
    if tokens & _LINES:
        tokens = tokens - {"claude"}
    named = tokens - _MAKERS
    tokens = named if any(not t.replace(".", "").isdigit() for t in named) else tokens
    return frozenset(t.removesuffix(".0") if t.count(".") == 1 and t.endswith(".0") else t for t in tokens)


@lru_cache(maxsize=32)  # who asks of one capture of a board asks of the next, where nearly all rows are named the same
def closeness(name: str, *, model_key: str | None = None) -> Callable[[Row], int | None]:
    """How closely a row's labels are the written name `name`, 0 closest; None for a row of another model.

    0: a label is named so to the letter; 1: without a word or date more; 2: with a build number of the name; 3: the model at whatever
    effort, or the model of the register's key `model_key`. Of a capture's rows the closest are meant.
    """
    tokens, builds = signature(name)
    literal, exact = names.key(name), exact_words(name)

    @lru_cache(maxsize=2_000)
    def close(raw_name: str, model: str, family: str, key: str | None) -> int | None:
        labels = dict.fromkeys((raw_name, model, family))
        if any(exact_words(label) == exact for label in labels):
            return 0 if any(names.key(label) == literal for label in labels) else 1
        labels |= dict.fromkeys(_IN_BRACKETS.findall(raw_name))  # "gemini-3.1-flash-image (nano-banana-2)"
        named = any(mine == tokens and (not builds or not others or builds & others) for mine, others in map(signature, labels))
        if not named and not _of_key(key, model_key):
            return None
        return 2 if builds & signature(raw_name)[1] else 3

    return lambda row: close(row.raw_name, row.model, row.family or row.model, row.model_key) if tokens else None


def _of_key(key: str | None, wanted: str | None) -> bool:
    """Whether a row's key of the register is the one wanted, or that of a dated build of it."""
    return wanted is not None and key is not None and (key == wanted or _DATED.fullmatch(key.removeprefix(wanted)) is not None)


def closest(rows: Iterable[Row], close: Callable[[Row], int | None]) -> list[Row]:
    """The rows that are closest by `close`; none where all are another model's."""
    ranked = [(at, row) for row in rows if (at := close(row)) is not None]
    least = min((at for at, _ in ranked), default=None)
    return [row for at, row in ranked if at == least]


def rows_named(name: str, rows: Iterable[Row], *, model_key: str | None = None) -> list[Row]:
    """The rows of the model `name`, at whatever effort; rows of a family named so to the letter come first,
    then those without a word or date more.

    A date or build number in the name must be the row's where the row has one.
    """
    return closest(rows, closeness(name, model_key=model_key))


def needed_words(name: str) -> tuple[str, ...]:
    """Words and numbers that some label of every row has which `rows_named` can find for `name`, in the label's lower case."""
    tokens, _ = signature(name)
    words = {token for token in tokens if token.isalpha() and token not in _MAKERS}
    return tuple(sorted(words.union(*(token.split(".") for token in tokens if token[0].isdigit())), key=len, reverse=True))


def rows_like(name: str, rows: Iterable[Row]) -> list[Row]:
    """The rows of every model whose name holds all tokens of `name` ("Claude 4.5": its Opus, Sonnet and Haiku)."""
    return [row for row in rows if _holds(name, row.raw_name)]


@lru_cache(maxsize=50_000)
def _holds(name: str, raw_name: str) -> bool:
    tokens, mine = signature(name)[0], signature(raw_name)[0]
    return bool(tokens) and tokens - {"claude"} <= mine and ("claude" not in name.casefold() or bool(mine & _LINES) or "claude" in mine)


# Words that make another model of a name, beside those that only say more of the same one.
_VARIANTS = frozenset(
    "mini nano micro pro max plus flash lite turbo ultra codex chat air small medium large coder code vl omni instruct instant base vision"
    " audio image distill fast".split()
)
_SETTINGS = frozenset({"chat", "audio"})  # how a model is served or heard, no other model
_SERVED = re.compile(rf"[\s_-]*\b(?:{'|'.join(sorted(_SETTINGS))})\b", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)")  # "Kling 3.0 1080p (Pro)": a setting, no other model


def is_variant(name: str, row: Row) -> bool:
    """Whether `row` is of another model of the same line: "GPT-5 mini" is no row of "GPT-5"."""
    return bool(_variants(name, row))


def is_setting(name: str, row: Row) -> bool:
    """Whether `row` is the model `name` as a board serves it: "gpt-5.2-chat-latest" for GPT-5.2, "veo-3.1-audio" for Veo 3.1."""
    return _variants(name, row) <= _SETTINGS and names.key(unserved(row.raw_name)).startswith(names.key(unserved(name)))


def unserved(name: str) -> str:
    """The name without how the model is served: "DeepSeek V3" of "DeepSeek Chat V3"."""
    return _SERVED.sub("", name)


def _variants(name: str, row: Row) -> frozenset[str]:
    """The words of another model that `row` has and `name` has not."""
    return _VARIANTS & (signature(_ASIDE.sub(" ", row.raw_name))[0] - signature(name)[0])


def rows_meant(name: str, rows: Sequence[Row], *, model_key: str | None = None) -> list[Row]:
    """The rows of the model `name`; where the name is only a family's ("Gemini", "Claude 4.5"), the rows of all its models."""
    found = rows_named(name, rows, model_key=model_key)
    if found:
        return found
    tokens, builds = signature(name)
    versioned = bool(builds) or any(token[0].isdigit() for token in tokens)
    return rows_like(name, rows) if not versioned or tokens - {"claude"} < tokens else []


def rows_of_maker(name: str, rows: Sequence[Row]) -> list[Row]:
    """The rows of the company `name`, as the board writes it or by its key in the register."""
    said = fold(name)
    wanted = {said, said.replace(" ", "-"), name} - {""}  # a name without a letter is not every maker that nobody knows
    found = []
    for row in rows:
        maker, written = maker_of(row) or "", fold(row.maker or "")
        if not wanted.isdisjoint((maker, maker.removesuffix("-ai"), written)) or (written and written.split(" ")[0] == said):
            found.append(row)
    return found
