"""Names written in Latin letters inside the cases of another language: "Nvidii", "Disneyowi", "Metas KI-Chef"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amw.companies.find import Hit, Meaning

# By language: an ending as it is folded, and what stands in its place in the name itself
_ENDINGS = {
    "pl": (
        *((ending, "") for ending in ("owi", "iem", "em", "ami", "ach", "ow", "om", "a", "u", "ie", "y", "e")),
        *((ending, "a") for ending in ("ii", "i", "y", "ie", "e", "o")),
        ("ii", "ia"),
        ("ki", "ca"),
        ("ce", "ka"),
        ("cie", "t"),
    ),
    "de": (("s", ""),),
}
_WORD = {  # that may be a name in such a case
    "pl": re.compile(r"(?<!\w)[A-Z]\w+[aeiomuwyząęhó](?!\w)"),
    "de": re.compile(r"(?<!\w)[A-Z]\w+s(?!\w)"),
}
_LEAST = 3  # letters of a name, and one more than an ending
_LEAST_FIRST = 5  # before one letter, where a Polish sentence begins, which gives every word its capital: "Można" is no Mozn
_BEGINS = re.compile(r"(?:\A|[.!?…:\n])[\s\"'„“”«»(–—-]*\Z")


def inflected_names(text: str, words: str, language: str, taken: Sequence[Hit], known: Mapping[str, Meaning]) -> Iterator[Hit]:
    """The words of `text` outside `taken` that are a name of `known` (`Finder.single`) in a case of `language`.

    `words` is `spaced(text)`. The whole word is the hit.
    """
    if language not in _WORD:
        return
    endings = _ENDINGS[language]
    covered = {at for start, end, _ in taken for at in (start, end - 1)}
    for match in _WORD[language].finditer(text):
        start, end = match.span()
        if end - start <= _LEAST or start in covered:
            continue
        folded = words[start + 1 : end + 1]
        first = language == "pl" and _BEGINS.search(text, max(0, start - 4), start) is not None
        for ending, original in endings:
            least = _LEAST_FIRST if first and len(ending) == 1 else _LEAST
            stem = folded.removesuffix(ending)
            if len(stem) < len(folded) and len(stem) + len(original) >= least and (meaning := known.get(stem + original)) is not None:
                yield start, end, meaning
                break
