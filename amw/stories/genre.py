"""What a title says of the kind of article: a question, a lesson. Such articles share their subject with reports of many events."""

from __future__ import annotations

import re

_LESSON = re.compile(
    r"^\W*(?:how (?:to|i|we)|why (?:i|we)|what (?:i|we) learned|building|build|using|understanding|learning|introduction to"
    r"|(?:getting|get) started|(?:an?|the) [\w -]{0,40}\b(?:guide|introduction) to)\b"
    r"|\b(?:tutorial|(?:everything|what|all) you(?:'|’)?(?:ll)? need to know|step[- ]by[- ]step)\b"
    r"|^如何|教程|入门|一文(?:读懂|看懂)|하는 (?:법|방법)",
    re.IGNORECASE,
)


def asks(title: str) -> bool:
    """Whether a title asks, or answers a question that it names."""
    return "?" in title or "？" in title


def teaches(title: str) -> bool:
    """Whether a title announces a lesson: how something is done, built or to be understood."""
    return _LESSON.search(title) is not None
