"""Spellings of AI models taken apart: maker hint, family, version, variant, snapshot date, reasoning effort, and a key that joins boards.

Every board, gateway and cloud writes a model its own way: `Qwen3.7-Max`, `qwen/qwen3.7-max:thinking`,
`accounts/fireworks/models/qwen3p7-plus`, `us.anthropic.claude-opus-4-7-20260416-v1:0`, `Llama 3.3 Instruct 70B (FP8)`. The key is the
sorted set of the parts that tell one model from another, so word order, case and separators do not matter while every variant word does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from amw.companies.models.families import Family, family_words, line_makers, maker_words
from amw.companies.models.names import pointed
from amw.companies.models.terms import EFFORTS, LOCAL_WORDS, MADE_ANEW, SELLERS, SERVING
from amw.companies.models.tokens import CODE, SIZE, family_of_tokens, snapshot_once, split_tokens, without_sellers, without_serving

MAX_SPELLING = 200  # characters; the longest real spelling seen is 97

_ADDRESS = re.compile(r"^https?://[^/]{1,100}/|/(?:tree|blob|resolve)/.*$")
_REGION = re.compile(r"^(?:us|eu|jp|au|apac|ca|sa|global|uk|in)\.(?=[a-z])")
_BEDROCK_TAIL = re.compile(r"-?(?:v?\d{1,2}):\d{1,2}(?::\w+)?$")
_BEDROCK_VERSION = re.compile(r"([a-z][a-z.-]*v)(\d{1,2}):(\d)(?=$|:)")  # claude-v2:1 and titan-embed-text-v2:0 have no other version
_BUDGET = re.compile(r":(\d{3,6}|\d+k)$")
_PARENTHESES = re.compile(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]")
_FULL_DATE = re.compile(r"(?<!\d)(20[12]\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_SHORT_DATE = re.compile(r"(?<=[-_ ])(2[4-9])(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH_YEAR = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?[\s'’‘-]*(?:(\d{1,2}),?\s+)?['’‘]?\s*(20\d\d|\d\d)\b", re.ASCII
)
_MM_YYYY = re.compile(r"(?<!\d)(0[1-9]|1[0-2])[-_/](20[12]\d)(?!\d)")
_YYYY_MM = re.compile(r"(?<!\d)(20[12]\d)[-_](0[1-9]|1[0-2])(?!\d)")
_MM_DD = re.compile(r"(?<=[-_ ])(0[1-9]|1[0-2])[-_/](0[1-9]|[12]\d|3[01])(?![\d.])")
_POINT = re.compile(r"(?<=\d)p(?=\d)")
_ONE_TO_OTHER = re.compile(r"\b(text|image|video|reference|audio)[-_ ]to[-_ ](video|image|audio)\b")  # "text-to-video" is "t2v"
_TASK = re.compile(r"(?:text|image|video|reference|audio|speech|first-last-frame)-to-(?:image|video|audio|speech|text)")
_WORD_OF_TIER = r"(?:v\d+(?:\.\d+)?|fast|pro|lite|standard|turbo|ultra|master|plus|max|mini|edit|preview|dev|schnell)"
_TIER = re.compile(rf"{_WORD_OF_TIER}(?:-{_WORD_OF_TIER})*|{_TASK.pattern}")
_OFFER = re.compile(r"\d{1,2}% off|1m(?: context)?|\d{1,4}k context")  # in brackets: a discount, the context that is sold
_TOKEN = re.compile(r"w\d+a\d+|\d+(?:\.\d+)+[a-z]*|\d+[a-z]*(?=$|[^a-z0-9.])|[a-z]+\d+(?:\.\d+)*[a-z]*\+?|[^\W\d_]+\+?|\d+[a-z]*\+?")
_NO_LETTER = re.compile(r"[\W_]+")
_OTHER_SCRIPT = re.compile(
    r"(?<=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])(?=[a-z])|(?<=[a-z0-9])(?=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])"
)
_LATIN_WORD = re.compile(r"[a-z]+")
_SELLER = re.compile(r"[a-z0-9.]{2,20}--(?=[a-z0-9])")
_DOTTED_MAKER = re.compile(r"([a-z][a-z0-9]{1,14})\.(?=[a-z])")
_DOTTED_WORDS = re.compile(r"(?:[a-z][a-z-]{1,30}\.){1,4}(?=[a-z])")
_SIZED_TAIL = re.compile(r":\d+(?:\.\d+)?[bm]$")
_NOT_THINKING = re.compile(r"\b(non|no)[-_ ](reasoning|thinking|think)\b")
_SIZE_SLASH = re.compile(r"(?<=\db)/(?=a\d{1,3}b)")  # "480B/A35B"
_BRIEF_WITH = re.compile(r"(?<![a-z0-9])w/(o)?(?=[-_ ]|$)|(?<![a-z0-9])w/(?=think|reason)")
_WITH = re.compile(r"(?<![a-z])with(out)?[-_ ]+(?:extended[-_ ]+)?(?:reasoning|thinking|think)(?![a-z])")
_HIGH = re.compile(r"\bhigh[-_ ](speed|throughput)\b")
_VERSION = re.compile(r"[a-z]?\d+(?:\.\d+)*[a-z]?")
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
    words = _LATIN_WORD.findall(text, 0, 40)[:2]
    return bool(words) and (words[0] in family_words() or "".join(words) in family_words())


def path_makers(parts: Iterable[str]) -> Iterator[str]:
    """The makers, by company key, that parts of a path in small letters name; hosts have made nothing ("groq/playai-tts"): their own lines
    are families."""
    for part in parts:
        hint = maker_words().get(_NO_LETTER.sub("", part.rpartition(":")[2]))
        if hint is not None and hint.removesuffix("-ai") not in SELLERS:
            yield hint


def _with_its_tier(path: Sequence[str], tier: str) -> str:
    """The name whose version, tier and task are parts of a path of their own: "host/veo3.1/fast", "recraft/v3/text-to-image"."""
    begin = max((at for at, part in enumerate(path) if not _TIER.fullmatch(part)), default=0)
    if begin and not _starts_with_family(path[begin]) and _starts_with_family(path[begin - 1]):
        begin -= 1  # "kling/quill-pro/text-to-video"
    return "-".join(part for part in (*path[begin:], tier) if not _TASK.fullmatch(part))


def _sold(text: str) -> tuple[str, str | None, Family | None, str | None]:
    """A spelling without where it is sold (paths, cloud prefixes, gateways' tails), and what those tell: maker, family, effort."""
    maker: str | None = None
    effort: str | None = None
    led: Family | None = None
    if ": " in text:  # "OpenAI: GPT-5.4"
        head, _, tail = text.partition(": ")
        if (hint := maker_words().get(_NO_LETTER.sub("", head))) is not None:
            maker, text = hint, tail
            led = family_words().get(hint)
    text = text.lstrip("~@ ")
    if "/" in text.partition("(")[0]:
        text = _ADDRESS.sub("", text)
        *path, last = [part for part in text.split("/") if part] or [""]
        maker = next(path_makers(reversed(path)), maker)
        text = _with_its_tier(path, last) if path and _TIER.fullmatch(last) else last
    if "." in text:
        text = _REGION.sub("", text)
    if "--" in text and (seller := _SELLER.match(text)) is not None and seller[0].rstrip("-") in maker_words():
        text = text[seller.end() :]
    if "." in text and (dot := _DOTTED_MAKER.match(text)) and (hint := maker_words().get(dot[1])) is not None:
        maker = maker or hint
        text = text[dot.end() :]
        if hint == "deepseek" and not text.startswith("deepseek"):
            text = "deepseek-" + text
    if "." in text and (words := _DOTTED_WORDS.match(text)) is not None and _starts_with_family(text[words.end() :]):
        text = text[words.end() :]  # "openai.chat-completion.gpt-oss-120b"
    if text.startswith(("hf:", "ft:")):
        text = text[3:]
    if ":" in text:
        while (budget := _BUDGET.search(text)) is not None and "think" in text:
            text = text[: budget.start()]
        versioned = _BEDROCK_VERSION.match(text)
        if versioned is not None and (versioned[2], versioned[3]) != ("1", "0"):  # "v1:0" is the first of anything
            minor = "" if versioned[3] == "0" else f".{versioned[3]}"
            text = f"{versioned[1]}{versioned[2]}{minor}{text[versioned.end() :]}"
        elif _BEDROCK_TAIL.search(text) and not _SIZED_TAIL.search(text):
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
    return text, maker, led, effort


def _dated(text: str, date: str | None) -> tuple[str, str | None]:
    """A spelling without the day or month of its snapshot, and that as "YYYY-MM-DD" or "YYYY-MM" (else `date`)."""
    if "20" in text and (full := _FULL_DATE.search(text)) is not None:
        return text[: full.start()].rstrip("-_ .") + " " + text[full.end() :], f"{full[1]}-{full[2]}-{full[3]}"
    if (brief := _SHORT_DATE.search(text)) is not None:
        return text[: brief.start() - 1] + text[brief.end() :], f"20{brief[1]}-{brief[2]}-{brief[3]}"
    for pattern, year, month in (_MM_YYYY, 2, 1), (_YYYY_MM, 1, 2):
        if "20" in text and (short := pattern.search(text)) is not None:
            return text[: short.start()] + " " + text[short.end() :], f"{short[year]}-{short[month]}"
    return _MM_DD.sub(r"\1\2", text), date


def _in_english(token: str) -> list[str]:
    """The words of a token in another script: a variant's in English (오퍼스), a maker's name apart from its line's (商汤日日新)."""
    if token in LOCAL_WORDS:
        return LOCAL_WORDS[token].casefold().split()
    if not token.isascii() and 3 < len(token) <= 12 and token not in family_words():
        for cut in range(2, len(token) - 1):
            if token[:cut] in maker_words() and token[cut:] in family_words():
                return [token[:cut], token[cut:]]
    return [token]


@lru_cache(maxsize=16384)
def parse_model(name: str) -> ModelName:
    """One spelling of a model -> its parts. Never raises; a string that is no model gives a key of its words and no maker.

    >>> parse_model("qwen/qwen3.7-max:thinking").key == parse_model("Qwen3.7-Max").key
    True
    >>> p = parse_model("GPT-5.6 Sol (xhigh)"); p.maker, p.family, p.version, p.variant, p.effort
    ('openai', 'gpt', '5.6', 'sol', 'xhigh')
    """
    text, maker, led, effort = _sold(_plainly_written(name))
    if "with" in text and (said := _WITH.search(text)) is not None:
        effort = "none" if said[1] else effort or "thinking"
        text = f"{text[: said.start()]} {text[said.end() :]}"
    text, effort, date = _without_brackets(text, effort)
    text, date = _dated(text, date)
    if (stated := _EFFORT_TAIL.search(text)) is not None:
        effort = stated[1] if effort in (None, "thinking") else effort
        text = text[: stated.start()] + text[stated.end() :]
    tokens, maker = without_sellers(split_tokens(_parts(text)), maker)
    if maker is not None and tokens and maker.replace("-", "") + tokens[0] in family_words():
        tokens = [maker.replace("-", ""), *tokens]  # "deepgram/nova-2": of that maker's line, no Nova of Amazon's
    family, tokens = family_of_tokens(tokens)
    if family is None and led is not None:  # "DeepSeek: R1 0528"
        family, tokens = led, [led.key, *tokens]
    if family is not None and (maker not in line_makers() or family.key not in MADE_ANEW):
        maker = family.maker
    tokens, effort = without_serving(tokens, effort, family)
    tokens, date = snapshot_once(tokens, date, family)
    return _named(tokens, family, maker, effort, date)


def _plainly_written(name: str) -> str:
    """`name` in small letters, with one kind of colon, hyphen and point, and "with" written out."""
    text = unicodedata.normalize("NFKC", name[:MAX_SPELLING]).strip().casefold().replace("：", ":").replace("‑", "-").replace("–", "-")
    text = pointed(text)
    if "b/a" in text:
        text = _SIZE_SLASH.sub("-", text)
    if "w/" in text:  # "GPT-5 w/o thinking"
        text = _BRIEF_WITH.sub(lambda found: "without" if found[1] else "with ", text)
    return text


def _without_brackets(text: str, effort: str | None) -> tuple[str, str | None, str | None]:
    """A spelling without what its brackets say of effort and month and without a month behind it, and both of these."""
    date: str | None = None

    def inside(found: re.Match[str]) -> str:
        nonlocal effort, date
        content = found[1].strip()
        if content == "max" and found[0][0] == "[":
            return " max "  # "FLUX.2 [max]": a variant, as "[pro]" is
        if (stated := _effort_words(content)) is not None:
            effort = stated or effort
            return " "
        if re.search(r"\d|banana", content) and _starts_with_family(content) and _starts_with_family(text):
            return " "  # the model's other name: "Nano Banana 2 (Gemini 3.1 Flash Image)"
        if _OFFER.fullmatch(content) or ((word := _NO_LETTER.sub("", content)) in maker_words() and word not in family_words()):
            return " "
        if (month := _MONTH_YEAR.search(content)) is not None:
            date = date or _month(month)
            return " "
        return f" {content} "

    if "(" in text or "[" in text or "（" in text or "【" in text:
        text = _PARENTHESES.sub(inside, text)
    month = _MONTH_YEAR.search(text)
    if month is not None and ("'" in month[0] or "’" in month[0] or len(month[3]) == 4):
        date = date or _month(month)
        text = text[: month.start()] + " " + text[month.end() :]
    return text, effort, date


def _parts(text: str) -> list[str]:
    """The words and numbers of a spelling, those of other scripts in English."""
    if "think" in text or "reason" in text:
        text = _NOT_THINKING.sub(r" non\2 ", text).replace("nonthink ", "nonthinking ")
    if "high" in text:
        text = _HIGH.sub(lambda found: "highspeed" if found[1] == "speed" else "throughput", text)
    if "to" in text:
        text = _ONE_TO_OTHER.sub(lambda found: f"{found[1][0]}2{found[2][0]}", text)
    text = _POINT.sub(".", text)
    if text.isascii():
        return _TOKEN.findall(text)
    return [word for token in _TOKEN.findall(_OTHER_SCRIPT.sub(" ", text)) for word in _in_english(token)]  # 智谱GLM, 混元T1


def _named(tokens: list[str], family: Family | None, maker: str | None, effort: str | None, date: str | None) -> ModelName:
    rest = tokens[1:] if family is not None and tokens and tokens[0] == family.key else tokens
    version = next((t for t in rest if _VERSION.fullmatch(t) and not SIZE.match(t) and len(t) < 6), None)
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


def shown_name(names: Sequence[str]) -> str:
    """Of a model's `names`, its own first, the one to show: where its own states a snapshot or a preview, the shortest that a person would
    write, with a version if there is one ("Mistral Small 3" for "Mistral Small 24B 2501")."""
    stated = states_snapshot(names[0]) or names[0].endswith(" Preview")
    plain = [name for name in names[1:] if " " in name and not states_snapshot(name)] if stated else ()
    return min(plain, key=lambda name: (not any(map(str.isdigit, name)), len(name)), default=names[0])


def states_snapshot(name: str) -> bool:
    """Whether a name says which snapshot of a model it means: a date, "2501", "0528"."""
    parsed = parse_model(name)
    return parsed.date is not None or any(CODE.match(token) for token in parsed.tokens)


def spelling_key(name: str) -> str:
    """The key under which one spelling is indexed: the parsed key, with effort and snapshot month where stated."""
    parsed = parse_model(name)
    return index_key(parsed.key, parsed.effort, parsed.date)


def index_key(key: str, effort: str | None = None, date: str | None = None) -> str:
    """`key` with an effort and a snapshot month attached."""
    return key + (f" :{effort}" if effort else "") + (f" @{date[:7]}" if date else "")
