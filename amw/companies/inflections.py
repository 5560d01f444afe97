"""Names written in Latin letters inside the cases of another language: "Nvidii", "Disneyowi", "Metas KI-Chef"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amw.companies.find import Hit, Meaning

# By language: an ending as it is folded, and what stands in its place in the name itself; "Googlem" is Google rather than GOOGL
_ENDINGS = {
    "pl": (
        *((ending, "e") for ending in ("owi", "em", "a", "u")),
        *((ending, "") for ending in ("owi", "iem", "em", "ami", "ach", "ow", "om", "a", "u", "ie", "y", "e")),
        *((ending, "a") for ending in ("ii", "i", "y", "ie", "e", "o")),
        ("ii", "ia"),
        ("ki", "ca"),
        ("ce", "ka"),
        ("cie", "t"),
    ),
    "cs": (
        *((ending, "e") for ending in ("u", "em", "ovi")),
        *((ending, "") for ending in ("ovi", "em", "u", "a", "y", "um", "e", "ech")),
        *((ending, "a") for ending in ("y", "e", "u", "ou", "i")),
        *((ending, "ia") for ending in ("ie", "ii", "iou")),
        ("ce", "ka"),
    ),
    "de": (("s", ""),),
}
_WORD = {  # that may be a name in such a case
    "pl": re.compile(r"(?<!\w)[A-Z]\w+[aeiomuwyząęhó](?!\w)"),
    "cs": re.compile(r"(?<!\w)[A-Z]\w+[aeiouymháéíýůě](?!\w)"),
    "de": re.compile(r"(?<!\w)[A-Z]\w+s(?!\w)"),
}
_LEAST = 3  # letters of a name, and one more than an ending
_LEAST_FIRST = 5  # before one letter, where a Slavic sentence begins, which gives every word its capital: "Można" is no Mozn
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
        first = language in ("pl", "cs") and _BEGINS.search(text, max(0, start - 4), start) is not None
        for ending, original in endings:
            least = _LEAST_FIRST if first and len(ending) == 1 else _LEAST
            stem = folded.removesuffix(ending)
            if len(stem) < len(folded) and len(stem) + len(original) >= least and (meaning := known.get(stem + original)) is not None:
                yield start, end, meaning
                break


_ADJECTIVE = re.compile(r"[^\W\d_]{2,}(?:[sc]k|dzk|ow|n)(?P<end>[aiy])")  # Polish, folded


def polish_cases(words: Sequence[str]) -> Iterator[list[str]]:
    """The cases of a Polish name of a noun and its adjective, in either order, with what follows them, all folded: "politechniki
    slaskiej", "polskiego funduszu rozwoju"."""
    for noun, told in ((0, 1), (1, 0)) if len(words) > 1 else ():
        adjective, said = _ADJECTIVE.fullmatch(words[told]), words[noun]
        if adjective is None or (said[-1] == "a") != (adjective["end"] == "a") or _ADJECTIVE.fullmatch(said) is not None:
            continue
        stem, root = said[:-1], words[told][:-1]
        soft = "i" if root[-1] in "kg" else ""  # "wroclawskiej", but "krajowej"
        if said[-1] == "a":
            of = stem + ("i" if stem[-1] in "kgi" else "y")
            forms = [(of, "ej"), (stem[:-1] + "ce" if stem[-1] == "k" else of, "ej"), (stem + "e", "a")]
        else:
            forms = [(said + "u", "ego"), (said + "a", "ego"), (said + "owi", "emu"), (said + "em", "im"), (said + "u", "im")]
            forms += [(said[:-1] + "cie", "im")] if said[-1] == "t" else []
        for case, ending in forms:
            softened = soft if ending[0] == "e" else ""
            pair = [case, root + softened + (ending if soft or ending != "im" else "ym")]
            yield [*(pair if noun == 0 else reversed(pair)), *words[2:]]
        return
