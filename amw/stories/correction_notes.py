"""Notes in which a page says that it was corrected or brought up to date, and articles that exist to correct."""

from __future__ import annotations

import re

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
# What takes something back; an "update" adds, it need not correct.
_TAKES_BACK = re.compile(
    r"^\W*(?:(?:corrections?|corrected|clarifications?|retraction)(?:\s*[:：\-–—(]|\s+to\b|\W*$)|an earlier version of this|"
    r"this (?:article|story|post) (?:has been|was) corrected|更正|勘误|訂正|정정|바로잡습니다|"
    r"(?:korrektur|rectificatif|rectificación)\W)",
    re.IGNORECASE,
)
# "Correction: ...", "Rectificatif le 4 mai"
_CORRECTION = (
    r"(?:corrections?|clarifications?|korrektur|rectificatif|rectificación|correção|errata|erratum)"
    r"(?:\s*[:：\-–—(.]|\s+(?:to|on|le|vom)\b|\W*$)"
)
_VERB = r"corrects\b|clarifies\b|(?<=\()updates\b"  # "(Corrects spelling of ...)"
_EDITOR = r"editor[’']?s note|(?:anmerkung|hinweis) der redaktion|fe de err"
_UPDATE_WITH = r"updates? with (?:company|comment|details|background|shares?|quotes?|reaction)"
# "Updated: ...", "Updated at 10:30", "Update 4 May", "Mise à jour du 4 mai"
_UPDATED_AT = (
    rf"updated?\s*(?:[:,\-–—(]|(?:on|at)\b|\d{{1,2}}[:.h]\d\d\b|\d{{1,2}}\.? {MONTH}\b|{MONTH} \d)"
    r"|mise à jour\s*(?:[:(]|du\b|le\b|à\b)"
)
_CJK = r"更正|勘误|編集部注|訂正|정정|바로잡습니다"
_OPENING = re.compile(rf"^\W*(?:{'|'.join((_CORRECTION, _VERB, _EDITOR, _UPDATE_WITH, _UPDATED_AT, _CJK))})", re.IGNORECASE)
# A note within a paragraph speaks of the page.
_PAGE = r"(?:article|story|post|piece|page|report|item|headline|caption|newsletter|column)"
_WAS_CHANGED = (  # "This May 4 story, from the wire, has since been corrected"
    rf"\bthis (?:\w+ \d+ )?{_PAGE}(?:,[^.]{{1,60}},| (?:was )?(?:from|first|originally|initially)\b[^.]{{1,60}})?"
    r" (?:has |had )?(?:since )?(?:been|was)(?: \w+)? "
    r"(?:corrected|updated|amended|revised|edited|changed|clarified|refiled)"
)
_EARLIER = (  # "An earlier version of this article said ..."
    rf"\b(?:earlier|previous|prior|original) version of this {_PAGE}|in einer (?:früheren|vorigen) (?:version|fassung)"
    r"|(?:此前|之前|先前)版本"
)
_WITHIN = re.compile(f"{_WAS_CHANGED}|{_EARLIER}", re.IGNORECASE)


def opens_a_note(paragraph: str) -> bool:
    """Whether a paragraph begins as a note does: "Correction: ...", "Updated at 10:30 with comment from the company"."""
    return _OPENING.match(paragraph) is not None


def speaks_of_the_page(paragraph: str) -> bool:
    """Whether a note stands within a paragraph: "... an earlier version of this article said ..."."""
    return _WITHIN.search(paragraph) is not None


def is_note(paragraph: str) -> bool:
    """Whether a paragraph is or has a note."""
    return opens_a_note(paragraph) or speaks_of_the_page(paragraph)


def is_correction(title: str, text: str) -> bool:
    """Whether an article exists to correct: its headline says so, or its first paragraph opens with the note."""
    first = next((line for line in text[:4_000].split("\n") if line.strip()), "")
    return bool(_TAKES_BACK.match(title) or _TAKES_BACK.match(first))
