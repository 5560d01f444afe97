"""What kind of line or sentence a name stands in: title case, or another language of Europe."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Words that tell a sentence in another language of Europe, where an English word with a capital is a name
_ABROAD = re.compile(
    r"[ ](?:la|el|los|las|del|de|una|con|como|para|por|su|um|uma|na|da|dos|das|em|não|ao|le|les|du|et|pour|dans|une|au|aux|chez|sur"
    r"|com|pela|pelo|en|vor|gegen|bei|nach|auf|sich|als|zu|der|und|mit|für|von|dem|den|ein|eine|im|il|di|che|della|een|het|voor|más|que|mais|sus|seu"
    r"|sua|d['’]\w+)(?=[ ])|[ ](?:do|no|ao)(?=[ ][A-ZÀ-Þ])"
)
_ENGLISH = re.compile(r"(?:^|[ ])(?:the|of|and|to|for|with|its|is|are|from|by|The)(?=[ ])")
_GERMAN = re.compile(
    r" (?:von|der|das|und|für|mit|zu[mr]?|auf|wird|erhält|sammelt|bei|beim|ein|eine|im|den|dem|des|nach|vor|sich|gegen|über) "
)  # writes nouns with capitals in every line


MAX_TITLE = 300  # characters; a line that is longer is a paragraph


def title_case_lines(text: str, starts: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Those of the first three lines of `text` that hold one of `starts` and capitalise nearly every longer word."""
    found = []
    at = 0
    last = max(starts)
    for line in text.split("\n", 3)[:3]:
        if at > last:
            break
        end = at + len(line)
        if any(at <= start < end for start in starts) and _is_title_case(line):
            found.append((at, end))
        at = end + 1
    return tuple(found)


def _is_title_case(line: str) -> bool:
    if len(line) > MAX_TITLE:
        return False
    firsts = "".join([word[0] for word in line.split() if len(word) > 3])
    if sum(map(str.islower, firsts)) * 4 > len(firsts):
        return False  # most lines
    if not firsts.isalpha():
        firsts = "".join([word[0] if word[0].isalpha() else word[1] for word in line.split() if len(word) > 3])
        firsts = "".join(filter(str.isalpha, firsts))
    return len(firsts) >= 4 and sum(map(str.isupper, firsts)) * 4 >= 3 * len(firsts) and _GERMAN.search(line) is None


def is_abroad(left: str, right: str) -> bool:
    """Whether what stands around a name is in another language of Europe."""
    around = f"{left} {right} "
    return _ABROAD.search(around) is not None and _ENGLISH.search(around) is None
