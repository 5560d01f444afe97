"""Comparisons with everybody: "beats every other Chinese model", "ahead of all but A and B", "only A scores higher", "no open model outranks X"."""

from __future__ import annotations

import re
from decimal import Decimal

from amw.claims.comparatives import PRONOUN, TRAILS
from amw.claims.denials import INTENDED
from amw.claims.phrases import NUMBER_WORDS
from amw.claims.scopes import COUNTRIES, OPEN
from amw.claims.sentence import Sentence, country_in
from amw.claims.subjects import Subject

REACH_SPARED = 24  # characters behind "except" in which the first of the exceptions begins
_PEERS = r"(?:models?|llms?|systems?|rivals?|competitors?|entries|entry|entrants?|labs?|contenders?|challengers?|peers)"
_BEATS = (
    r"(?:beat(?:s|ing|en)?|outperform\w*|outrank\w*|outscor\w*|surpass\w*|overtak\w+|overtook|overhaul\w*|dethron\w+|unseat\w*|top(?:s|ped|ping)|exceed\w*|eclips\w+|best(?:s|ed)|leads?|led"
    r"|(?:is |are |was |sits? |stands? |ranks? |places? |plac(?:ed|ing) |comes? |finish\w* )?(?:well |just |far |clearly )?(?:ahead of|above|clear of|past|in front of)"
    r"|(?:scor\w+|rank\w*|rat\w+|plac\w+|sits?|stands?|do(?:es)?|did|is|perform\w*)(?: \w+)? (?:higher|better|above)(?: than)?|(?:higher|better|more|stronger|lower|fewer|less|less often) than|(?:has|have|had|offers?) (?:a |any )?(?:better|stronger|smarter|higher-\w+) (?:models?|systems?|scores?|ratings?) than|(?:comes?|gets?|is|are) (?:\w+ )?(?:close to|near)|(?:blew|blows|blast(?:s|ed)|shot|races?|raced|leaps?|leapt|surges?|surged|speeds?|sped|sails?|sailed|made it|makes it|got|gets|gone|went) past|match(?:es)?|rivals|touch(?:es)?|equals?)"
)
# "every other Chinese model", "everything else", "the rest of the field".
EVERYBODY = re.compile(
    rf"(?i:\b{_BEATS} (?:(?:all|every|any|each)(?: of)?(?: (?:the|its))?(?: other| rival| competing)?(?: (?:[\w'’-]+)){{0,4}}? {_PEERS}\b|(?:everything|everyone|everybody|anything|all others?|all comers|all else)(?: else)?\b|(?:all )?(?:its|the) (?:other )?rivals\b|the rest(?: of the (?:field|pack|list|table|board))?\b|the (?:entire |whole )?(?:field|competition|pack)\b))"
    r"|(?:超越|超过|领先|击败|碾压|力压|优于)(?:所有|全部|其他所有|一众)[^，。、]{0,12}?模型|(?:他の)?(?:すべて|全て)の[^、。]{0,14}モデルを(?:上回|抜)|(?:다른 )?모든 [^,.]{0,14}모델을 (?:제치|앞서|앞질|능가|뛰어넘)"
)
# The same in German, French, Spanish and Portuguese; in a clause with the verb first who is ahead stands within: "schlägt X alle Modelle".
_PEERS_OF_ALL = (
    r"(?:(?:ki-|sprach)*modelle?n?|systeme?n?|konkurrent\w*|rivalen|labore?n?|anbietern?|modèles?|systèmes?|rivaux|concurrents|laboratoires"
    r"|modelos?|sistemas?|rivales|competidores|laboratorios|rivais|concorrentes|laboratórios)"
)
EVERYBODY_ABROAD = re.compile(
    r"(?i:\b(?:(?:schlägt|schlug|übertrifft|übertraf|überholt|überholte|überflügelt|lässt|bat|battu|dépasse|dépassé|devance|devancé|surpasse|surclasse"
    r"|super\w{1,4}|aventaja|adelanta|bate|vence|derrota|deja|ultrapass\w{1,3})\b(?P<who>(?:[^.,;:]|\.\d){0,60}?)"
    r"|(?:besser(?: ab)? als|vor|devant|mieux que|delante de|encima de|frente de|acima de))"
    r"\s(?:alle[nmr]?|sämtliche[nr]?|jede[snmr]?|tous|toutes|todos|todas|os demais|los demás|las demás)\b(?:\s(?:les|ses|los|las|sus|os|as|seus|suas|anderen?|übrigen?|weiteren?|restlichen?|autres|demás|otros|otras|demais|outros|outras))*"
    rf"(?:\s[\w'’-]+){{0,3}}?\s{_PEERS_OF_ALL}\b"
    r"|\b(?P<rivals>vor|devant|delante de|à frente d[eoa]s?)\s(?:(?:der|seine[nr]|ihre[nr]|allen|la|ses|sus|toute|gesamten|seus|suas)\s){0,2}"
    r"(?:konkurren(?:z|ten)|mitbewerbern|wettbewerbern|rivalen|concurrence|concurrents|rivaux|competencia|competidores|rivales|concorrência|concorrentes|rivais)\b)"
)
_ALL_ABROAD = (
    "konkurren", "bewerbern", "concurren", "compet", "concorr", "riva", "alle", "sämtliche", "jede",
    "tous", "toutes", "todos", "todas", "demás", "demais",
)  # fmt: skip
# Between rivals and the names of those who are meant: "ses rivaux chinois A et B", "der Konkurrenz von A", "Konkurrenten wie A".
_NAMELY = re.compile(r"(?:,?\s(?!(?:und|et|y|e)\b)[\w'’-]+){0,4}\s?:?\s")
_ALL = ("all", "every", "any", "each", "rivals", "rest", "field", "competition", "pack", "所有", "全部", "一众", "すべて", "全て", "모든")
_BUT = re.compile(
    r"(?i:[,\s]*(?:in [\w' ]{2,30} )?(?:but|behind|except(?: for)?|bar|save(?: for)?|other than|apart from|aside from|außer|bis auf|mit Ausnahme von|sauf|hormis|excepté|salvo|excepto|menos|exceto)\s(?:the )?)"
)
# A line of models: "every other Claude model".
_LINE = re.compile(rf"(?<= )(?!AI\b|LLMs?\b|U\.?S\.?\b|UK\b)(?P<name>[A-Z][\w.-]{{1,18}})(?=(?: [\w-]+)? (?i:{_PEERS})\Z)")
_MADE_BY = re.compile(r"(?i:\s(?:(?:that|which|made|built|developed|released|offered|from|by|of) ){0,3}(?:the )?)")
# "Only A and B are ahead of X", "Nobody but A outscores X".
_ONLY = re.compile(
    rf"(?i:\b(?:only(?: (?:{NUMBER_WORDS}) (?:\w+ )?{_PEERS}(?:,|:| –| -)?)?|solely|nobody but|no one but|none but|nothing but|no model but|no lab but)\s(?:the )?)"
)
_ASIDE = re.compile(r"\s?[(（][^()（）]{1,30}[)）]")  # a score behind a name
_THEN_BEATS = re.compile(rf"(?i:['’]?s?,? ?(?:\w+ ){{0,4}}?{_BEATS}\b)")
_PEERS_ABROAD = r"(?i:(?:\w+ )?(?:ki-)?(?:modell|sprachmodell|system|labor|anbieter)|(?:autre )?(?:modèle|système|labo(?:ratoire)?|modelo|sistema|ia)(?: \w+)?)"
# The same where the words for it stand apart: "Kein Modell schneidet besser ab als X", "Aucun modèle ne dépasse X".
NOBODY_ABROAD = re.compile(
    rf"(?i:\b(?:ning[uú]na?(?: otr[oa])? |nenhuma?(?: outr[oa])? |kein(?:e|es|er)?(?: anderes?)? |aucune?(?: autre)? ){_PEERS_ABROAD}(?: \w+)? (?:[^.;,]{{0,40}}?\b)(?:besser(?: ab)? als|höher als|mehr(?: punkte)? als|übertrifft|schlägt|(?:liegt |steht )?vor(?= [A-Z])|mieux que|plus (?:haut )?que|dépasse|devance|surpasse|bat|supera a(?: [oa])?|aventaja a|supera o|ultrapassa o|bate o|está por (?:delante|encima) de|está (?:à frente|acima) d[eo])\b)"
)
# ... and where who is beaten by nobody stands before or within them.
NOBODY_AROUND = re.compile(
    r"(?:没有|無|无)(?P<zh>(?:任何|哪个|其他|一款|一个)?[^，。]{0,8}?)(?:模型|大模型|AI)(?:能够?|可以?|在[^，。]{0,40}?)?(?:超过|超越|击败|胜过|排在|追上|高于|优于)"
)
NOBODY_BEFORE = re.compile(
    r"(?:を(?:上回る|超える|抜く|しのぐ|凌ぐ)|より(?:上|高い|優れた))[^、。]{0,12}?モデルは(?:ない|存在しない|いない|なかった)|[을를] (?:앞서는|능가하는|넘어서는|뛰어넘는|이기는|제친) [^,.]{0,12}?모델은 (?:없|존재하지)|보다 (?:높은|앞선|나은) [^,.]{0,12}?모델은 없"
)
# "No open-weights model scores higher than X", "Nobody beats X".
NOBODY = re.compile(
    rf"(?i:\b(?:no (?:other |single )?(?:[\w-]+ ){{0,3}}?{_PEERS}|nobody(?: else)?|no one(?: else)?|nothing(?: else)?|none(?: of its rivals)?)"
    rf" (?:\w+ in \w+ )?(?:currently |has |have |now |yet |can |could )*(?:{_BEATS}|(?:is|are|was|gets|been) \w+ more(?: often| widely| heavily)?(?: on [\w-]+)? than)\b)"
)
_NOBODY = (
    (NOBODY, ("no ", "nobody", "nothing", "none")),
    (NOBODY_ABROAD, ("kein", "aucun", "ning", "nenhum")),
    (NOBODY_AROUND, ("没有", "無", "无")),
    (NOBODY_BEFORE, ("モデルは", "모델은")),
)


def read_universals(told: Sentence) -> None:
    """Adds who is said to be ahead of everybody, of all but some (behind those only), or to have only some ahead.

    Ahead of everybody is a lead; `among` a country's or open models it may be none of them.
    """
    for pattern, roots in _NOBODY:
        for match in told.matches(pattern, 3, roots):
            named_before = (s for s in reversed(told.models()) if s.end == match.start())
            beaten = next(named_before, None) if pattern is NOBODY_BEFORE else _object(told, match.end())
            if beaten is not None and not _read(told, match):
                _over_all(told, match, beaten)
    for match in told.matches(_ONLY, 4):
        ahead = told.chain_after([s for s in told.named() if s.start >= match.end()], match.end())
        if not ahead or ahead[0].start > match.end() + 24 or _read(told, match):
            continue
        after = _ASIDE.match(told.text, ahead[-1].end)
        beats = _THEN_BEATS.match(told.text, after.end() if after else ahead[-1].end, min(told.end, ahead[-1].end + 80))
        if beats and (beaten := _object(told, beats.end(), match.start())) is not None and beaten not in ahead:
            _behind(told, (match.start(), beaten.end), beaten, ahead, told.scope(match))
    for match in (*told.matches(EVERYBODY_ABROAD, 3, _ALL_ABROAD), *told.matches(EVERYBODY, 4, _ALL)):
        _over_everybody(told, match)


def _over_everybody(told: Sentence, match: re.Match[str]) -> None:
    at, within = match.start(), [s for s in told.named(*match.span()) if s.model]
    verb_first = match.groupdict().get("who") is not None  # "schlägt X alle Modelle"
    subject = within[0] if verb_first and within else told.subject(at, match.end())
    named = within[1:] if verb_first else within
    if subject is None or _read(told, match) or told.denied(at) or told.before(INTENDED, at):
        return
    if TRAILS.search(told.text, told.start, at) and not verb_first:
        return  # "behind A and B, but ahead of everyone else"
    if match.groupdict().get("rivals") and subject.end <= at and _named_ones(told, match.end()):
        return  # which is a comparison with those
    but = _BUT.match(told.text, match.end())
    after = told.named(but.end()) if but else []
    ahead = told.chain_after(after, but.end()) if but and after and after[0].start - but.end() < REACH_SPARED else []
    whose = named[-1] if named else _maker(told, match) or _line(match)
    if ahead and whose is not None and not named[:-1]:  # "every Google model but X"
        but_those = tuple(told.label(s) for s in ahead)
        told.tell("comparison", (at, ahead[-1].end), subject, rivals=(told.label(whose),), but=but_those)
    elif ahead and not named:
        _behind(told, (at, ahead[-1].end), subject, ahead, _scope(match.group()) or "global")
    elif not but and not named:
        _over_all(told, match, subject)


def _named_ones(told: Sentence, at: int) -> bool:
    """Whether rivals are named from `at` on."""
    named = told.named(at, min(told.end, at + 60))
    return bool(named) and _NAMELY.fullmatch(told.text, at, named[0].start) is not None


def _read(told: Sentence, match: re.Match[str]) -> bool:
    """Whether the first word of a match has been read; names of boards and makers may stand further on."""
    return told.read((match.start(), match.start() + 1))


def _maker(told: Sentence, match: re.Match[str]) -> Subject | None:
    """The company whose models all are meant: "any other Google model", "anything from Google", "everything Google has built"."""
    inside = [s for s in told.named(match.start(), match.end()) if s.company and not s.model]
    after = [s for s in told.named(match.end(), min(told.end, match.end() + 40)) if s.company and not s.model]
    after = [s for s in after if not any(0 <= m.start - s.end < 4 for m in told.models())]  # "than Google's Gemini 3" is of Gemini 3
    return inside[0] if inside else next((s for s in after if _MADE_BY.fullmatch(told.text[match.end() : s.start])), None)


def _line(match: re.Match[str]) -> Subject | None:
    """The line of models whose models all are meant, where its name is no mention: "every other Claude model"."""
    word = _LINE.search(match.group())
    if word is None or _scope(word["name"]) or country_in(word["name"]):
        return None
    start = match.start() + word.start("name")
    return Subject(start, start + len(word["name"]), word["name"], None, None)


def _object(told: Sentence, at: int, before: int | None = None) -> Subject | None:
    """Who is named right after a comparing word; where that says "it", who was spoken of `before`."""
    if before is not None and PRONOUN.match(told.text, at):
        return told.subject(before, before)
    found = next((s for s in told.named(at, min(told.end, at + 60)) if s.model), None)
    return found if found is not None and found.start - at < 34 else None


def _over_all(told: Sentence, match: re.Match[str], subject: Subject) -> None:
    """Adds that `subject` is ahead of all that the words mean: one maker's models, a country's, open ones, or every model."""
    at, scope = match.start(), _scope(match.group())
    if (maker := _maker(told, match) or _line(match)) is not None:
        told.tell("comparison", (at, max(match.end(), maker.end)), subject, read=match.span(), rivals=(told.label(maker),))
    else:
        scope = scope or told.scope(match)
        told.tell("lead", match.span(), subject, scope=scope, value=Decimal(1), among=scope)


def _scope(text: str) -> str | None:
    return "open_weights" if OPEN.search(text) else next((code for code, pattern in COUNTRIES if pattern.search(text)), None)


def _behind(told: Sentence, span: tuple[int, int], subject: Subject, ahead: list[Subject], scope: str = "global") -> None:
    told.tell("comparison", span, subject, scope=scope, behind=tuple(dict.fromkeys(told.label(s) for s in ahead)), only=True)
