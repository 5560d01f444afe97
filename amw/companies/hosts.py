"""Names that stand in addresses of pages: as the host, or in the path."""

from __future__ import annotations

import re

# "github.com/openai": where a page is kept, not whom it is about; "Character.AI/Google" are two names
_PATH = re.compile(r"(?:\.[a-z]{2,6}){1,2}/[A-Za-z0-9~@]")
_SMALL_PATH = re.compile(r"(?:\.[A-Za-z]{2,6}){1,2}/[a-z0-9~@]")


def is_host(text: str, start: int, end: int) -> bool:
    """Whether the name is the host of an address that goes on with a path."""
    if text.startswith("/", end):
        dotted = "." in text[start:end] or (start and text[start - 1] == ".")  # "blog.google/..."
        return bool(dotted) and text[start:end].islower() and text[end + 1 : end + 2].isalnum()
    return (_PATH if text[start:end].islower() else _SMALL_PATH).match(text, end, end + 16) is not None


IN_PATHS = frozenset("/-_=?&#%+~@")
_ADDRESS = re.compile(r"[A-Za-z0-9-]\.[a-z]{2,6}(?::\d+)?/")


def is_path(text: str, start: int) -> bool:
    """Whether the name stands in the path of an address ("github.com/openai/whisper"), not in "Character.AI/Google"."""
    begin = max(0, start - 200)
    begin = max(begin, text.rfind(" ", begin, start) + 1, text.rfind("\n", begin, start) + 1)
    return text.find("/", begin, start) >= 0 and _ADDRESS.search(text, begin, start) is not None
