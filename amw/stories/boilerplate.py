"""What a page says of itself between what it tells: invitations to register, subscribe, read on. Alike at one outlet whatever the story."""

from __future__ import annotations

import re
from typing import Final

from amw.money.roots import searching

_ACCOUNT = (  # "Subscribe to our newsletter", "Already a subscriber? Log in or register"
    r"subscribe (?:to|now|for|today|here)\b|thank you for subscribing|sign up (?:to|for|now|here|today)\b|log ?in or\b"
    r"|register (?:now|here)\b|once registered|by registering|(?:our|free|daily|weekly) (?:e-?mail )?newsletters?\b"
    r"|newsletters? delivered|to your inbox|(?:print|already a) subscriber|(?:may|can) unsubscribe"
    r"|free articles (?:each|per|this|left|remaining)"
)
_LEGAL = (  # "All rights reserved. This material may not be rewritten or redistributed."
    r"privacy (?:policy|notice)\b|(?:use of|accept|our) cookies|cookie policy|all rights reserved|from a syndicated feed"
    r"|rewritten,? or redistributed"
)
_READ_ON = (  # "Read the full story", "This post first appeared on ..."
    r"(?:first appeared|appeared first) on\b|click here\b|continue reading\b|continues below"
    r"|read (?:more\b(?=[:.)\]]|$)|the full (?:post|story|article))"
)
_SHARE = r"follow (?:us|me|him|her|them) on|share this (?:article|story|post|page)|comment on articles"
_BOILERPLATE = re.compile(rf"\b(?:{'|'.join((_ACCOUNT, _LEGAL, _READ_ON, _SHARE))})")  # of a text in lower case
_boilerplate = searching(_BOILERPLATE)
# One of these words is in every text that the pattern fits, but for capitals and possessives ("our newsletter's").
WORDS: Final = frozenset(
    form
    for word in (
        "subscribe subscribing sign log login register registered registering newsletter newsletters privacy cookie cookies appeared click"
        " inbox reserved continue continues read follow share subscriber unsubscribe syndicated redistributed"
    ).split()
    for form in (word, word.capitalize())
)
# Before each abstract in the feeds of arXiv.
_ANNOUNCED = re.compile(r"arXiv:\S{1,40}\s{1,4}Announce Type:\s{1,4}\S{1,40}\s{1,4}Abstract:\s{0,4}")
_ENDS = re.compile(r"(?<=[.!?…])\s+|\n+|\s{2,}")


def without_announcement(text: str) -> str:
    """The abstract of a paper without what its feed puts before every one."""
    return _ANNOUNCED.sub("", text, count=1) if text.startswith("arXiv:") else text


def without_boilerplate(text: str) -> str:
    """`text` without the sentences and lines that speak of the page or of the reader's account."""
    if not _boilerplate(text.lower()):
        return text
    return "\n".join([part for part in _ENDS.split(text) if not _boilerplate(part.lower())])
