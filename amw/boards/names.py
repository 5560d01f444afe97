"""What the spelling of a row says: model, variant, effort, family; a key for boards without stable ids."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from amw.text import fold

_PARENTHESIS = re.compile(r"\s*[(（\[]([^()（）\[\]]{1,120})[)）\]]\s*$")
_EFFORT = {
    **{level: level for level in ("minimal", "low", "medium", "high", "xhigh", "max", "none", "adaptive", "thinking")},
    "med": "medium",
    "x-high": "xhigh",
    **dict.fromkeys(("reasoning", "reasoner", "think"), "thinking"),  # and "none" whatever denies it
}
SIZES = frozenset({"minimal", "low", "medium", "high", "max"})  # efforts that are also words of models' names
_NOT_THINKING = r"(?:non?|(?:w/o|without)(?:[-_ ]extended)?)[-_ ]?(?:reasoning|thinking|think)"  # "nothinking", "w/o thinking"
_EFFORT_WORD = re.compile(
    rf"""\b(
        {_NOT_THINKING}
        | minimal | low | medium | x-?high | high | max | none
        | adaptive | (?<!deep[ -])think(?:ing)? | reason(?:ing|er)    # Deep Think is a model's name
    )(?:thinking)?\b""",  # "highthinking"
    re.IGNORECASE | re.VERBOSE,
)
_EFFORT_ENDS = (
    rf"{_NOT_THINKING}|(?:minimal|low|medium|high|max)?thinking|(?<!deep[-_ .:])think|reasoning|adaptive"
    r"|minimal|x-?high|high|medium|low|max|effort|auto|\d{1,3}k"  # "gemini-2.5-pro-thinking-32k"
)
_MODE_ENDS = r"free|fc|prompt|extended|exacto|nitro|search|grounding|beta:free"  # "deepseek-r1:free"
_HOST_ENDS = "azure|bedrock|cerebras|deepinfra|fireworks|groq|novita|sambanova|siliconflow|together|vertex"  # "llama-3-groq"
_TAIL = re.compile(rf"(?:[-_ .:](?:(?:w/o?|with(?:out)?[-_ ])[-_ ]?)?(?:{_EFFORT_ENDS}|{_MODE_ENDS}|{_HOST_ENDS})){{1,12}}$", re.IGNORECASE)
LONG_TAIL = 200  # characters; twelve words of settings are shorter
# Beginnings of names in which a size word is part of the name (Qwen3.7 Max).
_KEEP_SIZE = re.compile(
    r"""
    mistral | qwen | ernie | flux | doubao | command | nova | phi | magistral | devstral | sonar | spark | step | hunyuan
    | (?=.*\bmax\b)(?:gpt-[\d.]+[- ])?codex    # GPT-5.1 Codex Max is a model, GPT-5.3 Codex High an effort
    | (?=.*(?:^|[-_ ])(?:audio|image|music|speech|tts|video|voice)(?:[-_ ]|$))    # what speaks or paints does not think
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Beginnings of the names of families that sell a thinking model as a model of its own.
_KEEP_THINKING = re.compile("kimi|qwen|trinity|arcee|longcat|olmo|apriel|phi|smol|ernie|step|nova|magistral", re.IGNORECASE)
_MODE = re.compile(r"^(?:fc|prompt|free|api|网页|模型|web[- ]?search|beta|exacto|nitro|extended|[\w-]*harness)$", re.IGNORECASE)
_SEARCH_TAIL = re.compile(r"[-_ .:](?:search|grounding)(?=$|[-_ .:])", re.IGNORECASE)
_THINKING_TAIL = re.compile(r"^[-_ .:](?:think(?:ing)?|reasoning)$", re.IGNORECASE)
DATE_TAIL = re.compile(r"[-_ ]20\d\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])$")
_SIZED = re.compile(r"\s*\[(?:max|high|medium|low|minimal)\]$", re.IGNORECASE)  # "FLUX.2 [max]" is a model of its own
_CLOSED = frozenset({"proprietary", "closed", "api", "commercial", "closed source", "propretary", "proprietary license"})
# Rows that stand in a table for comparison: people, and what guessing gets.
_YARDSTICK = re.compile(
    r"""
    (?:(?:average|avg\.?|mean|expert|non-?expert|skilled|untrained|top)[ -])?
    (?:
        humans?(?:[ -](?:baseline|average|avg|mean|experts?|level|performance|panel|score))*(?:[ ]\#?\d{1,3})?    # "Human expert #2"
        | random(?:[ -](?:baseline|guess|guessing|chance))?
        | majority[ -](?:class|vote|baseline)
        | 人类(?:平均|水平|基线|专家)* | 随机(?:猜测|基线)?
    )
    (?:\s*[(（][^()（）]*[)）])?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OPEN = re.compile(
    r"""
    \b(
        mit | apache | bsd | cc[- ]?by | gpl | mpl | rail | openrail | openmdl | open | community
        | llama | gemma | qwen | tongyi | deepseek | mrl | mistral[ ]research | nvidia[ ]open | jamba | falcon    # makers' own
    )\b
    | (?<![不非未])开源
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class NameParts:
    """A row's name taken apart: `model` is the name without effort, `variant` what was taken off, `family` what effort variants share."""

    model: str
    variant: str | None
    effort: str | None
    family: str


def without_parenthesis(name: str) -> str:
    """`name` without one trailing parenthesis; unchanged when nothing else is left."""
    cut = _PARENTHESIS.sub("", name).strip()
    return cut or name


def effort_of(variant: str | None) -> str | None:
    """The effort a variant names: "Adaptive Reasoning, Max Effort" -> max, "xhigh" -> xhigh, "Non-reasoning" -> none; None: says nothing.

    A level beats the mere word thinking.
    """
    if not variant:
        return None
    words = [_EFFORT.get(word, "none") for word in map(str.lower, _EFFORT_WORD.findall(variant.replace("_", "-")))]
    ranked = [w for w in words if w not in ("thinking", "adaptive")]
    if "none" in ranked:
        return "none"
    return ranked[-1] if ranked else (words[0] if words else None)


@lru_cache(maxsize=50_000)
def split(name: str) -> NameParts:
    """Take a displayed name or a slug apart. "Qwen3.7 Max" keeps its Max; "gpt-5.4-high" is gpt-5.4 at high effort."""
    variants: list[str] = []
    rest = name.strip()
    kept = ""  # of "(Max Thinking) (2025-09-25)" and "(FC) (Rerun)" what stays with the name
    while (found := _PARENTHESIS.search(rest)) and found.start() > 0 and len(variants) < 4 and not _SIZED.search(rest):
        said, rest = found[1].strip(), rest[: found.start()].strip()
        if _says_setting(said):
            variants.insert(0, said)
            continue
        before = _PARENTHESIS.search(rest)
        if kept or before is None or before.start() == 0 or not _says_setting(before[1].strip()):
            rest += found.group()
            break
        kept = found.group()
    dated = DATE_TAIL.search(rest)
    undated = rest[: dated.start()] if dated is not None else rest  # "o9-high-2027-01-31"
    if text := _tail_of(undated):
        variants.insert(0, text.strip("-_ .:"))
        rest = undated[: len(undated) - len(text)].rstrip("-_ .:") + (dated.group() if dated is not None else "")
    rest += kept
    variant = ", ".join(v for v in variants if v) or None
    effort = next((e for e in map(effort_of, variants) if e and e not in ("thinking", "adaptive")), None) or effort_of(variant)
    return NameParts(model=rest or name, variant=variant, effort=effort, family=rest or name)


def _says_setting(bracket: str) -> bool:
    """Whether what stands in brackets behind a name says how hard or in which mode the model ran."""
    return effort_of(bracket) is not None or _MODE.match(bracket) is not None


def _tail_of(name: str) -> str:
    """The end of `name` that says effort or mode, "" when there is none or it is part of the model's own name."""
    tail = _TAIL.search(name, max(0, len(name) - LONG_TAIL))
    if tail is None or tail.start() == 0:
        return ""
    text = tail.group()
    if any(map(_KEEP_SIZE.match, _beginnings(name))) and (
        size := re.match(r"[-_ ](max|medium|low|high|minimal)(?=$|[-_ :])", text, re.IGNORECASE)
    ):
        text = text[size.end() :]
    if sells_thinking(name) and _THINKING_TAIL.match(text):
        return ""
    if _SEARCH_TAIL.search(text) and not any(c.isdigit() for c in name[: tail.start()]):
        return ""  # "Sonar Pro Search", "Selective Search": names without a version
    return text


def beyond_thinking(name: str) -> NameParts:
    """As `split`, for a model of which the register knows that it thinks or not by a switch: "kimi-k2.5-thinking" is kimi-k2.5."""
    parts, tail = split(name), _TAIL.search(name, max(0, len(name) - LONG_TAIL))
    if tail is None or tail.start() == 0 or parts.variant is not None:
        return parts
    bare = name[: tail.start()].rstrip("-_ .:")
    variant = tail.group().strip("-_ .:")
    return NameParts(model=bare, variant=variant, effort=effort_of(variant), family=bare)


def sells_thinking(name: str) -> bool:
    """Whether a model so named is of a family that sells a thinking model as a model of its own."""
    return any(map(_KEEP_THINKING.match, _beginnings(name)))


def _beginnings(name: str) -> tuple[str, str]:
    """A name from its line on: without the path before it, and without the maker ("moonshotai/kimi-k2", "MoonshotAI: Kimi K2")."""
    last = name.rpartition("/")[2]
    return last, last.rpartition(": ")[2]


def is_yardstick(name: str) -> bool:
    """Whether a row so named is no model but what models are compared with: "Human baseline", "Random guess"."""
    return len(name) < 80 and _YARDSTICK.fullmatch(name) is not None


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """A key for a row of a board without ids: the folded name, decimal points and signs that tell names apart kept."""
    text = re.sub(r"(?<=\d)[.．](?=\d)", "p", name.casefold()).replace("+", " plus ").replace("*", " ")
    return (fold(text).replace(" ", "-") or "row")[:200]


def is_open_licence(licence: str | None) -> bool | None:
    """Whether a licence column says open weights (True), proprietary (False) or cannot be read (None)."""
    if licence is None:
        return None
    text = licence.strip().casefold()
    if text in _CLOSED or text.startswith(("propriet", "closed", "专有", "闭源")):
        return False
    return True if _OPEN.search(text) else None
