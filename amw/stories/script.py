"""The script that a text is written in, as far as grouping reads it otherwise."""

from __future__ import annotations

import re

_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
HAN, HANGUL = 1, 2  # scripts whose terms are pairs of characters; 0 stands for all others


def script_of(text: str) -> int:
    """The script of a text: HAN (with kana) or HANGUL where a fifth of it is so written, else 0."""
    if text.isascii():
        return 0
    found = _CJK.findall(text)
    if len(found) <= 0.2 * len(text):
        return 0
    return HANGUL if 2 * sum([c >= "\uac00" for c in found]) > len(found) else HAN
