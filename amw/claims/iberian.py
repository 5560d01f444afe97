"""The words of Spanish and Portuguese together, as the patterns that all languages share take them."""

from __future__ import annotations

from amw.claims import portuguese, spanish


def _both(name: str) -> str:
    return f"{getattr(spanish, name)}|{getattr(portuguese, name)}"


ORDINALS = spanish.ORDINALS | portuguese.ORDINALS
NUMBERS = spanish.NUMBERS | portuguese.NUMBERS
RANK, TOP, LEAD, BEATS, TRAILS, EQUAL, MARGIN, SCORES = map(_both, ("RANK", "TOP", "LEAD", "BEATS", "TRAILS", "EQUAL", "MARGIN", "SCORES"))
COUNTED = spanish.COUNTED
COUNTED_THINGS, ONLY, LEAST, MOST = map(_both, ("COUNTED_THINGS", "ONLY", "LEAST", "MOST"))
NEGATED, INTENDED, OUTSIDE, OPEN_QUESTION, ANAPHOR = map(_both, ("NEGATED", "INTENDED", "OUTSIDE", "OPEN_QUESTION", "ANAPHOR"))
CUE, WORLD, OPEN = map(_both, ("CUE", "WORLD", "OPEN"))
COUNTRIES = {code: f"{words}|{portuguese.COUNTRIES[code]}" for code, words in spanish.COUNTRIES.items()}
