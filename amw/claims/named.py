"""The leaderboards and benchmarks that a text names, by every spelling in `board_names.toml`, found in one pass."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import tomli

from amw.automata import Automaton
from amw.claims.scopes import WORDS_OF_BOARDS
from amw.dates import ANY_MONTH

REACH_BEFORE = 60  # characters before a site's name in which one of its categories may stand
MOST_BOARDS = 120  # a table of boards, not a story; the rest is left out
_GAP = re.compile(r"[ -]+")
_LIST_WORDS = ("leaderboard", "ranking", "rankings", "board", "arena", "table", "chart", "category", "list", "score", "rating", "elo")
_CJK_LIST_WORDS = ("榜", "榜单", "竞技场", "排行榜", "ランキング", "部門", "부문", "리더보드")
_LISTS = r"(?:arena|leader ?board|ranking|board|list|(?<!coding )category|chart|table|track|section|rangliste|bestenliste)"
_LISTS_BEFORE = (
    r"(?:(?:leader ?board|ranking|board|list|category|chart|table|track|section|arena)s?|rangliste|bestenliste|tabelle|classement|palmarès"
    r"|clasificación|tabla|classificação|tabela|lista)"
)
_OF_CATEGORY = r"(?: (?:for|de|du|des|di|zum|zur|für|in|par|por|pour|para) | )"
_OF_SITE = r"[, ]{1,2}(?:(?:of|on|at|by|from|von|bei|der|des|de|du|da|do|del|de la|sur|en|em|no|na|the|das|dem)[ '’]){0,2}(?:d['’])?"
# What says of a category that it is one, where no site's name stands beside it.
_LISTS_ALONE = (
    r"(?:leader ?board|(?<!search )ranking|arena|(?<!coding )categor(?:y|ie)|rangliste|bestenliste|classement"
    r"|clasificación|classificação|elo)s?"
)
# A place, behind which a category is one of the site's lists: "#2 in vision tasks".
_A_PLACE = (
    r"(?:#\d{1,2}|\b(?:no\. ?\d{1,2}|number one|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th)"
    r"|top[ -]\d{1,2}|top spot|place|position))"
)
REACH_SITE = 300  # characters from a site's name to a place and its category
_WHOSE_LIST = re.compile(r",? (?:according to|per|by|on|of|in|at|from)(?: the)? ")
_AND_A_PLACE = re.compile(rf",? (?:and |but )?(?:(?:is|was|ranks|ranked|came|comes) )?(?:the |at )?{_A_PLACE} (?:(?:in|for|at) )?")
_BESIDE_SITE = re.compile(r"(?:['’]s?)? (?:in|on|for) (?:the |its )?")
# "in the video category of the App Store"; a day may follow.
_DAYS = rf"(?i:{ANY_MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_OF_TEXT_TOO = frozenset(("coding", "code", "programming"))  # part of a board, or activities, as well
_OF_THE_SAME = frozenset((" ", "'s ", "' "))
_OF_SOMETHING_ELSE = re.compile(rf" (?:of|on) (?:the )?(?!{_DAYS})[A-Z]")
_OF_SEVERAL = r"(?:\b(?:leads?|tops?|wins|dominates)|(?:leader ?boards|categories|arenas)(?::| [—–-])) "
# "TTS Arena leaderboard": an arena, but not the one that "Arena leaderboard" means.
_OF_ANOTHER_ARENA = re.compile(
    r"(?:video|image|tts|speech|voice|audio|music|game|chess|trading|design|agent|robot|copilot|medical|3d)s? arena\Z"
)
_CJK_LISTS_ALONE = r"(?:榜|竞技场|排行榜|リーダーボード|ランキング|部門|리더보드|랭킹|부문)"
_CJK_PLACED = r"(?=(?:领域|类别|方面|任务)?[中上]?(?:排名|排在|位列|位居|名列)?第(?:\d{1,2}|[一二三四五六七八九十])(?![方季代版次])|(?:分野|部門)?で\d{1,3}位|(?: 분야)?(?:에서)? \d{1,2}위)"
_CJK_LISTS = r"(?:榜|部門|竞技场|排行|ランキング|부문|리더보드|分类|类)"
# Words with a list's word behind them that name no other list than a site's own: "LMArena's Overall leaderboard".
NO_NAME = (
    r"(?:AI|LLMs?|Elo|Overall|Text|Global|World|Open|Chat|General|Main|Full|Top|Models?|Intelligence|Chinese|American|English|US|U\.S\.)"
)
# A test or list of a site's that is not known: "Artificial Analysis' AA-Briefcase benchmark", "LMArena Agent 榜".
_ITS_OTHER = re.compile(
    rf"(?:['’]s?)? (?!(?:{NO_NAME}|Arena|Chatbot|Crowd\w*|Video|Image|Public|Popular|Official|Quality|Style|Human|Blind|Live|New|Latest|Current|Weekly|Tokens?|Usage"
    rf"|(?i:{ANY_MONTH}))\b)[A-Z][\w-]*(?: (?!(?i:tops?|leads?|has|is|puts?|ranks?|\d+)\b)[\w-]+){{0,2}}?"
    r"(?: (?i:benchmark|index|eval|leader ?board|arena)\b| ?榜)"
)
# Names of boards that are ordinary words as well: "Google leads in the search arena".
_ORDINARY = re.compile(r"(?:(?:text|image)[ -]to[ -]\w+|text|search|vision|image|video|document|code|coding|image[ -]edit) arena")
_LOOKALIKES = (("‐", "-"), ("‑", "-"), ("–", "-"), ("\u00a0", " "), ("’", "'"))


@dataclass(frozen=True, slots=True)
class NamedBoard:
    """A board named at [start, end): its canonical name, its key where it is watched; `broad` where the name is also that of a site."""

    name: str
    key: str | None
    broad: bool
    start: int
    end: int


# Whose prices a text means that names no list of them: the makers' own are compared there.
PRICE_LIST = NamedBoard("models.dev", "models_dev", False, -1, -1)
# US dollars for a million tokens.
PRICE = re.compile(
    r"(?i:\$\s?(?P<n>\d{1,4}(?:\.\d{1,4})?)\s?(?:/|per|for|a|for every|pro|par)\s?(?:an?\s|one\s|1\s?)?(?:million|m(?:tok(?:en)?s?)?|mn|mio\.?)\b\s?(?P<kind>input|output|blended|cached|prompt|completion)?(?:\s?tokens?)?)"
    r"|(?i:\$\s?(?P<n2>\d{1,4}(?:\.\d{1,4})?)\s(?:for |per )?(?P<kind2>input|output|in|out)\b(?=(?:[^.;]|\.\d){0,50}(?:per|/|a)\s?(?:1\s?)?(?:million|m)\b))"
    r"|每百[万萬]\s?(?i:tokens?|个?词元)?\s?(?P<kind3>输入|输出|輸入|輸出)?(?i:\s?tokens?)?[^，。\d]{0,8}(?P<n3>\d{1,4}(?:\.\d{1,4})?)\s?美元"
)


def may_claim(text: str) -> bool:
    """Whether a text names a board or a price per million tokens: no other holds a claim."""
    return bool(boards_in(text)) or tells_price(text)


def tells_price(text: str) -> bool:
    """Whether a text tells a price per million tokens."""
    return ("$" in text or "美元" in text) and PRICE.search(text) is not None


def boards_in(text: str) -> list[NamedBoard]:
    """The boards named in `text`, in order, the longest spelling where several begin together."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for odd, usual in _LOOKALIKES:
        if odd in low:
            low = low.replace(odd, usual)
    hits = []
    plain, others = _automata()
    for last, (length, board) in plain.find(low) if low.isascii() else itertools.chain(plain.find(low), others.find(low)):
        start, end = last + 1 - length, last + 1
        if (start and _latin(low[start - 1]) and _latin(low[start])) or (end < len(low) and _latin(low[end]) and _latin(low[last])):
            continue
        hits.append((start, -end, board))
    out: list[NamedBoard] = []
    for start, negative, (name, key, broad) in sorted(hits, key=lambda hit: hit[:2]):
        end = -negative
        if (out and start < out[-1].end) or len(out) == MOST_BOARDS or _OF_ANOTHER_ARENA.search(low, max(0, start - 12), start + 5):
            continue
        if broad and not WORDS_OF_BOARDS.search(text, max(0, start - 30), end + 40):
            continue
        if name in _table()["in_capitals"] and not text[start : start + len(name)].isupper():
            continue  # "qui aime la musique", "Helm charts"
        board = _of_category(NamedBoard(name, key, broad, start, end), low)
        if out and start == out[-1].end + 1 and key in _sites() and key != out[-1].key and _is_of(out[-1], board):
            continue  # "LMSYS Coding" has been read of "LMSYS Coding Arena leaderboard"
        if out and key and key == out[-1].key and low[out[-1].end : start] in _OF_THE_SAME:
            out[-1] = replace(out[-1], end=board.end)  # "Artificial Analysis' Intelligence Index"
            continue
        out.append(board)
    out = [_other_of_site(board, out[i + 1 : i + 2], text) for i, board in enumerate(out)]
    said = [_ORDINARY.fullmatch(text, b.start, b.end) is None or WORDS_OF_BOARDS.match(text, b.end + 1) is not None for b in out]
    sites = {_site_of(b) for b, sure in zip(out, said, strict=True) if sure}
    out = [b for b, sure in zip(out, said, strict=True) if sure or _site_of(b) in sites]
    return _narrowed(_with_categories(out, text, low), low)


def _other_of_site(board: NamedBoard, behind: Sequence[NamedBoard], text: str) -> NamedBoard:
    """The board, or the unknown one that a site's name, and its own behind that, name together."""
    other = _ITS_OTHER.match(text, board.end) if board.key in _sites() else None
    if other is None or any(b.start < other.end() for b in behind):
        return board
    return NamedBoard(text[board.start : other.end()], None, False, board.start, other.end())


def _with_categories(boards: list[NamedBoard], text: str, low: str) -> list[NamedBoard]:
    """The boards, with those that a text which names their site calls by their category alone: "its vision leaderboard", "in the
    image-to-video category". Of several sites it is of the one named last, else of the first that is named later."""
    sites = {key.partition("/")[0]: site for key, site in _sites().items()}
    places = [(b.start, of) for b in boards if (of := _site_of(b)) in sites]
    found: list[NamedBoard] = []
    for of in dict.fromkeys(of for _, of in places):
        several = (found for told in sites[of].lists.finditer(text) for found in sites[of].each.finditer(low, *told.span()))
        told = [(*m.span(), m["what"] or m["cjk"]) for m in sites[of].alone.finditer(low)] + [(*m.span(), m.group()) for m in several]
        placed = [(*m.span(m.lastgroup or 0), m["what"] or m["cjk"]) for m in sites[of].placed.finditer(low)]
        told += _said_of_site(placed, [b for b in boards if _site_of(b) == of], low)
        for start, end, word in told:
            before = [site for at, site in places if at < start]
            taken = any(b.start < end and start < b.end for b in (*boards, *found))
            other = _OF_SOMETHING_ELSE.match(text, end)
            behind = next((b for b in boards if other is not None and b.start == other.end() - 1), None)  # "in vision on LMArena"
            if taken or (other is not None and behind is None):
                continue
            if (before[-1] if before else places[0][1]) == of and len(boards) + len(found) < MOST_BOARDS:
                key = sites[of].categories[_GAP.sub(" ", word)] if word else sites[of].key
                site = next((b for b in boards if b.key in _sites() and _BESIDE_SITE.fullmatch(text, b.end, start)), None)
                found.append(NamedBoard(_name_of(key), key, False, site.start if site else start, behind.end if behind else end))
    boards = [b for b in boards if not any(f.start <= b.start < f.end for f in found)]
    return sorted([*boards, *found], key=lambda b: b.start)


def _said_of_site(
    placed: Sequence[tuple[int, int, str | None]], boards: Sequence[NamedBoard], low: str
) -> list[tuple[int, int, str | None]]:
    """Those places and categories that a site is named beside: shortly before them, or as whose they are: "#2 in vision on LMArena", "fifth in
    search and eighth overall on LMArena"; "Google, first in search" in its own right is nobody's place there."""
    said: list[tuple[int, int, str | None]] = []
    sure = False  # of what stands behind the one in hand
    for start, end, word in reversed(placed):
        sure = (sure and _AND_A_PLACE.fullmatch(low, end, said[-1][0]) is not None) or any(
            0 <= start - b.end <= REACH_SITE or (b.start >= end and _WHOSE_LIST.fullmatch(low, end, b.start)) for b in boards
        )
        said += [(start, end, word)] if sure else []
    return said[::-1] if any(word for *_, word in said) else []


def _of_category(board: NamedBoard, low: str) -> NamedBoard:
    """ "LMArena's Vision leaderboard", "the Code leaderboard of LMArena": a site's name and one of its categories beside it name that board
    of the site."""
    site = _sites().get(board.key or "")
    if site is None:
        return board
    if (told := site.behind.match(low, board.end)) is not None:
        key = site.categories[_GAP.sub(" ", told["what"] or told["cjk"])]
        return replace(board, name=_name_of(key), key=key, end=told.end())
    if (told := site.before.search(low, max(0, board.start - REACH_BEFORE), board.start)) is not None:
        key = site.categories[_GAP.sub(" ", told["what"] or told["what2"])]
        return replace(board, name=_name_of(key), key=key, start=told.start())
    return board


@dataclass(frozen=True, slots=True)
class _Site:
    """A site of several boards: category -> key of its board, and what names a category right behind the site's name, right before it, beside
    a list's word alone, by itself, several or one where boards are told ("on both Text and WebDev", "leaderboards: text, code and search"),
    behind a place ("second in vision, first overall")."""

    key: str
    categories: Mapping[str, str]
    behind: re.Pattern[str]
    before: re.Pattern[str]
    alone: re.Pattern[str]
    each: re.Pattern[str]
    lists: re.Pattern[str]
    placed: re.Pattern[str]


@cache
def _sites() -> dict[str, _Site]:
    """Sites by the key of their first board."""
    sites = {}
    for site in _table()["site"]:
        words = {word: key for key, written in site["categories"].items() for word in written}
        latin = _one_of(word for word in words if _written_apart(word))
        others = _one_of(word for word in words if not _written_apart(word))
        told = _one_of(
            [word.title() for word in words if _written_apart(word) and word != "coding"] + [w for w in words if " to " in w] + ["WebDev"]
        )
        more = r"(?:,? (?:and|&) |, |/)"
        ends = rf"(?!{more}(?i:{latin}))(?=[.,;:)]|\s(?:and|but|with|as|at|is|simultaneously)\b|\Z)"
        fields = _one_of(word for word in words if _written_apart(word) and word not in _OF_TEXT_TOO)
        sites[site["of"]] = _Site(
            site["of"],
            words,
            re.compile(
                rf"(?:['’]s?)? ?(?:(?:new|latest|overall|own) )?(?P<what>{latin})(?:[ -]models?)?(?=[ -]{_LISTS})|\s?[的の]?(?P<cjk>{others})\s?(?={_CJK_LISTS})"
            ),
            re.compile(
                rf"(?<![a-z])(?:(?P<what>{latin})(?:[ -]models?)?[ -]{_LISTS_BEFORE}|{_LISTS_BEFORE}{_OF_CATEGORY}(?P<what2>{latin})){_OF_SITE}\Z"
            ),
            re.compile(rf"(?<![\w-])(?P<what>{latin})(?:[ -]models?)?[ -]{_LISTS_ALONE}\b|(?P<cjk>{others})\s?{_CJK_LISTS_ALONE}"),
            re.compile(rf"(?<![\w-])(?:{latin})(?![\w-])"),
            re.compile(
                rf"\b(?:on|in|for) (?:both |the )?(?:{told})(?:{more}(?:{told}))*{ends}|{_OF_SEVERAL}(?i:{latin})(?:{more}(?i:{latin}))+{ends}"
            ),
            re.compile(
                rf"{_A_PLACE} (?:(?:in|for|at) (?P<what>{fields})(?: tasks?)?(?! of\b)(?:{ends}|(?=\son\b))|(?P<all>overall)\b)"
                rf"|(?P<cjk>{others}){_CJK_PLACED}"
            ),
        )
    return sites


def _one_of(words: Iterable[str]) -> str:
    """A pattern of one of the words, the longest first; a space may be a hyphen."""
    return "|".join(re.escape(word).replace("\\ ", "[ -]") for word in sorted(set(words), key=len, reverse=True))


def _narrowed(boards: Sequence[NamedBoard], low: str) -> list[NamedBoard]:
    """Without publishers in front of their board; "SWE-bench" in a text that says "SWE-bench Pro" is that board, if no other is named.

    Who writes more than the name ("Text Arena" beside "Code Arena") says which board is meant.
    """
    out = [b for b in boards if not b.broad or not any(b.end <= other.start <= b.end + 3 for other in boards)]
    names = {b.name for b in out}
    for i, board in enumerate(out):
        fuller = [b for b in out if b.name.startswith(board.name + " ")]
        written = _GAP.sub("", low[board.start : board.end])
        if (
            board.key not in _sites()
            and len(names) == 2
            and len({b.name for b in fuller}) == 1
            and written == _GAP.sub("", board.name.lower())
        ):
            out[i] = replace(board, name=fuller[0].name, key=fuller[0].key)
    return out


def meant_by(boards: Sequence[NamedBoard]) -> NamedBoard | None:
    """The one board that several names mean: the same of all; of lists of one site the only one that is named beside the site, else the
    one that its bare name means."""
    if len({b.key or b.name for b in boards}) > 1:
        site = next((b for b in boards if b.key in _sites() and all(_is_of(b, other) for other in boards)), None)
        lists = {b.key: b for b in boards if site is not None and b.key != site.key}
        boards = list(lists.values()) if len(lists) == 1 else [site] if site is not None else []
    return boards[0] if boards and not boards[0].broad else None


def _is_of(site: NamedBoard, board: NamedBoard) -> bool:
    return _site_of(site) == _site_of(board)


def _site_of(board: NamedBoard) -> str:
    return (board.key or "").partition("/")[0]


def _written_apart(word: str) -> bool:
    """Whether a word is of a script that puts spaces between words: "código" is, "コード" is not."""
    return word < "\u0250"


def _latin(c: str) -> bool:
    return "a" <= c <= "z"


@cache
def _table() -> dict[str, Any]:
    return tomli.loads((files(__package__) / "board_names.toml").read_text(encoding="utf-8"))


def _short_names(site: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(key of the board, spelling) of a site's short name with a category and a list's word: "arena vision ranking"."""
    short = site.get("short", "").lower()
    for key, words in site["categories"].items() if short else ():
        for word in words:
            if not _written_apart(word):
                yield from ((key, f"{short}{of}{word}{board}") for of in ("", "的") for board in _CJK_LIST_WORDS)
                continue
            for owner, gapped in itertools.product((short, f"{short}'s"), {word, word.replace(" ", "-")}):
                yield from ((key, f"{owner} {gapped} {board}") for board in _LIST_WORDS)


def _name_of(key: str) -> str:
    """The canonical name of the board `key`."""
    return next(str(name) for of, name, _ in _table()["watched"] if of == key)


@cache
def _automata() -> tuple[Automaton, Automaton]:
    """Every spelling with each of its gaps closed, as a space and as a hyphen: those in ASCII, and the others, with which one table would
    take four times as much memory."""
    spellings: dict[str, tuple[int, Any]] = {}
    for site in _table()["site"]:
        for key, surface in _short_names(site):
            spellings.setdefault(surface, (len(surface), (_name_of(site["of"]), key, False)))
    others = ((None, name, [name, *written]) for name, written in (dict.fromkeys(_table()["plain"], ()) | _table()["others"]).items())
    for key, name, written in (*_table()["watched"], *others):
        meaning = (name, key, name in _table()["beside_a_word"])
        for surface in written:
            parts = _GAP.split(surface.lower())
            for gaps in itertools.product(("", " ", "-"), repeat=len(parts) - 1):
                spelling = "".join(itertools.chain.from_iterable(zip(parts, (*gaps, ""), strict=True)))
                spellings.setdefault(spelling, (len(spelling), meaning))
    return Automaton(item for item in spellings.items() if item[0].isascii()), Automaton(i for i in spellings.items() if not i[0].isascii())
