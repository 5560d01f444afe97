"""Which language a text is in, for texts that do not say: by script where the script decides, else by py3langid."""

from __future__ import annotations

import re

SAMPLE = 2_000  # characters that are looked at
LEAST = 60  # letters below which a guess between languages of one script is a coin toss
_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")),
)
_LETTER = re.compile(r"[^\W\d_]")


def guess_language(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`, or None where there is too little of it to tell."""
    sample = text[:SAMPLE]
    letters = len(_LETTER.findall(sample))
    for code, script in _SCRIPTS:
        if len(script.findall(sample)) > max(3, 0.12 * letters):
            return code
    if letters < LEAST:
        return None
    import py3langid  # type: ignore[import-untyped]  # 30 ms and 20 MB at its first use; most sources say their language

    code = str(py3langid.classify(sample)[0])
    return code if len(code) in (2, 3) else None
