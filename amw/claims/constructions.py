"""Constructions in which words that are plain each by itself narrow a claim: "the best new model", "leads it for the company"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from amw.claims.phrases import NUMBER_WORDS
from amw.claims.sentence import Sentence
from amw.claims.words import BEFORE_BOARD, BEFORE_LEADER, BEFORE_NOUN, OBJECTS

REACH_READ = 12  # characters from what attaches a clause to what has been read of it
WORD = re.compile(r"[^\W\d_]+|\d(?:[\d.,]*\d)?")
# Words that are plain each by itself and together narrow the field: "the best new model", "the best of its family", "first in one test of".
_DEGREE = r"(?:best|strongest|smartest|highest|top|leading|number[- ]one|most [a-z]+|(?:best|stärkst|führend)e[nrsm]?|meilleure?s?|mejore?s?|melhore?s?)"
_NEW = r"(?:new|newest|newly|latest|released|launched|neue[nrsm]?|neueste[nrsm]?|nouve\w+|nuev[oa]s?|nov[oa]s?)"
_HEADS = r"(?:models?|systems?|llms?|entry|entries|ones?|offerings?)"  # of what a clause behind them tells which ones
_BOARD_NOUNS = r"(?:rankings?|leader ?boards?|board|table|list|charts?|index|standings|benchmark|arena)"
_PARTS = rf"(?:{NUMBER_WORDS}|\d{{1,2}}|some|most|half|both|several)"
_NARROWS = re.compile(
    rf"(?i:\b(?!all the (?:(?:other|ai|large|language|frontier) )*(?:{_HEADS}|others|rest)\b)(?:{_HEADS}|everything|anything|nothing|all|those) (?:(?:that|which) )?(?:it|we|they|he|she|i|you|(?:the|this|its) [a-z]+) [a-z]+"
    r"|\bat first\b(?! (?:place|spot|position|rank))|\bnew (?:ai |language )?(?:models?|llms?|systems?) (?:leader|champion|king|front-?runner)\b"
    r"|(?<!according )(?<!second )(?<!only )\bto (?:(?:the|its|an?|all|any|most|some|every) )?(?:me|you|him|her|them|my|your|our|ai|language|models?|systems?|compan(?:y|ies)|firms?|developers?|labs?|makers?|teams?|groups?|famil(?:y|ies)|chatbots?|assistants?)\b)|"
    rf"(?i:\b{_DEGREE}(?:-[a-z]+)?(?: (?!(?:of|in|on|at|to|for|from|by|and|with|as)\b)[\w-]+){{0,2}}? {_NEW}\b|\b(?:of|among|amongst) (?:all |any )?(?:the |its )?{_NEW}\b"
    r"|\b(?:of|in|within|from) (?:its|their|the|an?|any|this|that) (?:own )?(?:famil(?:y|ies)|group|company|team|maker|lab|developer|brand|line|range)\b(?! (?-i:[A-Z])|['’])|\b(?:leads?|led|tops?|heads?) (?:its|their|our) (?:own )?(?:famil(?:y|ies)|group|list|maker|lab)|\b(?:leads?|led|tops?|topped|heads?|headed|wins?|won|rules?|dominates?|sweeps?|swept) (?:(?:most|much|some|parts?|half|one) of|(?:all )?the rest)\b|(?<!ahead )(?<!clear )(?<!front )\bof the rest\b|\b(?:slips?|slipped|drops?|dropped|falls?|fell|fallen|slid|slides?|pushe[sd]|knocked|toppled|ousted|displaced) (?:(?:down|back|off) )?(?:(?:from|off) )?(?:the |its )?(?:first|second|third|top|lead|crown|throne|title)\b|\b(?:its|their|his|her) (?:own )?(?:number one|no\. ?1|#1)\b|\b(?:our|my|your) (?:own )?(?:best|top|first|number|no\b|strongest|highest|leading)|\b(?:any|an?|every|each|all|best|other) (?:[\w-]+ )?start-?ups?\b(?! x?(?-i:[A-Z]))|\bfor (?:developers?|companies|labs|teams?|groups?|makers?|firms?)\b"
    rf"|\b(?:of|among|amongst) (?:the |its |these |those |all ){{0,2}}(?:{NUMBER_WORDS}) (?:[a-z]+ )?(?:models|systems|llms|entries|labs|companies|makers|families)\b|\b{_PARTS} (?:of (?:the |its )?(?:{_PARTS} )?)?(?:tests?|evaluations?|benchmarks?|charts?|tables?|rankings?)\b)"
    r"|(?i:\b(?:meilleure?|mejor|melhor|(?:best|stärkst|führend)e[nrsm]?) (?:modèle|modelo|modell|système|sistema) (?:(?:de l['’]|du |de la |del |da |do )(?!(?-i:[A-Z])|monde|mundo|ia\b|índice|indice)[a-zà-ü]|(?:des|der|seiner|ihrer) (?!welt|index)(?-i:[A-ZÄÖÜ])))"
    r"|最[^\W\d_]{1,3}的?新模型|新型?モデル(?:の中)?[ので](?:首位|トップ|最上位|最高|[1一]位)|(?:신형|새|최신) 모델 (?:중 )?(?:1위|선두|최고|정상)|是(?:该公司|其)[^，。]{0,60}的模型|同社のモデル[ので]"
)
# What attaches a clause to a noun or to a board's name: "a model *that* we tried", "the index *updated* in May", "first *to* launch".
_CLAUSE = r" (?:that|which|who|whose|where|to (?!(?:the|an?|its?|their|his|her|first|second|third|[a-z]+th|top|number|no|lead|rank|place)\b)[a-z]+|(?!(?:being|having|according)\b)[a-z]{2,}(?:ed|ing)|made(?! in\b)|built|seen|known)\b"
_BEHIND_NOUN = re.compile(rf"(?i:\b(?:(?:{_HEADS}|leader|champion|king|first|second|third|best|{_BOARD_NOUNS}){_CLAUSE}|{_HEADS} this\b))")
_BEHIND_BOARD = re.compile(rf"(?i:(?:['’]s?)?(?: {_BOARD_NOUNS})?{_CLAUSE})")
_BY = re.compile(r" by (?:the )?")
# A preposition and the words behind it, up to a name: those are blanks by then.
_PREPOSITIONS = {
    language: re.compile(
        rf"(?i:(?<![\w-])(?P<preposition>{'|'.join(word for word in of_it if word not in ('articles', 'modifiers') and ' ' not in word)})(?=(?P<object>(?:[ -][^\W\d_]+)+)))"
    )
    for language, of_it in OBJECTS.items()
}
_BEST_OF_KIND = re.compile(
    rf"(?i:\b(?:{_DEGREE}(?:-[a-z]+)?|(?:all(?: (?:of )?the)?|every|any|each)(?: other)?)(?: non-[a-z]+)?(?P<kind>(?: (?!(?:of|in|on|at|to|for|from|by|with|as|is|has|that|which)\b)[\w-]+){{0,4}}?)"
    r" (?:models?|llms?|systems?|labs?|entry|entries|performer|scorer|scores?|results?|marks?|showing|chatbot|assistant|offering|option|choice)\b)"
)
_LEADER_OF_KIND = re.compile(r"(?i:\b(?:the|an?)(?P<kind>(?: [a-z-]+){1,3}?) (?:leader|champion|king|front-?runner)\b(?! ?board))")
_BOARD_OF_KIND = re.compile(
    r"(?:\b(?:the|its|their|this|that|an?|one|every|each)|['’]s?)(?P<kind>(?: (?!(?:of|in|on|at|to|for|from|by|with|as|is|has|and)\b)[a-z-]+){1,3}?)"
    r" (?:rankings?|leader ?boards?|board|table|list|charts?|index|standings|benchmark|arena)\b"
)
# The same in scripts without gaps: "新模型中排名第一", "生成では首位", "새로운 모델 중 1위".
_CJK_KINDS = re.compile(
    r"(?<![一-鿿])(?!(?:(?:在|所有|全部|全球|世界|参评|人工|智能|指数|排名|排行|榜单?|大|型|语言|中国|国产|国内|美国|欧洲|开源|闭源|的|上)*)(?:模型|系统))[一-鿿]{1,8}(?:模型|系统)(?:之?中|里)"
    r"|(?:测试|评测|家族|团队|产品|最?新版|语言|研究|研发|开发|官方|官网|自家|旗下|旗舰|公司)(?:之?中|里|上|方面|内|第一|首位|居首)"
    r"|(?:新型|最新版?|新しい|(?:公開|発表|開発)(?:され|し)た|生成(?!AI|人工)|開発|同社|強い|優れた)の?(?:モデル|システム|AI|人工知能)?(?:の中)?(?:で(?!す|あ)|において|なら|の(?:首位|トップ|[1１一]位))"
    r"|(?:신형|새로운|최신작|대형(?! ?언어)|자사|자체|업체|(?:공개|출시|발표|개발)한|만든|우수한|뛰어난) (?:(?:모델|시스템|기업) ?)?(?:중|가운데|에서|로는|[1일]위)|(?:언어|성능|시스템)(?:에서|으?로는|면에서)"
)


def narrowing(told: Sentence, text: str, beside: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """(offset, words) of what narrows the claims of a sentence by how it is made.

    `text` is the sentence with blanks for its names, `beside` the words that tell nothing of its claims.
    """
    yield from _kinds(text, told.start)
    yield from _attached(told, beside)
    yield from ((found.start(), found.group()) for found in _NARROWS.finditer(told.text, told.start, told.end))
    yield from ((told.start + found.start(), found.group()) for found in _CJK_KINDS.finditer(text))


def narrows(word: str) -> bool:
    """Whether a word of a script without gaps narrows a claim within itself."""
    return _NARROWS.search(word) is not None or _CJK_KINDS.search(word) is not None


def objects(text: str, at: int, language: str) -> Iterator[tuple[int, str]]:
    """(offset, word) of the first word behind each preposition that does not leave a claim as it is: "for the *company*".

    `text` is the sentence with blanks for its names and for what is said beside its claims, `at` where it begins.
    """
    of_it = OBJECTS[language]
    for found in _PREPOSITIONS[language].finditer(text):
        known, narrows = of_it[found["preposition"].casefold()], None
        for word in WORD.finditer(text, found.start("object"), found.end("object")):
            if (spelled := word.group().casefold()) in known:
                narrows = None
                break
            if spelled in of_it["articles"]:
                known = of_it.get(f"{found['preposition'].casefold()} the", known)
                continue
            narrows = word
            if spelled not in of_it["modifiers"]:
                break
        # "in the current LMArena ranking": what is named behind them, now blank, is a board
        names_board = spelled in of_it["modifiers"] & BEFORE_BOARD and text.startswith("  ", word.end())
        if narrows is not None and not names_board:
            yield at + narrows.start(), narrows.group()


def _attached(told: Sentence, beside: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """The clauses behind a noun or a board's name of which nothing has been read."""
    named = {(s.start, s.end) for s in told.named()} | {(b.start, b.end) for b in told.boards}
    read = [*beside, *(span for span in told.spoken if span not in named)]
    behind = (_BEHIND_BOARD.match(told.text, board.end, told.end) for board in told.boards)
    for found in (*_BEHIND_NOUN.finditer(told.text, told.start, told.end), *filter(None, behind)):
        by = _BY.match(told.text, found.end(), told.end)
        if by is not None and any(by.end() == board.start for board in told.boards):
            continue  # "the ranking published by LMArena", "the models tested by it": all that stand on it
        if not any(start < found.end() + REACH_READ and found.end() < end for start, end in read):
            yield found.start(), found.group()


def _kinds(text: str, at: int) -> Iterator[tuple[int, str]]:
    """The words before a model or a ranking that make a kind of it: "the best *release* model", "the *language* ranking"."""
    for pattern, known in ((_BEST_OF_KIND, BEFORE_NOUN), (_LEADER_OF_KIND, BEFORE_LEADER), (_BOARD_OF_KIND, BEFORE_BOARD)):
        for found in pattern.finditer(text):
            words = list(WORD.finditer(text, found.start("kind"), found.end("kind")))
            yield from ((at + word.start(), word.group()) for word in words if word.group().casefold() not in known)
            if known is BEFORE_BOARD and words and words[-1].group() == "language":  # "the language ranking", no "language model ranking"
                yield at + words[-1].start(), words[-1].group()
