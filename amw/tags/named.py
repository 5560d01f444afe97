"""What a headline announces by name: a product, a tool, a method that no register knows ("Introducing Cursor Router")."""

# ruff: noqa: E501 - patterns and tables are easier to compare unwrapped

from __future__ import annotations

import re
from functools import lru_cache

READ = 160  # characters of a headline that are read
WORDS = 5  # words of a name at most
EVENTS = frozenset({"product_launch", "model_release", "research"})  # what brings out a thing with a name
_WORD = r"(?:[A-Z0-9]|v\d)[\w+&'’./-]{0,30}"
_NAME = rf"(?P<name>{_WORD}(?:\s{_WORD}){{0,{WORDS}}})"
_ITS = r"(?:(?:[Ii]ts|[Oo]ur|[Tt]he|[Aa]n?|[Nn]ew|[Ff]irst|own|[Ll]atest|all-new)\s){0,3}"
_VERB = r"(?i:introducing|announcing|launching|unveiling|presenting|meet|say hello to|welcome to)\s"
# What it is for or on belongs to the name: "Introducing Lantern Mail for iPhone" brings out no Lantern Mail.
_PLACE = rf"(?:{_WORD}|i(?:OS|Pad|Phone))"
_WHERE = rf"(?P<where>\s(?:for|on|in)\s(?:the\s)?{_PLACE}(?:\s{_PLACE}){{0,2}}(?=\s*(?:\Z|[,:;!?(–—]|\s(?:and|with|to|that|as|by|at|from|is|are)\b)))?"
# The name stands behind a word that announces it, before the words that say it is there, or before a colon.
_ANNOUNCED = re.compile(rf"\A{_VERB}{_ITS}{_NAME}{_WHERE}")
_LAUNCHED = re.compile(
    r"\b(?i:launch(?:es|ed)|unveils?|unveiled|introduces?|introduced|releases?|released|debuts?|ships|rolls out|open-sources)\s"
    rf"{_ITS}{_NAME}{_WHERE}"
)
_THERE = re.compile(
    rf"\A{_NAME}(?:\s\([^()]{{1,30}}\))?(?:\s(?:from|by)\s[^,:;]{{1,60}}?)?,?\s(?:is|are)\s(?:now\s|finally\s)?(?:here|live|out|(?:generally\s)?available|open[ -]sourced?|in\s(?:(?:public|open|private|early)\s)?(?:beta|preview))\b"
)
# What is new in a thing, or how to use it, is told of one that is there.
_OF_OLD = r"(?i:(?:the\s)?(?:new|latest|more)\sfeatures?|updates?|changes|improvements?|enhancements?|what[’']s\snew|release\snotes|tips)\b"
_BEFORE_COLON = re.compile(rf"\A{_NAME}\s?(?::|\s[–—-])\s(?!{_OF_OLD})\S")
# ‘스노우워크’ in a headline, '스노우워크'(Project SnowWork) in its text: there the name stands in Latin letters
_IN_QUOTES = re.compile(
    r"(?P<before>(?<![不停将推未消迟])(?:发布|推出|上线|开源)\s?)?[‘'\"“「『《](?P<name>[^‘’'\"“”「」『』《》]{2,24})[’'\"”」』》]"
    r"(?(before)|[을를をが]?\s?(?:정식\s)?(?:(?:출시|공개|발표|오픈|론칭)(?:[했됐]|한다|하[고며]|(?!\w|\s\w))|선보[여였이인]"
    r"|(?:发布|推出|上线|开源|発表|公開|提供開始)(?![へ中予会停前延日見])))"  # what is put off, to come or "openly" criticised is not out
)
_GLOSS = rf"[’'\"”」』》]?\s?[(（](?P<name>{_WORD}(?:\s[\w+&’./-]{{1,30}}){{0,{WORDS}}})[)）]"
GLOSSED = 3_000  # characters of a text in which a gloss is sought
_LITTLE = "in|for|on|with|at|to|of|and|by|as|is|from|via"
_TAIL = re.compile(rf"(?:\A|\s)(?:{_LITTLE})\b.*\Z", re.I | re.S)
_VERSION = re.compile(r"v?\d[\d.,-]*")
# Words that say what sort of thing it is; a name needs one that does not.
_SORTS = frozenset(
    """a ai all an api app application apps article assistant assistants agent agents and better beta big blog book bot breaking changelist
    changelog chatbot chatbots chip chips course data desktop developer developers devices enterprise everyone exclusive explainer faster
    feature features first for free general group guide has how improved in initiative intelligence interview is it its language large latest
    library llm llms machine made major mobile model models more most new newsletter next now of on open opinion our paid part partner partners
    partnership pilot plan plans platform plugin plugins podcast preview pricing pro program project public quote release report research review
    safety sdk service services small software solution speech startup startups studio suite support system systems team teams technology the
    their this three to tool tools trip two up update updates version video vision voice watch web what why with your""".split()
)


@lru_cache(maxsize=4096)
def thing_of(title: str, event: str | None) -> str:
    """The name that the headline of such an event announces: "Windsurf Tab v2: more of it is kept" -> "Windsurf Tab v2"; "" for none."""
    if event not in EVENTS:
        return ""
    title = " ".join(title[:READ].split())
    for pattern in (_ANNOUNCED, _THERE, _LAUNCHED):
        if (found := pattern.search(title)) and (name := _bare(found["name"], whole=pattern is _THERE)):
            return name + (found.groupdict().get("where") or "" if name == found["name"] else "")
    found = _BEFORE_COLON.match(title)
    name = _bare(found["name"], whole=True) if found else ""
    return name if _is_coined(name) or (event != "research" and " " in name) else ""


def gloss_of(title: str, text: str) -> str:
    """The name in Latin letters that a text gives, in brackets, to what its headline in another script says is out; "" for none."""
    for quoted in _IN_QUOTES.finditer(title[:READ]):
        if not quoted["name"].isascii() and (found := re.search(re.escape(quoted["name"]) + _GLOSS, text[:GLOSSED])):
            return _bare(found["name"], whole=True) if found["name"].isascii() else ""
    return ""


def announces(title: str) -> bool:
    """Whether a headline says in so many words that something with a name is there: "Introducing ...", "... is now available"."""
    title = " ".join(title[:READ].split())
    found = _ANNOUNCED.match(title) or _THERE.match(title)
    return found is not None and bool(_bare(found["name"], whole=found.re is _THERE))


def _bare(name: str, *, whole: bool) -> str:
    """`name` without what follows it where every word of a headline has a capital; "" where it is no more than a sort of thing."""
    words = (name if whole else _TAIL.sub("", name)).rstrip(".,'’-/&").split()
    if (
        len(words) > WORDS
        or words[-1:] in (["Plans"], ["plans"])
        or all(w.casefold().strip(".,'’") in _SORTS or _VERSION.fullmatch(w) for w in words)
    ):
        return ""
    return " ".join(words)


def _is_coined(name: str) -> bool:
    """Whether one word shows that it is a name: a digit or a capital within. Before a colon stands any word."""
    return bool(name) and " " not in name and any(c.isdigit() or c.isupper() for c in name[1:])
