"""What must be certain before a claim is contradicted: that its sentence is understood, and is of what the capture shows."""

from __future__ import annotations

import re

from amw.claims.asked import Asked

LONGEST = 2000  # characters of a sentence that are looked at
_LIKES = re.compile(r"\bliked?\b|\blikes\b|点赞|いいね|좋아요", re.IGNORECASE)  # what captures of Hugging Face count, not what trends
# What a site's best-known board is of, in the words of those who name it.
_PARTS = {
    "arena_text": re.compile(r"\btext(?:e|o)?\b|文本|テキスト|텍스트|\boverall\b|\bchat", re.IGNORECASE),
    "artificial_analysis": re.compile(r"intelligen|index|índice|indice|指数|지수|智能", re.IGNORECASE),
}


def doubted(asked: Asked, sentence: str) -> str:
    """Why the capture that speaks against a claim need not speak of the same, in a sentence; "" for no reason."""
    if asked.unread:
        return f'The sentence may mean something else: "{asked.unread}" is not understood.'
    if asked.board.key == "huggingface_trending" and not _LIKES.search(sentence[:LONGEST]):
        return "The capture counts likes."
    return ""


def names_part(asked: Asked, sentence: str) -> bool:
    """Whether the sentence says that it means the best-known of a site's boards, or the claim was given without its sentence."""
    part = _PARTS.get(asked.board.key)
    return part is None or not sentence or part.search(sentence[:LONGEST]) is not None
