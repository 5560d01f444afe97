"""Where a text says that something is to be had: another's model in a product, code and weights on a shelf."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from amw.companies.records import Found, Mention

    Named = TypeVar("Named", Mention, Found)

LONGEST: Final = 160  # characters of a headline that are read
# A model that a headline says is to be had in a product: "GPT-5.4 is now available in Windsurf"
_OFFERED = re.compile(
    r"\b(?:(?:available|live|supported|accessible)\s(?:now\s|today\s)?(?:in|on|via|through|inside|within|with)"
    r"|now\s(?:in|on|runs?\son))\s(?:the\s)?",
    re.IGNORECASE,
)
# Where code and weights of others are kept, where people post and meet, where pictures come from: whoever is there, the place does nothing
SHELVES: Final = frozenset({"github", "gitlab", "hugging-face", "modelscope", "gitee"})
PLATFORMS: Final = frozenset(
    "discord getty-images linkedin reddit shutterstock spotify stack-overflow substack telegram twitch weibo x-corp".split()
)
_ON = re.compile(
    r"(?:©|\b(?:photo(?:graph)?|image|picture|foto|bild)s?(?:\s(?:by|credit)\b|:))[^()\n]{0,40}\Z"
    r"|\b(?P<upon>(?:(?:attack|ban|bet|curb|(?:clamp|crack)?down|fine|limit|pressure|restriction|sanction|tax)(?:s|es)?|rul(?:ed?|es|ing))\s)?"
    r"(?:on|at|via|through|sur|auf|su|en)\s(?:(?:the|his|her|its|their|our|my)\s)?(?:social\s(?:media\s)?(?:platform|network|site)\s)?"
    r"(?:(?:GitHub|Hugging\s?Face|ModelScope)(?:,|\sand|\sor|\s/|,\sand)\s)?\Z",
    re.IGNORECASE,
)
OF_USERS: Final = re.compile(  # what says only where somebody's account is: "his LinkedIn profile", but "Reddit posts a loss"
    r"\s(?:account|channel|feed|message|page|post|(?:chat|group|playlist|profile|thread)s?)\b"
)
_REACH = 64  # characters before a name that are read


def host_of(mentions: Sequence[Named], title: str) -> Named | None:
    """The company, or the product, in which a headline says that another's model, with its version, is to be had; None for any other.

    A line without its version is an application, which its maker takes elsewhere: "Claude is available in Excel". "For Windows" and "to
    Nvidia's employees" say who gets it, and its maker gives it.
    """
    found = _OFFERED.search(title[:LONGEST])
    if found is None:
        return None
    host = next((m for m in mentions if m.start == found.end() and m.kind != "model"), None)
    makers = {m.model.maker for m in mentions if m.model is not None and m.end <= found.start() and any(map(str.isdigit, m.surface))}
    if host is None or not makers:
        return None
    if host.company is None:
        return host
    shelf = host.company.key in SHELVES and is_place(title, host.start, host.end)
    return None if shelf or not makers.isdisjoint({host.company.key, host.company.parent}) else host


def is_taken_elsewhere(mentions: Sequence[Named], title: str) -> bool:
    """Whether a headline says of an application, named as its model without a version, that it is to be had in something with a name:
    "Claude is now available in Microsoft 365 Copilot"."""
    found = _OFFERED.search(title[:LONGEST])
    if found is None or not any(m.start == found.end() and m.kind != "model" for m in mentions):
        return False
    models = [m.surface for m in mentions if m.kind == "model" and m.end <= found.start()]
    return bool(models) and not any(map(str.isdigit, "".join(models)))


def is_place(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is where something is to be had or is said ("code is on GitHub", "said on Telegram"), not one who acts."""
    found = _ON.search(text, max(0, start - _REACH), start)
    return found is not None and found["upon"] is None and text[end : end + 2] not in ("'s", "’s")
