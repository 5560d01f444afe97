"""A claim with its loose ends tied: which board, part and metric it speaks of, and what would have to be seen there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from typing import Any

from amw.boards.catalogue import Board, board, board_named, boards
from amw.claims.efforts import efforts_named
from amw.claims.measures import PAIR_ALONE, PRICE_PAIR, PRICES, VOLUMES, measured
from amw.claims.named import PRICE
from amw.claims.record import GAP, Told
from amw.claims.sentence import country_in, scope_in
from amw.claims.values import LONGEST_VALUE, compared, figures, listed
from amw.claims.windows import A_TIME
from amw.dates import ANY_MONTH

LONGEST_SENTENCE = 2000  # characters of a sentence that are looked at


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked(Told):
    """What is looked up where. `by_maker`: places are counted by company; `styled`: with style control; `spread`: within the
    ratings' margins; `efforts`: how hard models think where the sentence says it, by the boards' words, "" where it only says that a
    setting is meant; `window`: a stretch of time other than the board's own; `field_unknown`: the scope says more
    than is read of it ("under 2B"); `told`: the claim's sentence, "" where it is not at hand; `time`: the month or day that its scope or
    value names, as "June 2024" or "15 November", "" for none; `scored`: a place whose value is the score that it is held with;
    `read`: the claim was read from a text, and its names are the register's; else `companies` are the names that its company has there:
    as told, its key, that of whom it is a part of; `trails`: the margin is one behind, not ahead;
    `home`: the country that a scope of open models is bounded to, or the maker whose models are the field."""

    board: Board
    section: str
    metric: str | None
    model: str | None
    company: str | None
    companies: tuple[str, ...]
    by_maker: bool
    place: int | None
    within: int | None
    roughly: bool
    score: Decimal | None
    margin: Decimal | None
    window: str | None
    keys: Mapping[str, str]
    styled: bool
    spread: bool
    efforts: frozenset[str]
    field_unknown: bool
    told: str
    time: str
    scored: bool
    read: bool
    trails: bool
    home: str | None


def asked_of(claim: Any, sentence: str | None = None) -> Asked | None:
    """What `claim` asks, None when its board is not watched. Values may be numbers or text: "tied 2", "+115", "49 > 48", "> GPT-5"."""
    sentence = (sentence or getattr(claim, "sentence", None) or "")[:LONGEST_SENTENCE]
    written = (getattr(claim, "board_key", None), getattr(claim, "board", None))
    named = next((found for name in written if name and (found := _board(str(name)))), None)
    if named is None:
        return None
    entry, section, metric = named
    of_part = board_named(f"{entry.key}/{getattr(claim, 'scope', '')}") if metric is None else None
    if of_part is not None and of_part[0] == entry.key:
        metric = of_part[2]  # the scope "coding" names a part of the board
    told = _told(claim, entry, sentence)
    scope, company, model, within = told["scope"], getattr(claim, "company", None), getattr(claim, "model", None), told["within"]
    of_makers = re.search(r"compan|\blabs?\b|maker|vendor|develop", scope) or (not model and told.get("count") is None)
    home = None if country_in(scope) else _HOME.match(scope)
    read, names = getattr(claim, "board_key", None) is not None, (_name(model), _name(company))
    companies, told["model_key"] = ((names[1],), told.get("model_key")) if read else _registered(*names)
    told |= {"scope": _scope(scope), "within": int(within) if within is not None and within < 1000 else None}
    return Asked(
        **{"place": None, "margin": None, "trails": False} | told,
        board=entry,
        section=section,
        metric=metric,
        model=names[0],
        company=names[1],
        companies=tuple(filter(None, companies)),
        by_maker=bool(of_makers or _OF_COMPANIES.search(sentence)),
        keys=dict(getattr(claim, "keys", None) or ()),
        styled=bool(_STYLED.search(f"{scope} {sentence}")),
        spread=bool(_SPREAD.search(sentence)),
        efforts=efforts_named(sentence),
        told=sentence,
        read=read,
        home=home["country"] or home["maker"] if home else None,
        scored=told["kind"] in ("rank", "lead") and told["score"] is not None and getattr(claim, "score", None) is None,
        field_unknown=_SCOPE.fullmatch(scope.strip()) is None and of_part is None,
        window=next((word for word in ("month", "year", "quarter", "day") if word in scope), None),
    )


def _name(value: Any) -> str | None:
    return " ".join(str(value)[:LONGEST_VALUE].split()) or None if value else None


def _registered(model: str | None, company: str | None) -> tuple[tuple[str | None, ...], str | None]:
    """The names that a company of a hand-written claim has in the register, and the key there of a model named in another script."""
    from amw.companies import Companies  # loaded for such claims alone: what reads texts has looked its names up

    register = Companies.load()
    maker = register.resolve(company) if company else None
    known = register.resolve_model(model, maker=maker.key if maker else None) if model and not model.isascii() else None
    return (company, maker.key, maker.parent) if maker else (company,), known.key if known else None


def _told(claim: Any, entry: Board, sentence: str) -> dict[str, Any]:
    """What a claim's own fields and its value say, under the names of `Asked`; the scope as it is written."""
    told: dict[str, Any] = {f.name: value for f in fields(Told) if (value := getattr(claim, f.name, None)) is not None}
    told |= {name: tuple(map(str, told.get(name, ()))) for name in ("rivals", "behind", "near", "but")}
    told |= {name: told.get(name) or "" for name in ("measure", "bound")}
    told |= {name: _decimal(getattr(claim, name, None)) for name in ("score", "within")}
    scope, kind, value = str(told.get("scope") or "global"), str(told.get("kind") or "rank"), getattr(claim, "value", None)
    text = " ".join(str(value)[:LONGEST_VALUE].split()) if value is not None else ""
    time = next((at["time"] for words in (scope, text) if (at := _AT_A_TIME.search(words)) is not None), "")
    text = _AT_A_TIME.sub("", text)
    text = text if kind == "comparison" else _MOVED.sub("", text)
    if kind == "comparison" and (field := _FIELD.match(text)) is not None:  # "below 4 models", "> all open models"
        kind, text = ("rank", f"> {field['below']}") if field["below"] else ("lead", "")
        scope = scope if scope != "global" else scope_in(field.string) or scope
    if kind == "comparison" and (rest := _BEST_BUT.fullmatch(text)) is not None:
        kind, text, told["but"] = "lead", "", listed(rest["names"])
    told |= {"kind": kind, "scope": scope, "time": time, "tied": bool(told.get("tied") or _TIED.search(text))}
    if (getattr(claim, "company", None) or scope != "global") and (counted := _COUNTED.search(text)) is not None:  # "two of top 5"
        top = int(counted["top"] or counted["all"])
        number = int(_COUNTS.get(counted["n"].lower(), counted["n"])) if counted["n"] and counted["n"].lower() != "all" else top
        told |= {"kind": "rank", "within": Decimal(top), "count": number}
    elif kind in ("rank", "lead"):
        told |= _place_told(kind, text, told)
    elif kind == "score":
        told |= _score_told(entry, text, told)
    elif kind == "comparison":
        told |= _comparison_told(entry, text, told, sentence, bare=_decimal(value) is not None)
    of_tokens = entry.kind == "prices" or _OF_TOKENS.search(sentence) is not None
    priced = entry.kind == "prices" or _in_dollars(told["score"], sentence, also=of_tokens)
    if told["kind"] == "score" and told["score"] is not None and priced and not told["measure"].startswith("price"):
        told["unread"] = told.get("unread") or ("" if of_tokens else "$")  # a month's price, or a run's
        kind_of_price = _kind_of_price(told["measure"])
        told["measure"] = f"price{kind_of_price}" if kind_of_price else _price_told(told["score"], sentence)
    if (first := _TOP.search(sentence)) is not None and not (getattr(claim, "model", None) or getattr(claim, "company", None)):
        told["within"] = told["within"] or Decimal(_COUNTS.get(first["n"].lower(), first["n"]))  # "the top three are five points apart"
    return told | {"roughly": bool(_ROUGHLY.search(text) or _ROUGHLY.search(sentence))}


def _place_told(kind: str, text: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """What the value of a place says: "tied 2", "top 10", "> 10" (not among the first ten), "3, behind A"; of a lead also its score."""
    figure, worded = next(iter(figures(text)), None), _WORDED.search(text)
    if figure is None and worded:
        figure = _ORDINALS[worded.group().casefold()]
    if text.strip().lower() == "top":
        figure = Decimal(1)
    if figure is None and (span := _PLACES.search(text)) is not None:  # "tied 1-3": among the first three
        return {"within": Decimal(span["last"])}
    said: dict[str, Any] = {"behind": told["behind"] or compared(_PLACE.sub("", text)).behind}
    if figure is not None and (figure != figure.to_integral_value() or figure > 500 or (kind == "lead" and figure > 20)):
        said["score"], figure = told["score"] or figure, Decimal(1) if kind == "lead" else None
    if figure is not None and (outside := _OUTSIDE.match(text)):
        said["bound"] = "outside"
    if figure is not None and (outside or _AMONG_FIRST.search(text)):
        return said | {"within": figure if outside else told["within"] or figure}
    return said | {"place": int(figure) if figure is not None else 1 if kind == "lead" and told["within"] is None else None}


def _score_told(entry: Board, text: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """What the value of a score says: "57.2", "over 1,500", "60+", "2.36T" tokens."""
    volume = _scaled(text, entry)
    sign = next((bound for sign, bound in _BOUNDS.items() if text.lstrip().lower().startswith(sign)), "")
    sign = sign or ("least" if re.search(r"\d%?\+\s*\Z", text) else "")
    score = told["score"] or volume or next(reversed(figures(text)), None)
    return {"score": score, "bound": told["bound"] or sign, "measure": told["measure"] or ("volume" if volume is not None else "")}


def _comparison_told(entry: Board, text: str, told: Mapping[str, Any], sentence: str, *, bare: bool) -> dict[str, Any]:
    """What the value of a comparison says, a `bare` figure being its margin; one of a score alone ("52 < 54") is a score."""
    compares, numbers = compared(text), figures(text)
    said = {name: told[name] or getattr(compares, name) for name in ("score", "bound", "rivals", "behind", "measure")}
    said |= {"kind": "comparison", "margin": compares.margin, "trails": compares.trails}
    if compares.margin is None and bare:
        said["margin"] = next(iter(numbers), None)
        said["measure"] = GAP if not said["measure"] and _APART.search(sentence) else said["measure"]
    if compares.times is not None:
        said["margin"] = compares.times
        said["measure"] = _relative(entry, text, str(said["measure"] or sentence), less=compares.trails)
    elif said["score"] is not None and not said["rivals"]:
        said["kind"] = "score"
    alone = (said["score"], said["margin"], said["rivals"], said["behind"]) == (None, None, (), ())
    if alone and len(numbers) == 1 and not _OF_ANOTHER.search(text):  # "tied, ~1500"
        said["score"] = numbers[0]
    return said


# When a place was held, in the brackets of a scope or a value: "global (June 2024)", "1 (on 15 November)", "(week of 05-07)".
_AT_A_TIME = re.compile(rf"\s*\((?:[a-z]+ )*(?P<time>{A_TIME})\)", re.IGNORECASE)
_MOVED = re.compile(r"\A[^;]*?(?:->|→|\bfrom\b[^;]*\bto\b)\s*(?=\d)", re.IGNORECASE)  # "5 -> 2", "from 50 to 57": it is the last
_APART = re.compile(r"\bseparat|\bapart\b|\b(?:gap|distance|difference) between\b", re.IGNORECASE)  # says not who is ahead
_OF_ANOTHER = re.compile(r"[A-Z]\w* \d|\d\s?(?:% \w|x\b|×|times\b)")  # "second to Claude 4", "98% of it": no score of its own
# The scopes that are read: "global", "CN", "open_weights", "global (companies)", "global (June 2024)".
_SCOPE = re.compile(
    r"(?:global|world(?:wide)?|overall|makers|companies|labs|famil(?:y|ies)|EUROPE|[A-Z]{2}"
    r"|(?:[A-Z]{2} )?open[ _-]?(?:weights?|source|models?)?"
    r")?\s*"
    rf"(?:\([^()]*\b(?:compan\w*|labs?|makers?|vendors?|develop\w*|famil\w*|rows?|models?|month|week|year|quarter|day|{ANY_MONTH}|20\d\d)\b[^()]*\))?",
    re.IGNORECASE,
)
# Within which country's or maker's models it is: "US open_weights", "OpenAI models".
_HOME = re.compile(r"(?P<country>[A-Z]{2}) (?=open)|(?P<maker>[A-Z][\w. ]{1,40}) (?:models?|rows?)\Z")
# What a figure written as text begins with where it is a bound.
_BOUNDS = {">": "least", "≥": "least", "over ": "least", "above ": "least", "at least ": "least"}
_BOUNDS |= {"<": "most", "≤": "most", "under ": "most", "below ": "most", "at most ": "most"}
_STYLED = re.compile(r"style[ -]control|风格控制|スタイルコントロール|스타일 (?:컨트롤|통제)", re.IGNORECASE)
_SPREAD = re.compile(
    r"confidence|margins? of error|error (?:bars?|margins?)|statistical|置信|误差|信頼区間|誤差|신뢰\s?구간|오차"
    r"|konfidenz|fehler(?:spanne|grenze)|statistisch"
    r"|intervalle de confiance|marge d['’]erreur|intervalos? de confian|margen de error|margem de erro|estadístic|estatístic",
    re.IGNORECASE,
)
_ROUGHLY = re.compile(
    r"(?:~|≈|\b(?:about|around|roughly|nearly|almost|approximately|some)\s|약\s?|约|近)(?:an?\s|by\s|Elo\s)?\s?\d", re.IGNORECASE
)
_OUTSIDE = re.compile(r"\s*(?:>\s*\d|outside\b|not\b)", re.IGNORECASE)
_PLACES = re.compile(r"(?<![\d.,])1\s?[-–—~]\s?(?P<last>[1-9]\d{0,2})(?![\d.,])")
_AMONG_FIRST = re.compile(r"\btop\b|<=|≤|前|within", re.IGNORECASE)
_TIED = re.compile(r"\b(?:tied?|joint|level|on par)\b|(?<![<>≤≥])=|\A\s*[~≈]\s*[^\W\d]")
_PLACE = re.compile(r"^\W*(?:\d+(?:st|nd|rd|th)?|[a-z]+)\W*(?=behind\b|after\b)", re.IGNORECASE)  # "3, behind A and B"
_ORDINALS = {word: Decimal(n) for n, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)}
_FIELD = re.compile(
    r"(?:below|behind|under|<) (?P<below>\d{1,3}) (?:other )?models?|(?:>|ahead of|above|beats|over) (?:all|every)\b", re.IGNORECASE
)
_BEST_BUT = re.compile(
    r"(?:first|1st|best|highest)\w* (?:after|behind|but for|besides|outside|other than|except) (?P<names>.+)", re.IGNORECASE
)
_COUNTS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_COUNTED = re.compile(
    rf"(?<![\w/])(?P<n>\d{{1,2}}|{'|'.join(_COUNTS)}|all) (?:of |in )?(?:the )?top (?P<top>\d{{1,3}})|\btop (?P<all>[1-9]\d{{0,2}}) all\b",
    re.IGNORECASE,
)
_TOP = re.compile(rf"\btop[- ](?P<n>\d{{1,3}}|{'|'.join(_COUNTS)})\b", re.IGNORECASE)
_WORDED = re.compile(rf"(?<![\w-])(?:{'|'.join(_ORDINALS)})(?![\w-])", re.IGNORECASE)
_SCALED = re.compile(
    r"(?P<n>\d[\d,.]*)\s?(?P<unit>T|B|trillion|billion|万亿|亿)\b|(?P<cjk>\d[\d.]*)\s?(?P<unit2>万亿|亿|兆|조)", re.IGNORECASE
)


def _relative(entry: Board, text: str, sentence: str, *, less: bool) -> str:
    """What is so many times another's: what `text` says, else a price, of the kind that the sentence names alone, or the score."""
    if re.search(r"\b(?:faster|slower|fast|speed)\b", text, re.IGNORECASE):
        return "slower" if less else "faster"
    if entry.kind != "prices" and re.search(r"\b(?:cheaper|dearer|expensive|costs?|price)\b", text, re.IGNORECASE) is None:
        return "lower" if less else "higher"
    return f"{'cheaper' if less else 'dearer'}{_kind_of_price(sentence)}"


_DOLLARS = re.compile(  # no sum raised
    r"\$\s?(\d{1,4}(?:\.\d{1,4})?)(?![\d.,]*\d|\s?(?:[mb]illion|trillion|bn|[mbk])\b)"
    r"|(?<![\d.,])(\d{1,4}(?:\.\d{1,4})?)\s?(?:dollars\b|d[oó]lares\b|USD\b|美元|달러|ドル)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\w.,$-])(?<!\$ )\d{1,4}(?:\.\d{1,4})?(?![\d.,]*\d)")
_OF_TOKENS = re.compile(r"token|トークン|토큰|词元|\b(?:in|out)put\b|/\s?\$|(?:/|\bper )\s?1?(?:M\b|mn\b|million)", re.IGNORECASE)
_KIND_OF_PRICE = re.compile(r"\b(?:input|output|prompt|completion|blended)(?!\w)|输入|输出", re.IGNORECASE)


def _in_dollars(figure: Decimal | None, sentence: str, *, also: bool) -> bool:
    """Whether `sentence` tells `figure` in dollars and not, but where it `also` may, without: "scores 54, and costs $54 a month"."""
    told = any(_decimal(before or after) == figure for before, after in _DOLLARS.findall(sentence))
    return told and (also or all(_decimal(one) != figure for one in _BARE.findall(sentence)))


def _price_told(price: Decimal, sentence: str) -> str:
    """Which price `sentence` tells `price` as, by its unit or its place in a pair, else by the only kind it names; "price" for any."""
    read = (one for form in (PRICE_PAIR, PAIR_ALONE, PRICE) for match in form.finditer(sentence) for one in measured(match, "price"))
    kinds = {measure for measure, _, figure in read if figure == price}
    return kinds.pop() if len(kinds) == 1 else "price" if kinds else f"price{_kind_of_price(sentence)}"


def _kind_of_price(words: str) -> str:
    """ "_input", "_output" ... where `words` name that price alone; else ""."""
    kinds = {PRICES[word.lower()] for word in _KIND_OF_PRICE.findall(words.replace("_", " "))}
    return f"_{kinds.pop()}" if len(kinds) == 1 else ""


def _scaled(text: str, entry: Board) -> Decimal | None:
    """Tokens written short ("2.36T", "1.1万亿"), where a board counts them."""
    found = _SCALED.search(text) if entry.kind == "usage" else None
    figure = _decimal((found["n"] or found["cjk"]).replace(",", "")) if found else None
    return figure.scaleb(VOLUMES[(found["unit"] or found["unit2"]).lower()]) if found and figure is not None else None


def _board(name: str) -> tuple[Board, str, str | None] | None:
    """(board, part, metric) that a name means: a key, as the catalogue reads it, or a board and what it counts ("openrouter/price")."""
    whole, _, what = name.partition("/")
    if name in boards():
        found: tuple[str, str, str | None] | None = (name, "", None)
    elif (found := board_named(name)) is None and what in ("price", "prices"):
        listed = (key for key, entry in boards().items() if entry.kind == "prices" and key.startswith(whole))
        found = next(((key, "", None) for key in listed), None)
    elif found is None and what and (found := board_named(whole)) is not None:
        found = found if what in (board(found[0]).metric, "overall") else None
    return (board(found[0]), found[1] or board(found[0]).section, found[2]) if found is not None else None


def _scope(text: str) -> str:
    word = text.split("(")[0].strip()
    if re.fullmatch(r"[A-Z]{2}|(?i:europe)", word):
        return word[:2].upper()
    return "open_weights" if re.match(r"(?:[A-Z]{2} )?open(?!ai)", word, re.IGNORECASE) else scope_in(word) or "global"


_COMPANY = (
    r"(?:OpenAI|Google|Anthropic|xAI|Meta|Microsoft|DeepSeek|Alibaba|오픈AI|구글|앤트로픽|메타|谷歌|微软|阿里巴巴|オープンAI|グーグル)"
)
# The places counted are companies': "third, after OpenAI and Google", "among all AI labs", "the fourth-ranked lab", "as a company".
_OF_COMPANIES = re.compile(
    rf"\b(?:after|behind|following)\s+{_COMPANY}(?:\s+and|,)|{_COMPANY}\s?[와과,、和・]\s?{_COMPANY}[에의]?\s?(?:이어|之后|に次ぐ|뒤)"
    r"|(?i:\b(?:among|amongst|of) (?:all |the |AI |\w+ ){0,3}(?:labs?|companies|makers|developers|vendors|firms|providers)\b"
    r"|\b\w+(?:th|st|nd|rd|first|second|third)(?:[- ](?:ranked|best|placed|highest)(?:-\w+)?)?"
    r" (?:[A-Z]\w+ )?(?:AI )?(?:lab|company|maker|developer)\b"
    r"|\bas a (?:lab|company|maker)\b)|(?:公司|厂商|企业|機構|机构)(?:中|里|排名|第)|기업\s?(?:중|가운데|순위)|企業(?:中|の中|別)"
)


def _decimal(value: Any) -> Decimal | None:
    """The number that a field holds; None for none, for what is no number and for one that no board has (infinite, of 30 digits)."""
    try:
        number = None if value is None else Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and abs(number.adjusted()) < 30 else None
