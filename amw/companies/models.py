"""Spellings of AI models taken apart: maker hint, family, version, variant, snapshot date, reasoning effort, and a key that joins boards.

Every board, gateway and cloud writes a model its own way: `Qwen3.7-Max`, `qwen/qwen3.7-max:thinking`,
`accounts/fireworks/models/qwen3p7-plus`, `us.anthropic.claude-opus-4-7-20260416-v1:0`, `Llama 3.3 Instruct 70B (FP8)`. The key is the
sorted set of the parts that tell one model from another, so word order, case and separators do not matter while every variant word does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from amw.companies.families import Family, family_words, maker_words
from amw.companies.modelterms import (
    CHAT_TUNED,
    DATED,
    DECIMAL,
    EFFORTS,
    HOSTED,
    LETTERED,
    LINES,
    ROLLING,
    SELLERS,
    SERVING,
    SYNONYMS,
)

MAX_SPELLING = 200  # characters; the longest real spelling seen is 97

_ADDRESS = re.compile(r"^https?://[^/]{1,100}/|/(?:tree|blob|resolve)/.*$")
_REGION = re.compile(r"^(?:us|eu|jp|au|apac|ca|sa|global|uk|in)\.(?=[a-z])")
_BEDROCK_TAIL = re.compile(r"-?(?:v?\d{1,2}):\d{1,2}(?::\w+)?$")
_BUDGET = re.compile(r":(\d{3,6}|\d+k)$")
_PARENTHESES = re.compile(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]")
_FULL_DATE = re.compile(r"(?<!\d)(20[12]\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_SHORT_DATE = re.compile(r"(?<=[-_ ])(2[4-9])(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH_YEAR = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?[\s'’‘-]*(?:(\d{1,2}),?\s+)?['’‘]?\s*(20\d\d|\d\d)\b", re.ASCII
)
_MM_YYYY = re.compile(r"(?<!\d)(0[1-9]|1[0-2])[-_/](20[12]\d)(?!\d)")
_YYYY_MM = re.compile(r"(?<!\d)(20[12]\d)[-_](0[1-9]|1[0-2])(?!\d)")
_MM_DD = re.compile(r"(?<=[-_ ])(0[1-9]|1[0-2])[-_](0[1-9]|[12]\d|3[01])(?![\d.])")
_POINT = re.compile(r"(?<=\d)p(?=\d)")
_ONE_TO_OTHER = re.compile(r"\b(text|image|video|reference|audio)[-_ ]to[-_ ](video|image|audio)\b")  # "text-to-video" is "t2v"
_OFFER = re.compile(r"\d{1,2}% off|1m(?: context)?|\d{1,4}k context")  # in brackets: a discount, the context that is sold
_O_SERIES = re.compile(r"o[134]")
_TOKEN = re.compile(r"\d+(?:\.\d+)+[a-z]*|\d+[a-z]*(?=$|[^a-z0-9.])|[a-z]+\d+(?:\.\d+)*[a-z]*\+?|[^\W\d_]+\+?|\d+[a-z]*\+?")
_ATTACHED = re.compile(r"^([a-z]{2,})(\d+(?:\.\d+)*)([a-z]{0,2})$")
_SIZE = re.compile(r"^(?:\d+(?:\.\d+)?[bmt]|[ae]\d+(?:\.\d+)?b|\d+x\d+b|\d+e|\d+(?:\.\d+)?ba\d+b)$")
# A snapshot by year and month or by month and day
CODE = re.compile(r"^(?:2[3-9](?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$")
_DOTTED_CODE = re.compile(r"2[3-9]\.(?:0[1-9]|1[0-2])")  # "Codestral 25.01"
_CONTEXTS = frozenset({"4096", "8192", "16384", "32768", "65536", "131072"})
_FIRST = frozenset({"1", "01", "0.1"})  # "v1", "v0.1": the first of its name
_SMALL_NUMBER = re.compile(r"^\d{1,2}$")
_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}

_EFFORT_TAIL = re.compile(r"[-_ ](minimal|low|medium|high|xhigh|max)[-_ ]effort\b")
_EFFORT_PAREN = re.compile(
    r"(?:non[- ]?|no[- ]?|adaptive |extended |hybrid )?(?:reasoning|thinking|think)"
    r"|(?:minimal|low|medium|high|xhigh|max|none)(?: effort)?|effort"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelName:
    """One spelling taken apart. `tokens` are the parts that identify the model, `key` joins them; `date` is "YYYY-MM" or "YYYY-MM-DD".

    `maker` is a company key, from the family or from the path; None where neither is known.
    """

    key: str
    maker: str | None
    family: str
    version: str | None
    variant: str | None
    effort: str | None
    date: str | None
    tokens: frozenset[str]


def _month(found: re.Match[str]) -> str:
    year = found[3] if len(found[3]) == 4 else "20" + found[3]
    return f"{year}-{_MONTHS[found[1][:3]]:02d}"


def _effort_words(text: str) -> str | None:
    """The effort that a parenthesis states, "" where it speaks of efforts and states none, None where it says something else."""
    if not re.search(r"reason|think|effort|minimal|low|medium|high|max|none|fallback", text):
        return None
    left = _EFFORT_PAREN.sub("", text)
    left = re.sub(r"[\s,/+&-]+|\b(?:with|no|opus|sonnet|fallback|tools?)\b|\d+(?:\.\d+)?k?", "", left)
    if left:
        return None
    level = re.search(r"\b(minimal|low|medium|high|xhigh|max)\b", text)
    if re.search(r"\bnon?[- ]?(?:reason|think)|\bnone\b", text):
        return "none" if level is None else f"none-{level[1]}"
    if level:
        return level[1]
    return "thinking" if re.search(r"reason|think", text) else ""


def _starts_with_family(text: str) -> bool:
    words = re.findall(r"[a-z]+", text[:40])[:2]
    return bool(words) and (words[0] in family_words() or "".join(words) in family_words())


@lru_cache(maxsize=16384)
def parse_model(name: str) -> ModelName:
    """One spelling of a model -> its parts. Never raises; a string that is no model gives a key of its words and no maker.

    >>> parse_model("qwen/qwen3.7-max:thinking").key == parse_model("Qwen3.7-Max").key
    True
    >>> p = parse_model("GPT-5.6 Sol (xhigh)"); p.maker, p.family, p.version, p.variant, p.effort
    ('openai', 'gpt', '5.6', 'sol', 'xhigh')
    """
    text = unicodedata.normalize("NFKC", name[:MAX_SPELLING]).strip().casefold().replace("：", ":").replace("‑", "-").replace("–", "-")
    maker: str | None = None
    effort: str | None = None
    date: str | None = None
    led: Family | None = None

    # where it is sold: paths, cloud prefixes, gateways' tails
    if ": " in text:  # "OpenAI: GPT-5.4"
        head, _, tail = text.partition(": ")
        if (hint := maker_words().get(re.sub(r"[\W_]+", "", head))) is not None:
            maker, text = hint, tail
            led = family_words().get(hint)
    text = text.lstrip("~@ ")
    if "/" in text.partition("(")[0]:
        text = _ADDRESS.sub("", text)
        *path, last = [part for part in text.split("/") if part] or [""]
        for part in reversed(path):
            hint = maker_words().get(re.sub(r"[\W_]+", "", part.rpartition(":")[2]))
            if hint is not None:
                maker = hint
                break
        text = last
    text = _REGION.sub("", text)
    if (seller := re.match(r"[a-z0-9.]{2,20}--(?=[a-z0-9])", text)) is not None and seller[0].rstrip("-") in maker_words():
        text = text[seller.end() :]
    if (dot := re.match(r"([a-z][a-z0-9]{1,14})\.(?=[a-z])", text)) and (hint := maker_words().get(dot[1])) is not None:
        maker = maker or hint
        text = text[dot.end() :]
        if hint == "deepseek" and not text.startswith("deepseek"):
            text = "deepseek-" + text
    if text.startswith(("hf:", "ft:")):
        text = text[3:]
    while (budget := _BUDGET.search(text)) is not None and "think" in text:
        text = text[: budget.start()]
    if _BEDROCK_TAIL.search(text) and not re.search(r":\d+(?:\.\d+)?[bm]$", text):
        text = _BEDROCK_TAIL.sub("", text)
    while (tail_at := text.rfind(":")) > 0:
        tail = text[tail_at + 1 :].strip()
        if tail in EFFORTS:
            effort = EFFORTS[tail] if effort in (None, "thinking") else effort
        elif tail not in SERVING and tail not in {"beta", "extended"}:
            text = text[:tail_at] + " " + tail
            continue
        text = text[:tail_at]
    if "@" in text:
        text, _, tail = text.partition("@")
        if _FULL_DATE.fullmatch(tail):
            text += "-" + tail

    # parentheses: effort, month, or words of the name
    def inside(found: re.Match[str]) -> str:
        nonlocal effort, date
        content = found[1].strip()
        if (stated := _effort_words(content)) is not None:
            effort = stated or effort
            return " "
        if re.search(r"\d|banana", content) and _starts_with_family(content) and _starts_with_family(text):
            return " "  # the model's other name: "Nano Banana 2 (Gemini 3.1 Flash Image)"
        if _OFFER.fullmatch(content) or ((word := re.sub(r"[\W_]+", "", content)) in maker_words() and word not in family_words()):
            return " "
        if (month := _MONTH_YEAR.search(content)) is not None:
            date = date or _month(month)
            return " "
        return f" {content} "

    if "(" in text or "[" in text or "（" in text or "【" in text:
        text = _PARENTHESES.sub(inside, text)
    if (
        (month := _MONTH_YEAR.search(text)) is not None
        and month[3] is not None
        and ("'" in month[0] or "’" in month[0] or len(month[3]) == 4)
    ):
        date = date or _month(month)
        text = text[: month.start()] + " " + text[month.end() :]

    # dates
    if (full := _FULL_DATE.search(text)) is not None:
        date = f"{full[1]}-{full[2]}-{full[3]}"
        text = text[: full.start()].rstrip("-_ .") + " " + text[full.end() :]
    elif (brief := _SHORT_DATE.search(text)) is not None:
        date = f"20{brief[1]}-{brief[2]}-{brief[3]}"
        text = text[: brief.start() - 1] + text[brief.end() :]
    elif (short := _MM_YYYY.search(text)) is not None:
        date = f"{short[2]}-{short[1]}"
        text = text[: short.start()] + " " + text[short.end() :]
    elif (short := _YYYY_MM.search(text)) is not None:
        date = f"{short[1]}-{short[2]}"
        text = text[: short.start()] + " " + text[short.end() :]
    else:
        text = _MM_DD.sub(r"\1\2", text)

    if (stated := _EFFORT_TAIL.search(text)) is not None:
        effort = stated[1] if effort in (None, "thinking") else effort
        text = text[: stated.start()] + text[stated.end() :]
    text = re.sub(r"\b(non|no)[-_ ](reasoning|thinking|think)\b", r" non\2 ", text).replace("nonthink ", "nonthinking ")
    text = re.sub(r"\bhigh[-_ ](speed|throughput)\b", lambda found: "highspeed" if found[1] == "speed" else "throughput", text)
    text = _ONE_TO_OTHER.sub(lambda found: f"{found[1][0]}2{found[2][0]}", text)
    text = re.sub(r"(?<=\d)_(?=\d\b)", ".", text)
    text = _POINT.sub(".", text)
    tokens = _split(_TOKEN.findall(text))
    tokens, maker = _lead(tokens, maker)
    family, tokens = _family(tokens)
    if family is None and led is not None:  # "DeepSeek: R1 0528"
        family, tokens = led, [led.key, *tokens]
    if family is not None and (maker is None or family.key not in {"llama", "mistral", "qwen", "gemma"}):
        maker = family.maker
    tokens, effort = _trim(tokens, effort, family)
    tokens, date = _snapshot(tokens, date, family)
    return _named(tokens, family, maker, effort, date)


def _split(raw: list[str]) -> list[str]:
    """Tokens with attached numbers split off ("qwen3" -> "qwen", "3") and hyphenated versions joined ("4", "5" -> "4.5")."""
    parts: list[str] = []
    for part in raw:
        attached = _ATTACHED.match(part)
        if attached and attached[1] not in {"fp", "int", "bf", "nvfp", "mxfp", "iq"}:
            parts += [attached[1], attached[2] + attached[3]]
        elif part.endswith("+"):
            parts += [part[:-1], "plus"]
        else:
            parts.append(part)
    joined: list[str] = []
    for part in parts:
        if re.fullmatch(r"v\d+(?:\.\d+)*", part):
            part = part[1:]
            if part in _FIRST:
                continue
            joined.append(_clean_number("v" + part)[1:] if "." in part else part)
            continue
        before = joined[-1] if joined else ""
        if (
            _SMALL_NUMBER.match(part)
            and re.fullmatch(r"(?:[kmvr]|)\d{1,2}", before)
            and not part.startswith("0")
            and (len(joined) > 1 or before[0] in "km")
        ):
            joined[-1] = f"{before}.{part}"
            continue
        if part == "0" and re.fullmatch(r"[kmv]?\d", before):
            continue
        joined.append(part)
    return [_clean_number(t) for t in joined]


def _clean_number(part: str) -> str:
    return re.sub(r"^([a-z]?\d+)\.0$", r"\1", part)


def _lead(tokens: list[str], maker: str | None) -> tuple[list[str], str | None]:
    """Tokens without the sellers and makers that lead the name of a known family."""
    families = family_words()
    for at in range(min(4, len(tokens))):
        word = tokens[at]
        two = word + (tokens[at + 1] if at + 1 < len(tokens) else "")
        if word in SELLERS and at + 1 < len(tokens) and tokens[at + 1] in families:
            continue  # "duo-chat-gpt-5"
        if word in families or two in families or (at and (word in LINES or _O_SERIES.fullmatch(word))):
            head = tokens[:at]
            makers = [m for m in (maker_words().get(w) for w in head) if m is not None]
            if "".join(head) in maker_words() and not makers:
                makers = [maker_words()["".join(head)]]
                head = []
            if all(w in SELLERS or w in maker_words() for w in head):
                return tokens[at:], makers[0] if makers and maker is None else maker
            break
    return tokens, maker


def _family(tokens: list[str]) -> tuple[Family | None, list[str]]:
    families = family_words()
    if not tokens:
        return None, tokens
    if tokens[0] == "llama" and "nemotron" in tokens[1:4]:  # a line of its own, made from Llama
        tokens = tokens[tokens.index("nemotron") :]
    elif tokens[0] in LINES and any(t[0].isdigit() for t in tokens[1:3]):
        tokens = [LINES[tokens[0]], *tokens]
    elif tokens[0] == "chatgpt" and len(tokens) > 1 and tokens[1][0].isdigit():  # "chatgpt-4o-latest": GPT-4o as it chats
        tokens = ["gpt", tokens[1], "chat", *tokens[2:]]
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
        if rest and family.key in DECIMAL and re.fullmatch(r"[1-5][1-9]", rest[0]):
            rest[0] = f"{rest[0][0]}.{rest[0][1]}"
        if family.key == "hermes" and "llama" in rest:  # made from Llama, and named so by some
            at = rest.index("llama")
            rest = rest[:at] + rest[at + 2 :]
        if rest and family.key == "gpt":
            rest = ["chat" if t == "chatgpt" else t for t in rest]
        if rest and (letter := LETTERED.get(family.key)) is not None:
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


def _trim(tokens: list[str], effort: str | None, family: Family | None) -> tuple[list[str], str | None]:
    """Tokens without serving marks and effort words, and the effort they state."""
    kept = [SYNONYMS.get(t, t) for t in tokens[:1]]
    sized = any(_SIZE.match(t) for t in tokens)
    last = len(tokens) - 1
    for at, part in enumerate(tokens[1:], 1):
        part = SYNONYMS.get(part, part)
        if part in SERVING or (
            re.fullmatch(r"(?:i?q\d\w*|w\d+a\d+|\d{1,3}bit|k|m|s|xs|nl)", part)
            and any(q.startswith(("q4", "q8", "iq", "q5", "q6")) for q in tokens[:at])
        ):
            continue
        if part == "1" and family is not None and family.key == "nova":
            continue
        if family is not None and (
            (part == "fast" and family.key in HOSTED)
            or (part == "turbo" and (family.key in ("llama", "deepseek") or (family.key == "qwen" and sized)))
            or (part == "pt" and family.key == "ernie")  # in PyTorch's format
            or (part == "instant" and family.key == "llama")
            or (part == "preview" and family.key == "veo")
            or (part == "beta" and family.key == "grok" and len(tokens) > 2)
        ):
            continue
        if part == "lightning" and family is not None and family.key == "minimax":
            part = "highspeed"
        if part == "latest" and (family is None or family.key not in ROLLING):
            continue
        if family is not None and not part.isascii():
            continue
        if part in CHAT_TUNED:
            if part == "chat" and family is not None and family.key == "deepseek" and len(tokens) > 2:
                continue
            if (part == "chat" and not sized) or (part == "instruct" and family is not None and family.key == "gpt"):
                kept.append(part)
            continue
        if EFFORTS.get(part) == "none" and part != "none":
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
        if part == "max" and at == last and effort == "thinking" and EFFORTS.get(tokens[at - 1]) == "thinking":
            effort = part
            continue
        if part in {"minimal", "low", "high", "xhigh"} and at == last and family is not None:
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


def _snapshot(tokens: list[str], date: str | None, family: Family | None) -> tuple[list[str], str | None]:
    """Tokens and date where a snapshot is stated once: "R1 0528 (May '25)" is R1 0528, "Mistral Small (Sep '24)" is 2409."""
    if family is not None and family.key in DATED:
        tokens = [t.replace(".", "") if _DOTTED_CODE.fullmatch(t) else t for t in tokens]
    codes = [t for t in tokens[1:] if CODE.match(t)]
    month = date[5:7] if date is not None else None
    if date is not None and any(month in (code[:2], code[2:]) for code in codes):
        date = None
    if family is not None and family.key in DATED:
        if date is not None and not codes:
            codes = [date[2:4] + date[5:7]]
            tokens, date = [*tokens, *codes], None
        if codes and not {"large", "medium", "small"}.isdisjoint(tokens):  # the month says all that version and size would
            tokens = [t for t in tokens if t in codes or not (_SIZE.match(t) or re.fullmatch(r"\d(?:\.\d)?", t))]
    return tokens, date


def _named(tokens: list[str], family: Family | None, maker: str | None, effort: str | None, date: str | None) -> ModelName:
    rest = tokens[1:] if family is not None and tokens and tokens[0] == family.key else tokens
    version = next((t for t in rest if re.fullmatch(r"[a-z]?\d+(?:\.\d+)*[a-z]?", t) and not _SIZE.match(t) and len(t) < 6), None)
    variant_words = list(rest)
    if version is not None:
        variant_words.remove(version)
    words = frozenset(tokens)
    return ModelName(
        key=key_of(family.key if family is not None else "", words),
        maker=maker,
        family=family.key if family is not None else (tokens[0] if tokens else ""),
        version=version,
        variant="-".join(variant_words) or None,
        effort=effort,
        date=date,
        tokens=words,
    )


def key_of(family: str, tokens: frozenset[str]) -> str:
    """The key that `tokens` make: the family's name first, then the rest in alphabetical order."""
    return "-".join(([family] if family in tokens else []) + sorted(tokens - {family}))


def size_tokens(tokens: frozenset[str]) -> frozenset[str]:
    """Those of `tokens` that state parameters ("235b", "a22b", "8x7b"), which some boards leave out."""
    return frozenset(t for t in tokens if _SIZE.match(t))


def spelling_key(name: str) -> str:
    """The key under which one spelling is indexed: the parsed key, with effort and snapshot month where stated."""
    parsed = parse_model(name)
    return index_key(parsed.key, parsed.effort, parsed.date)


def index_key(key: str, effort: str | None = None, date: str | None = None) -> str:
    """`key` with an effort and a snapshot month attached."""
    return key + (f" :{effort}" if effort else "") + (f" @{date[:7]}" if date else "")
