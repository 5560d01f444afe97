"""The parts of a model's spelling: split where versions are attached, rid of who sells and how it is served, led by the family."""

from __future__ import annotations

import re

from amw.companies.models import terms
from amw.companies.models.families import Family, family_words, line_makers, maker_words

_LLAMA = re.compile(r"l(3(?:\.\d)?)")
_O_SERIES = re.compile(r"o[13456]")
_ATTACHED = re.compile(r"^([a-z]{2,})(\d+(?:\.\d+)*)([a-z]{0,2})$")
# Parameters; "1m" and "2m" are contexts ("Qwen2.5-7B-Instruct-1M")
SIZE = re.compile(r"^(?:\d+(?:\.\d+)?[bt]|\d{2,}(?:\.\d+)?m|[ae]\d+(?:\.\d+)?b|\d+x\d+b|\d+e|\d+(?:\.\d+)?ba\d+b)$")
# A snapshot by year and month or by month and day
CODE = re.compile(r"^(?:2[3-9](?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$")
_DOTTED_CODE = re.compile(r"2[3-9]\.(?:0[1-9]|1[0-2])")  # "Codestral 25.01"
_CONTEXTS = frozenset({"4096", "8192", "16384", "32768", "65536", "131072"})
_CONTEXT = re.compile(r"\d{1,4}k")  # that a host serves
_FIRST = frozenset({"1", "01", "0.1"})  # "v1", "v0.1": the first of its name
_NUMBERED = re.compile(r"v\d+(?:\.\d+)*")
_BEFORE_NUMBER = re.compile(r"(?:[kmvr]|)\d{1,2}")
_BEFORE_ZERO = re.compile(r"[kmv]?\d")
_ROUND = re.compile(r"^([a-z]?\d+)\.0$")
_FORMAT = re.compile(r"iq\d|w\d+a\d+|\d{1,2}(?:\.\d{1,4})?bpw")
_BITS = re.compile(r"q[2-8]|i1")  # "Q4_K_M", "7B-Q4"; "Vidu Q4" and "HiDream I1" are models
_QUANTISED = re.compile(r"i?q\d\w*|i1|w\d+a\d+|\d{1,3}(?:\.\d{1,4})?b(?:it|pw)|[km]|x{0,3}[ls]|nl")
_SMALL_NUMBER = re.compile(r"^\d{1,2}$")


def size_tokens(tokens: frozenset[str]) -> frozenset[str]:
    """Those of `tokens` that state parameters ("235b", "a22b", "8x7b"), which some boards leave out."""
    return frozenset(t for t in tokens if SIZE.match(t))


def split_tokens(raw: list[str]) -> list[str]:
    """Tokens with attached numbers split off ("qwen3" -> "qwen", "3") and hyphenated versions joined ("4", "5" -> "4.5")."""
    parts: list[str] = []
    for part in raw:
        attached = _ATTACHED.match(part)
        if attached and attached[1] not in {"bf", "ct", "exl", "fp", "int", "iq", "mxfp", "nf", "nvfp"}:
            parts += [attached[1], attached[2] + attached[3]]
        elif part.endswith("+"):
            parts += [part[:-1], "plus"]
        else:
            parts.append(part)
    joined: list[str] = []
    for part in parts:
        if part[0] == "v" and _NUMBERED.fullmatch(part):
            part = part[1:]
            if part in _FIRST:
                continue
            joined.append(_clean_number("v" + part)[1:] if "." in part else part)
            continue
        before = joined[-1] if joined else ""
        if (
            _SMALL_NUMBER.match(part)
            and _BEFORE_NUMBER.fullmatch(before)
            and not part.startswith("0")
            and (len(joined) > 1 or before[0] in "km")
        ):
            joined[-1] = f"{before}.{part}"
            continue
        if part == "0" and _BEFORE_ZERO.fullmatch(before):
            continue
        joined.append(part)
    return [_clean_number(t) for t in joined]


def _clean_number(part: str) -> str:
    return _ROUND.sub(r"\1", part) if part.endswith(".0") else part


def without_sellers(tokens: list[str], maker: str | None) -> tuple[list[str], str | None]:
    """Tokens without the sellers and makers that lead the name of a known family."""
    families = family_words()
    for at in range(min(4, len(tokens))):
        word = tokens[at]
        two = word + (tokens[at + 1] if at + 1 < len(tokens) else "")
        if word in terms.SELLERS and at + 1 < len(tokens) and tokens[at + 1] in families:
            continue  # "duo-chat-gpt-5"
        if word in families or two in families or (at and (word in terms.LINES or _O_SERIES.fullmatch(word))):
            head = tokens[:at]
            family = families.get(word) or families.get(two)
            if head[-1:] == ["open"] and (family is None or family.maker not in terms.OPENED):
                break
            makers = [m for m in (maker_words().get(w) for w in head) if m is not None]
            if "".join(head) in maker_words() and not makers:
                makers = [maker_words()["".join(head)]]
                head = []
            tuned = family is not None and family.key in terms.MADE_ANEW  # by a company without models of its own ("Reflection Llama")
            kind = tokens[at:] == ["gpt"] and any(m != "openai" for m in makers)  # "rinna GPT": what it is, not whose
            sold = (w in terms.SELLERS or (w in maker_words() and (not tuned or maker_words()[w] in line_makers())) for w in head)
            if not kind and all(sold):
                return tokens[at:], makers[0] if makers and maker is None else maker
            break
    return tokens, maker


def family_of_tokens(tokens: list[str]) -> tuple[Family | None, list[str]]:
    families = family_words()
    if not tokens:
        return None, tokens
    if tokens[0] == "llama" and "nemotron" in tokens[1:4]:  # a line of its own, made from Llama
        tokens = tokens[tokens.index("nemotron") :]
    elif tokens[0] in terms.LINES and any(t[0].isdigit() for t in tokens[1:3]):
        tokens = [terms.LINES[tokens[0]], *tokens]
    elif tokens[0] == "chatgpt" and len(tokens) > 1 and tokens[1][0].isdigit():  # "chatgpt-4o-latest": GPT-4o as it chats
        tokens = ["gpt", tokens[1], "chat", *tokens[2:]]
    first = tokens[0]
    if len(tokens) > 1 and (short := _LLAMA.fullmatch(first)) is not None:  # "L3.3-Euryale-70B"
        tokens = ["llama", short[1], *tokens[1:]]
        first = tokens[0]
    if (
        len(tokens) > 1
        and first in maker_words()
        and (own := families.get(first)) is not None
        and (line := families.get(tokens[1])) not in (None, own)
        and line is not None
        and line.maker == own.maker
    ):
        tokens = tokens[1:]  # "Mistral Devstral Small", "Moonshot Kimi K2"
        first = tokens[0]
    for size in (3, 2):
        if len(tokens) >= size and (family := families.get("".join(tokens[:size]))) is not None:
            return family, [family.key, *tokens[size:]]
    family = families.get(first)
    if family is not None:
        rest = tokens[1:]
        while rest and (families.get(rest[0]) is family or rest[0] == family.key):  # "Qwen Qwen3", "doubao seed"
            rest = rest[1:]
        if rest and family.key in terms.DECIMAL and re.fullmatch(r"[1-5][1-9]", rest[0]):
            rest[0] = f"{rest[0][0]}.{rest[0][1]}"
        if family.key == "hermes" and "llama" in rest:  # made from Llama, and named so by some
            at = rest.index("llama")
            rest = rest[:at] + rest[at + 2 :]
        if rest and family.key == "gpt":
            rest = ["chat" if t == "chatgpt" else t for t in rest]
            rest = [f"{rest[0]}o", *rest[2:]] if rest[0].isdigit() and rest[1:2] == ["omni"] else rest
        if rest and (letter := terms.LETTERED.get(family.key)) is not None:
            if re.fullmatch(r"[1-9](?:\.\d)?", rest[0]):
                rest = [letter + rest[0], *rest[1:]]
            elif re.fullmatch(letter + r"\d\d", rest[0]):
                rest = [f"{rest[0][:2]}.{rest[0][2]}", *rest[1:]]
        return family, [family.key, *rest]
    if re.fullmatch(r"k2\.[5-9]", first) and "kimi" in families:
        return families["kimi"], ["kimi", *tokens]
    if _O_SERIES.fullmatch(first) and "o" in families:
        return families["o"], tokens
    return None, tokens


_SERVED = frozenset(  # what says of one line, by its key, only how a copy is served: "pt" is PyTorch's format
    {("nova", "1"), ("ernie", "pt"), ("llama", "turbo"), ("llama", "instant"), ("deepseek", "turbo"), ("veo", "preview")}
    | {(line, "fast") for line in terms.HOSTED}
)
_BY_MEDIUM = frozenset({"gpt", "o", "claude", "gemini", "grok"})  # lines without a size of that name


def without_serving(tokens: list[str], effort: str | None, family: Family | None) -> tuple[list[str], str | None]:
    """Tokens without serving marks and effort words, and the effort they state."""
    tokens = [terms.SYNONYMS.get(token, token) for token in tokens]
    kept = tokens[:1]
    sized = any(SIZE.match(t) for t in tokens)
    quantised = False
    for at, part in enumerate(tokens[1:], 1):
        bits = _BITS.fullmatch(part) is not None and (sized or tokens[at + 1 : at + 2] in (["k"], ["0"], ["1"], ["gguf"]))
        quantised = quantised or bits or _FORMAT.fullmatch(part) is not None
        if (quantised and _QUANTISED.fullmatch(part)) or _is_serving(tokens, at, family, sized=sized):
            continue
        if (said := _effort_said(tokens, at, effort, family)) is not None:
            effort = said
        elif not (family is not None and family.mode and effort == "thinking" and re.fullmatch(r"\d+k", part)):  # a budget of tokens
            kept.append("highspeed" if part == "lightning" and family is not None and family.key == "minimax" else part)
    return kept, effort


def _is_serving(tokens: list[str], at: int, family: Family | None, *, sized: bool) -> bool:
    """Whether a token says how a copy is served, packed, tuned to chat or called by its host; `sized`: one of `tokens` is a size."""
    part, key = tokens[at], family.key if family is not None else ""
    if part in terms.SERVING:
        return (key, part) != ("flux", "flex")
    if part in terms.CHAT_TUNED:
        return not (part == "chat" and not sized and not (key == "deepseek" and len(tokens) > 2)) and (key, part) != ("gpt", "instruct")
    return (
        (key, part) in _SERVED
        or (part == "latest" and key not in terms.ROLLING)
        or (key != "" and not part.isascii())
        or (part == "turbo" and key == "qwen" and sized)
        or (part == "preview" and key == "kimi" and CODE.match(tokens[at - 1]) is not None)
        or (part == "beta" and key == "grok" and len(tokens) > 2)
        or (part == "base" and at == len(tokens) - 1 and key in terms.CLOSED)  # without thinking, as some boards say
        or (sized and _CONTEXT.fullmatch(part) is not None)
        or part in _CONTEXTS
    )


def _effort_said(tokens: list[str], at: int, effort: str | None, family: Family | None) -> str | None:
    """The effort that a token states where those before it state `effort`; None where it states none."""
    part, key, last = tokens[at], family.key if family is not None else "", at == len(tokens) - 1
    if (terms.EFFORTS.get(part) == "none" and part != "none") or (key, part) == ("kimi", "instant"):
        return effort or "none"
    if part == "max" and last and effort == "thinking" and terms.EFFORTS.get(tokens[at - 1]) == "thinking":
        return part
    if family is None:
        return None
    if part in {"thinking", "reasoning", "think"} and family.thinks(tokens) and not (key == "gemini" and "2" in tokens):
        return effort or "thinking"
    if part in {"minimal", "low", "high", "xhigh"} and (last or tokens[at + 1 :] == ["thinking"]):
        return part
    return part if part == "medium" and last and key in _BY_MEDIUM else None


def snapshot_once(tokens: list[str], date: str | None, family: Family | None) -> tuple[list[str], str | None]:
    """Tokens and date where a snapshot is stated once: "R1 0528 (May '25)" is R1 0528, "Mistral Small (Sep '24)" is 2409."""
    if family is not None and family.key in terms.DATED:
        tokens = [t.replace(".", "") if _DOTTED_CODE.fullmatch(t) else t for t in tokens]
    codes = [t for t in tokens[1:] if CODE.match(t)]
    month = date[5:7] if date is not None else None
    if date is not None and any(month in (code[:2], code[2:]) for code in codes):
        date = None
    if family is not None and family.key in terms.DATED:
        if date is not None and not codes:
            codes = [date[2:4] + date[5:7]]
            tokens, date = [*tokens, *codes], None
        if codes and not {"large", "medium", "small"}.isdisjoint(tokens):  # the month says all that version and size would
            tokens = [t for t in tokens if t in codes or not (SIZE.match(t) or re.fullmatch(r"\d(?:\.\d)?", t))]
    return tokens, date
