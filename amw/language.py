"""Which language a text is in: by its script where that decides, by what the page declares where the script bears it out, else by its
words (py3langid)."""

from __future__ import annotations

import re
from typing import Final

SAMPLE: Final = 1_000  # characters that are looked at
LEAST: Final = 60  # letters below which a guess between languages of one script is a coin toss
# A script, the language it stands for where nothing else is known, and the languages written in it; the first that fills an eighth of a
# text is the text's (Japanese mixes kana with Chinese characters).
_SCRIPTS: Final = (
    ("ja", "[\u3040-\u30ff]", "ja"),
    ("ko", "[\uac00-\ud7af]", "ko"),
    ("zh", "[\u3400-\u4dbf\u4e00-\u9fff]", "zh ja yue wuu"),
    ("ru", "[\u0400-\u04ff]", "ru uk bg sr mk be kk ky mn tg tt"),
    ("ar", "[\u0600-\u06ff]", "ar fa ur ps ckb ug sd"),
    ("el", "[\u0370-\u03ff]", "el"),
    ("he", "[\u0590-\u05ff]", "he yi"),
    ("th", "[\u0e00-\u0e7f]", "th"),
    ("hi", "[\u0900-\u097f]", "hi mr ne sa"),
)
_NOT_LATIN: Final = re.compile("[\u0370-\u1dff\u3040-\ud7ff]")
_PATTERNS: Final = {code: re.compile(pattern) for code, pattern, _ in _SCRIPTS}
_WRITTEN: Final = {code: frozenset(languages.split()) for code, _, languages in _SCRIPTS}
_NEVER_LATIN: Final = frozenset().union(*_WRITTEN.values()) - {"sr", "kk"}
_ONE_LANGUAGE: Final = ("ko", "ja", "zh", "el", "th")
_LETTER: Final = re.compile(r"[^\W\d_]")
_WORD: Final = re.compile(r"[^\W\d_]+")
# Words of the languages most pages are in, which no other language uses as often: they settle a guess without py3langid's model.
_COMMON: Final = {
    "en": frozenset(
        "the of and to that with this are from have has which their they been would who what about when where there can could should not "
        "but you your our more most also how were his her had said than into other another its these through after before between during "
        "while because both every".split()
    ),
    "de": frozenset(
        "der die und das den von zu mit ist des im nicht ein eine einen einer auf für auch sich werden wird sind nach sie wir ich nur noch "
        "aus wie hat haben oder zum zur über durch aber wenn diese dieser kann können wurde wurden".split()
    ),
}
COMMON: Final = 0.16  # share of these among a text's words from which it is in their language
TELLING: Final = 400  # characters of a text that has some of them
FEW: Final = 4  # of them, each counted once, that it has at least


def script(text: str) -> str | None:
    """The script that marks `text`, by the code of its commonest language ("zh" for Chinese characters), or None for the Latin one."""
    sample = text[:SAMPLE]
    if sample.isascii() or not _NOT_LATIN.search(sample):
        return None
    letters = len(_LETTER.findall(sample))
    return next((code for code, pattern in _PATTERNS.items() if len(pattern.findall(sample)) > max(3, 0.12 * letters)), None)


def fits(language: str, written: str | None) -> bool:
    """Whether a text in the script `written` (as `script` gives it) can be in `language` (ISO 639, with or without a region)."""
    base = language.split("-")[0]
    return base in _WRITTEN[written] if written else base not in _NEVER_LATIN


def is_contradicted(language: str, text: str) -> bool:
    """Whether `text` is long enough to have some of the commonest words of `language` (ISO 639, with or without a region) and has not;
    False where these are not known."""
    common = _COMMON.get(language.split("-")[0])
    if common is None or len(text) < TELLING:
        return False
    # Warnings of a program may stand at the beginning.
    return all(len(common.intersection(part.lower().split())) < FEW - 1 for part in (text[:SAMPLE], text[-SAMPLE:]))


def guess_language(text: str) -> str | None:
    """The ISO 639 code of the language of `text`, or None where there is too little of it to tell."""
    written = script(text)
    if written in _ONE_LANGUAGE:
        return written
    sample = text[:SAMPLE]
    if len(_LETTER.findall(sample)) < LEAST:
        return None
    words = [word.lower() for word in _WORD.findall(sample)]
    for language, common in _COMMON.items():
        known = [word for word in words if word in common]
        if len(known) >= COMMON * len(words) and len(set(known)) >= FEW:
            return language
    code = _by_model(sample)
    return code if len(code) in (2, 3) else None


def load_model() -> None:
    """Load the model that tells other languages than English and German, before a text needs it: half a second and 20 MB."""
    _by_model("")


def _by_model(text: str) -> str:
    import py3langid  # type: ignore[import-untyped]  # loads its model at its first use; most texts do not need it

    return str(py3langid.classify(text)[0])
