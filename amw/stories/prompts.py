"""What a page says of itself between what it tells: invitations to register, subscribe, read on. Alike at one outlet whatever the story."""

from __future__ import annotations

import re
from typing import Final

_PROMPT = re.compile(
    r"\b(?:subscribe (?:to|now|for|today|here)\b|thank you for subscribing|sign up (?:to|for|now|here|today)\b|log ?in or\b"
    r"|login (?:or|to)\b|register (?:now|here)\b|once registered|by registering|(?:our|free|daily|weekly) (?:e-?mail )?newsletters?\b"
    r"|newsletters? delivered|e-?mail alerts|privacy (?:policy|notice)\b|user agreement|terms (?:and|&) conditions"
    r"|(?:use of|accept|our) cookies|cookie policy|(?:first appeared|appeared first) on\b|click here\b|to your inbox|all rights reserved"
    r"|reached the limit|continue reading\b|read (?:more\b(?=[:.)\]]|$)|the full (?:post|story|article))|article continues below"
    r"|follow us on|share this (?:article|story|post|page)|send this page|comment on articles)",
    re.IGNORECASE,
)
# In every text that the pattern fits; looking for them is several times as fast.
_HINTS: Final = (
    "ubscri", "ign up", "og in", "ogin", "egister", "ewsletter", "mail alert", "rivacy p", "rivacy n", "ser agree", "onditions", "ookie",
    "ppeared", "lick here", "inbox", "ights res", "he limit", "eading", "ead more", "ead the full", "rticle con", "ollow us", "hare this",
    "end this", "omment on",
)  # fmt: skip
_ENDS = re.compile(r"(?<=[.!?…])\s+|\n+|\s{2,}")


def without_prompts(text: str) -> str:
    """`text` without the sentences and lines that speak of the page or of the reader's account."""
    if not any(map(text.__contains__, _HINTS)) or not _PROMPT.search(text):
        return text
    return "\n".join([part for part in _ENDS.split(text) if not _PROMPT.search(part)])
