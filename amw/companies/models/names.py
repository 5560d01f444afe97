"""Ids of models as a person writes them: `NVIDIA-Nemotron-3.5-Lightning-30B-A3B-NVFP4` is Nemotron 3.5 Lightning 30B A3B."""

from __future__ import annotations

import re
from collections.abc import Collection

from amw.companies.models.families import Family

# Number formats and files in which the same weights are offered
_FORMAT = re.compile(r"(?:nv|mx)?fp\d+|bf16|int[48]|q[48](?:\.\d)?|w\d+a\d+|gguf|awq|gptq|mlx|onnx|[48]bit", re.IGNORECASE)
_SIZE = re.compile(r"(?:\d+x)?[ae]?\d+(?:\.\d+)?[bmt]", re.IGNORECASE)
_SHORT = re.compile(r"[a-z0-9]{1,2}|[a-z]2[a-z]|[a-z]{1,2}\d+")
_CAPITALS = frozenset("asr bge dpo glm gpt llm ocr oss tts vla".split())
_MIXED = {"moe": "MoE"}
_VERSION = re.compile(r"v\d+(?:\.\d+)*")
# Hubs write "internlm2_5" for 2.5 and "Qwen-1_8B" for 1.8B, but "gemma-2_27b", "Qwen2_7B", and "Llama_3_8B" where it parts words as well
_POINT = re.compile(r"(?<=\d)_(?=\d\b)")
_SIZE_POINT = re.compile(r"(?<=-)(\d+)_(?=\db(?![a-z]))", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"[^\W\d_]_|_[^\W\d_]")
_NUMBER = re.compile(r"[1-9]\d?")
_DATED = re.compile(r"\d\d|20\d\d")
_HYPHENATED = frozenset("dall-e gen glm gpt minimax qwq qvq".split())  # families whose version stands behind a hyphen
MAX_ID = 120  # characters


def pointed(name: str) -> str:
    """`name` with the points that hubs write as underscores."""
    if "_" not in name:
        return name
    if _BETWEEN_WORDS.search(name) is None:
        name = _SIZE_POINT.sub(r"\1.", name)
    return _POINT.sub(".", name)


def is_id(name: str, family: Family, makers: Collection[str]) -> bool:
    """Whether `name` is written as repositories write it: no space, and its maker in front, a format at its end or no capital.

    `makers` are the maker's names in small letters.
    """
    if " " in name or "-" not in name or len(name) > MAX_ID:
        return False
    first, *_, last = name.casefold().split("-")
    own = family.name.casefold()
    return (
        "/" in name
        or _FORMAT.fullmatch(last) is not None
        or (first in makers and not own.startswith(first))
        or (name.islower() and not family.name.islower())
    )


def as_written(name: str, family: Family, makers: Collection[str]) -> str:
    """The id `name` of a model of `family` as a person writes it, without its maker and the format of its weights.

    >>> from amw.companies.models.families import Family
    >>> as_written("AI21-Jamba-Large-1.5", Family(key="jamba", name="Jamba", maker="ai21-labs"), {"ai21"})
    'Jamba Large 1.5'
    >>> as_written("claude-opus-4-5-search", Family(key="claude", name="Claude", maker="anthropic"), {"anthropic"})
    'Claude Opus 4.5 Search'
    """
    name = pointed(name)
    words = [word for word in re.split("[-_]", name.rpartition("/")[2].partition(":")[0]) if word]
    own = family.name.casefold()
    if len(words) > 1 and words[0].casefold() in makers and not own.startswith(words[0].casefold()):
        if words[0].casefold().endswith(own):
            return name  # "chatgpt-4o-latest": its own name
        words = words[1:]
    while len(words) > 1 and _FORMAT.fullmatch(words[-1]) is not None:
        words.pop()
    if not words:
        return name
    small = all(word.islower() or not any(map(str.isalpha, word)) for word in words)
    written: list[str] = []
    for at, word in enumerate(words):
        if at == 0 and word.casefold().startswith(own):
            written.append(family.name + word[len(own) :])
        elif at and _NUMBER.fullmatch(word) and _NUMBER.fullmatch(words[at - 1]) and len(word + words[at - 1]) < 4:
            written[-1] += f".{word}"  # "4-5"
        elif at and word.isdigit() and _DATED.fullmatch(words[at - 1]):
            written[-1] += f"-{word}"  # a year and its month, a month and its day or year
        else:
            written.append(_cased(word) if small else word)
    joint = "-" if family.key in _HYPHENATED and len(written) > 1 and written[0] == family.name and written[1][:1].isdigit() else " "
    return joint.join((written[0], " ".join(written[1:]))) if len(written) > 1 else written[0]


def _cased(word: str) -> str:
    if _SIZE.fullmatch(word) or word in _CAPITALS or (_SHORT.fullmatch(word) and not word.isdigit() and not _VERSION.fullmatch(word)):
        return word.upper().replace("X", "x") if _SIZE.fullmatch(word) else word.upper()
    return _MIXED.get(word) or (word if _VERSION.fullmatch(word) else word[0].upper() + word[1:])
