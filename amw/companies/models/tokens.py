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
_FIRST = frozenset({"1", "01", "0.1"})  # "v1", "v0.1": the first of its name
_NUMBERED = re.compile(r"v\d+(?:\.\d+)*")
_BEFORE_NUMBER = re.compile(r"(?:[kmvr]|)\d{1,2}")
_BEFORE_ZERO = re.compile(r"[kmv]?\d")
_ROUND = re.compile(r"^([a-z]?\d+)\.0$")
_FORMAT, _BITS = re.compile(r"iq\d|w\d+a\d+"), re.compile(r"q[2-8]|i1")  # "Q4_K_M", "7B-Q4"; "Vidu Q4" and "HiDream I1" are models
_QUANTISED = re.compile(r"i?q\d\w*|i1|w\d+a\d+|\d{1,3}b(?:it|pw)|[km]|x{0,3}[ls]|nl")
_SMALL_NUMBER = re.compile(r"^\d{1,2}$")


def size_tokens(tokens: frozenset[str]) -> frozenset[str]:
    """Those of `tokens` that state parameters ("235b", "a22b", "8x7b"), which some boards leave out."""
    return frozenset(t for t in tokens if SIZE.match(t))


def split_tokens(raw: list[str]) -> list[str]:
    """Tokens with attached numbers split off ("qwen3" -> "qwen", "3") and hyphenated versions joined ("4", "5" -> "4.5")."""
    parts: list[str] = []
    for part in raw:
        attached = _ATTACHED.match(part)
        if attached and attached[1] not in {"bf", "exl", "fp", "int", "iq", "mxfp", "nvfp"}:
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
            if all(w in terms.SELLERS or (w in maker_words() and (not tuned or maker_words()[w] in line_makers())) for w in head):
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


def without_serving(tokens: list[str], effort: str | None, family: Family | None) -> tuple[list[str], str | None]:
    """Tokens without serving marks and effort words, and the effort they state."""
    kept = [terms.SYNONYMS.get(t, t) for t in tokens[:1]]
    sized = any(SIZE.match(t) for t in tokens)
    last = len(tokens) - 1
    quantised = False
    for at, part in enumerate(tokens[1:], 1):
        part = terms.SYNONYMS.get(part, part)
        bits = _BITS.fullmatch(part) is not None and (sized or tokens[at + 1 : at + 2] in (["k"], ["0"], ["1"], ["gguf"]))
        quantised = quantised or bits or _FORMAT.fullmatch(part) is not None
        if (part in terms.SERVING and not (part == "flex" and family is not None and family.key == "flux")) or (
            quantised and _QUANTISED.fullmatch(part)
        ):
            continue
        if part == "1" and family is not None and family.key == "nova":
            continue
        if family is not None and (
            (part == "fast" and family.key in terms.HOSTED)
            or (part == "turbo" and (family.key in ("llama", "deepseek") or (family.key == "qwen" and sized)))
            or (part == "pt" and family.key == "ernie")  # in PyTorch's format
            or (part == "instant" and family.key == "llama")
            or (part == "preview" and (family.key == "veo" or (family.key == "kimi" and CODE.match(tokens[at - 1]))))
            or (part == "beta" and family.key == "grok" and len(tokens) > 2)
            or (part == "base" and at == last and family.key in terms.CLOSED)  # without thinking, as some boards say
        ):
            continue
        if part == "lightning" and family is not None and family.key == "minimax":
            part = "highspeed"
        if part == "latest" and (family is None or family.key not in terms.ROLLING):
            continue
        if family is not None and not part.isascii():
            continue
        if part in terms.CHAT_TUNED:
            if part == "chat" and family is not None and family.key == "deepseek" and len(tokens) > 2:
                continue
            if (part == "chat" and not sized) or (part == "instruct" and family is not None and family.key == "gpt"):
                kept.append(part)
            continue
        if (terms.EFFORTS.get(part) == "none" and part != "none") or (part == "instant" and family is not None and family.key == "kimi"):
            effort = effort or "none"
            continue
        if (
            part in {"thinking", "reasoning", "think"}
            and family is not None
            and family.thinks(tokens)
            and not (family.key == "gemini" and "2" in tokens)
        ):
            effort = effort or "thinking"
            continue
        if part == "max" and at == last and effort == "thinking" and terms.EFFORTS.get(tokens[at - 1]) == "thinking":
            effort = part
            continue
        if part in {"minimal", "low", "high", "xhigh"} and family is not None and (at == last or tokens[at + 1 :] == ["thinking"]):
            effort = part
            continue
        if part == "medium" and at == last and family is not None and family.key in {"gpt", "o", "claude", "gemini", "grok"}:
            effort = part
            continue
        if (sized and re.fullmatch(r"\d{1,4}k", part)) or part in _CONTEXTS:
            continue  # the context that a host serves
        if family is not None and family.mode and effort == "thinking" and re.fullmatch(r"\d+k", part):
            continue
        kept.append(part)
    return kept, effort


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
